import type { ComponentType } from 'preact';
import type { AccountStep } from '../../app/routes.ts';
import { ChangeEmailScreen } from './change-email-screen.tsx';
import { PassphraseScreen } from './passphrase-screen.tsx';
import { PhoneScreen } from './phone-screen.tsx';
import { RecoverScreen } from './recover-screen.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import { SignOutScreen } from './sign-out-screen.tsx';
import { SignUpScreen } from './sign-up-screen.tsx';
import { UnlockScreen } from './unlock-screen.tsx';
import { WordsScreen } from './words-screen.tsx';

const SCREENS = {
  'sign-up': SignUpScreen,
  'sign-in': SignInScreen,
  recover: RecoverScreen,
  unlock: UnlockScreen,
  words: WordsScreen,
  passphrase: PassphraseScreen,
  email: ChangeEmailScreen,
  phone: PhoneScreen,
  'sign-out': SignOutScreen,
} as const satisfies Record<AccountStep, ComponentType>;

export function AccountScreen({ step }: { readonly step: AccountStep }) {
  const Step = SCREENS[step];
  return <Step />;
}
