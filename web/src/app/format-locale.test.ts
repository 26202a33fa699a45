// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { formatLocale } from './i18n.ts';

it('is a tag that formats take, whatever the browser calls its language', () => {
  Object.defineProperty(navigator, 'languages', {
    configurable: true,
    value: ['en-US@posix', 'en-GB', 'en'],
  });
  expect(formatLocale.value).toBe('en-GB');
});
