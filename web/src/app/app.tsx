import { Snackbar } from '../ui/snackbar.tsx';
import { ReadingInks } from '../ui/reading-inks.tsx';
import { SlowWords } from '../ui/slow-words.tsx';
import { EntriesPane } from '../screens/journal/entries-pane.tsx';
import { TodayScreen } from '../screens/today/today-screen.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { t } from './i18n.ts';
import { lazyPart, lazyScreen } from './lazy-screen.tsx';
import { hasTwoPanes } from './media.ts';
import { route } from './navigation.ts';
import type { Route } from './routes.ts';
import type { Services } from './services.ts';
import { ServicesContext, useServices } from './services-context.ts';
import { Shell } from './shell.tsx';

const JournalScreen = lazyScreen(
  async () => (await import('../screens/journal/journal-screen.tsx')).JournalScreen,
);
const EntryScreen = lazyScreen(async () => (await import('../screens/journal/entry-screen.tsx')).EntryScreen);
const VoiceScreen = lazyScreen(async () => (await import('../screens/voice/voice-screen.tsx')).VoiceScreen);
const FaceScreen = lazyScreen(async () => (await import('../screens/face/face-screen.tsx')).FaceScreen);
const SettingsScreen = lazyScreen(
  async () => (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
);
const AccountScreen = lazyScreen(
  async () => (await import('../screens/account/account-screen.tsx')).AccountScreen,
);
const OrganisationsScreen = lazyScreen(
  async () => (await import('../screens/organisations/organisations-screen.tsx')).OrganisationsScreen,
);
const OrganisationScreen = lazyScreen(
  async () => (await import('../screens/organisations/organisation-screen.tsx')).OrganisationScreen,
);
const InvitationScreen = lazyScreen(
  async () => (await import('../screens/organisations/invitation-screen.tsx')).InvitationScreen,
);
const AdminScreen = lazyScreen(async () => (await import('../screens/admin/admin-screen.tsx')).AdminScreen);
const CareScreen = lazyScreen(async () => (await import('../screens/care/care-screen.tsx')).CareScreen);
const DirectoryAdminScreen = lazyScreen(
  async () => (await import('../screens/admin/directory/directory-screen.tsx')).DirectoryScreen,
);
const SponsoredScreen = lazyScreen(
  async () => (await import('../screens/capture/sponsored-screen.tsx')).SponsoredScreen,
);
const LockScreen = lazyScreen(async () => (await import('../screens/lock/lock-screen.tsx')).LockScreen, {
  isAlone: true,
});
const NotFoundScreen = lazyScreen(
  async () => (await import('../screens/not-found-screen.tsx')).NotFoundScreen,
);
const UnavailableScreen = lazyScreen(
  async () => (await import('../screens/unavailable-screen.tsx')).UnavailableScreen,
  { isAlone: true },
);

const StepUpDialog = lazyPart(
  async () => (await import('../screens/step-up/step-up-dialog.tsx')).StepUpDialog,
);

/** The whole product on one set of services. */
export function App({ services }: { readonly services: Services }) {
  const status = services.journal.status.value;
  const here = route.value;
  const besideEntries = here.screen === 'today' || here.screen === 'journal' || here.screen === 'entry';
  return (
    <ServicesContext.Provider value={services}>
      <ReadingInks />
      <ErrorBoundary>
        {status.kind === 'unavailable' ? (
          <UnavailableScreen reason={status.reason} />
        ) : status.kind === 'locked' ? (
          <LockScreen />
        ) : (
          <Shell
            pane={
              status.kind === 'ready' && hasTwoPanes.value && besideEntries ? (
                <EntriesPane current={here.screen === 'entry' ? here.id : null} />
              ) : null
            }
          >
            {status.kind === 'ready' || isHelp(here) ? (
              <ScreenAt key={screenKey(here)} route={here} />
            ) : (
              <Opening />
            )}
          </Shell>
        )}
        {services.stepUp.asked.value !== null && <StepUpDialog />}
        <Snackbar />
      </ErrorBoundary>
    </ServicesContext.Provider>
  );
}

/** The one screen that waits for nothing of the journal. */
function isHelp(here: Route): boolean {
  return here.screen === 'care' && here.part === 'help';
}

function Opening() {
  return (
    <>
      <h1 class="visually-hidden">Undertone</h1>
      <SlowWords text={t('app.opening')} />
    </>
  );
}

/** A change of place is a fresh screen, so that its heading takes the focus and no state leaks between entries. */
function screenKey(route: Route): string {
  switch (route.screen) {
    case 'entry':
      return `entry ${route.id}`;
    case 'voice':
    case 'face':
      return `${route.screen} ${route.entry ?? ''}`;
    case 'settings':
      return `settings ${route.section}`;
    case 'account':
      return `account ${route.step}`;
    case 'care':
      return `care ${route.part}`;
    case 'organisation':
      return `organisation ${route.id}`;
    default:
      return route.screen;
  }
}

function ScreenAt({ route }: { readonly route: Route }) {
  const { standing } = useServices();
  switch (route.screen) {
    case 'today':
      return <TodayScreen />;
    case 'journal':
      return <JournalScreen />;
    case 'entry':
      return <EntryScreen id={route.id} />;
    case 'voice':
      return standing.isSponsored.value ? <SponsoredScreen /> : <VoiceScreen entry={route.entry} />;
    case 'face':
      return standing.isSponsored.value ? <SponsoredScreen /> : <FaceScreen entry={route.entry} />;
    case 'settings':
      return <SettingsScreen section={route.section} />;
    case 'account':
      return <AccountScreen step={route.step} />;
    case 'organisations':
      return <OrganisationsScreen />;
    case 'organisation':
      return <OrganisationScreen id={route.id} />;
    case 'invitation':
      return <InvitationScreen />;
    case 'care':
      return <CareScreen part={route.part} />;
    case 'admin':
      return <AdminScreen />;
    case 'directory-admin':
      return <DirectoryAdminScreen />;
    case 'not-found':
      return <NotFoundScreen />;
  }
}
