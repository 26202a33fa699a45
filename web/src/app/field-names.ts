/**
 * Names of the fields in a JSON value that carry something, as `ops[].open.scores[].distribution[]`, sorted
 * and each once. The ledger shows these names, never the values; `null` and empty lists send nothing.
 */
export function fieldNames(value: unknown): readonly string[] {
  const names = new Set<string>();
  collect(value, '', names);
  return [...names].sort();
}

function collect(value: unknown, path: string, names: Set<string>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, `${path}[]`, names);
    return;
  }
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      collect(inner, path === '' ? key : `${path}.${key}`, names);
    }
    return;
  }
  if (path !== '') names.add(path);
}
