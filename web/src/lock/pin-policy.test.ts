import { expect, it } from 'vitest';
import { judgePin } from './pin-policy.ts';

it('takes six digits or more that make no pattern', () => {
  for (const pin of ['274936', '905 518', '２７４９３６', '19841206', '100236'])
    expect(judgePin(pin)).toBeNull();
});

it('refuses fewer, and anything but digits', () => {
  for (const pin of ['', '27493', '27493x', '٢٧٤٩٣', '2 7 4']) expect(judgePin(pin)).toBe('pin-too-short');
});

it('refuses what is tried first', () => {
  for (const pin of [
    '111111',
    '121212',
    '112211',
    '123456',
    '987654',
    '890123',
    '135791',
    '123123',
    '20252025',
  ]) {
    expect(judgePin(pin)).toBe('pin-too-simple');
  }
});
