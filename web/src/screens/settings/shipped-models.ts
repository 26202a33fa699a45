/** The models in this build, from their own manifests, so that this page cannot say other than what is shipped. */

type ModelTask =
  | 'text-emotion'
  | 'text-language'
  | 'voice-emotion'
  | 'face-emotion'
  | 'face-landmarks'
  | 'crisis-phrases';

export interface ShippedModel {
  readonly id: string;
  readonly task: ModelTask;
  readonly version: string;
  /** Of words; none where the model reads no words. */
  readonly languages: readonly string[];
  /** Everything this model downloads. */
  readonly bytes: number;
  /** SPDX expression of the weights. */
  readonly weightsLicence: string;
  readonly loadCard: (() => Promise<string>) | null;
}

interface Manifest {
  readonly languages: readonly string[];
  readonly id: string;
  readonly task: ModelTask;
  readonly version: string;
  readonly files: readonly { readonly bytes: number }[];
  readonly licence: { readonly weights: string };
}

const MANIFESTS = import.meta.glob<Manifest>('../../../../models/*/model.json', {
  eager: true,
  import: 'default',
});

const CARDS = import.meta.glob<string>('../../../../models/*/card.md', { query: '?raw', import: 'default' });

export const shippedModels: readonly ShippedModel[] = Object.entries(MANIFESTS).map(([path, manifest]) => ({
  id: manifest.id,
  task: manifest.task,
  version: manifest.version,
  languages: manifest.languages,
  bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
  weightsLicence: manifest.licence.weights,
  loadCard: CARDS[path.replace('model.json', 'card.md')] ?? null,
}));

/** Licences whose holders ask for more than credit, or say nothing about commerce. */
const NOT_FOR_COMMERCE = /-NC-|LicenseRef-FER/;

export function isForCommerce(licence: string): boolean {
  return !NOT_FOR_COMMERCE.test(licence);
}
