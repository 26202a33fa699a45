import { expect } from 'vitest';
import { journey } from './journey.ts';
import { appIsKept, helpHasCome, open } from './person.ts';

journey(
  'the app is installable and isolated, and the second load comes from its service worker',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    expect(await page.evaluate(() => ({ secure: isSecureContext, isolated: crossOriginIsolated }))).toEqual({
      secure: true,
      isolated: true,
    });
    await appIsKept(page);
    const session = await device.context.newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // Private windows cannot install; nothing else may stand in the way.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);

    // What the first load still had to fetch is none of the second's.
    await helpHasCome(page);
    const before = device.wire.exchanges.length;
    const response = await page.reload();
    expect(response?.fromServiceWorker()).toBe(true);
    expect(
      await page.evaluate(() => ({
        isolated: crossOriginIsolated,
        ruled: navigator.serviceWorker.controller !== null,
      })),
    ).toEqual({ isolated: true, ruled: true });
    const asked = device.wire.exchanges.slice(before).map(({ request }) => request.path);
    expect(asked.filter((path) => path === '/' || /^\/assets\/[^/]+\.(js|css)$/.test(path))).toEqual([]);
  },
);

journey(
  'scripts are held by a strict policy with Trusted Types, and every reply carries the headers',
  async ({ newDevice }) => {
    const device = await newDevice({
      mayComplain: /policy violated|Content Security Policy|Trusted|trusted/,
    });
    const page = await device.newPage();
    await open(page);
    const outcome = await page.evaluate(() => {
      const attempts: Record<string, () => unknown> = {
        html: () => (document.createElement('div').innerHTML = '<b>x</b>'),
        worker: () => new Worker('/assets/none.js'),
        policy: () =>
          (
            globalThis as unknown as {
              trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
            }
          ).trustedTypes.createPolicy('mine', {}),
      };
      return Object.fromEntries(
        Object.entries(attempts).map(([name, attempt]) => {
          try {
            attempt();
            return [name, 'allowed'];
          } catch {
            return [name, 'refused'];
          }
        }),
      );
    });
    expect(outcome).toEqual({ html: 'refused', worker: 'refused', policy: 'refused' });
    const inline = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.append('globalThis.ran = true');
      document.body.append(script);
      await fetch('http://elsewhere.test/').catch(() => undefined);
      return 'ran' in globalThis;
    });
    expect(inline).toBe(false);

    const [loaded] = device.wire.exchanges.filter(({ request }) => request.path === '/');
    const headers = new Map(loaded?.reply?.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(headers.get('content-security-policy')).toMatch(/require-trusted-types-for 'script'/);
    expect(headers.get('content-security-policy')).not.toMatch(
      /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:/,
    );
    expect(
      Object.fromEntries(
        [
          'cross-origin-opener-policy',
          'cross-origin-embedder-policy',
          'x-content-type-options',
          'referrer-policy',
        ].map((name) => [name, headers.get(name)]),
      ),
    ).toEqual({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  },
);
