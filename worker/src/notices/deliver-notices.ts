import type { Clock } from '@undertone/base/clock';
import { ok, type Result } from '@undertone/base/result';
import { logEvent } from '../log.ts';
import type { ClaimedNotice, NoticeMessage, NoticeStore, Settlement } from './notice-store.ts';
import { renderMail, renderShortMessage } from './render.ts';
import type { DeliveryFailure, Transports } from './transport.ts';

const FIRST_DELAY_S = 5;
const LONGEST_DELAY_S = 3600;
/** Longer than one attempt may take. */
const WHILE_BUSY_S = 65;

/** Seconds until attempt `attempts + 1`: 5, 10, 20 … an hour; with wrangler.toml's retries about four hours in all. */
export function delayAfter(attempts: number): number {
  return Math.min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** (attempts - 1));
}

/** Delivers a batch. One that fails for now comes again; one that a provider refuses for good is given up. */
export async function deliverNotices(
  { store, transports, clock }: { store: NoticeStore; transports: Transports; clock: Clock },
  batch: Pick<MessageBatch<NoticeMessage>, 'messages'>,
): Promise<void> {
  const deliver = async (message: Message<NoticeMessage>) => {
    const { id } = message.body;
    const settle = async (as: Settlement, code: string) => {
      await store.settle(id, as, clock.now());
      if (as !== 'sent') logEvent('notice-given-up', { id, code });
      message.ack();
    };
    const claim = await store.claim(id, clock.now());
    if (claim === 'settled') return message.ack();
    if (claim === 'busy') return message.retry({ delaySeconds: WHILE_BUSY_S });
    if (claim === 'decoy') return settle('sent', claim);
    if (claim === 'expired') return settle('expired', claim);
    if (claim === 'unreadable') return settle('failed', claim);

    const delivered = await carry(claim, transports);
    if (delivered.ok) return settle('sent', 'sent');
    const { code, isFinal, retryAfterS = 0 } = delivered.error;
    if (isFinal) return settle('failed', code);
    logEvent('notice-delayed', { id, code, attempts: message.attempts });
    await store.release(id);
    message.retry({
      delaySeconds: Math.min(LONGEST_DELAY_S, Math.max(delayAfter(message.attempts), retryAfterS)),
    });
  };
  await Promise.all(
    batch.messages.map((message) =>
      deliver(message).catch((error: unknown) => {
        logEvent('notice-delayed', {
          id: message.body.id,
          code: error instanceof Error ? error.name : 'unknown',
          attempts: message.attempts,
        });
        message.retry({ delaySeconds: WHILE_BUSY_S });
      }),
    ),
  );
}

async function carry(
  notice: ClaimedNotice,
  { email, phone }: Transports,
): Promise<Result<void, DeliveryFailure>> {
  const none = { ok: false, error: { code: 'no-provider', isFinal: false } } as const;
  const { id, to } = notice;
  if ('email' in to) {
    return email === null ? none : email({ id, to: to.email, ...renderMail(notice) });
  }
  if (phone === null) return none;
  const text = renderShortMessage(notice);
  // Only codes have short words; what has none was never meant for a phone.
  return text === null ? ok() : phone({ id, to: to.phone, text });
}

/** The dead-letter queue: nobody tries these again, so what they said is forgotten. */
export async function buryNotices(
  { store, clock }: { store: NoticeStore; clock: Clock },
  batch: Pick<MessageBatch<NoticeMessage>, 'messages'>,
): Promise<void> {
  for (const message of batch.messages) {
    await store.settle(message.body.id, 'failed', clock.now());
    logEvent('notice-given-up', { id: message.body.id, code: 'too-many-attempts' });
    message.ack();
  }
}
