import { systemClock, systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { useEffect, useMemo } from 'preact/hooks';
import { beforeReload } from '../../../app/before-reload.ts';
import { useServices } from '../../../app/services-context.ts';
import { createPlanEditor, type PlanEditor } from './plan-editor.ts';
import { PLAN_STEPS, type PlanStep } from './plan-lines.ts';

export type PlanEditors = ReadonlyMap<PlanStep, PlanEditor>;

/** An editor for each step while the screen is there; what waits is saved when the page hides, closes or is left. */
export function usePlanEditors(): PlanEditors {
  const { profile, journal } = useServices();
  const editors = useMemo(
    () =>
      new Map(
        PLAN_STEPS.map((step) => [
          step,
          createPlanEditor(step, {
            profile,
            journal,
            clock: systemClock,
            mintId: () => createUuid(systemRandom),
            setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
            clearTimer: (timer) => window.clearTimeout(timer),
          }),
        ]),
      ),
    [profile, journal],
  );
  const isOpen = journal.status.value.kind === 'ready';
  useEffect(() => {
    if (isOpen) for (const editor of editors.values()) void editor.takeUp();
  }, [editors, isOpen]);
  useEffect(() => {
    const flush = async () => {
      await Promise.all([...editors.values()].map((editor) => editor.flush()));
    };
    const save = () => void flush();
    document.addEventListener('visibilitychange', save);
    window.addEventListener('pagehide', save);
    const release = beforeReload(flush);
    return () => {
      release();
      document.removeEventListener('visibilitychange', save);
      window.removeEventListener('pagehide', save);
      void flush().then(() => {
        for (const editor of editors.values()) editor.close();
      });
    };
  }, [editors]);
  return editors;
}
