import { signal } from '@preact/signals';
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import type {
  AttachmentPlace,
  AttachmentsPort,
  KeepFailure,
  OpenAttachmentFailure,
} from './attachments-port.ts';
import type { AttachmentId, AttachmentRef, Journal } from './journal-port.ts';

export interface FakeAttachmentTrouble {
  readonly keep?: KeepFailure;
  readonly open?: OpenAttachmentFailure;
}

/** Kept recordings in memory. */
export function createFakeAttachments(journal: Journal, trouble: FakeAttachmentTrouble): AttachmentsPort {
  const sounds = new Map<AttachmentId, Blob>();
  const places = signal<ReadonlyMap<AttachmentId, AttachmentPlace>>(new Map());
  return {
    places,
    usage: signal({ count: 0, bytes: 0 }),
    async keep(entry, { sound, seconds }) {
      if (trouble.keep !== undefined) return err(trouble.keep);
      const ref: AttachmentRef = {
        id: createUuid(systemRandom) as AttachmentId,
        kind: 'voice',
        mediaType: sound.type,
        seconds,
        bytes: sound.size,
      };
      const named = await journal.edit(entry, { attach: ref });
      if (!named.ok) return named;
      sounds.set(ref.id, sound);
      places.value = new Map([...places.value, [ref.id, 'here']]);
      return ok(ref);
    },
    open: async (_entry, { id }) =>
      trouble.open === undefined ? ok(sounds.get(id) ?? new Blob(['sound'])) : err(trouble.open),
    remove: (entry, id) => journal.edit(entry, { detach: id }),
    restore: (entry, attachment) => journal.edit(entry, { attach: attachment }),
  };
}
