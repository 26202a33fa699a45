import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function packHandlers({ packs }: Dependencies): Pick<Handlers, 'packs' | 'packFile'> {
  return {
    packs: async () => {
      const files = await packs.list();
      return ok({ body: { files: files.map(({ pack, file }) => ({ pack, file })) } });
    },

    packFile: async ({ params, headers }) => {
      const octets = await packs.get(params, headers.get('range'));
      return octets === null ? err(failWith('not-found')) : ok({ body: octets });
    },
  };
}
