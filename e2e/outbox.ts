import { expect } from 'vitest';

/** A message as the local product shows it under /dev/outbox. */
export interface SentMessage {
  readonly id: string;
  readonly at: string;
  readonly channel: 'email' | 'phone';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What was sent to an address, the newest first. */
export async function messagesTo(origin: string, to: string): Promise<readonly SentMessage[]> {
  const query = new URLSearchParams({ format: 'json', to });
  const reply = await fetch(`${origin}/dev/outbox?${query}`);
  if (!reply.ok) throw new Error(`the outbox answered ${reply.status}`);
  const { messages } = (await reply.json()) as { readonly messages: readonly SentMessage[] };
  return messages;
}

/** Waits for a message that `subject` fits. */
export async function messageTo(origin: string, to: string, subject: RegExp): Promise<SentMessage> {
  let found: SentMessage | undefined;
  await expect
    .poll(async () => {
      found = (await messagesTo(origin, to)).find((message) => subject.test(message.subject));
      return found !== undefined;
    })
    .toBe(true);
  return found!;
}

/** The digits of the newest code that is not among `used`. */
export async function codeSentTo(origin: string, to: string, used: readonly string[] = []): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(async () => {
      const codes = (await messagesTo(origin, to)).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
      code = codes.find((one) => !used.includes(one));
      return code !== undefined;
    })
    .toBe(true);
  return code!;
}
