import type { ReplicaId } from './version-vector.ts';

/** Who writes, and when by their own clock (epoch ms). */
export interface Writer {
  readonly replica: ReplicaId;
  readonly at: number;
}
