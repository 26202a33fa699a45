import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';

/** Who may import whom, as docs/architecture.md draws it. Tests may reach wider; shipped code may not. */
const MAY_IMPORT = {
  'packages/base': [],
  'packages/emotion': ['base'],
  'packages/crypto': ['base'],
  'packages/contract': ['base', 'emotion'],
  'packages/geo': ['base'],
  'packages/inference': ['base', 'emotion'],
  worker: ['base', 'emotion', 'contract', 'geo'],
  web: ['base', 'emotion', 'crypto', 'contract', 'inference', 'geo'],
} as const satisfies Record<string, readonly string[]>;

type Room = keyof typeof MAY_IMPORT;

const ROOMS = Object.keys(MAY_IMPORT) as readonly Room[];
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

function sourcesOf(room: Room): readonly string[] {
  return globSync(`${room}/src/**/*.{ts,tsx}`, { cwd: ROOT }).filter((path) => !/\.test\.tsx?$/.test(path));
}

function importsOf(path: string): readonly string[] {
  return [...readFileSync(join(ROOT, path), 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? '');
}

function dependenciesOf(room: Room): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, room, 'package.json'), 'utf8'));
  const { dependencies = {} } = manifest as { readonly dependencies?: Readonly<Record<string, string>> };
  return Object.keys(dependencies);
}

describe('the house', () => {
  it.each(ROOMS)('%s imports only the rooms below it', (room) => {
    const allowed = new Set<string>(MAY_IMPORT[room]);
    const strangers = sourcesOf(room).flatMap((path) =>
      importsOf(path)
        .filter(
          (specifier) => specifier.startsWith('@undertone/') && !allowed.has(specifier.split('/')[1] ?? ''),
        )
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(strangers).toEqual([]);
  });

  it.each(ROOMS)('%s reaches another room by its name, never by a path', (room) => {
    const depth = room.split('/').length + 1;
    const escapes = sourcesOf(room).flatMap((path) => {
      const stepsInside = path.split(/[\\/]/).length - depth - 1;
      return importsOf(path)
        .filter((specifier) => (specifier.match(/\.\.\//g) ?? []).length > stepsInside)
        .map((specifier) => `${path} imports ${specifier}`);
    });
    expect(escapes).toEqual([]);
  });

  it('gives the Worker nothing that could open an envelope or analyse a text', () => {
    const own = dependenciesOf('worker').filter((name) => name.startsWith('@undertone/'));
    expect(own.sort()).toEqual([
      ...['@undertone/base', '@undertone/contract', '@undertone/emotion', '@undertone/geo'],
    ]);
    for (const lender of [
      'packages/base',
      'packages/emotion',
      'packages/contract',
      'packages/geo',
    ] as const) {
      expect(dependenciesOf(lender)).not.toContain('@undertone/crypto');
      expect(dependenciesOf(lender)).not.toContain('@undertone/inference');
    }
  });

  it('lists in each manifest exactly the rooms its code may use', () => {
    for (const room of ROOMS) {
      const listed = dependenciesOf(room).filter((name) => name.startsWith('@undertone/'));
      const allowed = new Set(MAY_IMPORT[room].map((name) => `@undertone/${name}`));
      expect(listed.filter((name) => !allowed.has(name as never))).toEqual([]);
    }
  });

  it('lets the app touch the network through one door only', () => {
    const doors = new Set([join('web', 'src', 'app', 'outbound.ts'), join('web', 'src', 'sw.ts')]);
    const callers = sourcesOf('web')
      .filter((path) => !doors.has(path))
      .filter((path) =>
        /\bfetch\s*\(|new WebSocket\b|sendBeacon\b|new EventSource\b|XMLHttpRequest\b/.test(
          readFileSync(join(ROOT, path), 'utf8'),
        ),
      );
    expect(callers).toEqual([]);
  });

  it('names no outside host in anything that is served', () => {
    // Where the Worker writes to people: off until an operator sets one up, and never contacted by a browser.
    const providers = ['mail-providers.ts', 'twilio.ts'].map((file) =>
      join('worker', 'src', 'notices', file),
    );
    // Lines of help and the pages they were taken from: links that a person may follow, never asked by the app.
    const helplines = join('web', 'src', 'care', 'helplines');
    // The way to a place, likewise: a link that says whom it tells.
    const directions = join('web', 'src', 'screens', 'care', 'near', 'directions.ts');
    // Whom imported data is from, with the link that its licence asks for.
    const credits = join('web', 'src', 'screens', 'admin', 'directory', 'source-presets.ts');
    const sources = ROOMS.flatMap(sourcesOf).filter(
      (path) => ![...providers, directions, credits].includes(path) && !path.startsWith(helplines),
    );
    const named = sources.flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/https?:\/\/([a-z0-9.-]+\.[a-z]{2,})/gi)]
        .map((match) => match[1] ?? '')
        // XML namespaces are names, not addresses; RFC 2606 keeps .invalid and .example from ever being hosts.
        .filter((host) => !['www.w3.org', 'json-schema.org'].includes(host))
        .filter((host) => !/\.(invalid|example)$/.test(host))
        .map((host) => `${path}: ${host}`),
    );
    expect(named).toEqual([]);
  });
});
