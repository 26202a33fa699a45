import { redact, revealSecret, type Redacted } from '@undertone/base/redacted';
import { Printer } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isWord, pickPlaces } from './rehearsal.ts';
import './new-words-view.css';

/** The words to write down, then three of them asked back, so that the paper is known to exist. */
export function NewWords({
  words,
  onDone,
}: {
  readonly words: Redacted<readonly string[]>;
  readonly onDone: () => void;
}) {
  const [rehearsing, setRehearsing] = useState(false);
  const list = revealSecret(words);
  if (rehearsing) return <Rehearsal words={list} onBack={() => setRehearsing(false)} onDone={onDone} />;
  return (
    <>
      <p>{t('words.what')}</p>
      <ol class="new-words" translate={false}>
        {list.map((word, index) => (
          <li key={index}>
            <span class="new-words__place">{index + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <Notice title={t('words.onPaper')}>
        <p>{t('words.onPaper.why')}</p>
      </Notice>
      <div class="row">
        <button type="button" class="button button--primary" onClick={() => setRehearsing(true)}>
          {t('words.written')}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          <Icon of={Printer} />
          {t('words.print')}
        </button>
        <button type="button" class="button button--quiet" onClick={onDone}>
          {t('words.later')}
        </button>
      </div>
    </>
  );
}

function Rehearsal(props: {
  readonly words: readonly string[];
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { words, onBack, onDone } = props;
  const { account } = useServices();
  const places = useMemo(() => pickPlaces(words.length, Math.random), [words]);
  const [typed, setTyped] = useState<readonly string[]>(['', '', '']);
  const [checked, setChecked] = useState(false);
  const wrong = places.filter((place, index) => !isWord(typed[index] ?? '', words[place]));

  const check = async () => {
    setChecked(true);
    if (wrong.length > 0) return;
    await account.rehearseRecovery(redact(words.join(' ')));
    showSnack({ text: t('words.right') });
    onDone();
  };

  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <p>{t('words.rehearse')}</p>
      {places.map((place, index) => (
        <TextField
          key={place}
          label={t('words.place', { place: place + 1 })}
          name={`word-${place + 1}`}
          autocomplete="off"
          value={typed[index] ?? ''}
          onInput={(value) => {
            setChecked(false);
            setTyped(typed.map((before, at) => (at === index ? value : before)));
          }}
          error={checked && wrong.includes(place) ? t('words.notThat') : null}
        />
      ))}
      <div class="row">
        <button type="submit" class="button button--primary">
          {t('words.checkAct')}
        </button>
        <button type="button" class="button button--quiet" onClick={onBack}>
          {t('words.seeAgain')}
        </button>
      </div>
    </form>
  );
}
