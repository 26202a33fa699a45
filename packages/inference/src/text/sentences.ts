/** A stretch of the text it was cut from: UTF-16 offsets, `end` exclusive, no white space at either edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run-on line is cut near this length (UTF-16 units): beyond it the networks would not see its end. */
export const MAX_SENTENCE_UNITS = 280;

/** Intl.Segmenter breaks after these; a sentence seldom ends with one. */
const ABBREVIATION =
  /(?:^|[\s("'¿¡])(?:mrs?|ms|dr|prof|st|vs|etc|e\.g|i\.e|approx|no|dept|sgt|capt|gen|jr|sr|sra|srta|dra|ud|uds|p\. ?ej|pág|núm|tel|aprox|[a-z])\.$/iu;
/** What may trail a sentence's end and belongs to it: emoji, emoticons, closing marks, more punctuation. */
const TRAILING = new RegExp(
  [
    String.raw`^(?:[\s!?.…,;"')\]»”’]`,
    String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]`,
    String.raw`\u200D|\uFE0F`,
    String.raw`[:;=][\-o']?[\(\)\[\]DPp\/\\\|*3]|<3)+(?=\s|$)`,
  ].join('|'),
  'u',
);
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

export type FindBoundaries = (text: string) => readonly number[];

/** Ends of sentences after the Unicode rules, or after {@link boundariesByMarks} where Intl.Segmenter is missing. */
export const findBoundaries: FindBoundaries =
  typeof Intl === 'object' && 'Segmenter' in Intl ? boundariesBySegmenter() : boundariesByMarks;

function boundariesBySegmenter(): FindBoundaries {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return (text) => {
    const ends: number[] = [];
    for (const { index, segment } of segmenter.segment(text)) ends.push(index + segment.length);
    return ends;
  };
}

/** The fallback: after `.`, `!`, `?` or `…` before white space, and after a line break. */
export function boundariesByMarks(text: string): readonly number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/[.!?…][.!?…"')\]»”’]*\s|[\n\r\u2028\u2029]/gu))
    ends.push(match.index + match[0].length);
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

/**
 * Sentences in reading order. Abbreviations and initials do not end one; emoji and emoticons after the end
 * belong to what precedes them on the line; a stretch without a letter, digit or pictograph joins the previous
 * sentence; nothing is longer than {@link MAX_SENTENCE_UNITS}. White space lies in no sentence, everything else
 * in exactly one.
 */
export function splitSentences(text: string, boundaries: FindBoundaries = findBoundaries): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let end of boundaries(text)) {
    if (end <= start) continue;
    const segment = text.slice(start, end);
    const brokenByLine = LINE_BREAK.test(segment.slice(segment.trimEnd().length));
    if (!brokenByLine && end < text.length) {
      if (ABBREVIATION.test(segment.trimEnd().slice(-12))) continue;
      const line = text.slice(end, end + 64).split(LINE_BREAK, 1)[0] ?? '';
      end += TRAILING.exec(line)?.[0].length ?? 0;
    }
    const trimmed = trim(text, start, end);
    start = end;
    if (trimmed === null) continue;
    const previous = spans.at(-1);
    const wordless = !LETTER_OR_DIGIT.test(text.slice(trimmed.start, trimmed.end));
    if (wordless && previous !== undefined && trimmed.end - previous.start <= MAX_SENTENCE_UNITS) {
      spans[spans.length - 1] = { start: previous.start, end: trimmed.end };
    } else spans.push(...cutLong(text, trimmed));
  }
  return spans;
}

function trim(text: string, start: number, end: number): Span | null {
  const segment = text.slice(start, end);
  const leading = segment.length - segment.trimStart().length;
  const trailing = segment.length - segment.trimEnd().length;
  return leading === segment.length ? null : { start: start + leading, end: end - trailing };
}

/** Cuts at the last comma or space of the second half of each window, else hard, but never inside a surrogate pair. */
function cutLong(text: string, span: Span): Span[] {
  const pieces: Span[] = [];
  let { start } = span;
  while (span.end - start > MAX_SENTENCE_UNITS) {
    const window = text.slice(start, start + MAX_SENTENCE_UNITS);
    const half = MAX_SENTENCE_UNITS / 2;
    const comma = Math.max(window.lastIndexOf(', '), window.lastIndexOf('; '));
    const space = window.lastIndexOf(' ');
    let length = comma >= half ? comma + 1 : space >= half ? space : MAX_SENTENCE_UNITS;
    if (isHighSurrogate(text, start + length - 1)) length--;
    const piece = trim(text, start, start + length);
    if (piece !== null) pieces.push(piece);
    start += length;
  }
  const rest = trim(text, start, span.end);
  if (rest !== null) pieces.push(rest);
  return pieces;
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}
