import type { ReadError } from '@undertone/inference/text/text-reader';
import type { TextReading } from '@undertone/inference/text/text-reading';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export type UiLanguage = 'en' | 'es';

export interface TextJob {
  readonly text: string;
  readonly uiLanguage: UiLanguage;
}

export type ToTextWorker = ToWorker<TextJob>;
export type FromTextWorker = FromWorker<TextReading, ReadError>;
