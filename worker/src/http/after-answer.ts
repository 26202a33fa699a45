/** Long enough for an answer to leave, short enough for nobody to wait for it. */
const LATER_MS = 20;

/**
 * Begins work when the answer is on its way. What is only begun before it, and not waited for, still takes the thread
 * from it: of two wrong sign-ins, that at a known address was some milliseconds later (`npm run bench -- timing`).
 */
export async function afterAnswer(work: () => Promise<unknown>): Promise<void> {
  await scheduler.wait(LATER_MS);
  await work();
}
