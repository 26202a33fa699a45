import { useId } from 'preact/hooks';
import { t } from '../../app/i18n.ts';

/** Off by default: the sound is dropped unless the person says otherwise, each time anew. */
export function KeepRecording(props: {
  readonly possible: boolean;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="card stack stack--tight">
      <label class="switch">
        <span class="rows__title">{t('voice.keep')}</span>
        <input
          type="checkbox"
          role="switch"
          class="switch__control"
          checked={props.checked}
          disabled={!props.possible}
          aria-describedby={id}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      </label>
      <p id={id} class="small muted">
        {props.possible ? t('voice.keep.what') : t('voice.cannotKeep')}
      </p>
    </div>
  );
}
