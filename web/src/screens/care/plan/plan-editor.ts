import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import { createDraftKeeper, type DraftState } from '../../../app/draft-keeper.ts';
import type { DraftName, Journal } from '../../../app/journal-port.ts';
import type { ProfilePort } from '../../../app/profile-port.ts';
import { absorbLines, isBlank, linesOf, planField, type PlanLine, type PlanStep } from './plan-lines.ts';
import { unkeptAsText, unkeptOf } from './unkept-change.ts';

/** One step of the plan while it is on the screen: saves itself, and takes in what other devices wrote. */
export interface PlanEditor {
  readonly lines: ReadonlySignal<readonly PlanLine[]>;
  /** Whether what is here rests on the device. */
  readonly state: ReadonlySignal<DraftState>;
  change(lines: readonly PlanLine[]): void;
  /** Offers again, and tries again, what the device would not take the last time. Once the journal is open. */
  takeUp(): Promise<void>;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  /** The screen was left. */
  close(): void;
}

export interface PlanEditorParts {
  readonly profile: ProfilePort;
  readonly journal: Pick<Journal, 'loadDraft' | 'saveDraft' | 'clearDraft'>;
  readonly clock: Clock;
  readonly mintId: () => string;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (timer: number) => void;
}

export function createPlanEditor(step: PlanStep, parts: PlanEditorParts): PlanEditor {
  const { profile, journal, mintId } = parts;
  const field = planField(step);
  const draft: DraftName = `plan.${step}`;
  const stored = computed(() => linesOf(profile.values.value.get(field) ?? []));
  /** From the first change on: a line that is being emptied must not vanish under the finger. */
  const edited = signal<readonly PlanLine[] | null>(null);
  const saved = new Set<string>();
  let base = stored.peek();
  let hasDraft = false;
  let closed = false;

  const keeper = createDraftKeeper({
    ...parts,
    async save() {
      const lines = (edited.peek() ?? []).filter((line) => !isBlank(line));
      for (const line of lines) saved.add(keyOf(line));
      const kept = await profile.write(field, lines);
      if (!kept.ok) {
        hasDraft = true;
        const text = unkeptAsText({ base, lines });
        await journal.saveDraft(draft, { text, mood: null, updatedAt: parts.clock.now() });
      } else if (hasDraft) {
        hasDraft = false;
        await journal.clearDraft(draft);
      }
      return kept;
    },
  });
  const stop = effect(() => {
    const theirs = stored.value;
    // Hidden by the app lock, and not taken away: what waits here is still saved behind it, as a whole.
    if (base.length > 0 && !profile.values.peek().has(field)) return;
    const mine = edited.peek();
    if (mine !== null)
      edited.value = absorbLines(base, mine, theirs, (line) => saved.has(keyOf(line)), mintId);
    base = theirs;
  });
  return {
    lines: computed(() => edited.value ?? stored.value),
    state: keeper.state,
    change(lines) {
      edited.value = lines;
      keeper.change('');
    },
    async takeUp() {
      const unkept = await journal.loadDraft(draft);
      if (!unkept.ok || unkept.value === null || closed) return;
      hasDraft = true;
      for (const change of unkeptOf(unkept.value.text)) {
        const present = edited.peek() ?? stored.peek();
        edited.value = absorbLines(change.base, change.lines, present, () => false, mintId);
      }
      keeper.change('');
    },
    flush: () => keeper.flush(),
    close() {
      closed = true;
      stop();
      // What is undone from here on is undone in what stands by then.
      if (keeper.state.peek().kind === 'settled') edited.value = null;
    },
  };
}

function keyOf({ id, text, phone }: PlanLine): string {
  return JSON.stringify([id, text, phone]);
}
