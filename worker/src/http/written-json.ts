/**
 * A value that is JSON already and is answered as it stands. What is stored as JSON in the form in which it is told
 * need not be read and written again.
 */
export class WrittenJson<Value> {
  readonly text: string;
  /** Of which type the value is; there is none to look at. */
  declare readonly value: Value;

  constructor(text: string) {
    this.text = text;
  }
}
