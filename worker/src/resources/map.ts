import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function mapHandlers({ maps }: Dependencies): Pick<Handlers, 'map' | 'mapFile'> {
  return {
    map: async () => ok({ body: { map: await maps.describe() } }),

    mapFile: async ({ params, headers }) => {
      const octets = await maps.read(params.version, headers.get('range'));
      if (octets === null) return err(failWith('not-found'));
      if (octets === 'too-wide')
        return err({ code: 'invalid-request', issues: [{ path: 'range', rule: 'required' }] });
      return ok({ body: octets });
    },
  };
}
