import { LifeBuoy } from 'lucide-preact';
import { findCrisis } from '@undertone/inference/crisis/find-crisis';
import { signal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { linesOf, PLAN_STEPS, planField } from '../care/plan/plan-lines.ts';
import { PlanPeople } from '../care/plan/plan-people.tsx';
import type { LookedAt } from './look-for-words.tsx';
import './gentle-panel.css';

/** Where the person said “not now”, and of which words: forgotten with the page. */
const dismissed = signal<{ readonly of: EntryId | 'new'; readonly text: string } | null>(null);

/** People, helplines and the plan, where words may be of a hard moment; nothing where they are not. */
export function GentlePanel({ of, text }: LookedAt) {
  const { profile } = useServices();
  const id = useId();
  const finding = useMemo(() => findCrisis(text), [text]);
  if (finding === null || isDismissed(of, text)) return null;
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
        <a
          class={`button gentle__help${finding.level === 'emergency' ? ' button--primary' : ''}`}
          href={pathTo({ screen: 'care', part: 'help' })}
        >
          <Icon of={LifeBuoy} />
          {t('help.now')}
        </a>
        {!isOther && (
          <a class="button" href={pathTo({ screen: 'care', part: 'plan' })}>
            {t(hasPlan ? 'gentle.plan' : 'gentle.makePlan')}
          </a>
        )}
        <button
          type="button"
          class="button button--quiet"
          onClick={() => {
            dismissed.value = { of, text };
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
function isDismissed(of: EntryId | 'new', text: string): boolean {
  const before = dismissed.value;
  if (before === null || before.of !== of) return false;
  return of !== 'new' || sharesBeginning(before.text, text);
}

function sharesBeginning(one: string, other: string): boolean {
  const length = Math.min(SAME_PAGE_CHARACTERS, one.length, other.length);
  return one.slice(0, length) === other.slice(0, length);
}

const SAME_PAGE_CHARACTERS = 12;
