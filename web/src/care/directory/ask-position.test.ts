import { expect, it } from 'vitest';
import { askPosition } from './ask-position.ts';

const device = (answer: GeolocationPosition | number): Pick<Geolocation, 'getCurrentPosition'> => ({
  getCurrentPosition: (found, failed) => {
    if (typeof answer === 'number') failed?.({ code: answer } as GeolocationPositionError);
    else found(answer);
  },
});

it('gives where the device is, and nothing more of what it knows', async () => {
  const coords = { latitude: 48.2, longitude: 16.37, accuracy: 12, speed: 3, altitude: 200 };
  const asked = await askPosition(device({ coords } as unknown as GeolocationPosition));
  expect(asked).toEqual({ ok: true, value: { lat: 48.2, lon: 16.37 } });
});

it.each([
  [1, 'denied'],
  [2, 'unavailable'],
  [3, 'timeout'],
] as const)('tells why there is none: %s is %s', async (code, reason) => {
  expect(await askPosition(device(code))).toEqual({ ok: false, error: reason });
});

it('does without where the browser cannot be asked', async () => {
  expect(await askPosition(undefined)).toEqual({ ok: false, error: 'unsupported' });
});
