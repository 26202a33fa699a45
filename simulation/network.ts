import { err, type Result } from '@undertone/base/result';
import { SyncReplySchema, type SyncReply, type SyncRequest } from '@undertone/contract/sync';
import type { TransportFailure } from '@undertone/web/sync/transport';
import * as v from 'valibot';
import type { Chance } from './chance.ts';
import type { SimulatedServer } from './server.ts';
import type { Stage } from './stage.ts';

/** How badly the network behaves; each in [0, 1]. */
export interface Weather {
  lossOfRequest: number;
  lossOfReply: number;
  duplication: number;
}

export const FAIR: Weather = { lossOfRequest: 0, lossOfReply: 0, duplication: 0 };
export const FOUL: Weather = { lossOfRequest: 0.15, lossOfReply: 0.15, duplication: 0.2 };

/** Late copies of a request arrive after whatever was sent meanwhile: that is all the reordering HTTP allows. */
const LATEST_TURNS = 40;

export async function sendThrough(
  {
    stage,
    chance,
    server,
    weather,
  }: { stage: Stage; chance: Chance; server: SimulatedServer; weather: Weather },
  request: SyncRequest,
  session: { readonly valid: boolean },
): Promise<Result<SyncReply, TransportFailure>> {
  const body = structuredClone(request);
  const life = server.life();
  // A connection that breaks takes with it whatever was still on its way.
  const arrive = async () => (server.life() === life ? server.handle(body, session) : null);
  if (chance.happens(weather.duplication)) void arriveLate(stage, chance, arrive);
  await stage.turn();
  if (server.life() !== life || chance.happens(weather.lossOfRequest)) return err({ code: 'offline' });
  const reply = await server.handle(body, session);
  await stage.turn();
  if (chance.happens(weather.lossOfReply)) return err({ code: 'timeout' });
  if (!reply.ok) return reply;
  const parsed = v.safeParse(SyncReplySchema, JSON.parse(JSON.stringify(reply.value)));
  if (!parsed.success)
    throw new Error(`the server sent what the contract refuses: ${parsed.issues[0].message}`);
  return { ok: true, value: parsed.output };
}

async function arriveLate(stage: Stage, chance: Chance, arrive: () => Promise<unknown>): Promise<void> {
  for (let turns = chance.below(LATEST_TURNS); turns >= 0; turns--) await stage.turn();
  await arrive();
}
