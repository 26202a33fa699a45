import { expect, test } from 'vitest';
import { captureFailureOf } from './capture-failure.ts';

test('a refusal, a missing device, a busy one and an old browser are told apart', () => {
  const failures = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'TypeError'].map((name) =>
    captureFailureOf(new DOMException('', name)),
  );
  expect(failures).toEqual(['permission-denied', 'no-device', 'device-busy', 'unsupported']);
  expect(captureFailureOf('no error at all')).toBe('unsupported');
});
