import { t } from '../../../app/i18n.ts';
import { isBlank, PLAN_STEPS } from './plan-lines.ts';
import type { PlanEditors } from './use-plan-editors.ts';

/** The plan as plain text, to be kept wherever the person wants it. */
export function planAsText(editors: PlanEditors): string {
  const parts = PLAN_STEPS.flatMap((step) => {
    const lines = editors
      .get(step)!
      .lines.peek()
      .filter((line) => !isBlank(line));
    if (lines.length === 0) return [];
    const said = lines.map(({ text, phone }) =>
      ['–', text.trim(), phone.trim()].filter((part) => part !== '').join(' '),
    );
    return [[t(`plan.step.${step}`), ...said].join('\n')];
  });
  return [t('care.plan'), ...parts].join('\n\n');
}
