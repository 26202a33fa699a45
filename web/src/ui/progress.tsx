import { formatBytes, formatShare } from '../app/formats.ts';
import { t } from '../app/i18n.ts';
import './progress.css';

/** Real progress with its words. `total: null` while it is not known: then there is no bar to lie with. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly bytes?: boolean;
}) {
  const { label, done, total, bytes = false } = props;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div class="progress" role="status">
      <span class="progress__words">
        {label}
        {share !== null && total !== null && (
          <span class="progress__figure">
            {bytes
              ? t('progress.bytes', { done: formatBytes(done), total: formatBytes(total) })
              : formatShare(share)}
          </span>
        )}
      </span>
      {share !== null && <progress class="progress__bar" aria-label={label} max={1} value={share} />}
    </div>
  );
}
