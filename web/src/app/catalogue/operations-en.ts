/** What those who run the deployment see. */
export const operationsEn = {
  'health.title': 'How it runs',
  'health.well': 'Nothing wants a look.',
  'health.trouble': 'This wants a look',
  'health.trouble.database': 'The database is slow to answer.',
  'health.trouble.notices': {
    one: '{count} message to a person could not be delivered today.',
    other: '{count} messages to people could not be delivered today.',
  },
  'health.trouble.events': {
    one: '{count} security event is open.',
    other: '{count} security events are open.',
  },
  'health.version': 'Version',
  'health.database': 'The database answers within',
  'health.milliseconds': '{count} ms',
  'health.accounts': 'Accounts',
  'health.accountsLocked': 'Locked',
  'health.accountsLeaving': 'To be deleted',
  'health.sessions': 'Sessions',
  'health.noticesWaiting': 'Messages on their way',
  'health.noticesFailed': 'Messages given up today',
  'health.securityEventsOpen': 'Open security events',
  'health.again': 'Look again',
} as const;
