import { MessageSquare, Phone } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { Icon } from '../../../ui/icon.tsx';
import { phoneLinks } from './phone-links.ts';
import { linesOf, planField, type PlanLine } from './plan-lines.ts';
import './plan-people.css';

/** Those of the plan who can be called, in its order: friends, then professionals. */
function usePlanPeople(): readonly PlanLine[] {
  const values = useServices().profile.values.value;
  return (['people', 'professionals'] as const)
    .flatMap((step) => linesOf(values.get(planField(step)) ?? []))
    .filter(({ phone }) => phoneLinks(phone) !== null);
}

/** People of the safety plan with a number, each with what it takes to reach them; nothing where there are none. */
export function PlanPeople({ most = Infinity }: { readonly most?: number }) {
  const people = usePlanPeople().slice(0, most);
  if (people.length === 0) return null;
  return (
    <ul class="plan-people" aria-label={t('plan.people.list')}>
      {people.map((person) => (
        <PlanPerson key={person.id} person={person} />
      ))}
    </ul>
  );
}

function PlanPerson({ person }: { readonly person: PlanLine }) {
  return (
    <li class="plan-people__person">
      <span class="plan-people__name">{nameOf(person)}</span>
      <ContactWays person={person} />
    </li>
  );
}

/** Calling and writing, where there is a number in what was noted. */
export function ContactWays({ person }: { readonly person: PlanLine }) {
  const links = phoneLinks(person.phone);
  if (links === null) return null;
  const name = nameOf(person);
  return (
    <span class="plan-people__ways">
      <a class="button button--primary" href={links.call} aria-label={t('plan.call.name', { name })}>
        <Icon of={Phone} />
        {t('plan.call')}
      </a>
      <a class="button" href={links.text} aria-label={t('plan.text.name', { name })}>
        <Icon of={MessageSquare} />
        {t('plan.text')}
      </a>
    </span>
  );
}

function nameOf({ text, phone }: PlanLine): string {
  return text.trim() === '' ? phone : text;
}
