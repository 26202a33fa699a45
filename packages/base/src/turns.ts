/** Runs `work` once everything asked for before it has ended, however that ended; gives what it gives. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One at a time, in the order of asking. Work that waits for its own turns waits for ever. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
