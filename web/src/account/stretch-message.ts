import type { Bytes } from '@undertone/base/bytes';
import type { KdfParams } from '@undertone/crypto/kdf-params';

/** What goes into the worker that stretches a passphrase, and comes out. */
export interface StretchRequest {
  readonly passphrase: string;
  readonly kdf: KdfParams;
}

/** The worker's code did not come; nothing was stretched. */
export class StretchNotLoaded extends Error {}

export type StretchReply = { readonly stretched: Bytes } | { readonly failed: true };
