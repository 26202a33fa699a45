import { afterEach, describe, expect, it } from 'vitest';
import type { PluralMessage } from './catalogue/catalogue.ts';
import { en as firstEnglish } from './catalogue/en.ts';
import { enOnDemand } from './catalogue/en-on-demand.ts';
import { es as firstSpanish } from './catalogue/es.ts';
import { esOnDemand } from './catalogue/es-on-demand.ts';
import { loadOnDemandWords, pickLanguage, setLanguage, t, type MessageKey } from './i18n.ts';

const en = { ...firstEnglish, ...enOnDemand };
const es = { ...firstSpanish, ...esOnDemand };

const KEYS = Object.keys(en) as MessageKey[];

const formsOf = (message: string | PluralMessage): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

const placeholdersOf = (message: string | PluralMessage) =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

afterEach(() => setLanguage('en'));

it('has each word in one place only', () => {
  expect(Object.keys(firstEnglish).filter((key) => Object.hasOwn(enOnDemand, key))).toEqual([]);
});

it('says what a screen on demand needs once its words are loaded, in every language chosen later', async () => {
  expect(() => t('about.parts')).toThrow('before its words were loaded');
  const loading = loadOnDemandWords();
  await setLanguage('es');
  await loading;
  expect(t('about.parts')).toBe('Hecho con');
  await setLanguage('en');
  expect(t('about.parts')).toBe('Made with');
});

describe('the Spanish catalogue', () => {
  it('says everything that the English one says, and nothing else', () => {
    expect(Object.keys(es).sort()).toEqual([...KEYS].sort());
  });

  it('has the same values to fill in, and plural forms where English has them', () => {
    for (const key of KEYS) {
      expect(placeholdersOf(es[key]), `the text of ${key}`).toEqual(placeholdersOf(en[key]));
      expect(typeof es[key], `the text of ${key}`).toBe(typeof en[key]);
    }
  });

  it('is not English left standing', () => {
    const same = KEYS.filter(
      (key) =>
        formsOf(es[key]).join() === formsOf(en[key]).join() &&
        /[a-z]{4}/.test(
          formsOf(en[key])
            .join()
            .replaceAll(/\{\w+\}/g, ''),
        ),
    );
    expect(same).toEqual(['app.title', 'ledger.socket', 'care.kind.hospital']);
  });
});

it('fills every form of a count, so that no placeholder is ever shown', () => {
  for (const catalogue of [en, es]) {
    for (const key of KEYS) {
      const message: string | PluralMessage = catalogue[key];
      if (typeof message === 'string') continue;
      for (const form of formsOf(message)) expect(form, `the text of ${key}`).toContain('{count}');
    }
  }
});

it('raises no voice: there is no exclamation mark in either language', () => {
  for (const catalogue of [en, es]) {
    for (const key of KEYS)
      expect(formsOf(catalogue[key]).join(' '), `the text of ${key}`).not.toMatch(/[!¡]/);
  }
});

it('chooses the plural form of the language in use', async () => {
  expect(t('journal.found', { count: 1 })).toBe('1 entry found');
  expect(t('journal.found', { count: 1200 })).toBe('1,200 entries found');
  await setLanguage('es');
  expect(t('journal.found', { count: 1 })).toBe('1 entrada encontrada');
  expect(t('journal.found', { count: 2 })).toBe('2 entradas encontradas');
});

it('picks the first language of the browser that it speaks, and English otherwise', () => {
  expect(pickLanguage(['fr-FR', 'es-MX', 'en'])).toBe('es');
  expect(pickLanguage(['EN-us'])).toBe('en');
  expect(pickLanguage(['de', 'eo'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
});
