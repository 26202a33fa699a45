import { describe, expect, it } from 'vitest';
import { helpEn } from '../../app/catalogue/help-en.ts';
import { dateInWords, describeLine, describeSource, emergencyContacts, type Say } from './describe.ts';
import type { Helpline } from './helpline.ts';

const say: Say = (key, values = {}) =>
  helpEn[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const line = (parts: Partial<Helpline>): Helpline => ({
  name: 'Lifeline',
  for: 'anyone',
  sources: [{ url: 'https://lifeline.example/' }],
  ...parts,
});

const linksOf = (parts: Partial<Helpline>) =>
  describeLine(line(parts), say, 'en').contacts.map(({ href, words, opens }) => [href, words, opens]);

describe('a helpline in words', () => {
  it('dials digits and the signs of a keypad only, and shows the number as it was published', () => {
    expect(linksOf({ call: ['(011) 5275-1135', '*0767'] })).toEqual([
      ['tel:01152751135', 'Call (011) 5275-1135', null],
      ['tel:*0767', 'Call *0767', null],
    ]);
  });

  it('starts a text message with the word that it needs', () => {
    expect(linksOf({ text: { to: '988', word: 'AYUDA' } })).toEqual([
      ['sms:988?body=AYUDA', 'Text “AYUDA” to 988', null],
    ]);
    expect(linksOf({ text: { to: '0477 13 11 14' } })).toEqual([
      ['sms:0477131114', 'Text 0477 13 11 14', null],
    ]);
  });

  it('names the host of what leaves the page', () => {
    expect(linksOf({ whatsapp: '59177797667', chat: 'https://www.lifeline.example/chat' })).toEqual([
      ['https://wa.me/59177797667', 'Write on WhatsApp', 'wa.me'],
      ['https://www.lifeline.example/chat', 'Chat', 'lifeline.example'],
    ]);
  });

  it('says for whom, where, when, at what cost and in which languages, and nothing that it does not know', () => {
    expect(
      describeLine(
        line({
          for: 'young-people',
          place: 'Bogotá',
          hours: [
            { days: 'weekdays', from: '14:00', to: '22:00' },
            { days: 'saturday', from: '9:00', to: '16:00' },
          ],
          isFree: true,
          languages: ['es', 'qu'],
        }),
        say,
        'en',
      ).facts,
    ).toEqual([
      'For young people',
      'For Bogotá',
      'Monday to Friday 14:00 to 22:00',
      'Saturday 9:00 to 16:00',
      'Free',
      'Spanish, Quechua',
    ]);
    expect(describeLine(line({ hours: 'always' }), say, 'en').facts).toEqual(['Day and night']);
    expect(describeLine(line({}), say, 'en').facts).toEqual([]);
  });

  it('translates a name for those who do not read its language only', () => {
    const named = line({
      name: 'Te Escucho',
      meaning: { en: 'I am listening', es: 'Te Escucho' },
      languages: ['es'],
    });
    expect(describeLine(named, say, 'en')).toMatchObject({ nameLanguage: 'es', meaning: 'I am listening' });
    expect(describeLine(named, say, 'es').meaning).toBeNull();
    expect(describeLine(line({}), say, 'en')).toMatchObject({ nameLanguage: null, meaning: null });
  });

  it('says beforehand which key to press and that a call will come', () => {
    expect(describeLine(line({ choose: '5', callsBack: true }), say, 'en').notes).toEqual([
      'When it answers, press 5.',
      'After a text, they call you back.',
    ]);
  });
});

it('puts the number that reaches everybody before the single services', () => {
  expect(
    emergencyContacts({ any: ['112'], ambulance: '144', fire: '118', police: '117' }, say).map(
      ({ href, words }) => [href, words],
    ),
  ).toEqual([
    ['tel:112', 'Call 112'],
    ['tel:144', 'Ambulance: 144'],
    ['tel:118', 'Fire and rescue: 118'],
    ['tel:117', 'Police: 117'],
  ]);
  expect(emergencyContacts({}, say)).toEqual([]);
});

it('says of a source its host and its date as far as it has one', () => {
  expect(describeSource({ url: 'https://www.news.example/a/b' }, say, 'en')).toBe('news.example');
  expect(describeSource({ url: 'https://news.example/', dated: '2025-09-10' }, say, 'en')).toBe(
    'news.example, September 10, 2025',
  );
  expect(dateInWords('2025-09', 'es')).toBe('septiembre de 2025');
  expect(dateInWords('2025', 'en')).toBe('2025');
});
