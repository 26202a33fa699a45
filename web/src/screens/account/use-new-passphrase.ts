import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { isAcceptable, judgePassphrase } from './passphrase-strength.ts';

/** A passphrase being made: judged when it is to be used, and from then on while it is typed. */
export function useNewPassphrase() {
  const [value, onInput] = useState('');
  const [wasRefused, setWasRefused] = useState(false);
  const isGood = isAcceptable(judgePassphrase(value));
  return {
    value,
    /** For its field. */
    field: { value, onInput, error: wasRefused && !isGood ? t('passphrase.refused') : null },
    /** `false`: it is too weak, which its field now says. */
    isTaken(): boolean {
      setWasRefused(!isGood);
      return isGood;
    },
  };
}
