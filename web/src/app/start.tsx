import type { Clock } from '@undertone/base/clock';
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import '../ui/controls.css';
import './before-app.css';
import { App } from './app.tsx';
import { followAddress } from './navigation.ts';
import { followClock } from './now.ts';
import { applyPreferences } from './preferences.ts';
import type { Services } from './services.ts';

/** Shows the app on the given services. The language is loaded before the first paint, so no word changes after it. */
export async function start(services: Services, clock: Clock): Promise<void> {
  followClock(clock);
  followAddress(window);
  await applyPreferences();
  const root = document.getElementById('app');
  if (root === null) throw new Error('index.html has no #app');
  root.replaceChildren();
  render(<App services={services} />, root);
}
