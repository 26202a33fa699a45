import { useServices } from '../../app/services-context.ts';
import { SignedRecord } from './signed-record.tsx';
import { WatchedEvents } from './watched-events.tsx';
import { WatchedRecord } from './watched-record.tsx';

/** For the administrators of an organisation: its record, and what breach rules found on its members' accounts. */
export function OrganisationActivity({ organisation }: { readonly organisation: string }) {
  const { callApi, stepUp } = useServices();
  const params = { organisation };
  return (
    <>
      <WatchedEvents load={(state) => callApi('organisationSecurityEvents', { params, query: { state } })} />
      <WatchedRecord load={(before) => callApi('organisationAudit', { params, query: { before } })} />
      <SignedRecord load={() => stepUp.withStepUp(() => callApi('exportOrganisationAudit', { params }))} />
    </>
  );
}
