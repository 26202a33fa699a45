import { signal } from '@preact/signals';
import { err } from '@undertone/base/result';
import type { Services } from './services.ts';

/** Answers for the ports of capture that no part fills yet: each says that this device cannot. */
export const UNJOINED_PORTS = {
  microphone: { record: async () => err('unsupported') },
  voiceReader: {
    status: signal({ kind: 'idle' }),
    read: async () => err('model-missing'),
    readFile: async () => err('model-missing'),
  },
  faceCheck: {
    status: signal({ kind: 'idle' }),
    openCamera: async () => err('unsupported'),
    readPhoto: async () => err('model-missing'),
  },
  packs: {
    packs: signal([]),
    refresh: async () => {},
    install: async () => err('missing'),
    pause: () => {},
    remove: async () => {},
    use: async () => {},
  },
} satisfies Partial<Services>;
