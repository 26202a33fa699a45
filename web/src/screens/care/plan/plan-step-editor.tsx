import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { Plus } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { Icon } from '../../../ui/icon.tsx';
import { DraftDot } from '../../writing/draft-dot.tsx';
import type { PlanEditor } from './plan-editor.ts';
import { PlanLineEditor, type LinePart } from './plan-line-editor.tsx';
import { hasPhones, isBlank, moveLine, type PlanLine, type PlanStep } from './plan-lines.ts';

/** What takes the focus once it is drawn. */
interface Target {
  readonly line: string;
  readonly part: LinePart;
}

/** One step to be written: a line each, in the person's order. Saves itself. */
export function PlanStepEditor({ step, editor }: { readonly step: PlanStep; readonly editor: PlanEditor }) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const [said, setSaid] = useState('');
  const lines = editor.lines.value;

  useEffect(() => {
    if (target === null) return;
    const wanted = `[data-line="${CSS.escape(target.line)}"] [data-part="${target.part}"]`;
    list.current?.querySelector<HTMLElement>(wanted)?.focus();
    setTarget(null);
  }, [target]);

  const add = (after: number) => {
    const line: PlanLine = { id: createUuid(systemRandom), text: '', phone: '' };
    editor.change([...lines.slice(0, after), line, ...lines.slice(after)]);
    setTarget({ line: line.id, part: 'text' });
  };
  const remove = (line: PlanLine) => {
    const at = lines.indexOf(line);
    editor.change(lines.filter((each) => each !== line));
    addButton.current?.focus();
    if (isBlank(line)) return;
    showSnack({
      text: t('plan.removed'),
      action: {
        label: t('app.undo'),
        run: () => {
          const now = editor.lines.peek();
          editor.change([...now.slice(0, at), line, ...now.slice(at)]);
          // The screen may have been left: nothing else would save it at once.
          void editor.flush();
        },
      },
    });
  };
  const move = (line: PlanLine, by: -1 | 1) => {
    const moved = moveLine(lines, line.id, by);
    editor.change(moved);
    setTarget({ line: line.id, part: by === -1 ? 'up' : 'down' });
    setSaid(t('plan.moved', { place: moved.indexOf(line) + 1, count: moved.length }));
  };

  return (
    <section class="plan__making card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t(`plan.step.${step}`)}</h2>
        <p id={`${id}h`} class="small muted">
          {t(`plan.hint.${step}`)}
        </p>
      </div>
      {lines.length > 0 && (
        <ul ref={list} class="plan__editors">
          {lines.map((line, index) => (
            <PlanLineEditor
              key={line.id}
              line={line}
              place={index + 1}
              isFirst={index === 0}
              isLast={index === lines.length - 1}
              hasPhone={hasPhones(step)}
              placeholder={t(`plan.example.${step}`)}
              onChange={(next) => editor.change(lines.map((each) => (each === line ? next : each)))}
              onMove={(by) => move(line, by)}
              onNext={() => add(index + 1)}
              onRemove={() => remove(line)}
            />
          ))}
        </ul>
      )}
      <div class="plan__foot">
        <button
          ref={addButton}
          type="button"
          class="button button--quiet"
          aria-describedby={`${id}h`}
          onClick={() => add(lines.length)}
        >
          <Icon of={Plus} />
          {t(hasPhones(step) ? 'plan.addPerson' : 'plan.add')}
        </button>
        <DraftDot state={editor.state.value} blank={lines.length === 0} />
      </div>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </section>
  );
}
