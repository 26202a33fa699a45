import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { parseJson, type AssetError } from '@undertone/inference/asset-source';
import type { ModelManifest } from '@undertone/inference/manifest';
import type { CreateSession } from '@undertone/inference/tensor-session';
import type { EmotionModel } from '@undertone/inference/text/emotion-model';
import type { ReadLanguage } from '@undertone/inference/text/language';
import { createGoEmotionsModel } from '@undertone/inference/text/go-emotions-model';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Need } from '../inference/serve-model-worker.ts';
import { obtainPackFile } from './obtain-pack-file.ts';
import type { PackPin } from './pack-pin.ts';

/** How its readings are signed; the version counts how this app reads it, the pin's revision is the weights'. */
const MODEL = { id: 'text-go-emotions', version: '1.0.0' } as const;

/** That of the shipped English model; nobody has measured this pack here. */
const LEAST_PROBABILITY = 0.3;

/**
 * The installed text pack in this worker; `null` for a language that it does not read, and where the browser has let
 * it go. The tokenizer is data and ONNX Runtime's graph too: nothing in a pack is
 * run as code, and a worker that asks the page for every byte has no network to fetch another with.
 */
export async function loadTextPack(
  pin: PackPin,
  language: ReadLanguage,
  need: Need,
  createSession: CreateSession,
): Promise<Result<EmotionModel | null, AssetError>> {
  if (language !== 'en') return ok(null);
  const files = await obtainBoth(pin, need);
  if (!files.ok) return files.error.code === 'model-missing' ? ok(null) : files;
  const { network, tokenizer: spelling } = files.value;
  const json = parseJson(spelling);
  if (typeof json !== 'object' || json === null)
    return err({ code: 'model-corrupt', modelId: pin.id, path: 'tokenizer' });
  const tokenizer = new Tokenizer(json, {});
  return ok(
    createGoEmotionsModel({
      manifest: manifestOf(pin),
      session: await createSession(network),
      encode: (text) => tokenizer.encode(text).ids,
    }),
  );
}

async function obtainBoth(
  pin: PackPin,
  need: Need,
): Promise<Result<{ readonly network: Bytes; readonly tokenizer: Bytes }, AssetError>> {
  const tokenizer = await obtainPackFile(pin, 'tokenizer', need);
  if (!tokenizer.ok) return tokenizer;
  const network = await obtainPackFile(pin, 'network', need);
  return network.ok ? ok({ network: network.value, tokenizer: tokenizer.value }) : network;
}

function manifestOf(pin: PackPin): ModelManifest {
  return {
    ...MODEL,
    task: 'text-emotion',
    languages: ['en'],
    runtime: 'onnxruntime-web',
    files: [],
    budgetBytes: pin.files.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    input: {},
    output: { leastProbability: LEAST_PROBABILITY },
    evaluation: [],
    licence: { code: 'Apache-2.0', weights: pin.licence, data: [] },
    source: `${pin.name} ${pin.revision}`,
  };
}
