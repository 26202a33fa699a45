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
  usualVoice: {
    current: signal(null),
    keep: async () => err({ code: 'storage-unavailable' }),
    forget: async () => err({ code: 'storage-unavailable' }),
  },
  faceCheck: {
    status: signal({ kind: 'idle' }),
    openCamera: async () => err('unsupported'),
    readPhoto: async () => err('model-missing'),
  },
  attachments: {
    places: signal(new Map()),
    usage: signal({ count: 0, bytes: 0 }),
    keep: async () => err({ code: 'storage-unavailable' }),
    open: async () => err('storage-unavailable'),
    remove: async () => err({ code: 'storage-unavailable' }),
    restore: async () => err({ code: 'storage-unavailable' }),
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
