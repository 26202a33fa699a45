import { sayChange, type ChangeWords, type Templates, type TemplateValues } from './template.ts';

const ASKED_WITH_ADDRESS = 'You get this because somebody gave this address in Undertone.';
const HAVE_ACCOUNT = 'You get this because your account in Undertone has this address.';
const SECURE_IT =
  'If it was not you: sign in, change your passphrase, and end the sessions that you do not know under Settings.';
const IGNORE_IT =
  'If it was not you, do nothing: without the code nothing happens. Nobody from Undertone will ever ask you for it.';

const FACTOR_CHANGES: ChangeWords<'second-factor-changed'> = {
  'totp-added': 'An authenticator app was added.',
  'totp-removed': 'The authenticator app was removed.',
  'passkey-added': 'A passkey was added.',
  'passkey-removed': 'A passkey was removed.',
  'passkey-opening-changed': 'Whether a passkey opens the journal was changed.',
  'backup-codes-replaced': 'New backup codes were made. The older ones count no more.',
};

const ADDRESS_CHANGES: ChangeWords<'address-changed'> = {
  'email-changed': 'It is another mail address. This one is not written to any more.',
  'phone-changed': 'It is another phone number.',
  'phone-removed': 'The phone number was removed.',
};

const code = (subject: string, what: string, why: string) => {
  return ({ code: digits, minutes }: TemplateValues) => ({
    subject,
    says: [
      what,
      digits ?? null,
      minutes === undefined ? null : `It is good for ${minutes} minutes and for one use.`,
    ],
    why,
    ifNotYou: IGNORE_IT,
  });
};

export const ENGLISH: Templates = {
  'sign-up-code': code(
    'Your code for Undertone',
    'Enter this code to create your account:',
    ASKED_WITH_ADDRESS,
  ),
  'verification-code': code(
    'Confirm this address',
    'Enter this code to use this address for your account:',
    ASKED_WITH_ADDRESS,
  ),
  'step-up-code': code('Your code for Undertone', 'Enter this code to show that it is you:', HAVE_ACCOUNT),
  'unlock-code': code(
    'Your code to unlock your account',
    'Enter this code so that you can sign in again:',
    HAVE_ACCOUNT,
  ),
  'second-factor-reset-code': code(
    'Your code to reset your second factor',
    'Enter this code together with your recovery words:',
    HAVE_ACCOUNT,
  ),
  'sign-up-with-known-address': () => ({
    subject: 'You already have an account',
    says: [
      'Somebody wanted to create an account in Undertone with this address, and there is one already.',
      'If that was you, sign in instead. If you forgot your passphrase, use your recovery words.',
    ],
    why: ASKED_WITH_ADDRESS,
    ifNotYou: 'If it was not you, do nothing. Your account is as it was.',
  }),
  'second-factor-reset-waiting': ({ until }) => ({
    subject: 'Your second factor is about to be removed',
    says: [
      'Somebody who has your recovery words asked to remove the second factor of your account.',
      until === undefined ? null : `It will be removed after ${until}.`,
      'Signing in with your second factor, or “Keep it” on a device that is signed in, stops this.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: 'If it was not you: stop it now, change your passphrase and make new recovery words.',
  }),
  'second-factor-reset-done': () => ({
    subject: 'Your second factor was removed',
    says: [
      'The waiting time is over, and your account has no second factor any more. You can set up a new one.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'second-factor-changed': ({ change }) => ({
    subject: 'Your second factor changed',
    says: ['What your account asks for at sign-in was changed.', sayChange(FACTOR_CHANGES, change)],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'passphrase-changed': () => ({
    subject: 'Your passphrase was changed',
    says: ['The passphrase of your account was changed, and other sessions were ended.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'If it was not you: set a new passphrase with your recovery words at once.',
  }),
  'recovery-used': () => ({
    subject: 'Your recovery words were used',
    says: ['Somebody set a new passphrase for your account with your recovery words.'],
    why: HAVE_ACCOUNT,
    ifNotYou:
      'If it was not you, somebody has your words: sign in, or use them yourself, and make new ones at once.',
  }),
  'recovery-replaced': () => ({
    subject: 'Your recovery words were replaced',
    says: ['New recovery words were made for your account. The ones before open nothing any more.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'If it was not you: change your passphrase at once, then make new recovery words yourself.',
  }),
  'address-changed': ({ change }) => ({
    subject: 'How Undertone reaches you changed',
    says: ['An address or phone number of your account was changed.', sayChange(ADDRESS_CHANGES, change)],
    why: 'You get this because this was the address of your account in Undertone when it was changed.',
    ifNotYou: SECURE_IT,
  }),
  'new-device': ({ device }) => ({
    subject: 'A new device signed in',
    says: [
      device === undefined
        ? 'Somebody signed in to your account on a device that was not signed in before.'
        : `Somebody signed in to your account on a device that was not signed in before: ${device}.`,
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'account-locked': ({ until }) => ({
    subject: 'Signing in to your account is locked',
    says: [
      'There were too many wrong tries to sign in to your account, so signing in is locked. Devices that are signed in stay so, and nothing of yours was opened.',
      until === undefined ? null : `The lock ends by itself after ${until}.`,
      'To sign in before that, choose “Unlock by mail” where you sign in.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou:
      'If it was not you, somebody is guessing. A passphrase of five or more words is out of their reach.',
  }),
  'account-unlocked': () => ({
    subject: 'Your account is unlocked',
    says: ['You can sign in to your account again.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'If it was not you, somebody can read your mail: secure your mailbox first, then your account.',
  }),
  'security-event': ({ locked }) => ({
    subject: 'Something unusual in your account',
    says: [
      'We noticed something unusual in your account.',
      locked === undefined
        ? 'Settings, Activity shows what was done.'
        : 'To be safe it was locked and every device was signed out. To use it again, choose “Unlock by mail” where you sign in; Settings, Activity then shows what was done.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'deletion-scheduled': ({ date }) => ({
    subject: 'Your account will be deleted',
    says: [
      date === undefined
        ? 'You asked for your account to be deleted.'
        : `You asked for your account to be deleted. It will be deleted after ${date}.`,
      'Until then you can sign in and keep it.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: 'If it was not you: sign in, keep the account and change your passphrase.',
  }),
  'deletion-cancelled': () => ({
    subject: 'Your account stays',
    says: ['The deletion of your account was cancelled. Everything is as it was.'],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'deletion-done': () => ({
    subject: 'Your account was deleted',
    says: ['Your account and everything that we held of it were deleted. This is the last message to you.'],
    why: 'You get this because your account in Undertone had this address.',
    ifNotYou: null,
  }),
  invitation: ({ organisation, inviter, link, until }) => ({
    subject: 'You are invited in Undertone',
    says: [
      organisation === undefined
        ? 'You are invited to join an organisation in Undertone.'
        : `You are invited to join this organisation in Undertone: ${organisation}.`,
      inviter === undefined ? null : `Invited by: ${inviter}.`,
      link === undefined ? null : 'To look at the invitation, open:',
      link ?? null,
      until === undefined ? null : `It is good until ${until}.`,
    ],
    why: 'You get this because somebody in that organisation gave this address.',
    ifNotYou: 'If you do not know them, do nothing: you join only when you accept.',
  }),
  shortCode: (digits, minutes) =>
    `${digits} is your Undertone code, good for ${minutes} minutes. Nobody from Undertone will ask you for it.`,
};
