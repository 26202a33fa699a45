import { expect, test } from 'vitest';
import { phoneLinks } from './phone-links.ts';

test('a number is dialled as it is meant, however it is written', () => {
  const links = { call: 'tel:+34612345678', text: 'sms:+34612345678' };
  expect(phoneLinks(' +34 (612) 34-56.78 ')).toEqual(links);
  expect(phoneLinks('112')?.call).toBe('tel:112');
  expect(phoneLinks('#31#612')?.call).toBe('tel:%2331%23612');
});

test('words are no number', () => {
  expect(phoneLinks('')).toBeNull();
  expect(phoneLinks('ask Ana')).toBeNull();
  expect(phoneLinks('javascript:alert(1)')).toBeNull();
});
