import { useId } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { ContactWays } from './plan-people.tsx';
import { isBlank, type PlanLine, type PlanStep } from './plan-lines.ts';

/** One step to be read; an empty one is not there. */
export function PlanStepView({
  step,
  lines,
}: {
  readonly step: PlanStep;
  readonly lines: readonly PlanLine[];
}) {
  const id = useId();
  const filled = lines.filter((line) => !isBlank(line));
  if (filled.length === 0) return null;
  return (
    <section class="plan__step" aria-labelledby={id}>
      <h2 id={id}>{t(`plan.step.${step}`)}</h2>
      <ul class="plan__lines">
        {filled.map((line) => (
          <li key={line.id} class="plan__line">
            <span class="plan__words written">{line.text}</span>
            {line.phone.trim() !== '' && (
              <>
                <span class="plan__phone">{line.phone}</span>
                <ContactWays person={line} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
