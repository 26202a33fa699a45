import type { CarePart } from '../../app/routes.ts';
import { lazyPart } from '../../app/lazy-screen.tsx';

const PARTS = {
  near: lazyPart(async () => (await import('./near/near-screen.tsx')).NearScreen),
  saved: lazyPart(async () => (await import('./saved/saved-screen.tsx')).SavedScreen),
  plan: lazyPart(async () => (await import('./plan/plan-screen.tsx')).PlanScreen),
  help: lazyPart(async () => (await import('./help/help-screen.tsx')).HelpScreen),
} as const satisfies Record<CarePart, unknown>;

const CareHome = lazyPart(async () => (await import('./care-home.tsx')).CareHome);

/** Help, care near one, the safety plan and what was saved of them. */
export function CareScreen({ part }: { readonly part: CarePart | null }) {
  if (part === null) return <CareHome />;
  const Part = PARTS[part];
  return <Part />;
}
