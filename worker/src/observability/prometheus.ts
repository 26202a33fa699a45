import type { Gauges } from './gauges.ts';
import { DURATION_BOUNDS_MS, type RequestCounts } from './request-counts.ts';

/** Prometheus' text format, version 0.0.4. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

interface Sample {
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly value: number;
}

export function renderMetrics(version: string, gauges: Gauges, requests: RequestCounts): string {
  const families = [
    family('undertone_info', 'gauge', 'The version that runs.', [{ labels: { version }, value: 1 }]),
    family('undertone_database_seconds', 'gauge', 'How long the database took to count this.', [
      { value: gauges.databaseMs / 1000 },
    ]),
    ...Object.entries(gauges.counts).map(([name, { help, value }]) =>
      family(`undertone_${name}`, 'gauge', help, [{ value }]),
    ),
    family(
      'undertone_request_duration_seconds',
      'histogram',
      'Requests that this isolate has answered since it began.',
      requests.read().flatMap(({ route, status, buckets, sumMs }) => {
        const total = buckets.reduce((sum, count) => sum + count, 0);
        const cumulative = DURATION_BOUNDS_MS.map((bound, index) => ({
          suffix: '_bucket',
          labels: { route, status, le: bound / 1000 },
          value: buckets.slice(0, index + 1).reduce((sum, count) => sum + count, 0),
        }));
        return [
          ...cumulative,
          { suffix: '_bucket', labels: { route, status, le: '+Inf' }, value: total },
          { suffix: '_sum', labels: { route, status }, value: sumMs / 1000 },
          { suffix: '_count', labels: { route, status }, value: total },
        ];
      }),
    ),
  ];
  return families.join('');
}

function family(name: string, type: 'gauge' | 'histogram', help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({ suffix = '', labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(String(text))}"`);
    return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
