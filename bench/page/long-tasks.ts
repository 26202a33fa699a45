/** Durations in ms of main-thread tasks of at least 50 ms, which is what browsers report. */
const seen: number[] = [];

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.push(entry.duration);
}).observe({ type: 'longtask' });

/** Those since the last call. */
export async function takeLongTasks(): Promise<readonly number[]> {
  // The browser reports a task only after it has ended.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return seen.splice(0);
}
