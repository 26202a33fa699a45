import * as v from 'valibot';
import type { PlanLine } from './plan-lines.ts';

/** What the device would not take into the plan, and the lines from which it was begun. */
interface UnkeptChange {
  readonly base: readonly PlanLine[];
  readonly lines: readonly PlanLine[];
}

const Line = v.object({ id: v.string(), text: v.string(), phone: v.string() });
const Change = v.object({ base: v.array(Line), lines: v.array(Line) });

/** As the text of a draft: one line of JSON, so that two drafts joined as texts are still both changes. */
export function unkeptAsText({ base, lines }: UnkeptChange): string {
  return JSON.stringify({ base, lines });
}

/** What is no change is passed over. */
export function unkeptOf(text: string): readonly UnkeptChange[] {
  return text.split('\n').flatMap((line) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Change), line);
    return parsed.success ? [parsed.output] : [];
  });
}
