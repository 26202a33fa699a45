import { describe, expect, it } from 'vitest';
import { CHANGES, NOTICE_KINDS, NOTICE_VALUES } from './notices.ts';
import { renderMail, renderShortMessage } from './render.ts';
import { NOTICE_LANGUAGES } from './template.ts';

const VALUES = {
  ...{ code: '012345', minutes: '10', until: '2026-11-21T18:00:00Z', date: '2026-12-05T09:30:00Z' },
  ...{ device: 'Firefox, Android', locked: 'yes' },
  ...{ organisation: 'North Practice', inviter: 'Dr. Kim', link: 'https://undertone.example/join/abc' },
};

describe.each(NOTICE_LANGUAGES)('in %s', (locale) => {
  it.each(NOTICE_KINDS)('%s says all it was given, why it was sent and what to do', (kind) => {
    const mail = renderMail({ kind, locale, values: VALUES });
    const plain = (NOTICE_VALUES[kind] as readonly string[]).filter((name) => name !== 'change');
    for (const name of plain as readonly (keyof typeof VALUES)[]) {
      const said =
        { until: '2026', date: '2026', inviter: 'Dr. Kim', locked: 'Activi' }[name as string] ?? VALUES[name];
      expect(mail.text).toContain(said);
      expect(mail.html).toContain(said);
    }
    expect(mail.subject.length).toBeLessThan(60);
    expect(mail.text.split('-- ')[1]!.trim().length).toBeGreaterThan(30);
    expect(mail.text).not.toMatch(/undefined|null|\{/);
  });

  it.each(Object.entries(CHANGES))('%s says each change in a sentence of its own', (name, changes) => {
    const kind = name as keyof typeof CHANGES;
    const nothing = renderMail({ kind, locale, values: {} }).text;
    const texts = changes.map((change) => renderMail({ kind, locale, values: { change } }).text);
    expect(new Set([nothing, ...texts]).size).toBe(changes.length + 1);
    expect(renderMail({ kind, locale, values: { change: 'toString' } }).text).toBe(nothing);
  });

  it.each(NOTICE_KINDS)('%s still makes sense without any value', (kind) => {
    const { text, subject } = renderMail({ kind, locale, values: {} });
    expect(subject).not.toBe('');
    expect(text).not.toMatch(/undefined|null/);
  });

  it.each(NOTICE_KINDS)('%s fetches nothing and counts nobody', (kind) => {
    const { html } = renderMail({ kind, locale, values: { ...VALUES, link: '' } });
    expect(html).not.toMatch(/https?:|src=|url\(|<img|<link|<script|href/i);
  });

  it('tells a phone nothing but codes, in one message', () => {
    const text = renderShortMessage({ kind: 'step-up-code', locale, values: VALUES });
    expect(text).toContain('012345');
    expect(text!.length).toBeLessThanOrEqual(160);
    expect(renderShortMessage({ kind: 'account-locked', locale, values: VALUES })).toBeNull();
  });
});

it('writes English to who reads neither language', () => {
  const english = renderMail({ kind: 'passphrase-changed', locale: 'en-GB', values: {} });
  expect(renderMail({ kind: 'passphrase-changed', locale: 'fr', values: {} })).toEqual(english);
  expect(renderMail({ kind: 'passphrase-changed', locale: 'es-MX', values: {} })).not.toEqual(english);
});

it('lets nobody speak through the name of an organisation', () => {
  const organisation = 'Win at https://evil.example/now\r\nBcc: all@example.org <b>x</b>'.padEnd(300, '!');
  const { text, html, subject } = renderMail({ kind: 'invitation', locale: 'en', values: { organisation } });
  expect(text).not.toMatch(/:\/\/|evil\.example|\r/);
  expect(text.split('\n').every((line) => !line.startsWith('Bcc'))).toBe(true);
  expect(html).not.toContain('<b>');
  expect(subject).not.toContain('evil');
  expect(text).not.toContain('!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!');
});

it.each(['javascript:alert(1)', 'http://evil.example/', 'https://a.example/ x', 'data:text/html,x'])(
  'writes no link to %s',
  (link) => {
    const { text, html } = renderMail({ kind: 'invitation', locale: 'en', values: { link } });
    expect(text + html).not.toContain(link);
  },
);
