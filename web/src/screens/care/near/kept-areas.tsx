import { useEffect, useState } from 'preact/hooks';
import { formatBytes } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { showSnack } from '../../../app/snackbar.ts';
import type { TileShelf } from '../../../care/directory/tile-shelf.ts';
import { useLatest } from '../../../ui/use-latest.ts';

/** What lies here of areas that were looked at, and the way to be rid of it. */
export function KeptAreas({
  shelf,
  afterLookup,
  onForget,
}: {
  readonly shelf: TileShelf;
  /** Looks again when this changes. */
  readonly afterLookup: unknown;
  readonly onForget: () => void;
}) {
  const [bytes, setBytes] = useState(0);
  const begin = useLatest();
  const count = async () => {
    const isLatest = begin();
    const used = await shelf.usedBytes();
    // What was counted before the areas were forgotten says nothing of now.
    if (isLatest()) setBytes(used);
  };
  useEffect(() => void count(), [afterLookup]);
  if (bytes === 0) return null;
  return (
    <section class="section" aria-labelledby="near-kept">
      <h2 id="near-kept" class="section__title">
        {t('near.kept')}
      </h2>
      <p class="small">{t('near.kept.what', { size: formatBytes(bytes) })}</p>
      <p>
        <button
          type="button"
          class="button"
          onClick={() => {
            // First of all: a lookup that is under way would go on keeping what it finds.
            onForget();
            void shelf.clear().then(() => {
              void count();
              showSnack({ text: t('near.kept.forgotten') });
            });
          }}
        >
          {t('near.kept.forget')}
        </button>
      </p>
    </section>
  );
}
