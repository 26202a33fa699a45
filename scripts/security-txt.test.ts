import { expect, it } from 'vitest';
import { renderSecurityTxt } from './security-txt.ts';

const BUILT = new Date('2026-03-01T13:14:15Z');

it('names every contact in its order, and when it ends: half a year after the build', () => {
  expect(renderSecurityTxt('mailto:security@journal.example, https://journal.example/report', BUILT)).toBe(
    'Contact: mailto:security@journal.example\nContact: https://journal.example/report\n' +
      'Expires: 2026-08-28T00:00:00.000Z\nPreferred-Languages: en, es\n',
  );
});

it.each([[undefined], [''], [' , ']])(
  'is not made for %o, as a file without a contact is not valid',
  (contact) => {
    expect(renderSecurityTxt(contact, BUILT)).toBeNull();
  },
);

it.each([
  'security@journal.example',
  'http://journal.example/report',
  'mailto:a@b.example\nExpires: 2099-01-01T00:00:00Z',
  'javascript:alert(1)',
])('refuses %j as a contact', (contact) => {
  expect(() => renderSecurityTxt(contact, BUILT)).toThrow('SECURITY_CONTACT');
});
