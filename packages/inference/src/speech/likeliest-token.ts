/** The likeliest of the tokens that may be said, with its share among them as a natural logarithm. */
export interface ChosenToken {
  readonly token: number;
  readonly logProbability: number;
}

/** @param mayBeSaid one entry for each token from 0 on; tokens beyond it are never chosen. At least one is allowed. */
export function likeliestToken(logits: Float32Array, mayBeSaid: readonly boolean[]): ChosenToken {
  let token = -1;
  let best = -Infinity;
  for (const [id, allowed] of mayBeSaid.entries()) {
    const logit = logits[id]!;
    if (allowed && (token < 0 || logit > best)) [token, best] = [id, logit];
  }
  let sum = 0;
  for (const [id, allowed] of mayBeSaid.entries()) if (allowed) sum += Math.exp(logits[id]! - best);
  return { token, logProbability: -Math.log(sum) };
}

/** Probability of a token among all of them. */
export function probabilityOf(logits: Float32Array, token: number): number {
  return softmax(logits)[token] ?? 0;
}

/** Probabilities of some tokens among each other, in their order. */
export function sharesOf(logits: Float32Array, tokens: readonly number[]): readonly number[] {
  return [...softmax(Float32Array.from(tokens, (token) => logits[token] ?? -Infinity))];
}

function softmax(logits: Float32Array): Float64Array {
  const best = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const powers = Float64Array.from(logits, (logit) => Math.exp(logit - best));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
