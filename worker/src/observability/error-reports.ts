import type { Clock } from '@undertone/base/clock';
import { logEvent } from '../log.ts';
import type { Telemetry } from './telemetry.ts';

const WITHIN_MS = 5000;
const MOST_FRAMES = 30;
/** `at name (file:line:column)`, the name left out for what has none. */
const FRAME =
  /^\s*at (?:async )?(?:(?<name>[\w.$<> ]{1,100}) \()?(?:\S*\/)?(?<file>[\w.-]{1,80}):(?<line>\d+):(?<column>\d+)\)?$/;

/**
 * Reports of bugs to anything that speaks Sentry's envelopes (Sentry, GlitchTip, Bugsink). Off without a DSN; throws
 * on one that is not valid. A report names the kind of error and where in our code it rose: never its message, which
 * may quote what was sent, and never a header, an address or an account.
 */
export function errorReportsTo(
  dsn: string | undefined,
  parts: { readonly version: string; readonly clock: Clock; readonly fetch?: typeof globalThis.fetch },
): Partial<Telemetry> {
  if (dsn === undefined || dsn === '') return {};
  const { endpoint, key } = parseDsn(dsn);
  const send = parts.fetch ?? globalThis.fetch.bind(globalThis);
  return {
    report: async ({ requestId, error }) => {
      const eventId = requestId.replaceAll('-', '');
      const event = {
        event_id: eventId,
        timestamp: parts.clock.now() / 1000,
        platform: 'javascript',
        level: 'error',
        release: `undertone@${parts.version}`,
        tags: { requestId },
        exception: { values: [{ type: error.name, stacktrace: { frames: framesOf(error) } }] },
      };
      const lines = [{ event_id: eventId }, { type: 'event' }, event].map((line) => JSON.stringify(line));
      try {
        const reply = await send(endpoint, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-sentry-envelope',
            'x-sentry-auth': `Sentry sentry_version=7, sentry_client=undertone/${parts.version}, sentry_key=${key}`,
          },
          body: `${lines.join('\n')}\n`,
          redirect: 'manual',
          signal: AbortSignal.timeout(WITHIN_MS),
        });
        await reply.body?.cancel();
        if (!reply.ok) logEvent('error-report-refused', { status: reply.status });
      } catch {
        logEvent('error-report-lost', { requestId });
      }
    },
  };
}

/** `https://<key>@<host>/<project>`. */
function parseDsn(dsn: string): { readonly endpoint: string; readonly key: string } {
  const url = URL.canParse(dsn) ? new URL(dsn) : null;
  const project = url?.pathname.split('/').at(-1) ?? '';
  if (url === null || url.username === '' || !/^\d+$/.test(project)) {
    throw new Error('ERROR_REPORT_DSN must look like https://key@host/1');
  }
  const path = url.pathname.slice(0, -project.length);
  return { endpoint: `${url.protocol}//${url.host}${path}api/${project}/envelope/`, key: url.username };
}

/** Oldest call first, as the protocol wants it. */
function framesOf(error: Error) {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => FRAME.exec(line)?.groups)
    .filter((frame) => frame !== undefined)
    .slice(0, MOST_FRAMES)
    .map(({ name, file, line, column }) => ({
      function: name ?? '?',
      filename: file,
      lineno: Number(line),
      colno: Number(column),
    }))
    .toReversed();
}
