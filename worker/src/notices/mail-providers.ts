import { err, ok } from '@undertone/base/result';
import { askProvider } from './provider-request.ts';
import type { Deliver, Mail } from './transport.ts';

interface Account {
  readonly from: string;
  readonly token: string;
  readonly url: string;
}

interface Shape {
  /** Where the provider answers; `null`: the operator says. */
  readonly url: string | null;
  readonly headers: (account: Account, mail: Mail) => Record<string, string>;
  readonly body: (account: Account, mail: Mail) => unknown;
}

/** Providers of mail over HTTP. Tracking of opens and links is left off, or switched off where it is on by default. */
export const MAIL_PROVIDERS = {
  /** https://resend.com/docs/api-reference/emails/send-email; sends once for each idempotency key within a day. */
  resend: {
    url: 'https://api.resend.com/emails',
    headers: ({ token }, { id }) => ({ authorization: `Bearer ${token}`, 'idempotency-key': id }),
    body: ({ from }, { to, subject, text, html }) => ({ from, to: [to], subject, text, html }),
  },
  /** https://postmarkapp.com/developer/api/email-api; knows no idempotency. */
  postmark: {
    url: 'https://api.postmarkapp.com/email',
    headers: ({ token }) => ({ 'x-postmark-server-token': token, accept: 'application/json' }),
    body: ({ from }, { id, to, subject, text, html }) => ({
      ...{ From: from, To: to, Subject: subject, TextBody: text, HtmlBody: html },
      ...{ MessageStream: 'outbound', TrackOpens: false, TrackLinks: 'None', Metadata: { id } },
    }),
  },
  /** Any other: a small bridge of the operator's that takes this shape and speaks SMTP, or what it likes, behind it. */
  bridge: {
    url: null,
    headers: ({ token }, { id }) => ({ authorization: `Bearer ${token}`, 'idempotency-key': id }),
    body: ({ from }, { id, to, subject, text, html }) => ({ id, from, to, subject, text, html }),
  },
} as const satisfies Record<string, Shape>;

export type MailProvider = keyof typeof MAIL_PROVIDERS;

export function mailOverHttp(provider: MailProvider, account: Account): Deliver<Mail> {
  const { headers, body }: Shape = MAIL_PROVIDERS[provider];
  return (mail) =>
    askProvider(account.url, {
      headers: { 'content-type': 'application/json', ...headers(account, mail) },
      body: JSON.stringify(body(account, mail)),
    });
}

/** Errors of the binding that no later attempt can mend. */
const FINAL = new Set([
  'E_VALIDATION_ERROR',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RECIPIENT_SUPPRESSED',
  'E_FIELD_MISSING',
]);

/** Cloudflare's own `send_email` binding. */
export function mailByBinding(binding: Pick<SendEmail, 'send'>, from: string): Deliver<Mail> {
  return async ({ id, to, subject, text, html }) => {
    try {
      await binding.send({ from, to, subject, text, html, headers: { 'X-Undertone-Notice': id } });
      return ok();
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code;
      const isKnown = typeof code === 'string' && /^E_[A-Z_]{1,40}$/.test(code);
      return err({ code: isKnown ? code : 'binding-failed', isFinal: isKnown && FINAL.has(code) });
    }
  };
}
