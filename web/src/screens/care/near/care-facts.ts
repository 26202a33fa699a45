import type { CareEntry, CareSource } from '@undertone/contract/directory';
import { formatDay, formatLanguageName, formatList } from '../../../app/formats.ts';
import { formatLocale, t } from '../../../app/i18n.ts';

type Fact = readonly [name: string, value: string];

/** What an entry says of itself, in words; what it leaves out is not known and not here. */
export function factsOf(entry: CareEntry, source: CareSource | null): readonly Fact[] {
  const { specialities = [], languages = [], funding = [], telehealth, acceptsNew, wheelchair } = entry;
  const address = addressOf(entry);
  const yesNo = (value: boolean) => t(value ? 'near.yes' : 'near.no');
  return [
    ...(specialities.length === 0 ? [] : [[t('near.fact.specialities'), formatList(specialities)] as const]),
    ...(address === '' ? [] : [[t('near.fact.address'), address] as const]),
    ...(languages.length === 0
      ? []
      : [[t('near.fact.languages'), formatList(languages.map(formatLanguageName))] as const]),
    ...(acceptsNew === undefined ? [] : [[t('near.fact.acceptsNew'), yesNo(acceptsNew)] as const]),
    ...(telehealth === undefined ? [] : [[t('near.fact.telehealth'), yesNo(telehealth)] as const]),
    ...(funding.length === 0
      ? []
      : [
          [
            t('near.fact.funding'),
            asSentence(formatList(funding.map((one) => t(`near.funding.${one}`)))),
          ] as const,
        ]),
    ...(wheelchair === undefined
      ? []
      : [[t('near.fact.wheelchair'), t(`near.wheelchair.${wheelchair}`)] as const]),
    ...(entry.verified === undefined
      ? []
      : [[t('near.fact.verified'), formatDay(entry.verified, 'short')] as const]),
    ...(source === null ? [] : [[t('near.fact.source'), `${source.name} (${source.licence})`] as const]),
  ];
}

export function addressOf({ street, postcode, locality, region, country }: CareEntry): string {
  const town = [postcode, locality].filter((part) => part !== undefined).join(' ');
  return [street, town, region, country].filter((part) => part !== undefined && part !== '').join(', ');
}

/** Words that also stand within a list begin small. */
export function asSentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase(formatLocale.value) + text.slice(1);
}
