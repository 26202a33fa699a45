import { describeReading } from '@undertone/emotion/affect-words';
import type { Label } from '@undertone/emotion/labels';
import type { Reading } from '@undertone/emotion/reading';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { EmotionGlyph, OFFER_ORDER } from '../../ui/emotion-glyph.tsx';
import './correction.css';

/** The person's word on the reading: agree, or say which of the seven it was. It can be changed at any time. */
export function Correction({ entry, reading }: { readonly entry: Entry; readonly reading: Reading }) {
  const { journal } = useServices();
  const [choosing, setChoosing] = useState(false);
  const firstChoice = useRef<HTMLButtonElement>(null);
  const read = describeReading(reading)?.primary ?? null;

  useEffect(() => {
    if (choosing) firstChoice.current?.focus();
  }, [choosing]);

  const say = async (correction: Label | null) => {
    const saved = await journal.edit(entry.id, { correction });
    if (saved.ok) setChoosing(false);
    else showSnack({ text: saySaveFailure(saved.error) });
  };

  if (choosing) {
    return (
      <div class="correction" role="group" aria-label={t('correction.question')}>
        <p class="small muted">{t('correction.question')}</p>
        <div class="correction__choices">
          {OFFER_ORDER.map((label, index) => (
            <button
              key={label}
              ref={index === 0 ? firstChoice : null}
              type="button"
              class="button"
              aria-pressed={entry.correction === label}
              onClick={() => void say(label)}
            >
              <EmotionGlyph label={label} />
              {t(`emotionName.${label}`)}
            </button>
          ))}
          <button type="button" class="button button--quiet" onClick={() => setChoosing(false)}>
            {t('app.cancel')}
          </button>
        </div>
      </div>
    );
  }
  if (entry.correction !== null) {
    return (
      <div class="correction correction--said">
        <p class="small">
          <EmotionGlyph label={entry.correction} />{' '}
          {entry.correction === read
            ? t('correction.agreed')
            : t('correction.said', { label: t(`emotion.${entry.correction}`) })}
        </p>
        <button type="button" class="button button--quiet" onClick={() => setChoosing(true)}>
          {t('correction.change')}
        </button>
      </div>
    );
  }
  return (
    <div class="correction correction--ask">
      {read !== null && (
        <button type="button" class="button" onClick={() => void say(read)}>
          {t('correction.right')}
        </button>
      )}
      <button type="button" class="button" onClick={() => setChoosing(true)}>
        {read === null ? t('correction.sayIt') : t('correction.notQuite')}
      </button>
    </div>
  );
}
