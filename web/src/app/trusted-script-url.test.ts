import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function load(trustedTypes?: unknown) {
  vi.stubGlobal('location', new URL('https://journal.example/today'));
  vi.stubGlobal('trustedTypes', trustedTypes);
  return (await import('./trusted-script-url.ts')).trustedScriptUrl;
}

test('scripts come from our own origin only, with Trusted Types and without', async () => {
  const made: string[] = [];
  const policies = {
    createPolicy: (name: string, rules: object) => {
      made.push(name);
      return rules;
    },
  };
  for (const trustedTypes of [undefined, policies]) {
    const trustedScriptUrl = await load(trustedTypes);
    expect(trustedScriptUrl('/sw.js')).toBe('/sw.js');
    expect(trustedScriptUrl('/assets/reader.js')).toBe('/assets/reader.js');
    expect(() => trustedScriptUrl('https://elsewhere.example/x.js')).toThrow();
    expect(() => trustedScriptUrl('data:text/javascript,1')).toThrow();
    vi.resetModules();
  }
  expect(made).toEqual(['undertone-scripts']);
});
