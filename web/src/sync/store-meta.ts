import type { Sequence } from '@undertone/contract/primitives';
import type { MetaRow } from './store-rows.ts';
import { StorageFailure, type Tables } from './store-tables.ts';

/** What the store notes of itself: how far it has come, and whether it is on its way out. */

/** @param retired the row of that key. Throws where the journal is on its way out. */
export function refuseRetired(retired: MetaRow | undefined): void {
  if (retired?.value === true) throw new StorageFailure('storage-unavailable');
}

export async function readPosition(
  meta: Tables['meta'],
): Promise<{ readonly cursor: Sequence; readonly epoch: number }> {
  const [cursor, epoch] = await meta.get(['cursor', 'epoch']);
  return { cursor: Number(cursor?.value ?? 0) as Sequence, epoch: Number(epoch?.value ?? 0) };
}

export async function rewindIn({ meta }: Pick<Tables, 'meta'>): Promise<void> {
  const { epoch } = await readPosition(meta);
  await meta.put([
    { key: 'cursor', value: 0 },
    { key: 'epoch', value: epoch + 1 },
  ]);
  await meta.delete(['witness']);
}

export async function readPlace(
  meta: Tables['meta'],
  key: 'attemptedThrough' | 'openedThrough' | 'nextPlace',
): Promise<number> {
  const [row] = await meta.get([key]);
  return Number(row?.value ?? 0);
}

/** The first of `count` places in the order of this device. */
export async function takePlace(meta: Tables['meta'], count = 1): Promise<number> {
  const [row] = await meta.get(['nextPlace']);
  const place = Number(row?.value ?? 1);
  if (count > 0) await meta.put([{ key: 'nextPlace', value: place + count }]);
  return place;
}
