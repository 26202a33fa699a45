import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { parseTar } from 'nanotar';

/** One line of a folder's `manifest.csv`. */
export interface VoiceClip {
  /** `<corpus>/<speaker>/<clip>.flac`, as in the corpus's tar. */
  readonly file: string;
  readonly speaker: string;
  /** One of the seven labels or another, such as boredom. */
  readonly label: string;
  readonly source: string;
  readonly split: string;
}

const COLUMNS = ['file', 'speaker', 'label', 'source', 'split'] as const;

/** Throws on a manifest without the columns, or with a line of another length: no field holds a comma. */
export function parseVoiceManifest(csv: string): readonly VoiceClip[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const names = header.split(',');
  const missing = COLUMNS.find((column) => !names.includes(column));
  if (missing !== undefined) throw new Error(`manifest.csv has no column "${missing}"`);
  return lines.map((line, index) => {
    const fields = line.split(',');
    if (fields.length !== names.length)
      throw new Error(`manifest.csv, line ${index + 2}: ${fields.length} fields`);
    const field = (column: (typeof COLUMNS)[number]) => fields[names.indexOf(column)]!;
    return {
      ...{ file: field('file'), speaker: field('speaker'), label: field('label') },
      ...{ source: field('source'), split: field('split') },
    };
  });
}

export async function readVoiceManifest(folder: string): Promise<readonly VoiceClip[]> {
  return parseVoiceManifest(await readFile(join(folder, 'manifest.csv'), 'utf8'));
}

/** The clips one after the other with their mono samples at 16 kHz; all of one corpus, whose tar is read once. */
export async function* readSounds<Clip extends VoiceClip>(
  folder: string,
  source: string,
  clips: readonly Clip[],
): AsyncGenerator<{ readonly clip: Clip; readonly samples: Float32Array }> {
  const entries = parseTar(await readFile(join(folder, `${source}.tar`)));
  const files = new Map(entries.map(({ name, data }) => [name, data]));
  const decoder = new FLACDecoder();
  await decoder.ready;
  for (const clip of clips) {
    const data = files.get(clip.file);
    if (data === undefined) throw new Error(`${source}.tar has no ${clip.file}`);
    const { channelData, sampleRate, errors } = await decoder.decodeFile(data);
    const [samples] = channelData;
    if (samples === undefined || errors.length > 0 || sampleRate !== 16_000)
      throw new Error(`${clip.file} is not a sound FLAC of 16 kHz`);
    yield { clip, samples };
    await decoder.reset();
  }
  decoder.free();
}
