import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../scripts/chromium.ts';
import { startRecorder, type Recorder } from './recorder.ts';

export const PHONE = { width: 390, height: 844 } as const;
export const WIDE = { width: 1280, height: 900 } as const;

export interface DeviceOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: 'en-US' | 'es-ES';
  readonly colorScheme?: 'light' | 'dark';
  readonly timezoneId?: string;
  /** Switched off by the person. */
  readonly javaScript?: false;
  /** A profile on disk, which alone survives {@link Device.powerCut}; takes a browser of its own. */
  readonly onDisk?: boolean;
  /** Origin of another product than the one all journeys share. */
  readonly productUrl?: string;
  /** Runs in every page before the app does. */
  readonly beforeApp?: () => void;
  /** Complaints that this journey provokes on purpose. */
  readonly mayComplain?: RegExp;
  /** What its microphone hears and its camera sees; takes a browser of its own. */
  readonly senses?: Senses;
  /** Where it believes to be; `denied`: whoever is asked says no. Left out, nobody has answered yet. */
  readonly position?: { readonly latitude: number; readonly longitude: number } | 'denied';
}

/** Files that Chromium plays into its fake devices, over and over. */
export interface Senses {
  /** WAV, 16-bit PCM. `null`: there is no microphone and no camera at all. */
  readonly microphone?: string | null;
  /** MJPEG (JPEG frames joined). Left out, a camera shows the browser's own pattern, without a face. */
  readonly camera?: string;
  /** What the person says when the browser asks. */
  readonly permission: 'granted' | 'denied';
  /** Draws 3D in software: the landmarks need WebGL. Left out, there is none. */
  readonly webgl?: boolean;
}

/** One person's phone or laptop: a profile of its own behind a recorder of its own. */
export interface Device {
  readonly wire: Recorder;
  readonly context: BrowserContext;
  /** Hosts other than the product's that anything here asked for. */
  strangers(): readonly string[];
  /** Errors and policy violations that any page reported, but for failed requests. */
  readonly complaints: readonly string[];
  newPage(): Promise<Page>;
  /** Neither the network nor the browser's opinion of it. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** Ends the browser as a dead battery would, and starts it again with the same profile, perhaps elsewhere. */
  powerCut(moved?: { readonly timezoneId: string }): Promise<void>;
  close(): Promise<void>;
}

/** Habits of Chromium that ask its maker's servers, and those that Playwright switches off: the last list wins. */
const DISABLED_FEATURES = [
  'AimEnabled',
  'AutofillServerCommunication',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'Translate',
];

const LAUNCH = {
  args: [
    ...CHROMIUM_FLAGS,
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    // The recorder is the only way out; a name that slips past it resolves to nothing.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  ],
  // Playwright's own handlers would outlive the test run's.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

export function launchBrowser(executablePath: string, senses?: Senses): Promise<Browser> {
  return chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, ...sensesFlags(senses)], executablePath });
}

function sensesFlags(senses: Senses | undefined): readonly string[] {
  if (senses === undefined) return [];
  const { microphone, camera, webgl } = senses;
  return [
    ...(microphone === null ? [] : ['--use-fake-device-for-media-stream']),
    ...(typeof microphone === 'string' ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
    ...(camera === undefined ? [] : [`--use-file-for-fake-video-capture=${camera}`]),
    ...(webgl === true ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : []),
  ];
}

/**
 * Berlin, but for the hours before its midnight: what a journey calls today stays today to its end, and of two devices
 * that it opens one after the other both call it so.
 */
const HOME_ZONE = homeZone();

function homeZone(): 'Europe/Berlin' | 'America/New_York' {
  const hour = new Date().toLocaleString('en', {
    timeZone: 'Europe/Berlin',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  return Number(hour) >= 22 ? 'America/New_York' : 'Europe/Berlin';
}

/** A browser with a profile on disk asks its maker for updates, whatever its flags say; no page can. */
const BROWSERS_OWN_HOST = /(^|\.)(google|googleapis|gvt1)\.com(:443)?$/;

/** The browser says this of every request that does not succeed; journeys assert on what the app says instead. */
const FAILED_REQUEST =
  /^Failed to load resource|^WebSocket connection to|net::ERR_|^An unknown error occurred when fetching the script/;

export async function openDevice(
  browser: Browser,
  executablePath: string,
  productUrl: string,
  options: DeviceOptions = {},
): Promise<Device> {
  const wire = await startRecorder(productUrl);
  const complaints: string[] = [];
  const profile = options.onDisk === true ? mkdtempSync(join(tmpdir(), 'undertone-device-')) : null;
  const settings = {
    baseURL: productUrl,
    viewport: options.viewport ?? PHONE,
    locale: options.locale ?? 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    timezoneId: options.timezoneId ?? HOME_ZONE,
    reducedMotion: 'reduce' as const,
    javaScriptEnabled: options.javaScript !== false,
    serviceWorkers: 'allow' as const,
    acceptDownloads: true,
    proxy: { server: wire.proxyUrl },
    ...(typeof options.position === 'object' ? { geolocation: options.position } : {}),
  };

  const complain = (text: string) => {
    if (FAILED_REQUEST.test(text) || options.mayComplain?.test(text) === true) return;
    complaints.push(text);
  };
  let isOffline = false;
  const ownBrowser =
    options.senses === undefined ? null : await launchBrowser(executablePath, options.senses);
  const start = async (moved: { readonly timezoneId?: string } = {}): Promise<BrowserContext> => {
    const context =
      profile === null
        ? await (ownBrowser ?? browser).newContext(settings)
        : await chromium.launchPersistentContext(profile, {
            ...LAUNCH,
            ...settings,
            ...moved,
            executablePath,
          });
    await context.setOffline(isOffline);
    if (options.senses?.permission === 'granted') {
      await context.grantPermissions(['camera', 'microphone'], { origin: productUrl });
    }
    if (typeof options.position === 'object')
      await context.grantPermissions(['geolocation'], { origin: productUrl });
    // Only ends what hangs: a busy machine must not fail a journey.
    context.setDefaultTimeout(60_000);
    context.on('console', (message) => {
      if (message.type() === 'error') complain(message.text());
    });
    context.on('weberror', (event) => complain(`uncaught: ${event.error().stack ?? event.error().message}`));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violated: ${event.effectiveDirective} by ${event.blockedURI} ${event.sample}`);
      });
    });
    if (options.beforeApp !== undefined) await context.addInitScript(options.beforeApp);
    return context;
  };

  let context = await start();
  return {
    wire,
    complaints,
    strangers: () => wire.strangers.filter((host) => profile === null || !BROWSERS_OWN_HOST.test(host)),
    get context() {
      return context;
    },
    newPage: () => context.newPage(),
    goOffline: async () => {
      isOffline = true;
      wire.disconnect();
      await context.setOffline(true);
    },
    goOnline: async () => {
      isOffline = false;
      wire.reconnect();
      await context.setOffline(false);
    },
    powerCut: async (moved) => {
      if (profile === null) throw new Error('only a device with a profile on disk outlives its browser');
      const session = await context.browser()?.newBrowserCDPSession();
      const gone = new Promise((resolve) => context.once('close', resolve));
      // No reply comes from a browser that has crashed.
      void session?.send('Browser.crash').catch(() => undefined);
      await gone;
      context = await start(moved);
    },
    close: async () => {
      await context.close();
      await ownBrowser?.close();
      await wire.close();
      // The browser's helpers may outlive it for a moment, writing.
      if (profile !== null) rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Pictures of every open page, for whoever has to find out why a journey failed, and what each page says. */
export async function photograph(
  devices: readonly Device[],
  folder: string,
  name: string,
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const words: string[] = [];
  for (const page of devices.flatMap((device) => device.context.pages())) {
    const path = join(folder, `${name}-${words.length + 1}.png`);
    await page.screenshot({ path, timeout: 5000 }).catch(() => undefined);
    const text = await page.innerText('body', { timeout: 5000 }).catch(() => 'a page that does not answer');
    words.push(`${page.url()} says: ${text.replaceAll(/\s+/g, ' ').slice(0, 600)}`);
  }
  return words;
}
