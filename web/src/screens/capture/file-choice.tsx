import { Upload, type LucideIcon } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import './file-choice.css';

/** A file input as one wide row; choosing the same file twice counts twice. */
export function FileChoice(props: {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly icon?: LucideIcon;
  readonly onChoose: (file: File) => void;
}) {
  const id = useId();
  return (
    <label class="file-choice">
      <Icon of={props.icon ?? Upload} />
      <span class="file-choice__text">
        <span class="rows__title">{props.label}</span>
        <span id={id} class="rows__note">
          {props.hint}
        </span>
      </span>
      <input
        class="file-choice__input"
        type="file"
        accept={props.accept}
        aria-label={props.label}
        aria-describedby={id}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) props.onChoose(file);
        }}
      />
    </label>
  );
}
