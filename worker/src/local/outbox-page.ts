import type { OutboxMessage } from './outbox.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #2b2622; --soft: #6d645c; --paper: #faf7f2; --card: #fff; --line: #e4ddd3; --code: #7a4a2b }
@media (prefers-color-scheme: dark) { :root { --ink: #ece6de; --soft: #a89f95; --paper: #1c1917; --card: #26221f; --line: #3a342f; --code: #e8b48e } }
* { box-sizing: border-box }
body { margin: 0; padding: 2rem 1rem 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 42rem; margin: 0 auto }
h1 { font-size: 1.5rem; margin: 0 0 .25rem }
header p { margin: 0 0 2rem; color: var(--soft) }
article { margin: 0 0 1rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
h2 { font-size: 1.05rem; margin: 0 }
.facts { margin: .1rem 0 .75rem; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere }
.code { font: 600 1.75rem/1.2 ui-monospace, monospace; letter-spacing: .15em; color: var(--code); margin: 0 0 .5rem }
pre { margin: 0; font: inherit; font-size: .9375rem; white-space: pre-wrap; overflow-wrap: anywhere }
summary { cursor: pointer; color: var(--soft) }
`;

/** A mailbox to look at while developing. */
export function outboxPage(messages: readonly OutboxMessage[]): string {
  const cards = messages.map(card).join('');
  const none = '<article><p>Nothing yet. Create an account, and its code will lie here.</p></article>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Undertone outbox</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5"><style>${STYLE}</style></head>
<body><main><header><h1>Outbox</h1><p>What this local Undertone would have sent. Nothing left the machine; a day later it is gone.</p></header>
${messages.length === 0 ? none : cards}</main></body></html>`;
}

function card({ at, channel, to, subject, text }: OutboxMessage): string {
  const code = /(?:^|\s)(\d{6})(?:\s|$)/.exec(text)?.[1];
  const whole = `<pre>${escapeHtml(text)}</pre>`;
  return `<article><h2>${escapeHtml(subject || 'Message to a phone')}</h2>
<p class="facts">${channel === 'email' ? 'Mail' : 'SMS'} to ${escapeHtml(to)}, <time datetime="${at}">${at.slice(11, 19)} UTC</time></p>
${code === undefined ? whole : `<p class="code">${code}</p><details><summary>The whole message</summary>${whole}</details>`}</article>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}
