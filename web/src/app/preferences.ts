import { effect, signal } from '@preact/signals';
import { LANGUAGES, language, pickLanguage, setLanguage, type Language } from './i18n.ts';
import { readPreference, writePreference } from './stored-preference.ts';

/** How this device shows the app. No content and no keys are ever kept here. */

export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const THEME_KEY = 'undertone.theme';
const LANGUAGE_KEY = 'undertone.language';

export const theme = signal<Theme>('system');

/** `null` follows the browser. */
export const chosenLanguage = signal<Language | null>(null);

export function chooseTheme(next: Theme): void {
  theme.value = next;
  writePreference(THEME_KEY, next === 'system' ? null : next);
}

export async function chooseLanguage(next: Language | null): Promise<void> {
  await setLanguage(next ?? pickLanguage(navigator.languages));
  chosenLanguage.value = next;
  writePreference(LANGUAGE_KEY, next);
}

/** Reads what was chosen before and keeps the document's `lang` and theme in step from then on. */
export async function applyPreferences(): Promise<void> {
  theme.value = THEMES.find((known) => known === readPreference(THEME_KEY)) ?? 'system';
  chosenLanguage.value = LANGUAGES.find((known) => known === readPreference(LANGUAGE_KEY)) ?? null;
  await setLanguage(chosenLanguage.value ?? pickLanguage(navigator.languages));
  effect(() => {
    document.documentElement.lang = language.value;
  });
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme.value;
  });
}
