import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyWhisper, type TinyWhisperRole } from '@undertone/inference/speech/tiny-whisper.testkit';
import { ROOT } from '../scripts/root.ts';
import { buildModelFile } from '../web/build/built-models.ts';
import { tinyTokenizer } from '../web/src/packs/tiny-tokenizer.testkit.ts';
import type { MadePack } from './packs-product.ts';

/** More than two pieces of 4 MiB, so that a download can be stopped between them. */
const LARGE = 9_000_000;

/** A GoEmotions RoBERTa as large as a small real one: the word "happy" is joy to it, "afraid" is fear, all else nothing. */
export function tinyTextPack(): MadePack {
  const network = readFileSync(join(ROOT, 'web/src/packs/reference/tiny-roberta.onnx'));
  return {
    id: 'words-tiny',
    task: 'text-emotion',
    name: 'tests/tiny-roberta',
    files: [
      { role: 'network', path: 'onnx/model_quantized.onnx', bytes: withDocumentation(network, LARGE) },
      { role: 'tokenizer', path: 'tokenizer.json', bytes: Buffer.from(JSON.stringify(tinyTokenizer())) },
    ],
  };
}

/** A Whisper that knows one sentence in each of the app's languages. */
export function tinySpeechPack(): MadePack {
  const files = tinyWhisper();
  const paths: Readonly<Record<TinyWhisperRole, string>> = {
    encoder: 'onnx/encoder_model_quantized.onnx',
    decoder: 'onnx/decoder_model_merged_quantized.onnx',
    tokenizer: 'tokenizer.json',
    configuration: 'config.json',
    generation: 'generation_config.json',
    preprocessing: 'preprocessor_config.json',
  };
  return {
    id: 'speech-tiny',
    task: 'speech-to-text',
    name: 'tests/tiny-whisper',
    files: (Object.keys(paths) as TinyWhisperRole[]).map((role) => ({
      role,
      path: paths[role],
      bytes: files[role],
    })),
  };
}

/** The shipped bundle with a comment at its end, as zip allows: other bytes, and the same models inside. */
export async function commentedFacePack(): Promise<MadePack> {
  const bundle = Buffer.from(await buildModelFile('face-landmarks', 'face-landmarker.task'));
  const comment = Buffer.from('as another build');
  bundle.writeUInt16LE(comment.length, bundle.length - 2);
  return {
    id: 'face-commented',
    task: 'face-landmarks',
    name: 'tests/face-landmarker',
    files: [{ role: 'landmarker', path: 'face_landmarker.task', bytes: Buffer.concat([bundle, comment]) }],
  };
}

/** `ModelProto.doc_string` (field 6 of onnx.proto) of so many letters: what a protobuf ends with is part of it. */
function withDocumentation(model: Uint8Array, length: number): Uint8Array {
  const varint: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 7) varint.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
  return Buffer.concat([model, Buffer.from([(6 << 3) | 2, ...varint]), Buffer.alloc(length, 'o')]);
}
