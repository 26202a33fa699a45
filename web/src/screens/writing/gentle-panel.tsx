import { findCrisis, type CrisisFinding } from '@undertone/inference/crisis/find-crisis';
import { signal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { HelpLink } from '../../app/help-link.tsx';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { linesOf, PLAN_STEPS, planField } from '../care/plan/plan-lines.ts';
import { PlanPeople } from '../care/plan/plan-people.tsx';
import type { LookedAt } from './looking.ts';
import './gentle-panel.css';

interface Page {
  readonly of: EntryId | 'new';
  /** How its words begin, as a number from which they cannot be read: it outlives the lock. */
  readonly letters: number;
  readonly begins: number;
  /** What was shown then: something graver, or about somebody else, is shown again. */
  readonly shown: Pick<CrisisFinding, 'level' | 'about'>;
}

/** Where the person said “not now”; forgotten when the app closes. */
const dismissed = signal<Page | null>(null);

/** People, helplines and the plan, where words may be of a hard moment; nothing where they are not. */
export function GentlePanel({ of, text }: LookedAt) {
  const { profile } = useServices();
  const id = useId();
  const finding = useMemo(() => findCrisis(text), [text]);
  if (finding === null || isDismissed(of, text, finding)) return null;
  const isOther = finding.about === 'someone-else';
  const hasPlan = PLAN_STEPS.some(
    (step) => linesOf(profile.values.value.get(planField(step)) ?? []).length > 0,
  );
  return (
    <section class="gentle" aria-labelledby={id}>
      <p id={id} class="gentle__title">
        {t(isOther ? 'gentle.other' : 'gentle.self')}
      </p>
      <p>{t(isOther ? 'gentle.other.what' : 'gentle.self.what')}</p>
      {!isOther && <PlanPeople most={2} />}
      <div class="gentle__acts">
        <HelpLink
          class={`button gentle__help${finding.level === 'emergency' ? ' button--primary' : ''}`}
          opensScreen
        />
        {!isOther && (
          <a class="button" href={pathTo({ screen: 'care', part: 'plan' })}>
            {t(hasPlan ? 'gentle.plan' : 'gentle.makePlan')}
          </a>
        )}
        <button
          type="button"
          class="button button--quiet"
          onClick={() => {
            dismissed.value = { ...pageOf(of, text, SAME_PAGE_LETTERS), shown: finding };
          }}
        >
          {t('gentle.dismiss')}
        </button>
      </div>
      <details class="gentle__why small">
        <summary>{t('gentle.why')}</summary>
        <p>{t('gentle.why.what')}</p>
        <p>
          <a class="link" href="/settings/privacy">
            {t('gentle.off')}
          </a>
        </p>
      </details>
    </section>
  );
}

/** What is written on from dismissed words is the same entry still; a new page is another. */
function isDismissed(of: EntryId | 'new', text: string, { level, about }: CrisisFinding): boolean {
  const before = dismissed.value;
  if (before === null || before.of !== of) return false;
  if (about !== before.shown.about) return false;
  if (level === 'emergency' && before.shown.level !== level) return false;
  return of !== 'new' || pageOf(of, text, before.letters).begins === before.begins;
}

const SAME_PAGE_LETTERS = 12;

function pageOf(of: EntryId | 'new', text: string, letters: number): Omit<Page, 'shown'> {
  const beginning = text.slice(0, letters);
  return { of, letters: beginning.length, begins: fnv1a(beginning) };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
