/** A request, from its first header to its answer. Octets take as long as a slow line needs for one part. */
export const ANSWER_WITHIN_MS = 25_000;
export const OCTETS_WITHIN_MS = 10 * 60_000;
/** The body of a request, from whoever sends it. */
export const BODY_WITHIN_MS = 10_000;

/**
 * What `work` resolves to, or `late` when that takes longer. The work is not stopped, only no longer waited for: what
 * it still does is as if its answer had been lost.
 */
export function withinTime<Value, Late>(
  work: Promise<Value>,
  limitMs: number,
  late: Late,
): Promise<Value | Late> {
  // By hand: every request waits here, and a race of promises is three more of them.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), limitMs);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      // When nobody waits any more, nobody is told: what is settled stays so.
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
