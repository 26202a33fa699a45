import type { ReadonlySignal } from '@preact/signals';
import { t } from '../../app/i18n.ts';
import type { ReaderStatus } from '../../app/services.ts';
import { Progress } from '../../ui/progress.tsx';

/** The wait for a reading: bytes while the model comes, then the share that is done. */
export function ReaderProgress({
  status,
  label,
  share,
}: {
  readonly status: ReadonlySignal<ReaderStatus>;
  readonly label: string;
  /** 0 … 1, or `null` while nothing can be said. */
  readonly share: number | null;
}) {
  const { value } = status;
  // It is called loading until its first answer, for which a long file lets it work for minutes.
  const isComing = value.kind === 'loading' && (share === null || value.loadedBytes < value.totalBytes);
  return isComing ? (
    <Progress label={t('capture.fetching')} done={value.loadedBytes} total={value.totalBytes} bytes />
  ) : (
    <Progress label={label} done={share ?? 0} total={share === null || share === 0 ? null : 1} />
  );
}
