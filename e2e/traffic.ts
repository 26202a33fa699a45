import type { Recorder } from './recorder.ts';

export interface Traffic {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every byte that crossed the wire: raw as sent, and parsed with bodies whole, both ways, frames unmasked. */
export function trafficOf(wire: Recorder): readonly Traffic[] {
  const text = (parts: readonly unknown[]) => Buffer.from(parts.join('\n'));
  return [
    ...wire.rawSent().map((bytes, at) => ({ where: `connection ${at}`, bytes })),
    ...wire.exchanges.flatMap(({ request, reply }) => [
      {
        where: `${request.method} ${request.path}: address and headers`,
        bytes: text([request.path, ...request.headers.flat()]),
      },
      { where: `${request.method} ${request.path}: body`, bytes: request.body },
      { where: `${request.path}: reply headers`, bytes: text(reply?.headers.flat() ?? []) },
      // The app's own files are the same for everyone; the rest is what the server knows.
      ...(request.path.startsWith('/api/')
        ? [{ where: `${request.path}: reply`, bytes: reply?.body ?? Buffer.alloc(0) }]
        : []),
    ]),
    ...wire.sockets.flatMap(({ request, sent, received }) => [
      { where: `socket ${request.path}: headers`, bytes: text([request.path, ...request.headers.flat()]) },
      ...[...sent, ...received].map(({ payload }) => ({
        where: `socket ${request.path}: frame`,
        bytes: payload,
      })),
    ]),
  ];
}

/** What the device itself said, without what it was told: public entries hold words that somebody may also type. */
export function sentBy(wire: Recorder): readonly Traffic[] {
  return trafficOf({
    ...wire,
    exchanges: wire.exchanges.map(({ request }) => ({ request, reply: null })),
    sockets: wire.sockets.map((socket) => ({ ...socket, received: [] })),
  });
}
