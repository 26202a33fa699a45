import type { Result } from '@undertone/base/result';

/** A message as a provider gets it. `id` is the notice's: providers that know idempotency send it once. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface ShortMessage {
  readonly id: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** Why a provider did not take a message. `code` holds neither address nor content. */
export interface DeliveryFailure {
  readonly code: string;
  readonly isFinal: boolean;
  readonly retryAfterS?: number;
}

export type Deliver<Message> = (message: Message) => Promise<Result<void, DeliveryFailure>>;

/** What carries messages out of the Worker; `null`: this deployment has none. */
export interface Transports {
  readonly email: Deliver<Mail> | null;
  readonly phone: Deliver<ShortMessage> | null;
}
