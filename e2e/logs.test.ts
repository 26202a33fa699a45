import { statSync } from 'node:fs';
import { expect } from 'vitest';
import { journey } from './journey.ts';
import { findInLog, readLog, secretsOf } from './log-canary.ts';
import { keepWords, newCredentials, open, putWordsAside, signUp, isSynced } from './person.ts';
import { sharedProduct } from './product.ts';

/** What the Worker's own lines may hold: see worker/src/log.ts. */
const VALUE = /^[\w.:-]{1,80}$/;

const ownLines = (log: string) =>
  log.split('\n').flatMap((line) => {
    const at = line.indexOf('{"event":');
    return at < 0 ? [] : [JSON.parse(line.slice(at)) as Record<string, unknown>];
  });

journey('the log of a whole run holds ids and codes only', async ({ newDevice }) => {
  const from = statSync(sharedProduct().logPath).size;
  const person = newCredentials();
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await keepWords(page, 'Periwinkle thunderbird, nobody else should read this.');
  await signUp(page, person);
  await putWordsAside(page);
  await isSynced(page);
  const last = crypto.randomUUID();
  await fetch(`${sharedProduct().url}/api/v1/session?q=periwinkle`, {
    headers: { 'x-request-id': last, authorization: 'Bearer periwinkle.thunder.bird' },
  });
  await expect.poll(() => readLog(sharedProduct().logPath, from)).toContain(last);

  const log = readLog(sharedProduct().logPath);
  for (const line of ownLines(log)) {
    for (const value of Object.values(line)) {
      if (typeof value === 'string') expect(value).toMatch(VALUE);
      else expect(['number', 'boolean']).toContain(typeof value);
    }
  }
  const secrets = secretsOf(device.wire.exchanges);
  expect(findInLog(log, [...secrets, person.passphrase, 'eriwinkle thunderbird'])).toEqual([]);

  // The search can find: it knows what went over the wire, and the log has this very run in it.
  expect(secrets).toContain(person.email);
  expect(secrets.size).toBeGreaterThan(8);
  expect(ownLines(log).filter(({ route }) => route === 'signUp').length).toBeGreaterThan(0);
  expect(findInLog(`${log}{"event":"x","to":${JSON.stringify(person.email)}}`, secrets)).toEqual([
    person.email,
  ]);
});
