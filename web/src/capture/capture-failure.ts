import type { CaptureFailure } from '../app/capture-ports.ts';

/** By the names that Media Capture and Streams gives (W3C, `getUserMedia()`, "reject p with"). */
const FAILURE_OF: Readonly<Record<string, CaptureFailure>> = {
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotReadableError: 'device-busy',
  AbortError: 'device-busy',
};

/** What `getUserMedia` rejected with, as the screen tells it. */
export function captureFailureOf(cause: unknown): CaptureFailure {
  return (cause instanceof Error ? FAILURE_OF[cause.name] : undefined) ?? 'unsupported';
}
