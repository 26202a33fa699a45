import { useMemo, useState } from 'preact/hooks';
import { language, t } from '../../../app/i18n.ts';
import { namedCountries } from '../../../care/helplines/countries.ts';
import {
  dateInWords,
  describeLine,
  describeSource,
  emergencyContacts,
} from '../../../care/helplines/describe.ts';
import { CHECKED_ON, emergencyNumbersOf, helplinesOf, WORLDWIDE } from '../../../care/helplines/helplines.ts';
import type { Helpline } from '../../../care/helplines/helpline.ts';
import { Screen } from '../../../ui/screen.tsx';
import { SelectField } from '../../settings/select-field.tsx';
import { PlanPeople } from '../plan/plan-people.tsx';
import { ContactLinks } from './contact-links.tsx';
import { countryToShow, rememberCountry } from './help-country.ts';
import { say } from './help-words.ts';
import './help.css';

/** People first, then helplines, then the emergency number. Everything on it came with the app. */
export function HelpScreen() {
  const [country, setCountry] = useState(countryToShow);
  const countries = useMemo(() => namedCountries(language.value), [language.value]);
  const lines = country === null ? [] : helplinesOf(country);
  const emergency = country === null ? [] : emergencyContacts(emergencyNumbersOf(country), say);
  const [first] = emergency;
  return (
    <Screen title={t('help.now')}>
      <div class="help">
        <p class="help__lead">{t('help.lead')}</p>
        {first !== undefined && (
          <p class="help__danger">
            {t('help.danger')}
            <a href={first.href}>{first.words}</a>
          </p>
        )}
        <section class="help__section" aria-labelledby="help-people">
          <h2 id="help-people">{t('help.people')}</h2>
          <p>{t('help.people.what')}</p>
          <PlanPeople />
        </section>
        <section class="help__section" aria-labelledby="help-lines">
          <h2 id="help-lines">{t('help.lines')}</h2>
          <SelectField
            label={t('help.country')}
            value={country ?? ''}
            options={[
              ...(country === null ? [['', t('help.country.choose')] as const] : []),
              ...countries.map(({ code, name }) => [code, name] as const),
            ]}
            onChange={(chosen) => {
              setCountry(chosen);
              rememberCountry(chosen);
            }}
          />
          {lines.map((line) => (
            <Line key={keyOf(line)} line={line} />
          ))}
          {country !== null && lines.length === 0 && (
            <>
              <p>{t('help.noLine')}</p>
              <Directories />
            </>
          )}
        </section>
        {emergency.length > 0 && (
          <section class="help__section" aria-labelledby="help-emergency">
            <h2 id="help-emergency">{t('help.emergency')}</h2>
            <p>{t('help.emergency.what')}</p>
            <ContactLinks contacts={emergency} />
            <p class="small muted">{t('help.mobile')}</p>
          </section>
        )}
        {lines.length > 0 || country === null ? (
          <section class="help__section" aria-labelledby="help-worldwide">
            <h2 id="help-worldwide">{t('help.worldwide')}</h2>
            <p>{t('help.worldwide.what')}</p>
            <Directories />
          </section>
        ) : null}
        <p class="small muted">{t('help.quiet')}</p>
        <Sources lines={lines} />
      </div>
    </Screen>
  );
}

/** Two lines of one service have one name, and numbers of their own. */
const keyOf = ({ name, call, text, chat }: Helpline) => [name, call?.[0], text?.to, chat].join(' ');

function Line({ line }: { readonly line: Helpline }) {
  const { name, nameLanguage, meaning, facts, contacts, notes } = describeLine(line, say, language.value);
  return (
    <article class="help__line">
      <div>
        <h3 class="help__name" {...(nameLanguage === null ? {} : { lang: nameLanguage })}>
          {name}
        </h3>
        {meaning !== null && <p class="help__meaning">{meaning}</p>}
        {facts.length > 0 && <p class="help__facts">{facts.join(' · ')}</p>}
      </div>
      <ContactLinks contacts={contacts} />
      {notes.map((note) => (
        <p key={note} class="small">
          {note}
        </p>
      ))}
    </article>
  );
}

function Directories() {
  return (
    <p class="help__directories">
      {WORLDWIDE.map(({ name, url }) => (
        <a key={url} href={url} target="_blank" rel="noopener noreferrer">
          {name}
        </a>
      ))}
    </p>
  );
}

function Sources({ lines }: { readonly lines: readonly Helpline[] }) {
  return (
    <details class="help__sources">
      <summary>{t('help.sources')}</summary>
      <p class="small">{t('help.sources.what', { date: dateInWords(CHECKED_ON, language.value) })}</p>
      <ul>
        {lines.flatMap((line) =>
          line.sources.map((source) => (
            <li key={`${keyOf(line)} ${source.url}`}>
              {line.name}:{' '}
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {describeSource(source, say, language.value)}
              </a>
            </li>
          )),
        )}
        <li>{t('help.sources.emergency')}</li>
      </ul>
    </details>
  );
}
