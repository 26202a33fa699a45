/** kbit/s by the header's index, ISO/IEC 11172-3 (2.4.2.3) and 13818-3: MPEG-1 layers I, II, III; then MPEG-2 and 2.5. */
const BIT_RATES = {
  '1-1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** Hz in MPEG-1; half in MPEG-2, a quarter in MPEG-2.5. */
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** A frame's header in either format. */
const HEADER_BYTES = 7;
/** A window of the file that is held at once. */
const WINDOW_BYTES = 1 << 20;

/**
 * Whether a file of bare frames (MP3, ADTS) ends inside one, which only a file that was cut off does. Such a file
 * declares no length, so one that was cut between two frames cannot be told. What follows the last frame and is no
 * frame (tags, padding) ends the look, and so does a bit rate that is not stated.
 */
export async function endsWithinFrame(file: Blob): Promise<boolean> {
  let at = await afterTags(file);
  let from = 0;
  let window = new Uint8Array(0);
  while (at < file.size) {
    if (at + HEADER_BYTES > from + window.length) {
      from = at;
      window = new Uint8Array(await file.slice(from, from + WINDOW_BYTES).arrayBuffer());
    }
    const header = window.subarray(at - from, at - from + HEADER_BYTES);
    const length = frameBytes(header);
    if (length === 'cut') return true;
    if (length === null) return false;
    at += length;
  }
  return at > file.size;
}

/** Past the ID3v2 tags (2.4.0, 3.1) that may come first. */
async function afterTags(file: Blob): Promise<number> {
  let at = 0;
  for (;;) {
    const head = new Uint8Array(await file.slice(at, at + 10).arrayBuffer());
    if (head.length < 10 || String.fromCharCode(...head.subarray(0, 3)) !== 'ID3') return at;
    const size = head.subarray(6).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
    const hasFooter = (head[5]! & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
}

/** `null` where no frame of known length begins, `cut` where one begins of which not even the header is there. */
function frameBytes(header: Uint8Array): number | 'cut' | null {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = header;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = 4 - ((second >> 1) & 3);
  // Layer bits of zero are ADTS (ISO/IEC 13818-7, 6.2), whose sync is a bit longer.
  if (layer === 4) {
    if ((second & 0xf0) !== 0xf0) return null;
    if (header.length < HEADER_BYTES) return 'cut';
    const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    return length < HEADER_BYTES ? null : length;
  }
  if (header.length < 4) return 'cut';
  return mpegFrameBytes(second, third, layer);
}

function mpegFrameBytes(second: number, third: number, layer: number): number | null {
  /** 3 is MPEG-1, 2 MPEG-2, 0 MPEG-2.5; 1 is reserved. */
  const version = (second >> 3) & 3;
  const bitRates = BIT_RATES[`${version === 3 ? 1 : 2}-${layer as 1 | 2 | 3}`];
  const bitRate = bitRates[third >> 4];
  const baseRate = SAMPLE_RATES[(third >> 2) & 3];
  if (version === 1 || bitRate === undefined || bitRate === 0 || baseRate === undefined) return null;
  const sampleRate = version === 3 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4;
  const padding = (third >> 1) & 1;
  if (layer === 1) return 4 * (Math.floor((12_000 * bitRate) / sampleRate) + padding);
  const samples = layer === 3 && version !== 3 ? 576 : 1152;
  return Math.floor(((samples / 8) * 1000 * bitRate) / sampleRate) + padding;
}
