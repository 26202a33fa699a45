// docs/format.md, The entry document: the shapes of what comes from a microphone or a camera.

export interface Recording {
  readonly id: string;
  readonly kind: 'voice';
  readonly mediaType: string;
  readonly seconds: number;
  readonly bytes: number;
}

type Shape = (value: unknown) => boolean;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const number: Shape = (value) => Number.isFinite(value);
const amount: Shape = (value) => number(value) && (value as number) >= 0;
const text: Shape = (value) => typeof value === 'string';
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.some((word) => word === value);
const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every((item) => shape(item));
const members =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(shapes).every(([name, shape]) => shape((value as Record<string, unknown>)[name]));

const PROSODY =
  'f0Mean f0Range intensity intensityRange alphaRatio hammarbergIndex spectralSlope jitter shimmer pauseShare meanPause speechRate';

const axis = members({ z: number, doubt: number, drivers: listOf(members({ feature: text, z: number })) });

export const isVoiceReading: Shape = members({
  seconds: number,
  prosody: members(Object.fromEntries(PROSODY.split(' ').map((name) => [name, orNull(number)]))),
  quality: members({
    signalToNoiseDb: orNull(number),
    clippedShare: number,
    speechSeconds: number,
    bandwidthHz: number,
    speechLikeness: number,
    quality: number,
  }),
  problems: listOf(oneOf('silence', 'too-little-speech', 'not-speech', 'noisy', 'clipped', 'narrow-band')),
  windows: listOf(members({ startSeconds: number, endSeconds: number, arousal: number, weight: number })),
  relative: orNull(members({ energy: axis, tension: axis })),
});

export const isFaceReading: Shape = members({
  source: oneOf('camera', 'photo'),
  path: oneOf('network', 'rules'),
  framesSeen: number,
  framesUsed: number,
  seconds: number,
  quality: number,
  hints: listOf(
    oneOf(
      'no-face',
      'several-faces',
      'too-dark',
      'too-bright',
      'come-closer',
      'move-back',
      'face-the-camera',
      'centre-the-face',
      'hold-still',
    ),
  ),
});

const recording = members({
  id: (value) => text(value) && UUID.test(value as string),
  kind: oneOf('voice'),
  mediaType: text,
  seconds: amount,
  bytes: amount,
});

export function isRecording(value: unknown): value is Recording {
  return recording(value);
}
