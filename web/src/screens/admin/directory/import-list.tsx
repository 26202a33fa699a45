import type { ApiReply } from '../../../app/call-api.ts';
import { t } from '../../../app/i18n.ts';
import { ImportRow } from './import-row.tsx';
import type { Uploads } from './use-uploads.ts';

/** Imports, newest first. */
export function ImportList({
  known,
  uploads,
  onChanged,
}: {
  readonly known: ApiReply<'directoryImports'> & { readonly isStale: boolean };
  readonly uploads: Uploads;
  readonly onChanged: () => Promise<void>;
}) {
  const { imports, liveVersion, isStale } = known;
  return (
    <section class="section" aria-labelledby="directory-imports">
      <h2 id="directory-imports" class="section__title">
        {t('directory.imports')}
      </h2>
      {isStale && <p role="status">{t('directory.imports.stale')}</p>}
      {imports.length === 0 ? (
        <p class="muted">{t('directory.imports.none')}</p>
      ) : (
        <ul class="rows" aria-labelledby="directory-imports">
          {imports.map((one) => (
            <ImportRow
              key={one.id}
              imported={one}
              liveVersion={liveVersion}
              uploads={uploads}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
