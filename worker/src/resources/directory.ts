import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type DirectoryHandlers = Pick<
  Handlers,
  'tileIndex' | 'tile' | 'nearby' | 'searchDirectory' | 'careEntry' | 'reportEntry'
>;

export function directoryHandlers({ directory }: Dependencies): DirectoryHandlers {
  return {
    tileIndex: async () => ok({ body: await directory.tileIndex() }),

    tile: async ({ params, query }) => {
      const body = await directory.tile(Number.parseInt(params.cell, 16), query.version);
      return body === null ? err(failWith('not-found')) : ok({ body });
    },

    nearby: async ({ query }) => {
      const { version, results } = await directory.nearest(query);
      return ok({ body: { version, results: [...results] } });
    },

    searchDirectory: async ({ query }) => {
      const { version, results } = await directory.search(query);
      return ok({ body: { version, results: [...results] } });
    },

    careEntry: async ({ params }) => {
      const entry = await directory.entry(params.entry);
      return entry === null ? err(failWith('not-found')) : ok({ body: entry });
    },

    reportEntry: async ({ params, body, now }) => {
      const day = new Date(now).toISOString().slice(0, 10);
      const isCounted = await directory.report(params.entry, body.reason, day);
      return isCounted ? ok({ body: null }) : err(failWith('not-found'));
    },
  };
}
