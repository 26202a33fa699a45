import { PhoneNumberUtil, ShortNumberInfo } from 'google-libphonenumber';
import { describe, expect, it } from 'vitest';
import { COUNTRIES, emergencyNumbersOf, helplinesOf } from './helplines.ts';

/** What numbering plans say, as libphonenumber holds them: a second source that no newspaper copied from. */
const plans = PhoneNumberUtil.getInstance();
const shortPlans = ShortNumberInfo.getInstance();

/** Its types list the codes that it knows; an unknown one is a failure of the test. */
type Region = Parameters<typeof shortPlans.isEmergencyNumber>[1];

const dialled = (number: string) => number.replaceAll(/[^\d+*]/g, '');

function isInPlan(number: string, country: string): boolean {
  try {
    const parsed = plans.parse(dialled(number), country);
    return (
      plans.isValidNumberForRegion(parsed, country) ||
      shortPlans.isValidShortNumberForRegion(parsed, country as Region)
    );
  } catch {
    return false;
  }
}

describe('the numbering plan of its country', () => {
  it('knows every helpline’s number, but for short codes and one freephone number that rest on their sources', () => {
    const unknown = COUNTRIES.flatMap((country) =>
      helplinesOf(country)
        .flatMap(({ call = [], text }) => [...call, ...(text === undefined ? [] : [text.to])])
        .filter((number) => !isInPlan(number, country))
        .map((number) => `${country} ${number}`),
    );
    expect(unknown.sort()).toEqual([
      ...['AR 135', 'BO 800 11 3040', 'BR 188', 'CL *4141', 'CU 103', 'DO 811', 'EC 171', 'GR 1018'],
      ...['GR 10306', 'HK 18111', 'HN 150', 'IN 14416', 'KR 109', 'MT 1579', 'NL 113', 'PA 147', 'PE 113'],
      ...['PH 1553', 'PT 1411', 'RE 3114', 'TW 1925', 'UA 7333', 'UY *0767', 'YT 3114'],
    ]);
  });

  it('knows every WhatsApp number', () => {
    const numbers = COUNTRIES.flatMap((country) =>
      helplinesOf(country).flatMap(({ whatsapp }) => (whatsapp === undefined ? [] : [`+${whatsapp}`])),
    );
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.filter((number) => !plans.isValidNumber(plans.parse(number)))).toEqual([]);
  });

  it('has every emergency number as one, but for those that two lists agree on', () => {
    const unknown = COUNTRIES.flatMap((country) => {
      const { any = [], ambulance, fire, police } = emergencyNumbersOf(country);
      return [...any, ambulance, fire, police]
        .filter((number) => number !== undefined)
        .filter((number) => !shortPlans.isEmergencyNumber(number, country as Region))
        .map((number) => `${country} ${number}`);
    });
    expect(unknown.sort()).toEqual([
      ...['CD 112', 'CI 185', 'CM 119', 'DZ 1548', 'GN 117', 'GN 18', 'GQ 112', 'GW 119', 'HN 911', 'HT 116'],
      ...['IO 999', 'LY 1515', 'MR 101', 'MR 118', 'NG 112', 'PE 106', 'PG 112', 'RS 192', 'RS 194'],
      ...['RW 912', 'SC 151', 'SV 132', 'SX 911', 'SX 912', 'SZ 977', 'TM 002', 'TM 003', 'TT 811', 'UY 105'],
      ...['UZ 102', 'UZ 103'],
    ]);
  });
});
