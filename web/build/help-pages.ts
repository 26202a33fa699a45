import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { en } from '../src/app/catalogue/en.ts';
import { es } from '../src/app/catalogue/es.ts';
import { helpEn } from '../src/app/catalogue/help-en.ts';
import { helpEs } from '../src/app/catalogue/help-es.ts';
import { namedCountries, type NamedCountry } from '../src/care/helplines/countries.ts';
import {
  dateInWords,
  describeLine,
  describeSource,
  emergencyContacts,
  type Contact,
  type Say,
} from '../src/care/helplines/describe.ts';
import type { Helpline } from '../src/care/helplines/helpline.ts';
import { CHECKED_ON, emergencyNumbersOf, helplinesOf, WORLDWIDE } from '../src/care/helplines/helplines.ts';

type Language = 'en' | 'es';

const WORDS = { en: helpEn, es: helpEs };
const TITLES = { en: en['help.now'], es: es['help.now'] };
const OTHER = { en: { language: 'es', name: 'En español' }, es: { language: 'en', name: 'In English' } };

const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    WORDS[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/**
 * The help screen as a page of its own, with every country: plain HTML and one style sheet, so that it stands before
 * the app has come, where its storage, its keys or JavaScript are missing, and offline once the service worker keeps
 * it. @param css the style sheet's address.
 */
export function renderHelpPage(language: Language, css: string): string {
  const say = sayIn(language);
  const countries = namedCountries(language);
  const other = OTHER[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escape(TITLES[language])} · Undertone</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${css}">
</head>
<body>
<nav class="page__top">
<a href="/">${escape(say('help.openApp'))}</a>
<a href="/help/${other.language}" hreflang="${other.language}" lang="${other.language}">${other.name}</a>
</nav>
<main class="help">
<h1>${escape(TITLES[language])}</h1>
<p class="help__lead">${escape(say('help.lead'))}</p>
<div class="help__section"><p class="help__danger">${escape(say('help.danger'))} <a href="tel:112">${escape(say('help.any', { number: '112' }))}</a></p>
<p class="small muted">${escape(say('help.mobile'))}</p></div>
<section class="help__section"><h2>${escape(say('help.people'))}</h2>
<p>${escape(say('help.people.what'))}</p></section>
<section class="help__section"><h2>${escape(say('help.lines'))}</h2>
${renderLetters(countries, say)}
<div>${countries.map((country) => renderCountry(country, say, language)).join('\n')}</div></section>
<section class="help__section"><h2>${escape(say('help.worldwide'))}</h2>
<p>${escape(say('help.worldwide.what'))}</p>
${renderDirectories()}</section>
<section class="help__section"><h2>${escape(say('help.sources'))}</h2>
<p>${escape(say('help.sources.what', { date: dateInWords(CHECKED_ON, language) }))}
${escape(say('help.sources.emergency'))}</p></section>
</main>
</body>
</html>
`;
}

const initialOf = ({ name }: NamedCountry) =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').charAt(0).toUpperCase();

const isFirstOfLetter = (country: NamedCountry, index: number, all: readonly NamedCountry[]) =>
  index === 0 || initialOf(all[index - 1] ?? country) !== initialOf(country);

function renderLetters(countries: readonly NamedCountry[], say: Say): string {
  const firsts = countries.filter(isFirstOfLetter);
  const links = firsts.map((country) => `<a href="#${country.code}">${initialOf(country)}</a>`);
  return `<nav class="page__letters" aria-label="${escape(say('help.allCountries'))}">${links.join('')}</nav>`;
}

function renderCountry({ code, name }: NamedCountry, say: Say, language: Language): string {
  const lines = helplinesOf(code);
  const parts = [
    ...lines.map((line) => renderLine(line, say, language)),
    ...(lines.length > 0 ? [] : [`<p>${escape(say('help.noLine'))}</p>`, renderDirectories()]),
    `<h3>${escape(say('help.emergency'))}</h3>`,
    renderContacts(emergencyContacts(emergencyNumbersOf(code), say), say),
  ];
  return `<details class="page__country" id="${code}"><summary>${escape(name)}</summary><div>${parts.join('')}</div></details>`;
}

function renderLine(line: Helpline, say: Say, language: Language): string {
  const { name, nameLanguage, meaning, facts, contacts, notes } = describeLine(line, say, language);
  const lang = nameLanguage === null ? '' : ` lang="${nameLanguage}"`;
  const sources = line.sources.map(
    (source) => `<a href="${escape(source.url)}">${escape(describeSource(source, say, language))}</a>`,
  );
  return [
    `<article class="help__line"><div><h3 class="help__name"${lang}>${escape(name)}</h3>`,
    meaning === null ? '' : `<p class="help__meaning">${escape(meaning)}</p>`,
    facts.length === 0 ? '' : `<p class="help__facts">${escape(facts.join(' · '))}</p>`,
    `</div>${renderContacts(contacts, say)}`,
    ...notes.map((note) => `<p class="small">${escape(note)}</p>`),
    `<p class="page__sources">${escape(say('help.sources'))}: ${sources.join('; ')}</p></article>`,
  ].join('');
}

function renderContacts(contacts: readonly Contact[], say: Say): string {
  const items = contacts.map(({ href, words, opens }, index) => {
    const look = `button help__contact${index === 0 ? ' button--primary' : ''}`;
    const note =
      opens === null ? '' : `<p class="help__opens">${escape(say('help.opens', { host: opens }))}</p>`;
    return `<li><a class="${look}" href="${escape(href)}">${escape(words)}</a>${note}</li>`;
  });
  return `<ul class="help__contacts">${items.join('')}</ul>`;
}

function renderDirectories(): string {
  const links = WORLDWIDE.map(({ name, url }) => `<a href="${url}">${escape(name)}</a>`);
  return `<p class="help__directories">${links.join('')}</p>`;
}

const SHEETS = [
  'src/ui/tokens.css',
  'src/ui/base.css',
  'src/ui/controls.css',
  'src/screens/care/help/help.css',
  'build/help-page.css',
];

/** Puts `/help/en` and `/help/es` beside the app, with their one style sheet. */
export function helpPages(webDir: string): Plugin {
  return {
    name: 'help-pages',
    apply: 'build',
    generateBundle() {
      const css = SHEETS.map((path) => readFileSync(join(webDir, path), 'utf8')).join('\n');
      const reference = this.emitFile({ type: 'asset', name: 'help.css', source: css });
      const address = `/${this.getFileName(reference)}`;
      for (const language of ['en', 'es'] as const) {
        const source = renderHelpPage(language, address);
        this.emitFile({ type: 'asset', fileName: `help/${language}.html`, source });
      }
    },
  };
}
