/** A million at the least; see docs/threat-model.md for what that is worth to whom. */
export const PIN_LEAST_DIGITS = 6;

export type PinWeakness = 'pin-too-short' | 'pin-too-simple';

/** Digits as they are typed on any keyboard: full-width ones count, spaces between them do not. */
export function tidyPin(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/gu, '');
}

/** `null`: good enough. Refuses what people try first: one digit, a run, two digits over and over, a year twice. */
export function judgePin(typed: string): PinWeakness | null {
  const pin = tidyPin(typed);
  if (!/^\d+$/u.test(pin) || pin.length < PIN_LEAST_DIGITS) return 'pin-too-short';
  if (new Set(pin).size < 3) return 'pin-too-simple';
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  if (new Set(steps).size === 1) return 'pin-too-simple';
  const half = pin.slice(0, pin.length / 2);
  return half + half === pin ? 'pin-too-simple' : null;
}
