import type { RecordId } from '@undertone/contract/primitives';
import { COLLECTIONS, type Collection } from '@undertone/contract/sync';

/**
 * The one record of collection `profile`: what is true of the person and of no single entry. The same id in every
 * journal, so that two devices that each made one before they met have made the same.
 */
export const PROFILE_RECORD_ID = '00000000-0000-4000-8000-000000000001' as RecordId;

export function collectionOf(recordId: string): Collection {
  return recordId === PROFILE_RECORD_ID ? 'profile' : 'entries';
}

export function isKnownCollection(collection: string): collection is Collection {
  return (COLLECTIONS as readonly string[]).includes(collection);
}
