import type { Recording } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why a recording paused or ended by itself, and what can be done. */
export function Interruption({ recording }: { readonly recording: Recording }) {
  const interrupted = recording.interrupted.value;
  if (interrupted === null) return null;
  return (
    <Notice title={t(`voice.interrupted.${interrupted}`)} urgent>
      <p>{t(`voice.interrupted.${interrupted}.do`)}</p>
    </Notice>
  );
}
