/** `1:05`: minutes and seconds as every clock of a recorder shows them, the begun second not counted. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
