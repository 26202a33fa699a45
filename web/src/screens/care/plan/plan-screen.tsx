import { Copy, Pencil, Printer } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { pathTo } from '../../../app/routes.ts';
import { saySaveFailure } from '../../../app/save-failure-words.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { isBlank, PLAN_STEPS } from './plan-lines.ts';
import { PlanStepEditor } from './plan-step-editor.tsx';
import { PlanStepView } from './plan-step-view.tsx';
import { planAsText } from './plan-text.ts';
import { usePlanEditors, type PlanEditors } from './use-plan-editors.ts';
import './plan.css';

/** The person's own words for a hard moment: large to read, and changed only when asked to. */
export function PlanScreen() {
  const editors = usePlanEditors();
  const [editing, setEditing] = useState(false);
  const isEmpty = [...editors.values()].every((editor) => editor.lines.value.every(isBlank));
  return (
    <Screen
      title={t('care.plan')}
      above={<BackLink to={pathTo({ screen: 'care', part: null })} name={t('tab.care')} />}
    >
      <div class="plan">
        {editing ? (
          <Making editors={editors} onDone={() => setEditing(false)} />
        ) : isEmpty ? (
          <Beginning onBegin={() => setEditing(true)} />
        ) : (
          <Reading editors={editors} onEdit={() => setEditing(true)} />
        )}
      </div>
    </Screen>
  );
}

function Beginning({ onBegin }: { readonly onBegin: () => void }) {
  return (
    <>
      <p class="plan__lead">{t('plan.what')}</p>
      <p>{t('plan.with')}</p>
      <p class="row">
        <button type="button" class="button button--primary plan__act" onClick={onBegin}>
          {t('plan.begin')}
        </button>
      </p>
      <AboutPlan />
    </>
  );
}

function Reading({ editors, onEdit }: { readonly editors: PlanEditors; readonly onEdit: () => void }) {
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(planAsText(editors)).then(
      () => true,
      () => false,
    );
    showSnack({ text: t(copied ? 'plan.copied' : 'plan.notCopied') });
  };
  return (
    <>
      <Unkept editors={editors} />
      {PLAN_STEPS.map((step) => (
        <PlanStepView key={step} step={step} lines={editors.get(step)!.lines.value} />
      ))}
      <div class="row plan__acts">
        <button type="button" class="button" onClick={onEdit}>
          <Icon of={Pencil} />
          {t('plan.edit')}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          <Icon of={Printer} />
          {t('plan.print')}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          <Icon of={Copy} />
          {t('plan.copy')}
        </button>
      </div>
      <AboutPlan />
    </>
  );
}

/** What stands on the page and not yet in the plan, and why. */
function Unkept({ editors }: { readonly editors: PlanEditors }) {
  const failed = [...editors.values()].flatMap(({ state }) =>
    state.value.kind === 'failed' ? [state.value] : [],
  );
  if (failed[0] === undefined) return null;
  const again = async () => {
    for (const editor of editors.values()) await editor.flush();
  };
  return (
    <Notice tone="trouble" title={t('save.failed')} urgent>
      <p>{saySaveFailure(failed[0].failure)}</p>
      <p class="row">
        <button type="button" class="button" onClick={() => void again()}>
          {t('app.tryAgain')}
        </button>
      </p>
    </Notice>
  );
}

function Making({ editors, onDone }: { readonly editors: PlanEditors; readonly onDone: () => void }) {
  return (
    <>
      <p class="muted">{t('plan.making')}</p>
      {PLAN_STEPS.map((step) => (
        <PlanStepEditor key={step} step={step} editor={editors.get(step)!} />
      ))}
      <p class="row">
        <button type="button" class="button button--primary plan__act" onClick={onDone}>
          {t('plan.done')}
        </button>
      </p>
    </>
  );
}

function AboutPlan() {
  return (
    <div class="plan__about stack stack--tight small muted">
      <p>{t('plan.sealed')}</p>
      <p>{t('plan.source')}</p>
    </div>
  );
}
