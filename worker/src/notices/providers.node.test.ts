import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailByBinding } from './mail-providers.ts';
import { askProvider } from './provider-request.ts';
import type { Mail } from './transport.ts';
import { transportsOf } from './transports-of.ts';

/** Providers of mail and SMS as recording servers on this machine. */

interface Recorded {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const MAIL: Mail = {
  id: '6f0c1f7e-0000-4000-8000-000000000001',
  to: 'ana@example.org',
  subject: 'Your code',
  text: '012345 — ñ',
  html: '<p>012345</p>',
};

let server: Server;
let url = '';
let recorded: Recorded[] = [];
let answer: (reply: ServerResponse) => void;

beforeEach(async () => {
  recorded = [];
  answer = (reply) => reply.writeHead(200).end('{}');
  server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      recorded.push({ method, path, headers, body: Buffer.concat(parts).toString() });
      answer(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const mailThrough = (provider: string) =>
  transportsOf({
    ...{ MAIL_FROM: 'Undertone <hello@undertone.example>', MAIL_PROVIDER: provider },
    ...{ MAIL_TOKEN: 'secret-token', MAIL_URL: `${url}/send` },
  }).email!;

const smsThrough = (from: string) =>
  transportsOf({ SMS_FROM: from, SMS_ACCOUNT: 'AC1', SMS_TOKEN: 'secret', SMS_URL: url }).phone!;

describe('mail goes out', () => {
  it('in the shape of Resend, with the id that makes it go once', async () => {
    expect((await mailThrough('resend')(MAIL)).ok).toBe(true);
    const [{ method, path, headers, body }] = recorded as [Recorded];
    expect({ method, path }).toEqual({ method: 'POST', path: '/send' });
    expect(headers).toMatchObject({
      authorization: 'Bearer secret-token',
      'idempotency-key': MAIL.id,
      'content-type': 'application/json',
    });
    expect(JSON.parse(body)).toEqual({
      from: 'Undertone <hello@undertone.example>',
      to: ['ana@example.org'],
      subject: MAIL.subject,
      text: MAIL.text,
      html: MAIL.html,
    });
  });

  it('in the shape of Postmark, with nobody followed', async () => {
    expect((await mailThrough('postmark')(MAIL)).ok).toBe(true);
    const [{ headers, body }] = recorded as [Recorded];
    expect(headers['x-postmark-server-token']).toBe('secret-token');
    expect(JSON.parse(body)).toEqual({
      ...{ From: 'Undertone <hello@undertone.example>', To: 'ana@example.org', Subject: MAIL.subject },
      ...{ TextBody: MAIL.text, HtmlBody: MAIL.html, MessageStream: 'outbound', Metadata: { id: MAIL.id } },
      ...{ TrackOpens: false, TrackLinks: 'None' },
    });
  });

  it('to a bridge of the operator', async () => {
    expect((await mailThrough('bridge')(MAIL)).ok).toBe(true);
    expect(recorded[0]!.headers['idempotency-key']).toBe(MAIL.id);
    expect(JSON.parse(recorded[0]!.body)).toEqual({ ...MAIL, from: 'Undertone <hello@undertone.example>' });
  });

  it('through the binding, whose errors say whether to try again', async () => {
    const given: unknown[] = [];
    const deliver = mailByBinding(
      { send: async (mail: unknown) => void given.push(mail) } as never,
      'a@b.example',
    );
    expect((await deliver(MAIL)).ok).toBe(true);
    expect(given).toMatchObject([{ from: 'a@b.example', to: MAIL.to, text: MAIL.text, html: MAIL.html }]);
    const failing = (code: string) =>
      mailByBinding(
        { send: () => Promise.reject(Object.assign(new Error(`to ${MAIL.to}`), { code })) },
        'a@b.example',
      )(MAIL);
    expect(await failing('E_RECIPIENT_SUPPRESSED')).toMatchObject({
      error: { code: 'E_RECIPIENT_SUPPRESSED', isFinal: true },
    });
    expect(await failing('E_RATE_LIMIT_EXCEEDED')).toMatchObject({ error: { isFinal: false } });
    expect(await failing(`odd ${MAIL.to}`)).toEqual({
      ok: false,
      error: { code: 'binding-failed', isFinal: false },
    });
  });
});

it('sends messages to phones as Twilio takes them, from a number or a service', async () => {
  const message = { id: MAIL.id, to: '+491701234567', text: '012345 is your code & more' };
  expect((await smsThrough('+15005550006')(message)).ok).toBe(true);
  expect((await smsThrough('MG0123')(message)).ok).toBe(true);
  const [first, second] = recorded as [Recorded, Recorded];
  expect(first.path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
  expect(first.headers.authorization).toBe(`Basic ${btoa('AC1:secret')}`);
  expect(first.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect(Object.fromEntries(new URLSearchParams(first.body))).toEqual({
    To: '+491701234567',
    From: '+15005550006',
    Body: message.text,
  });
  expect(new URLSearchParams(second.body).get('MessagingServiceSid')).toBe('MG0123');
});

describe('a provider', () => {
  it.each([
    [422, true],
    [400, true],
    [301, true],
    [401, false],
    [429, false],
    [500, false],
    [503, false],
  ])('that answers %i is final: %s', async (status, isFinal) => {
    answer = (reply) => reply.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(`no ${MAIL.to}`);
    expect(await mailThrough('resend')(MAIL)).toEqual({
      ok: false,
      error: { code: `http-${status}`, isFinal },
    });
    expect(recorded).toHaveLength(1);
  });

  it('that asks for patience gets it', async () => {
    answer = (reply) => reply.writeHead(429, { 'retry-after': '90' }).end();
    expect(await mailThrough('resend')(MAIL)).toMatchObject({ error: { retryAfterS: 90 } });
  });

  it('that does not answer is left, and asked again later', async () => {
    answer = () => {};
    expect(await askProvider(url, {}, 50)).toEqual({
      ok: false,
      error: { code: 'no-answer', isFinal: false },
    });
    server.closeAllConnections();
    server.close();
    expect(await askProvider(url, {})).toEqual({
      ok: false,
      error: { code: 'no-connection', isFinal: false },
    });
  });
});

describe('the settings', () => {
  it('may be none: then nothing is sent', () => {
    expect(transportsOf({})).toEqual({ email: null, phone: null });
  });

  it.each([
    { MAIL_FROM: 'a@b.example' },
    { MAIL_FROM: 'a@b.example', MAIL_PROVIDER: 'toString', MAIL_TOKEN: 't' },
    { MAIL_FROM: 'a@b.example', MAIL_PROVIDER: 'cloudflare' },
    { MAIL_FROM: 'a@b.example', MAIL_PROVIDER: 'resend' },
    { MAIL_FROM: 'a@b.example', MAIL_PROVIDER: 'bridge', MAIL_TOKEN: 't' },
    { MAIL_FROM: 'a@b.example', MAIL_PROVIDER: 'bridge', MAIL_TOKEN: 't', MAIL_URL: 'http://mail.example/' },
    { SMS_FROM: '+1', SMS_ACCOUNT: 'AC1' },
  ])('that were begun and not finished keep the Worker from starting: %o', (settings) => {
    expect(() => transportsOf(settings)).toThrow(/MAIL|SMS/);
  });
});
