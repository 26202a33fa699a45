import { parseUtf8, utf8 } from '@undertone/base/bytes';
import { err, ok } from '@undertone/base/result';
import { encodeDocument, parseDocument } from '@undertone/web/vault/document-json';
import type { RecordCodec, StateAddress } from '@undertone/web/vault/record-codec';

/**
 * Binds a document to its address as sealing does, without the cost of it: what is opened at another address,
 * or altered, is corrupt here too.
 */
export const plainCodec: RecordCodec = {
  async seal(address, document) {
    const payload = parseUtf8(encodeDocument(document));
    return ok(utf8(`${labelOf(address)}\n${payload.ok ? payload.value : ''}`));
  },
  async open(states) {
    return states.map((state) => {
      const text = parseUtf8(state.envelope);
      const label = `${labelOf(state)}\n`;
      if (!text.ok || !text.value.startsWith(label)) return err('corrupt');
      return parseDocument(utf8(text.value.slice(label.length)));
    });
  },
};

function labelOf({ collection, recordId, schema, opId }: StateAddress): string {
  return [collection, recordId, schema, opId].join(' ');
}
