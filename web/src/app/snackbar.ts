import { signal } from '@preact/signals';

/** A passing notice, with at most one act, usually “Undo”. */
export interface Snack {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read, find and reach by keyboard; it waits while pointed at or focused. */
export const SNACK_MS = 10_000;

export const snack = signal<Snack | null>(null);

export function showSnack(next: Snack): void {
  snack.value = next;
}

export function dismissSnack(): void {
  snack.value = null;
}

export function runSnackAction(): void {
  const { action } = snack.value ?? {};
  snack.value = null;
  action?.run();
}
