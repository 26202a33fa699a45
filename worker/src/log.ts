/** One line of JSON: ids and codes only, never content, addresses or stacks of requests. */
export function logEvent(event: string, fields: Readonly<Record<string, string | number | boolean>>): void {
  // oxlint-disable-next-line no-console -- the console is a Worker's log
  console.log(JSON.stringify({ event, ...fields }));
}
