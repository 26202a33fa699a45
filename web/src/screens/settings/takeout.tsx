import { systemClock } from '@undertone/base/clock';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { localDateOf, now } from '../../app/now.ts';
import { saveFile } from '../../app/save-file.ts';
import { useServices } from '../../app/services-context.ts';
import type { Exported, ExportFailure, ExportStep } from '../../export/export-everything.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../account/use-task.ts';
import { ServerTrouble } from '../server/server-trouble.tsx';

interface Stage {
  readonly step: ExportStep;
  readonly done: number;
  readonly total: number | null;
}

/** The whole journal and everything the server holds, in one file that opens anywhere. */
export function Takeout() {
  const services = useServices();
  const [stage, setStage] = useState<Stage | null>(null);
  const [exported, setExported] = useState<Exported | null>(null);
  const running = useRef<AbortController | null>(null);
  const task = useTask<ExportFailure>();
  const hasAccount = services.account.state.value.kind === 'signed-in';
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const controller = new AbortController();
    running.current = controller;
    setExported(null);
    const made = await task.run(async () => {
      const { exportEverything } = await import('../../export/export-everything.ts');
      return exportEverything(services, {
        hasAccount,
        signal: controller.signal,
        onProgress: (step, done, total) => setStage({ step, done, total }),
        clock: systemClock,
        pause: () => new Promise((resolve) => setTimeout(resolve)),
      });
    });
    setStage(null);
    if (made === null) return;
    saveFile(made.value.file, `undertone-${localDateOf(now.value)}.zip`);
    setExported(made.value);
  };

  return (
    <section class="card stack" aria-labelledby="takeout">
      <h2 id="takeout">{t('takeout.title')}</h2>
      <p>{t('takeout.what')}</p>
      <p class="small muted">{t('takeout.open')}</p>
      {!hasAccount && <p class="small muted">{t('takeout.noAccount')}</p>}
      {task.failure !== null &&
        (task.failure.code === 'cancelled' ? (
          <p role="status">{t('takeout.cancelled')}</p>
        ) : (
          <ServerTrouble failure={task.failure} onRetry={() => void run()} />
        ))}
      {task.busy && stage !== null && (
        <Progress label={t(`takeout.${stage.step}`)} done={stage.done} total={stage.total} />
      )}
      {exported !== null && (
        <p role="status">{t('takeout.done', { size: formatBytes(exported.file.size) })}</p>
      )}
      {exported !== null && exported.missing > 0 && (
        <Notice title={t('takeout.missing', { count: exported.missing })} />
      )}
      <p class="row">
        <button
          type="button"
          class="button button--primary"
          aria-disabled={task.busy}
          onClick={() => !task.busy && void run()}
        >
          {t('takeout.act')}
        </button>
        {task.busy && (
          <button type="button" class="button" onClick={() => running.current?.abort()}>
            {t('app.cancel')}
          </button>
        )}
      </p>
    </section>
  );
}
