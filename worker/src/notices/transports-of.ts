import type { Environment } from '../environment.ts';
import { MAIL_PROVIDERS, mailByBinding, mailOverHttp, type MailProvider } from './mail-providers.ts';
import type { Transports } from './transport.ts';
import { smsByTwilio, TWILIO_URL } from './twilio.ts';

type Settings = Pick<
  Environment,
  | 'MAIL'
  | 'MAIL_FROM'
  | 'MAIL_PROVIDER'
  | 'MAIL_TOKEN'
  | 'MAIL_URL'
  | 'SMS_ACCOUNT'
  | 'SMS_TOKEN'
  | 'SMS_FROM'
  | 'SMS_URL'
>;

/**
 * What a deployment writes through, as its settings say (README, "Deploy"). Throws when they are begun and not
 * finished: a Worker that only seems able to send codes must not start.
 */
export function transportsOf(environment: Settings): Transports {
  return { email: mailOf(environment), phone: phoneOf(environment) };
}

function mailOf(environment: Settings): Transports['email'] {
  const { MAIL, MAIL_FROM, MAIL_PROVIDER } = environment;
  if (!MAIL_FROM) return null;
  if (MAIL_PROVIDER === 'cloudflare') {
    if (MAIL === undefined)
      throw new Error('MAIL_PROVIDER is cloudflare, but there is no send_email binding MAIL.');
    return mailByBinding(MAIL, MAIL_FROM);
  }
  if (!isHttpProvider(MAIL_PROVIDER)) {
    throw new Error(`MAIL_PROVIDER must be cloudflare, ${Object.keys(MAIL_PROVIDERS).join(' or ')}.`);
  }
  const url = environment.MAIL_URL || MAIL_PROVIDERS[MAIL_PROVIDER].url;
  if (!environment.MAIL_TOKEN) throw new Error('MAIL_FROM is set, but MAIL_TOKEN is not.');
  return mailOverHttp(MAIL_PROVIDER, {
    from: MAIL_FROM,
    token: environment.MAIL_TOKEN,
    url: safeUrl('MAIL_URL', url),
  });
}

function isHttpProvider(name: string | undefined): name is MailProvider {
  return name !== undefined && Object.hasOwn(MAIL_PROVIDERS, name);
}

function phoneOf({ SMS_ACCOUNT, SMS_TOKEN, SMS_FROM, SMS_URL }: Settings): Transports['phone'] {
  if (!SMS_FROM) return null;
  if (!SMS_ACCOUNT || !SMS_TOKEN) throw new Error('SMS_FROM is set, but SMS_ACCOUNT or SMS_TOKEN is not.');
  const url = safeUrl('SMS_URL', SMS_URL || TWILIO_URL);
  return smsByTwilio({ url, sid: SMS_ACCOUNT, token: SMS_TOKEN, from: SMS_FROM });
}

/** Codes go out over TLS only, but to the machine itself. */
function safeUrl(name: string, text: string | null): string {
  const url = text === null ? null : URL.parse(text);
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) {
    throw new Error(`${name} must be an https address.`);
  }
  return url.href.replace(/\/$/, '');
}
