import { parseUtf8, utf8, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { ENTRY_SCHEMA, type EntryDocument } from './entry-document.ts';

/** The largest JSON that still fits an op after padding, sealing and base64url (see LIMITS of the contract). */
export const MAX_DOCUMENT_BYTES = 440_000;

/** Longest text of one entry, in UTF-16 code units: leaves room for conflicts and history beside it. */
export const MAX_TEXT_CHARACTERS = 50_000;

export function encodeDocument(document: EntryDocument): Bytes {
  return utf8(JSON.stringify(document));
}

/**
 * Checks the shape that joining relies on (see docs/format.md); values of fields are judged when shown.
 * Returns the parsed object itself, so everything unknown in it stays.
 */
export function parseDocument(bytes: Uint8Array): Result<EntryDocument, 'malformed-document'> {
  const text = parseUtf8(bytes);
  if (!text.ok) return err('malformed-document');
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return err('malformed-document');
  }
  return isDocument(json) ? ok(json) : err('malformed-document');
}

function isDocument(value: unknown): value is EntryDocument {
  if (!isObject(value)) return false;
  const { schema, createdAt, zone, clock, fields, history } = value;
  return (
    schema === ENTRY_SCHEMA &&
    isTime(createdAt) &&
    typeof zone === 'string' &&
    isVector(clock) &&
    isObject(fields) &&
    Object.entries(fields).every(
      ([name, writes]) =>
        Array.isArray(writes) &&
        writes.every((write) => isWrite(write) && (name !== 'deleted' || isDeletion(write['value']))),
    ) &&
    Array.isArray(history) &&
    history.every(
      (archived) => isWrite(archived) && isDot(archived['of']) && typeof archived['field'] === 'string',
    )
  );
}

function isWrite(value: unknown): value is Record<string, unknown> {
  return isObject(value) && isDot(value['dot']) && isTime(value['at']) && 'value' in value;
}

function isDeletion(value: unknown): boolean {
  return value === null || (isObject(value) && isVector(value['seen']));
}

function isDot(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isCount(value[1]);
}

function isVector(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isCount);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
