/* oxlint-disable no-underscore-dangle -- these are the names that generated bindings call */
import { ByteBuffer } from 'flatbuffers';

/** Position of a table in its buffer. */
type Position = number;

/**
 * One table of a flatbuffer, its fields named by their place in the schema: what generated bindings do, for the
 * dozen fields we read. A field that is absent reads as the schema's default.
 */
export class TableReader {
  readonly position: Position;
  readonly #buffer: ByteBuffer;

  constructor(buffer: ByteBuffer, position: Position) {
    this.#buffer = buffer;
    this.position = position;
  }

  /** @throws when the buffer does not carry the four-letter identifier. */
  static root(bytes: Uint8Array, identifier: string): TableReader {
    const buffer = new ByteBuffer(bytes);
    if (!buffer.__has_identifier(identifier)) throw new Error(`not a ${identifier} flatbuffer`);
    return new TableReader(buffer, buffer.__indirect(0));
  }

  uint32(field: number): number {
    const at = this.#find(field);
    return at === null ? 0 : this.#buffer.readUint32(at);
  }

  int8(field: number): number {
    const at = this.#find(field);
    return at === null ? 0 : this.#buffer.readInt8(at);
  }

  string(field: number): string {
    const at = this.#find(field);
    return at === null ? '' : String(this.#buffer.__string(at));
  }

  int32s(field: number): readonly number[] {
    return this.#elements(field, (at) => this.#buffer.readInt32(at));
  }

  tables(field: number): readonly TableReader[] {
    return this.#elements(field, (at) => new TableReader(this.#buffer, this.#buffer.__indirect(at)));
  }

  #elements<T>(field: number, read: (at: Position) => T): readonly T[] {
    const at = this.#find(field);
    if (at === null) return [];
    const first = this.#buffer.__vector(at);
    return Array.from({ length: this.#buffer.__vector_len(at) }, (_, index) => read(first + 4 * index));
  }

  /** Where the field's value lies; a vtable's first two entries are its own size and the table's. */
  #find(field: number): Position | null {
    const offset = this.#buffer.__offset(this.position, 4 + 2 * field);
    return offset === 0 ? null : this.position + offset;
  }
}
