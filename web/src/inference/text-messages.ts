import type { ReadError } from '@undertone/inference/text/text-reader';
import type { TextReading } from '@undertone/inference/text/text-reading';
import type { PackPin } from '../packs/pack-pin.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export type UiLanguage = 'en' | 'es';

export interface TextJob {
  readonly text: string;
  readonly uiLanguage: UiLanguage;
  /** Reads with this installed pack where it can; the shipped models read without it. */
  readonly pack?: PackPin | undefined;
}

export type ToTextWorker = ToWorker<TextJob>;
export type FromTextWorker = FromWorker<TextReading, ReadError>;
