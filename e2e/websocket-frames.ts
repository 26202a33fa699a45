/** A WebSocket message part as it was on the wire, unmasked. */
export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Takes the bytes of one direction as they come and returns the frames they complete (RFC 6455 §5.2). */
export function createFrameReader(): (chunk: Buffer) => readonly Frame[] {
  let waiting: Buffer = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const read = readFrame(waiting);
      if (read === null) return frames;
      frames.push(read.frame);
      waiting = waiting.subarray(read.length);
    }
  };
}

function readFrame(bytes: Buffer): { readonly frame: Frame; readonly length: number } | null {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  const isMasked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const headLength = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (bytes.length < headLength) return null;
  const payloadLength =
    lengthBytes === 2 ? bytes.readUInt16BE(2) : lengthBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  const length = headLength + payloadLength;
  if (bytes.length < length) return null;
  const mask = isMasked ? bytes.subarray(headLength - 4, headLength) : null;
  const payload = Buffer.from(bytes.subarray(headLength, length));
  if (mask !== null) for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % 4]!;
  return { frame: { opcode: first & 0x0f, payload }, length };
}
