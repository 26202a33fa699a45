import type { Telemetry } from './telemetry.ts';

/** Workers Analytics Engine: one data point for each request, indexed by route. Off without the binding. */
export function analyticsOf(dataset: AnalyticsEngineDataset | undefined): Partial<Telemetry> {
  if (dataset === undefined) return {};
  return {
    observe: ({ route, status, durationMs }) =>
      dataset.writeDataPoint({ indexes: [route], blobs: [route, String(status)], doubles: [durationMs] }),
  };
}
