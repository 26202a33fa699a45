import { err, ok, type Result } from '@undertone/base/result';
import type { DeliveryFailure } from './transport.ts';

const ANSWER_WITHIN_MS = 15_000;

/** What only the operator can mend, or time: the message itself is not at fault. */
const PASSING = new Set([401, 402, 403, 408, 409, 425, 429]);

/**
 * One request to a provider. Its answer is read for its status only: what else it says may quote the message, and so
 * never reaches a log.
 */
export async function askProvider(
  url: string,
  init: RequestInit,
  timeoutMs = ANSWER_WITHIN_MS,
): Promise<Result<void, DeliveryFailure>> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      ...init,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await reply.body?.cancel();
    if (reply.ok) return ok();
    const retryAfterS = Number(reply.headers.get('retry-after'));
    return err({
      code: `http-${reply.status}`,
      isFinal: reply.status < 500 && !PASSING.has(reply.status),
      ...(Number.isFinite(retryAfterS) && retryAfterS > 0 && { retryAfterS }),
    });
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return err({ code: isLate ? 'no-answer' : 'no-connection', isFinal: false });
  }
}
