import { env } from 'cloudflare:workers';
import { ok } from '@undertone/base/result';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { sealingSecretsOf, type Environment } from '../environment.ts';
import { deliverNotices } from '../notices/deliver-notices.ts';
import { createNoticeStore, type NoticeMessage } from '../notices/notice-store.ts';
import { NOTICE_PURPOSE } from '../notices/queued-notices.ts';
import type { Mail, ShortMessage, Transports } from '../notices/transport.ts';
import { createSealer } from '../secrets/sealer.ts';

export interface Mailbox {
  /** Of a deployment that can write to people; give it to `createWorkerClient`. */
  readonly environment: Environment;
  /** Ids that the queue holds. */
  readonly queued: NoticeMessage[];
  /** Delivers what is queued, and tells everything that ever went to an address. */
  messagesTo(address: string): Promise<readonly (Mail | ShortMessage)[]>;
  /** The digits of the newest code there; throws without one. */
  codeFor(address: string): Promise<string>;
}

/** A queue and providers in memory, around the real store in between. */
export async function createMailbox(clock = systemClock): Promise<Mailbox> {
  const queued: NoticeMessage[] = [];
  const sent: (Mail | ShortMessage)[] = [];
  const keep = async (message: Mail | ShortMessage) => {
    sent.push(message);
    return ok();
  };
  const transports: Transports = { email: keep, phone: keep };
  const sealer = await createSealer(sealingSecretsOf(env), NOTICE_PURPOSE, systemRandom);
  const store = createNoticeStore(env.DB, sealer, systemRandom);
  const messagesTo = async (address: string) => {
    const messages = queued.splice(0).map((body) => fakeMessage(body));
    await deliverNotices({ store, transports, clock }, { messages });
    return sent.filter(({ to }) => to === address);
  };
  return {
    environment: {
      ...env,
      NOTICES: {
        send: async (message: NoticeMessage) => void queued.push(message),
      } as unknown as Queue<NoticeMessage>,
      ...{ MAIL_FROM: 'undertone@example.org', MAIL_PROVIDER: 'bridge', MAIL_TOKEN: 'token' },
      ...{ MAIL_URL: 'http://localhost:1', SMS_URL: 'http://localhost:1' },
      ...{ SMS_FROM: '+10000000', SMS_ACCOUNT: 'account', SMS_TOKEN: 'token' },
    },
    queued,
    messagesTo,
    codeFor: async (address) => {
      const codes = (await messagesTo(address)).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
      const code = codes.at(-1);
      if (code === undefined) throw new Error('no code was sent there');
      return code;
    },
  };
}

/** A queue's message; `outcome` says what became of it. */
export function fakeMessage(body: NoticeMessage, attempts = 1) {
  const outcome: { acked: boolean; retriedAfterS: number | null } = { acked: false, retriedAfterS: null };
  return {
    ...{ id: body.id, timestamp: new Date(0), body, attempts, outcome, metadata: {} },
    ack: () => void (outcome.acked = true),
    retry: ({ delaySeconds = 0 }: QueueRetryOptions = {}) => void (outcome.retriedAfterS = delaySeconds),
  } as unknown as Message<NoticeMessage> & { readonly outcome: typeof outcome };
}
