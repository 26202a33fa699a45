import { standingIn, type EntryDocument, type Write } from './entry-document.ts';
import { compareDots, isSameDot, type Dot } from './version-vector.ts';

/** Newest first by the writers' clocks, then by dot, so that every device shows the same order. */
export function compareShown(left: Write, right: Write): number {
  return right.at - left.at || compareDots(left.dot, right.dot);
}

/** Standing texts in the order shown, the empty ones last; more than one means a conflict. */
export function textVersions(document: EntryDocument): readonly Write<string>[] {
  const texts = standingIn(document, 'text').filter(
    (write): write is Write<string> => typeof write.value === 'string',
  );
  return texts.sort(
    (left, right) => Number(left.value === '') - Number(right.value === '') || compareShown(left, right),
  );
}

/** The value shown of a field whose concurrent writes are not worth a question, or `undefined`. */
export function shownWrite(document: EntryDocument, field: string): Write | undefined {
  const writes = [...standingIn(document, field)].sort(compareShown);
  return writes.find(({ value }) => value !== null) ?? writes[0];
}

/** A model's result names the text it was made of. */
export interface DerivedWrite extends Write {
  readonly of: Dot | null;
}

/** Those made of the text shown first, then the latest. */
export function derivedWrites(document: EntryDocument, field: string): readonly DerivedWrite[] {
  const text = textVersions(document)[0]?.dot ?? null;
  const writes = standingIn(document, field) as readonly DerivedWrite[];
  return [...writes].sort(
    (left, right) =>
      Number(isOfText(right, text)) - Number(isOfText(left, text)) || compareShown(left, right),
  );
}

export function isOfText(write: DerivedWrite, text: Dot | null): boolean {
  if (text === null || !Array.isArray(write.of)) return text === null && write.of === null;
  return isSameDot(write.of, text);
}
