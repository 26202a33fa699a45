import { utf8 } from '@undertone/base/bytes';
import { askProvider } from './provider-request.ts';
import type { Deliver, ShortMessage } from './transport.ts';

export const TWILIO_URL = 'https://api.twilio.com';

/**
 * Twilio's Messages resource, which other providers of SMS offer as well
 * (https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource).
 * @param from a number in E.164, or the SID of a messaging service (`MG…`)
 */
export function smsByTwilio(account: {
  readonly url: string;
  readonly sid: string;
  readonly token: string;
  readonly from: string;
}): Deliver<ShortMessage> {
  const { url, sid, token, from } = account;
  const authorization = `Basic ${btoa(String.fromCharCode(...utf8(`${sid}:${token}`)))}`;
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
  return ({ to, text }) =>
    askProvider(`${url}/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`, {
      headers: { authorization },
      body: new URLSearchParams({ To: to, ...sender, Body: text }),
    });
}
