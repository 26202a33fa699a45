import type { Reading } from '@undertone/emotion/reading';
import { formatDay } from '../app/formats.ts';
import { language, t } from '../app/i18n.ts';
import type { Entry } from '../app/journal-port.ts';
import { describeMood } from '../ui/mood-words.ts';
import { sayReading } from '../ui/reading-words.ts';

const STYLE =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.6 Georgia,serif;color:#2b2623;background:#fbf8f3}' +
  'h1,h2{font-weight:500;line-height:1.25}article{margin:2.5rem 0}small,summary{color:#6b625b}p{white-space:pre-wrap}';

/** A page that opens in any browser, with no script and nothing fetched from anywhere. */
export function htmlHead(exportedAt: string): string {
  const title = escape(t('takeoutFile.title'));
  return (
    `<!doctype html><html lang="${language.value}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; media-src 'self' file:">` +
    `<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>` +
    `<body><h1>${title}</h1><p><small>${escape(t('takeoutFile.exported', { date: exportedAt }))}</small></p>\n`
  );
}

export function toHtmlEntry(
  entry: Entry,
  reading: Reading | null,
  recordings: ReadonlyMap<string, string>,
): string {
  const notes = [
    entry.mood === null ? null : describeMood(entry.mood),
    reading === null ? null : sayReading(reading),
    entry.correction === null ? null : t('takeoutFile.said', { label: t(`emotion.${entry.correction}`) }),
  ].filter((note) => note !== null);
  const earlier = [...entry.otherVersions, ...entry.revisions];
  return (
    `<article id="${entry.id}"><h2>${escape(formatDay(entry.localDate))}, ${escape(entry.localTime)}</h2>` +
    (entry.text === '' ? '' : `<p>${escape(entry.text)}</p>`) +
    notes.map((note) => `<p><small>${escape(note)}</small></p>`).join('') +
    entry.attachments
      .map(({ id }) => {
        const file = recordings.get(id);
        return file === undefined
          ? `<p><small>${escape(t('takeoutFile.missing'))}</small></p>`
          : `<p><audio controls src="${escape(file)}"></audio></p>`;
      })
      .join('') +
    (earlier.length === 0
      ? ''
      : `<details><summary>${escape(t('takeoutFile.earlier'))}</summary>` +
        earlier.map(({ text }) => `<p>${escape(text)}</p>`).join('') +
        '</details>') +
    '</article>\n'
  );
}

export const HTML_FOOT = '</body></html>\n';

function escape(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replaceAll(/[&<>"]/g, (character) => named[character]!);
}
