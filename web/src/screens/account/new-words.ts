import { signal } from '@preact/signals';
import type { Redacted } from '@undertone/base/redacted';

/** The 24 words between their making and their writing down. In memory only, and let go when their screen closes. */
export const newWords = signal<Redacted<readonly string[]> | null>(null);
