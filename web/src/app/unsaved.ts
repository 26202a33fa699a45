const held = new Set<object>();

/** While this stands, the lock does not close by itself: something on the screen is in memory only. */
export function holdUnsaved(): () => void {
  const hold = {};
  held.add(hold);
  return () => void held.delete(hold);
}

export function hasUnsaved(): boolean {
  return held.size > 0;
}
