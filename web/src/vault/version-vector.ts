import { toBase64Url } from '@undertone/base/bytes';
import type { Brand } from '@undertone/base/brand';
import type { RandomBytes } from '@undertone/base/clock';

/**
 * One writer of a record. Minted anew for every tab session and never stored, so that a copied browser
 * profile or a second tab can never write under the same name.
 */
export type ReplicaId = Brand<string, 'ReplicaId'>;

/** One write: its writer, and the writer's count within that record (1, 2, 3 …). */
export type Dot = readonly [replica: ReplicaId, counter: number];

/** What a state has seen: for each writer, every write from 1 up to this count. */
export type VersionVector = Readonly<Record<ReplicaId, number>>;

const REPLICA_ID_BYTES = 9;

export function createReplicaId(random: RandomBytes): ReplicaId {
  return toBase64Url(random(REPLICA_ID_BYTES)) as ReplicaId;
}

/** Own properties only: a replica called `constructor` has no inherited count. */
export function countOf(vector: VersionVector, replica: ReplicaId): number {
  return Object.hasOwn(vector, replica) ? vector[replica]! : 0;
}

export function covers(vector: VersionVector, [replica, counter]: Dot): boolean {
  return counter <= countOf(vector, replica);
}

export function joinVectors(left: VersionVector, right: VersionVector): VersionVector {
  const replicas = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort() as ReplicaId[];
  return Object.fromEntries(
    replicas.map((replica) => [replica, Math.max(countOf(left, replica), countOf(right, replica))]),
  ) as VersionVector;
}

export function nextDot(vector: VersionVector, replica: ReplicaId): Dot {
  return [replica, countOf(vector, replica) + 1];
}

/** The vector that has also seen `dot`, the writer's next. */
export function advance(vector: VersionVector, [replica, counter]: Dot): VersionVector {
  return joinVectors(vector, { [replica]: counter });
}

export function isSameDot(left: Dot, right: Dot): boolean {
  return left[1] === right[1] && left[0] === right[0];
}

/** A total order without meaning, the same on every device. */
export function compareDots(left: Dot, right: Dot): number {
  if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1;
  return left[1] - right[1];
}
