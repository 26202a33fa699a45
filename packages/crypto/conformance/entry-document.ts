import { Buffer } from 'node:buffer';
import { utf8 } from './bytes.ts';
import { insist, refuse } from './refusal.ts';

// docs/format.md, The entry document.

type Members = Readonly<Record<string, unknown>>;
export type Dot = readonly [replica: string, count: number];
export type Clock = Readonly<Record<string, number>>;

/** One write of a field, or one value in the history; members not named here are kept as they came. */
export interface Write extends Members {
  readonly dot: Dot;
  readonly at: number;
  readonly value: unknown;
}

export interface Archived extends Write {
  readonly of: Dot;
  readonly field: string;
}

export interface EntryDocument extends Members {
  readonly createdAt: number;
  readonly zone: string;
  readonly clock: Clock;
  readonly fields: Readonly<Record<string, readonly Write[]>>;
  readonly history: readonly Archived[];
}

/** The document of a payload; refused when it is of a greater schema or of another shape. */
export function parseEntryDocument(payload: Uint8Array): EntryDocument {
  const json = parsed(utf8(Buffer.from(payload)));
  insist(isMembers(json), 'not a JSON object');
  const { schema, createdAt, zone, clock, fields, history } = json;
  insist(schema === 1, 'not schema 1');
  insist(Number.isFinite(createdAt), 'no moment of making');
  insist(typeof zone === 'string', 'no time zone');
  insist(isClock(clock), 'no clock');
  insist(isMembers(fields) && Object.values(fields).every(isListOf(isWrite)), 'no fields');
  insist(isListOf(isArchived)(history), 'no history');
  const deletions = Object.hasOwn(fields, 'deleted') ? (fields['deleted'] as readonly Write[]) : [];
  insist(deletions.every(isDeletionOrReturn), 'a deletion of another shape');
  return json as unknown as EntryDocument;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('not JSON');
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isClock(value: unknown): value is Clock {
  return isMembers(value) && Object.values(value).every(isCount);
}

function isDot(value: unknown): value is Dot {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isCount(value[1]);
}

function isWrite(value: unknown): value is Write {
  return isMembers(value) && isDot(value['dot']) && Number.isFinite(value['at']) && 'value' in value;
}

function isDeletionOrReturn({ value }: Write): boolean {
  return value === null || isDeletion(value);
}

export function isDeletion(value: unknown): value is { readonly seen: Clock } {
  return isMembers(value) && isClock(value['seen']);
}

function isArchived(value: unknown): value is Archived {
  return isWrite(value) && isDot(value['of']) && typeof value['field'] === 'string';
}

function isListOf<T>(isItem: (value: unknown) => value is T) {
  return (value: unknown): value is readonly T[] => Array.isArray(value) && value.every(isItem);
}

/** Whether a state of this clock has seen the write. */
export function covers(clock: Clock, [replica, count]: Dot): boolean {
  return Object.hasOwn(clock, replica) && clock[replica]! >= count;
}

/** Replica as a string, then number. */
export function compareDots([a, m]: Dot, [b, n]: Dot): number {
  return a === b ? m - n : a < b ? -1 : 1;
}

/** Two states of one record as one, in whichever order they are given. */
export function joinEntryDocuments(a: EntryDocument, b: EntryDocument): EntryDocument {
  const join = <T extends Write>(ofA: readonly T[] = [], ofB: readonly T[] = []): readonly T[] => {
    const has = (items: readonly T[], { dot }: T) => items.find((item) => !compareDots(item.dot, dot));
    const fromA = ofA.flatMap((item) => {
      const twin = has(ofB, item);
      return twin === undefined && covers(b.clock, item.dot) ? [] : [item];
    });
    const fromB = ofB.filter((item) => has(ofA, item) === undefined && !covers(a.clock, item.dot));
    return [...fromA, ...fromB].sort((one, other) => compareDots(one.dot, other.dot));
  };
  const aIsFirst = a.createdAt === b.createdAt ? a.zone <= b.zone : a.createdAt < b.createdAt;
  const { createdAt, zone } = aIsFirst ? a : b;
  const own = (of: EntryDocument['fields'], name: string) => (Object.hasOwn(of, name) ? of[name] : []);
  const joined = memberwise(a.fields, b.fields, (name) => join(own(a.fields, name), own(b.fields, name)));
  const fields = Object.fromEntries(Object.entries(joined).filter(([, writes]) => writes.length > 0));
  const clock = memberwise(a.clock, b.clock, (_, ofA, ofB) => Math.max(ofA ?? 0, ofB ?? 0));
  const others = memberwise<unknown>(a, b, (_, ofA, ofB) =>
    ofA === undefined ? ofB : ofB === undefined ? ofA : greater(ofA, ofB),
  );
  return { ...others, createdAt, zone, clock, fields, history: join(a.history, b.history) };
}

function memberwise<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (name: string, ofA: T | undefined, ofB: T | undefined) => T,
): Readonly<Record<string, T>> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const member = (of: Readonly<Record<string, T>>, name: string) =>
    Object.hasOwn(of, name) ? of[name] : undefined;
  return Object.fromEntries([...names].map((name) => [name, join(name, member(a, name), member(b, name))]));
}

function greater<T>(a: T, b: T): T {
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}
