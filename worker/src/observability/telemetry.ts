import type { RouteId } from '@undertone/contract/routes';
import { logEvent } from '../log.ts';

/** One answered request: which route, how it ended, how long it took. Nothing of what it held, nobody who asked. */
export interface Observation {
  readonly requestId: string;
  readonly route: RouteId;
  readonly status: number;
  readonly durationMs: number;
}

/** A bug that reached the edge. */
export interface Fault {
  readonly requestId: string;
  readonly error: Error;
}

/** Where observations go beside the log. Each is off unless the deployment sets it up. */
export interface Telemetry {
  observe(observation: Observation): void;
  /** Resolves when the report is out; never throws. */
  report(fault: Fault): Promise<void>;
}

export function createTelemetry(parts: readonly Partial<Telemetry>[]): Telemetry {
  return {
    observe: (observation) => {
      const { route, status, durationMs, requestId } = observation;
      logEvent('request', { requestId, route, status, ms: Math.round(durationMs) });
      for (const part of parts) part.observe?.(observation);
    },
    report: async (fault) => {
      // The name of the error only: its message may quote what was sent.
      logEvent('request-failed', { requestId: fault.requestId, error: fault.error.name });
      for (const part of parts) await part.report?.(fault);
    },
  };
}
