import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** How a canary was found, e.g. `base64 in gzip`. */
export type CanaryFinding = string;

/**
 * Looks for a text in bytes that may have been encoded or packed on their way: as it is and in any letter case,
 * percent-encoded, JSON-escaped, in hex, UTF-16 and base64 at its three alignments; also inside gzip, deflate,
 * brotli and base64. Empty when it is nowhere.
 *
 * @param canary At least eight characters, or chance would find it.
 */
export function findCanary(canary: string, bytes: Buffer): readonly CanaryFinding[] {
  return findIn(canary, unpacked(bytes));
}

/** As {@link findCanary}, without looking into what is packed: for databases, which are large and pack nothing. */
export function findUnpackedCanary(canary: string, bytes: Buffer): readonly CanaryFinding[] {
  return findIn(canary, [{ how: '', inside: bytes }]);
}

function findIn(canary: string, layers: readonly Layer[]): readonly CanaryFinding[] {
  if (canary.length < 8) throw new Error('a canary this short would be found by chance');
  const needles = needlesOf(canary);
  return layers.flatMap(({ how, inside }) => {
    const folded = inside.toString('latin1').toLowerCase();
    const exact = inside.toString('latin1');
    return needles
      .filter(({ text, anyCase }) => (anyCase ? folded.includes(text.toLowerCase()) : exact.includes(text)))
      .map(({ name }) => (how === '' ? name : `${name} in ${how}`));
  });
}

interface Needle {
  readonly name: string;
  /** One character a byte. */
  readonly text: string;
  readonly anyCase: boolean;
}

function needlesOf(canary: string): readonly Needle[] {
  // The search itself folds ASCII alone: other letters, and base64, need each spelling.
  const spellings = [...new Set([canary, canary.toLowerCase(), canary.toUpperCase(), capitalised(canary)])];
  return spellings.flatMap((spelling) => {
    const bytes = Buffer.from(spelling);
    const wide = Buffer.from(spelling, 'utf16le');
    const folding = (name: string, text: Buffer | string): Needle => ({
      name,
      text: typeof text === 'string' ? text : text.toString('latin1'),
      anyCase: true,
    });
    return [
      folding('plain', bytes),
      folding('percent', encodeURIComponent(spelling)),
      folding('percent', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
      folding('form', new URLSearchParams([['', spelling]]).toString().slice(1)),
      folding('json', escaped(spelling)),
      folding('hex', bytes.toString('hex')),
      folding('utf-16le', wide),
      folding('utf-16be', Buffer.from(wide).swap16()),
      ...base64Needles('base64', bytes),
      ...base64Needles('base64 of utf-16le', wide),
    ];
  });
}

function base64Needles(name: string, bytes: Buffer): readonly Needle[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The characters at either end also hold bits of whatever stands beside the canary.
    const first = offset === 0 ? 0 : offset + 1;
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const text = encoded.slice(first, last);
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')].map((text) => ({
      name,
      text,
      anyCase: false,
    }));
  });
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}

function escaped(text: string): string {
  return [...text]
    .map((char) =>
      char < '\u0080'
        ? char
        : [...Array(char.length).keys()]
            .map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`)
            .join(''),
    )
    .join('');
}

interface Layer {
  readonly how: string;
  readonly inside: Buffer;
}

/** The bytes themselves and everything packed in them, to a depth of three. */
function unpacked(bytes: Buffer, how = '', depth = 3): readonly Layer[] {
  const layers: Layer[] = [{ how, inside: bytes }];
  if (depth === 0 || bytes.length === 0) return layers;
  const name = (packing: string) => (how === '' ? packing : `${packing} in ${how}`);
  const add = (packing: string, inside: Buffer | null) => {
    if (inside !== null && inside.length > 0) layers.push(...unpacked(inside, name(packing), depth - 1));
  };
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    add(
      'gzip',
      attempt(() => gunzipSync(bytes.subarray(at))),
    );
    // After a plain header of ten bytes; other than the line above, this bears bytes after the end.
    add(
      'gzip',
      attempt(() => inflateRawSync(bytes.subarray(at + 10))),
    );
  }
  for (const head of ['7801', '785e', '789c', '78da']) {
    for (let at = bytes.indexOf(head, 0, 'hex'); at >= 0; at = bytes.indexOf(head, at + 1, 'hex')) {
      add(
        'deflate',
        attempt(() => inflateSync(bytes.subarray(at))),
      );
    }
  }
  // Neither brotli nor raw deflate has a mark to look for: only a whole body can be one.
  add(
    'deflate',
    attempt(() => inflateRawSync(bytes)),
  );
  add(
    'brotli',
    attempt(() => brotliDecompressSync(bytes)),
  );
  for (const [run] of bytes.toString('latin1').matchAll(/[A-Za-z0-9+/_-]{24,}/g)) {
    add('base64', Buffer.from(run.replaceAll('-', '+').replaceAll('_', '/'), 'base64'));
  }
  return layers;
}

function attempt(unpack: () => Buffer): Buffer | null {
  try {
    return unpack();
  } catch {
    return null;
  }
}
