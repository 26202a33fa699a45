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

/** A model's result names the text it was made of; one made of the text shown comes before all others. */
export interface DerivedWrite extends Write {
  readonly of: Dot | null;
}

export function shownDerivedWrite(document: EntryDocument, field: string): DerivedWrite | undefined {
  const text = textVersions(document)[0]?.dot ?? null;
  const writes = ([...standingIn(document, field)] as DerivedWrite[]).sort(compareShown);
  return writes.find((write) => isOfText(write, text)) ?? writes[0];
}

export function isOfText(write: DerivedWrite, text: Dot | null): boolean {
  if (text === null || !Array.isArray(write.of)) return text === null && write.of === null;
  return isSameDot(write.of, text);
}
