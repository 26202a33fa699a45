import { useId } from 'preact/hooks';
import './file-field.css';

/** A native file input under our own label; the file stays in the browser. */
export function FileField(props: {
  readonly label: string;
  readonly file: File | null;
  /** Of the file; a backup's unless told. */
  readonly accept?: string;
  readonly onChoose: (file: File | null) => void;
}) {
  const id = useId();
  return (
    <div class="field file-field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="field__input"
        type="file"
        accept={props.accept ?? '.undertone,application/octet-stream'}
        onChange={(event) => props.onChoose(event.currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}
