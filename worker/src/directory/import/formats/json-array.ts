import { IMPORT_LIMITS, type NewImport } from '@undertone/contract/directory-import';
import { err, ok } from '@undertone/base/result';
import { leaveOut } from '../draft.ts';
import type { Format, RowReading } from '../format.ts';
import { findArray, jsonElements } from '../json-elements.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A layout that is one array of objects under `key`, in a JSON object with little beside it. */
export function jsonArray(
  key: string,
  readElement: (element: JsonObject, options: NewImport) => RowReading,
): Format {
  return {
    begin(head) {
      const start = findArray(head, key);
      if (start === null) return err('not-that-format');
      return ok({ layout: { kind: 'json' }, start, records: 0 });
    },
    split: () => jsonElements(IMPORT_LIMITS.recordBytes),
    reader: (_layout, options) => (text) => {
      try {
        const element: unknown = JSON.parse(text);
        return isObject(element) ? readElement(element, options) : leaveOut('malformed', null, text);
      } catch {
        return leaveOut('malformed', null, text);
      }
    },
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
