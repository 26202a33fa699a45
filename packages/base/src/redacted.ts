const secrets = new WeakMap<object, unknown>();

/** A secret that prints as `<redacted>` wherever it leaks to: string, JSON, console. */
export interface Redacted<Value> {
  readonly kind: 'redacted';
  /** Keeps the type of what is inside; never present at run time. */
  readonly inside?: Value;
  toString(): string;
  toJSON(): string;
}

export function redact<Value>(value: Value): Redacted<Value> {
  const holder: Redacted<Value> = Object.freeze({
    kind: 'redacted' as const,
    toString: () => '<redacted>',
    toJSON: () => '<redacted>',
  });
  secrets.set(holder, value);
  return holder;
}

/** The one door to a secret: search for this name to find every use. */
export function revealSecret<Value>(holder: Redacted<Value>): Value {
  if (!secrets.has(holder)) throw new Error('not a redacted value made here');
  return secrets.get(holder) as Value;
}
