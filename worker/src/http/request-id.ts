import { isUuid } from '@undertone/base/id';

/** The id under which the device knows this request, so that what it shows a person can be found in the log. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id') ?? '';
  return isUuid(given) ? given : crypto.randomUUID();
}
