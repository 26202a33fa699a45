type Task = () => Promise<void>;

const tasks = new Set<Task>();

/** What must be durable before this page is replaced by a newer version: an editor registers the saving of its draft. */
export function beforeReload(task: Task): () => void {
  tasks.add(task);
  return () => void tasks.delete(task);
}

export async function finishBeforeReload(): Promise<void> {
  await Promise.all([...tasks].map((task) => task()));
}
