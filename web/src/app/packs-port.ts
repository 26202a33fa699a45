import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';

/** What a larger, optional model is for. */
export const PACK_TASKS = ['text-emotion', 'speech-to-text', 'face-landmarks'] as const;

export type PackTask = (typeof PACK_TASKS)[number];

/** Those that do nothing until the person taps a button of theirs: installed is all that they need to be. */
export const USED_AT_A_TAP: readonly PackTask[] = ['speech-to-text'];

/** Where the bytes would come from; said before anything is asked for. */
export type PackSource =
  /** This deployment's own copy: nobody else sees the person. */
  | { readonly kind: 'mirror' }
  /** A third party, who would see the person's network address and which pack they take. */
  | { readonly kind: 'direct'; readonly host: string }
  /** This deployment does not offer it. */
  | { readonly kind: 'none' }
  /** The deployment could not be asked. */
  | { readonly kind: 'unknown' };

export type PackFailure =
  | 'offline'
  /** The server has no such file (any more). */
  | 'missing'
  /** What came is not what the manifest pins: it was thrown away. */
  | 'corrupt'
  /** What was installed is no longer what was checked: it was thrown away, and the shipped models read on. */
  | 'spoiled'
  | 'storage-full'
  | 'server-refused';

export type PackState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'downloading'; readonly loadedBytes: number }
  | { readonly kind: 'paused'; readonly loadedBytes: number }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'installed'; readonly inUse: boolean }
  /** What was loaded and verified is kept: trying again goes on from there. */
  | { readonly kind: 'failed'; readonly reason: PackFailure; readonly loadedBytes: number };

export interface Pack {
  readonly id: string;
  readonly task: PackTask;
  /** Name its makers gave it. */
  readonly name: string;
  /** Commit or release it is pinned to. */
  readonly revision: string;
  /** Of its files whose size is documented; one of less than 4 MiB may be left out. */
  readonly bytes: number;
  /** SPDX expression. */
  readonly licence: string;
  readonly source: PackSource;
  readonly state: PackState;
}

export interface PacksPort {
  readonly packs: ReadonlySignal<readonly Pack[]>;
  /** Reads what is installed, and asks this deployment what it offers. Sends nothing to anyone else. */
  refresh(): Promise<void>;
  /**
   * Downloads, verifies and keeps it; goes on where a pause or a failure left off. Call it only at the person's
   * tap. @param agreedHost the third party that they were told of and agreed to: no other, and without it none, is
   * contacted.
   */
  install(id: string, agreedHost?: string): Promise<Result<void, PackFailure | 'paused'>>;
  pause(id: string): void;
  /** Also throws away what a pause or failure had left. */
  remove(id: string): Promise<void>;
  /** Whether readings are made with it from now on. */
  use(id: string, inUse: boolean): Promise<void>;
}
