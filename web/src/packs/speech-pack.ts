import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { parseJson, type AssetError } from '@undertone/inference/asset-source';
import { createSpeechNetwork } from '@undertone/inference/speech/speech-network';
import { parseSpeechSettings } from '@undertone/inference/speech/speech-settings';
import { createSpeechToText, type SpeechToText } from '@undertone/inference/speech/speech-to-text';
import type { CreateSession, TensorSession } from '@undertone/inference/tensor-session';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Need } from '../inference/serve-model-worker.ts';
import { obtainPackFile } from './obtain-pack-file.ts';
import type { PackPin } from './pack-pin.ts';

export interface LoadedSpeech extends SpeechToText {
  /** Gives the networks' memory back. */
  release(): Promise<void>;
}

/**
 * The installed speech pack in this worker. Configurations and tokenizer are data, and so are the graphs that ONNX
 * Runtime is given; every byte comes from the page, and none is used that is not the pinned one. Rejects when the
 * runtime refuses them.
 */
export async function loadSpeechPack(
  pin: PackPin,
  need: Need,
  createSession: CreateSession,
): Promise<Result<LoadedSpeech, AssetError>> {
  const json: Record<'configuration' | 'generation' | 'preprocessing' | 'tokenizer', unknown> = {
    configuration: null,
    generation: null,
    preprocessing: null,
    tokenizer: null,
  };
  for (const role of ['configuration', 'generation', 'preprocessing', 'tokenizer'] as const) {
    const file = await obtainPackFile(pin, role, need);
    if (!file.ok) return file;
    json[role] = parseJson(file.value);
  }
  const settings = parseSpeechSettings(json);
  if (!settings.ok) return err({ code: 'model-corrupt', modelId: pin.id, path: 'configuration' });
  if (typeof json.tokenizer !== 'object' || json.tokenizer === null)
    return err({ code: 'model-corrupt', modelId: pin.id, path: 'tokenizer' });
  const tokenizer = new Tokenizer(json.tokenizer, {});

  const sessions: TensorSession[] = [];
  const release = async (): Promise<void> => {
    for (const session of sessions.splice(0)) await session.release().catch(() => undefined);
  };
  const open = async (bytes: Bytes): Promise<TensorSession> => {
    const session = await createSession(bytes);
    sessions.push(session);
    return session;
  };
  try {
    const encoderFile = await obtainPackFile(pin, 'encoder', need);
    if (!encoderFile.ok) return encoderFile;
    const encoder = await open(encoderFile.value);
    const decoderFile = await obtainPackFile(pin, 'decoder', need);
    if (!decoderFile.ok) {
      await release();
      return decoderFile;
    }
    const decoder = await open(decoderFile.value);
    const speech = createSpeechToText({
      settings: settings.value,
      network: createSpeechNetwork(encoder, decoder, settings.value),
      decode: (tokens) =>
        tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    });
    return ok({ ...speech, release });
  } catch (cause) {
    await release();
    throw cause;
  }
}
