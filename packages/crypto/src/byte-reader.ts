import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';

/** Gives the next run of bytes of any length, or `null` at the end. */
export type PullBytes<Failure> = () => Promise<Result<Uint8Array | null, Failure>>;

/** Reads exact lengths from a stream that arrives in pieces, holding no more than was asked for and one piece. */
export interface ByteReader<Failure> {
  /** Exactly `length` bytes, or `ended` when fewer were left. */
  read(length: number): Promise<Result<Bytes, Failure | 'ended'>>;
  isAtEnd(): Promise<Result<boolean, Failure>>;
}

export function createByteReader<Failure>(pull: PullBytes<Failure>): ByteReader<Failure> {
  let piece: Uint8Array = new Uint8Array();

  const refill = async (): Promise<Result<boolean, Failure>> => {
    while (piece.length === 0) {
      const next = await pull();
      if (!next.ok) return next;
      if (next.value === null) return ok(false);
      piece = next.value;
    }
    return ok(true);
  };

  return {
    async read(length) {
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const more = await refill();
        if (!more.ok) return more;
        if (!more.value) return err('ended');
        const taken = piece.subarray(0, length - filled);
        bytes.set(taken, filled);
        filled += taken.length;
        piece = piece.subarray(taken.length);
      }
      return ok(bytes);
    },
    async isAtEnd() {
      const more = await refill();
      return more.ok ? ok(!more.value) : more;
    },
  };
}

/** For a file, a response body or any other iterable of bytes; its own errors are thrown through. */
export function pullFrom(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): PullBytes<never> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return async () => {
    const next = await iterator.next();
    return ok(next.done === true ? null : next.value);
  };
}
