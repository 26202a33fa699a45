import { PROBLEMS } from '@undertone/contract/problem-table';
import type { Failure } from './failure.ts';
import { API_HEADERS } from './security-headers.ts';

const PROBLEM_HEADERS = new Headers({ ...API_HEADERS, 'content-type': 'application/problem+json' });

/** RFC 9457: what failed and what to do next; never content, never a stack. */
export function problemResponse(failure: Failure, requestId: string): Response {
  const { code, issues, retryAfterMs, protocol, allow } = failure;
  const { status, title, action } = PROBLEMS[code];
  const body = {
    type: `/problems/${code}`,
    code,
    title,
    status,
    action,
    requestId,
    ...(issues && { issues }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(protocol !== undefined && { protocol }),
  };
  const response = new Response(JSON.stringify(body), { status, headers: PROBLEM_HEADERS });
  const { headers } = response;
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (allow !== undefined) headers.set('allow', allow.join(', '));
  if (code === 'protocol-unsupported') headers.set('upgrade', `undertone-sync/${protocol}`);
  headers.set('x-request-id', requestId);
  return response;
}
