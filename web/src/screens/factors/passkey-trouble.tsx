import { t } from '../../app/i18n.ts';
import type { PasskeyTrouble } from '../../factors/add-passkey.ts';
import { Notice } from '../../ui/notice.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';

/** Why a passkey was not made or not let open the journal. */
export function PasskeyTroubleNotice({ trouble }: { readonly trouble: PasskeyTrouble }) {
  switch (trouble.code) {
    case 'dismissed':
    case 'already-there':
    case 'no-output':
      return (
        <Notice tone="trouble" title={t(`passkeyTrouble.${trouble.code}`)} urgent>
          <p>{t(`passkeyTrouble.${trouble.code}.do`)}</p>
        </Notice>
      );
    default:
      return <ServerTrouble failure={trouble} />;
  }
}
