import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Place } from './envelope.ts';
import type { Wrap } from './wrap.ts';

/** The JSON under "A worked example" in docs/format.md; bytes are hex. */
export interface WorkedExample {
  readonly vault: { readonly vaultId: string; readonly accountKey: string };
  readonly passphrase: LockExample & {
    readonly passphrase: string;
    readonly nfkcUtf8: string;
    readonly kdf: Readonly<Record<string, unknown>>;
    readonly stretched: string;
  };
  readonly recovery: LockExample & { readonly words: string; readonly entropy: string };
  readonly wraps: readonly { readonly associatedData: string; readonly wrap: Wrap }[];
  readonly padme: readonly { readonly payloadLength: number; readonly paddedLength: number }[];
  readonly record: SealedRecordExample & {
    readonly payloadText: string;
    readonly payload: string;
    readonly collectionKeyInfo: string;
    readonly collectionKey: string;
    readonly recordKeyInfo: string;
    readonly recordKey: string;
    readonly associatedData: string;
    readonly paddedLength: number;
    readonly nonce: string;
  };
  readonly backup: {
    readonly salt: string;
    readonly fileKey: string;
    readonly keyCheck: string;
    readonly headerLength: number;
    readonly headerHash: string;
    readonly records: readonly SealedRecordExample[];
    readonly file: readonly string[];
  };
  readonly recording: {
    readonly recordId: string;
    readonly attachmentId: string;
    readonly content: string;
    readonly salt: string;
    readonly fileKey: string;
    readonly associatedData: string;
    readonly paddedLength: number;
    readonly name: string;
    readonly sealed: readonly string[];
  };
}

interface LockExample {
  readonly authSecret: string;
  readonly wrappingKey: string;
}

interface SealedRecordExample extends Place {
  readonly envelope: string;
}

/** Read from the page itself, so that page and reader cannot drift apart. */
export function readWorkedExample(): WorkedExample {
  const page = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
  const block = /<!-- vectors -->\n```json\n(.*?)\n```/s.exec(page)?.[1];
  if (block === undefined) throw new Error('docs/format.md has no worked example');
  return JSON.parse(block) as WorkedExample;
}

export function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
