import { Buffer } from 'node:buffer';
import { insist, refuse } from './refusal.ts';

/** docs/format.md, Conventions: integers are unsigned and big-endian. */
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** `fields(f1, f2, …)`: for each, `u16` its length in bytes and then its bytes; text as UTF-8. */
export function fields(...values: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
      return [u16(bytes.length), bytes];
    }),
  );
}

/** RFC 4648 §5 without padding; another spelling of the same bytes is refused. */
export function fromBase64url(text: unknown, length: number): Buffer {
  insist(typeof text === 'string', 'not base64url text');
  const bytes = Buffer.from(text, 'base64url');
  insist(bytes.toString('base64url') === text, 'not the one base64url spelling');
  insist(bytes.length === length, `not ${length} bytes of base64url`);
  return bytes;
}

export function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('not UTF-8');
  }
}

/** Takes bytes off the front and refuses to take more than there are. */
export class Reader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  take(length: number): Buffer {
    insist(length <= this.remaining, 'truncated');
    const taken = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return taken;
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u16(): number {
    return this.take(2).readUInt16BE();
  }

  u32(): number {
    return this.take(4).readUInt32BE();
  }

  /** One field of `fields(…)`. */
  field(): Buffer {
    return this.take(this.u16());
  }
}
