type Task = () => Promise<void>;

const tasks = new Set<Task>();

/**
 * What must be durable before this page is replaced by a newer version, or locked: an editor registers the saving of
 * its draft.
 */
export function beforeReload(task: Task): () => void {
  tasks.add(task);
  return () => void tasks.delete(task);
}

export async function finishBeforeReload(): Promise<void> {
  await Promise.all([...tasks].map((task) => task()));
}

/** The same for work that is under way: it registers itself and is waited for. */
export function finishFirst<Value>(work: Promise<Value>): Promise<Value> {
  const settled = work.then(
    () => undefined,
    () => undefined,
  );
  const release = beforeReload(() => settled);
  void settled.then(release);
  return work;
}
