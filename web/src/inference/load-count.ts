/** Adds up the bytes of several files on their way, against what is expected of all of them. */
export function createLoadCount(expectedBytes: number) {
  const loaded = new Map<number, number>();
  return {
    begin(report: (loadedBytes: number, totalBytes: number) => void) {
      const key = loaded.size;
      loaded.set(key, 0);
      return (bytes: number): void => {
        loaded.set(key, Math.max(bytes, loaded.get(key) ?? 0));
        const sum = [...loaded.values()].reduce((total, part) => total + part, 0);
        report(sum, Math.max(sum, expectedBytes));
      };
    },
  };
}
