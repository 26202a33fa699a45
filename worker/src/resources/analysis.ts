import { ok } from '@undertone/base/result';
import { fromOpenScore } from '@undertone/contract/open-lane';
import { fuse } from '@undertone/emotion/fusion';
import type { Handlers } from '../http/mount-routes.ts';

export function analysisHandlers(): Pick<Handlers, 'fuse'> {
  return {
    fuse: async ({ body: { scores, reliability } }) =>
      ok({ body: fuse(scores.map(fromOpenScore), reliability ? { reliability } : {}) }),
  };
}
