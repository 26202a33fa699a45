/** Codes that are sent, unlocking, and changing where an account is written to. */
export const codesEn = {
  'code.label': 'Code',
  'code.hint': 'Six digits, good for ten minutes. Look among unwanted mail too.',
  'code.sent': 'We sent a code to {address}.',
  'code.sentAgain': 'A new code is on its way to {address}. Only the newest counts.',
  'code.again': 'Send a new code',
  'code.againIn': 'Send a new code in {seconds} s',
  'signUp.code.title': 'Look into your mail',
  'signUp.code.known': 'If this address has an account already, the message says so and holds no code.',
  'signUp.code.otherAddress': 'Use another address',
  'unlock.title': 'Unlock by mail',
  'unlock.what':
    'After too many wrong tries nobody can sign in to an account for twelve hours. A code from your mail ends that at once. Devices that are signed in stay so.',
  'unlock.send': 'Send me a code',
  'unlock.act': 'Unlock',
  'unlock.sendsNone': 'This server sends no mail',
  'unlock.sendsNone.do':
    'The lock ends by itself after twelve hours. A device that signed in before can sign in now.',
  'unlock.done': 'Unlocked. You can sign in again.',
  'changeEmail.title': 'Change the email address',
  'changeEmail.what':
    'We send a code to the new address, and a note to the old one. Your passphrase stays as it is; other devices are signed out.',
  'changeEmail.new': 'New email address',
  'changeEmail.send': 'Send a code',
  'changeEmail.act': 'Change the address',
  'changeEmail.done': 'Your account has the new address.',
  'phone.title': 'Phone number for codes',
  'phone.what':
    'A text message can bring a code when you are asked who you are. It is less safe than mail or an authenticator app, and it is never needed.',
  'phone.number': 'Phone number',
  'phone.hint': 'With the country code, like +44 20 7946 0000.',
  'phone.send': 'Send a code',
  'phone.act': 'Keep this number',
  'phone.done': 'Codes can be sent to this number now.',
  'phone.remove': 'Forget my number',
  'phone.removed': 'The server has forgotten your number.',
  'accountFailure.wrong-code': 'This code does not count',
  'accountFailure.wrong-code.do':
    'It is mistyped, used, or older than ten minutes. Only the newest one counts. After five tries, send a new one.',
  'accountFailure.account-locked': 'Signing in is locked for now',
  'accountFailure.account-locked.do':
    'There were too many wrong tries. Nothing was opened, and devices that are signed in stay so. Unlock it by mail, or wait twelve hours.',
} as const;
