/** Preferences that the server keeps, taking everything along, and leaving. */
export const dataEn = {
  'settings.data': 'Your data',
  'settings.data.note': 'Take everything along, or delete the account',
  'preferences.title': 'What the server should know',
  'preferences.locale': 'Language of mails',
  'preferences.idle': 'Sign me out when unused for',
  'preferences.idle.never': 'Never',
  'preferences.idle.minutes': { one: '{count} minute', other: '{count} minutes' },
  'preferences.idle.guarded': 'In your role it is 15 minutes at most.',
  'preferences.kept': 'Kept.',
  'takeout.title': 'Take everything along',
  'takeout.what':
    'One ZIP with your journal to read in any browser, the same as data for other programs, and the recordings you kept. With an account, also everything the server holds about it.',
  'takeout.open': 'It is not locked: whoever has the file can read it.',
  'takeout.act': 'Export everything',
  'takeout.server': 'Asking the server',
  'takeout.entries': 'Writing your entries down',
  'takeout.recordings': 'Adding recordings',
  'takeout.done': 'Exported: {size}.',
  'takeout.missing': {
    one: '{count} recording could not be opened and is missing.',
    other: '{count} recordings could not be opened and are missing.',
  },
  'takeout.cancelled': 'Stopped. Nothing was saved.',
  'takeout.noAccount': 'This device has no account: the file holds your journal alone.',
  'takeoutFile.title': 'My journal',
  'takeoutFile.exported': 'Exported from Undertone on {date}.',
  'takeoutFile.said': 'You said: {label}.',
  'takeoutFile.earlier': 'Earlier versions',
  'takeoutFile.missing': 'A recording belongs here that could not be opened.',
  'takeoutFile.readme':
    'journal.html: your entries, to read in any browser.\njournal.json: the same as data, with every reading. Times are ISO 8601.\nprofile.json: your safety plan, care you saved and your usual voice.\nrecordings/: what you kept, as it was recorded.\naccount.ndjson: what the server holds about your account, one row a line; entries in there are sealed as the server has them.\naudit.json: the signed record of what was done with your account.\n',
  'leave.title': 'Delete the account',
  'leave.what':
    'What goes: the account, every sealed entry and recording on the server, every number you sent, and your memberships.',
  'leave.stays':
    'What stays: your journal on your devices, until you erase it there; the database’s own backups, for 30 days; and the signed record of acts, for seven years under a pseudonym.',
  'leave.when': {
    one: 'It happens after {count} day. Until then one tap takes it back. Every other device is signed out at once.',
    other:
      'It happens after {count} days. Until then one tap takes it back. Every other device is signed out at once.',
  },
  'leave.act': 'Delete the account…',
  'leave.sure': 'Delete the account?',
  'leave.sure.what': 'Export everything first if you want to keep it anywhere but on this device.',
  'leave.yes': 'Delete it',
  'leave.lastAdmin': 'Somebody is left without an admin',
  'leave.lastAdmin.do':
    'You are the only admin of an organisation with other members. Make one of them an admin, or delete the organisation, then come back.',
  'leave.scheduled': 'Your account is going to be deleted',
  'leave.scheduled.when': 'On {date}. Until then everything works as before.',
  'leave.kept': 'Your account stays.',
} as const;
