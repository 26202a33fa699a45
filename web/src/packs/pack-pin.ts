import type { PackTask } from '../app/packs-port.ts';

/** What a file is for; no two of a pack share one. */
export const PACK_ROLES = [
  'network',
  'tokenizer',
  'landmarker',
  'encoder',
  'decoder',
  'configuration',
  'generation',
  'preprocessing',
] as const;

export type PackRole = (typeof PACK_ROLES)[number];

/** One file of a pack. Its hash says which bytes it is, whoever serves them. */
export interface PackFile {
  readonly role: PackRole;
  /** Missing where no public record says it; the file then has at most {@link PIECE_BYTES}. */
  readonly bytes?: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Its pinned address at a third party; only in a build whose operator switched direct downloads on. */
  readonly url?: string;
}

/** A pack as `models/packs.json` pins it, without the folder it first came from. */
export interface PackPin {
  readonly id: string;
  readonly task: PackTask;
  readonly name: string;
  readonly revision: string;
  /** SPDX expression. */
  readonly licence: string;
  readonly files: readonly PackFile[];
}

/** What is asked for and kept at once: a pause loses no more than that. */
export const PIECE_BYTES = 4 * 1024 * 1024;
