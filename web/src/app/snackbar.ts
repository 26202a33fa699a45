import { signal } from '@preact/signals';

/** A passing notice, with at most one act, usually “Undo”. */
export interface Snack {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /**
   * For what is in memory only: such a notice does not pass. It makes room for others, comes back after them, and waits
   * for its act or for this one, which also runs when the lock closes.
   */
  readonly decline?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read, find and reach by keyboard; it waits while pointed at or focused. */
export const SNACK_MS = 10_000;

export const snack = signal<Snack | null>(null);

const waiting = new Set<Snack>();

export function showSnack(next: Snack): void {
  if (next.decline !== undefined) waiting.add(next);
  snack.value = next;
}

/** Takes a passing notice away; one that waits for an answer stays. */
export function dismissSnack(): void {
  if (snack.value?.decline === undefined) snack.value = lastWaiting();
}

/** Takes this notice away without an answer, wherever it waits. */
export function withdrawSnack(answered: Snack): void {
  waiting.delete(answered);
  if (snack.value === answered) snack.value = lastWaiting();
}

export function runSnackAction(): void {
  const answered = snack.value;
  if (answered === null) return;
  withdrawSnack(answered);
  answered.action?.run();
}

export function declineSnack(): void {
  const answered = snack.value;
  if (answered === null) return;
  withdrawSnack(answered);
  answered.decline?.run();
}

/** For the lock: nothing is shown, nothing waits, and what waited is let go. */
export function declineAllSnacks(): void {
  while (snack.value !== null) declineSnack();
}

function lastWaiting(): Snack | null {
  return [...waiting].at(-1) ?? null;
}
