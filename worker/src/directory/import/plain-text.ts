/** Control characters, marks that turn the direction of what follows, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** One line of what can be read: white space single, nothing unseen. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').trim();
}

/** Cut to so many characters, never within one, with a sign that it was. */
export function cutText(text: string, chars: number): string {
  return text.length <= chars ? text : `${plainText(text.slice(0, chars - 1))}…`;
}

const MOST_ID_CHARS = 200;

/** An id as a source gives it, if it is one that can be kept: not empty, not long, nothing unseen in it. */
export function isPlainId(id: string): boolean {
  return id.length > 0 && id.length <= MOST_ID_CHARS && plainText(id) === id;
}
