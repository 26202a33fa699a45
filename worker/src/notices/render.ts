import type { ClaimedNotice } from './notice-store.ts';
import { NOTICE_VALUES } from './notices.ts';
import { NOTICE_LANGUAGES, type NoticeLanguage, type Templates, type TemplateValues } from './template.ts';
import { ENGLISH } from './templates-en.ts';
import { SPANISH } from './templates-es.ts';
import type { Mail } from './transport.ts';

const TEMPLATES: Record<NoticeLanguage, Templates> = { en: ENGLISH, es: SPANISH };
const MOST_CHARS = 80;
const DATES = new Set(['until', 'date']);

type Rendered = Pick<ClaimedNotice, 'kind' | 'locale' | 'values'>;

/** Plain text, and the same as HTML without any address in it but a notice's own link: nothing is fetched or counted. */
export function renderMail(notice: Rendered): Pick<Mail, 'subject' | 'text' | 'html'> {
  const language = languageOf(notice.locale);
  const values = valuesOf(notice, language);
  const { subject, says, why, ifNotYou } = TEMPLATES[language][notice.kind](values);
  const lines = says.filter((line) => line !== null);
  const after = [ifNotYou, why].filter((line) => line !== null);
  const text = [...lines, '-- ', ...after].join('\n\n');
  const paragraphs = lines.map((line) =>
    line === values['code']
      ? `<p style="font-size:1.75em;letter-spacing:0.15em"><strong>${line}</strong></p>`
      : line === values['link']
        ? `<p><a href="${escapeHtml(line)}">${escapeHtml(line)}</a></p>`
        : `<p>${escapeHtml(line)}</p>`,
  );
  const small = after.map((line) => `<p style="font-size:0.875em">${escapeHtml(line)}</p>`);
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(subject)}</title><body style="font-family:sans-serif;line-height:1.5;max-width:36em">${paragraphs.join('')}<hr>${small.join('')}</body></html>`;
  return { subject, text: `${text}\n`, html };
}

/** `null` for what is no code: nothing else goes to a phone. */
export function renderShortMessage(notice: Rendered): string | null {
  const language = languageOf(notice.locale);
  const { code, minutes } = valuesOf(notice, language);
  return code === undefined || minutes === undefined ? null : TEMPLATES[language].shortCode(code, minutes);
}

function languageOf(locale: string): NoticeLanguage {
  return NOTICE_LANGUAGES.find((language) => locale.toLowerCase().split('-')[0] === language) ?? 'en';
}

function valuesOf({ kind, values }: Rendered, language: NoticeLanguage): TemplateValues {
  const own = NOTICE_VALUES[kind] as readonly string[];
  return Object.fromEntries(
    own.flatMap((name) => {
      const value = values[name];
      if (value === undefined || value === '') return [];
      if (name === 'link') return isPlainLink(value) ? [[name, value]] : [];
      return [[name, DATES.has(name) ? writtenDate(value, language) : tame(value)]];
    }),
  );
}

function isPlainLink(link: string): boolean {
  const url = URL.parse(link);
  const isLocal = url?.protocol === 'http:' && url.hostname === 'localhost';
  return url !== null && url.href === link && (url.protocol === 'https:' || isLocal);
}

function writtenDate(iso: string, language: NoticeLanguage): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return tame(iso);
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(at)} UTC`;
}

/**
 * What other people typed (names of organisations) may neither break the form of a message nor turn into a link: mail
 * programs make one of anything that looks like a domain.
 */
function tame(value: string): string {
  const line = value.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  const clipped = line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS - 1)}…` : line;
  return clipped.replaceAll(/:\/\//g, ' ').replaceAll(/\.(?=\S)/g, '. ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}
