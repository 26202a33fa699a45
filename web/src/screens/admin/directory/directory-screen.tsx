import { useEffect, useState } from 'preact/hooks';
import type { ApiReply } from '../../../app/call-api.ts';
import { t } from '../../../app/i18n.ts';
import { now } from '../../../app/now.ts';
import { pathTo } from '../../../app/routes.ts';
import { useServices } from '../../../app/services-context.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { FromServer } from '../../server/from-server.tsx';
import { CareReports } from './care-reports.tsx';
import { HiddenEntries } from './hidden-entries.tsx';
import { ImportList } from './import-list.tsx';
import { isSettling, isWorkedOn } from './import-words.ts';
import { LiveDirectory } from './live-directory.tsx';
import { NewImportForm } from './new-import-form.tsx';
import type { Wait } from './send-parts.ts';
import { useUploads } from './use-uploads.ts';
import './directory.css';

const POLL_MS = 2000;

/** For super admins: what the directory of care holds, files for it, and what people say is wrong in it. */
export function DirectoryScreen({ wait = waitFor }: { readonly wait?: Wait }) {
  const { callApi } = useServices();
  return (
    <Screen
      title={t('directory.title')}
      above={<BackLink to={pathTo({ screen: 'admin' })} name={t('admin.title')} />}
    >
      <FromServer load={() => callApi('directoryImports', {})}>
        {(first) => <Directory first={first} wait={wait} />}
      </FromServer>
    </Screen>
  );
}

function Directory({ first, wait }: { readonly first: ApiReply<'directoryImports'>; readonly wait: Wait }) {
  const { callApi } = useServices();
  const [known, setKnown] = useState({ ...first, isStale: false, looks: 0 });
  const begin = useLatest();
  const look = async () => {
    const isLatest = begin();
    const reply = await callApi('directoryImports', {});
    // A later look knows more, whichever of the two is answered first.
    if (!isLatest()) return;
    setKnown((before) => ({
      ...(reply.ok ? reply.value : before),
      isStale: !reply.ok,
      looks: before.looks + 1,
    }));
  };
  const uploads = useUploads(wait, look);
  const [hides, setHides] = useState(0);

  const isMoving = known.imports.some(
    (one) => isWorkedOn(one) || isSettling(one, known.liveVersion, now.peek()),
  );
  useEffect(() => {
    if (!isMoving) return undefined;
    const stop = new AbortController();
    void wait(POLL_MS, stop.signal).then(() => (stop.signal.aborted ? undefined : look()));
    return () => stop.abort();
  }, [isMoving, known.looks]);

  return (
    <>
      <LiveDirectory key={known.liveVersion} version={known.liveVersion} entries={known.entries} />
      <NewImportForm uploads={uploads} onBegun={look} />
      <ImportList known={known} uploads={uploads} onChanged={look} />
      <CareReports onHidden={() => setHides((before) => before + 1)} />
      <HiddenEntries key={hides} />
    </>
  );
}

const waitFor: Wait = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
