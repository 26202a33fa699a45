/**
 * What the reader says when bytes are not what docs/format.md asks for. It is thrown, unlike the product's
 * failures, so that each line of the reader is one sentence of the document.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Refuses unless the document's sentence holds. */
export function insist(holds: boolean, otherwise: string): asserts holds {
  if (!holds) refuse(otherwise);
}
