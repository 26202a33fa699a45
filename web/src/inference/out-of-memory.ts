/** Whether a failure is one of memory, as V8, SpiderMonkey, JavaScriptCore and the C++ runtime word it. */
export function saysOutOfMemory(words: string): boolean {
  return /allocation failed|out of memory|bad_alloc|OOM/i.test(words);
}
