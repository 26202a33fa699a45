import type { en } from './en.ts';
import type { enOnDemand } from './en-on-demand.ts';

/** Forms by CLDR plural category; `{count}` picks one. `other` serves for every category not listed. */
export type PluralMessage = { readonly other: string } & Partial<
  Readonly<Record<Intl.LDMLPluralRule, string>>
>;

/** What every language other than English must hold: the same keys, each a text or its plural forms. */
export type Catalogue = Readonly<Record<keyof typeof en, string | PluralMessage>>;

export type OnDemandCatalogue = Readonly<Record<keyof typeof enOnDemand, string | PluralMessage>>;
