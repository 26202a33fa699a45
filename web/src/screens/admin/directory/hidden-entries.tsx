import { useRef } from 'preact/hooks';
import type { ApiFailure, ApiReply } from '../../../app/call-api.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { useTask } from '../../account/use-task.ts';
import { FromServer } from '../../server/from-server.tsx';
import { ServerTrouble } from '../../server/server-trouble.tsx';

type Hidden = ApiReply<'hiddenEntries'>['entries'][number];

/** What an admin hid, and the way back. */
export function HiddenEntries() {
  const { callApi } = useServices();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section class="section" aria-labelledby="hidden-entries">
      <h2 id="hidden-entries" ref={heading} class="section__title" tabIndex={-1}>
        {t('directory.hidden')}
      </h2>
      <FromServer load={() => callApi('hiddenEntries', {})}>
        {({ entries }, reload) => {
          const afterShown = async () => {
            await reload();
            // The button that had it is gone.
            heading.current?.focus();
          };
          return entries.length === 0 ? (
            <p class="muted">{t('directory.hidden.none')}</p>
          ) : (
            <>
              <p class="small muted">{t('directory.hidden.what')}</p>
              <ul class="rows" aria-labelledby="hidden-entries">
                {entries.map((hidden) => (
                  <HiddenEntry key={hidden.entry} hidden={hidden} onShown={afterShown} />
                ))}
              </ul>
            </>
          );
        }}
      </FromServer>
    </section>
  );
}

function HiddenEntry({
  hidden: { entry, name, source, isListed },
  onShown,
}: {
  readonly hidden: Hidden;
  readonly onShown: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const show = async () => {
    const done = await task.run(() =>
      callApi('resolveCareReports', { params: { entry }, body: { outcome: 'shown' } }),
    );
    if (done === null) return;
    showSnack({ text: t('directory.hidden.shown', { name }) });
    await onShown();
  };
  return (
    <li class="event">
      <span class="rows__title">{name}</span>
      <span class="rows__note">
        {[source, ...(isListed ? [] : [t('directory.hidden.gone')])].join(' · ')}
      </span>
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <div class="event__acts">
        <button
          type="button"
          class="button"
          aria-label={t('directory.hidden.show.named', { name })}
          aria-disabled={task.busy}
          onClick={() => {
            if (!task.busy) void show();
          }}
        >
          {t('directory.hidden.show')}
        </button>
      </div>
    </li>
  );
}
