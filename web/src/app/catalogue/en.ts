/**
 * Every word of the interface. The voice is plain, warm and short: about what was written, never a verdict on the
 * person; errors say what happened, what is safe and what to do. `{name}` is filled in; plural forms go by `{count}`.
 */
export const en = {
  'app.title': '{screen} · Undertone',
  'app.home': 'Undertone, to today',
  'app.tabs': 'Main',
  'app.skip': 'Skip to the content',
  'app.opening': 'Opening your journal…',
  'app.loadingScreen': 'Loading…',
  'app.screenMissing': 'This page could not be loaded',
  'app.screenMissing.safe': 'Everything you wrote is safe on this device. The rest of the app still works.',
  'app.tryAgain': 'Try again',
  'app.undo': 'Undo',
  'app.cancel': 'Cancel',

  'tab.today': 'Today',
  'tab.journal': 'Journal',

  'crash.title': 'Something broke on our side',
  'crash.safe':
    'Everything you kept is safe on this device, and so is your draft up to a moment ago. Reloading usually helps.',
  'crash.reload': 'Reload',
  'crash.backup': 'Save a backup',

  'status.offline': 'Offline. Everything you write is kept here.',
  'status.offlineWaiting': {
    one: 'Offline. {count} change is kept here and waits to sync.',
    other: 'Offline. {count} changes are kept here and wait to sync.',
  },
  'status.exchanging': 'Syncing {done} of {total}',
  'status.retrying': 'The server did not answer. Trying again in {seconds} s.',
  'status.retryNow': 'Try now',
  'status.stopped.session-expired': 'Your session has ended. Writing goes on as ever; syncing waits.',
  'status.stopped.quota-exceeded':
    'The server has no more room for this account. New entries stay on this device: save a backup.',
  'status.stopped.client-outdated':
    'This version is too old to sync. Your entries are safe here; reload to update.',
  'status.stopped.storage-full':
    'This device has no room for what the server holds. Nothing is lost; free some space to go on.',

  'update.ready': 'A new version is ready. Your draft is safe.',
  'update.reload': 'Reload',

  'greeting.morning': 'Good morning',
  'greeting.afternoon': 'Good afternoon',
  'greeting.evening': 'Good evening',
  'greeting.night': 'Still up',

  'today.mood': 'How is it right now?',
  'today.moodKept': 'Kept: {mood}',
  'today.kept': 'Kept at {time}',
  'today.openKept': 'Open',
  'today.words': 'Write a line',
  'today.moreWords': 'Write some more',
  'today.withMood': 'This goes with what you just marked: {mood}.',
  'today.page': 'New entry',
  'today.placeholder': 'What is on your mind…',
  'today.earlier': 'Earlier today',

  'mood.grid': 'Mood: pleasant to the right, more energy upward',
  'mood.pleasantness': 'Pleasantness',
  'mood.energy': 'Energy',
  'mood.unset': 'not marked yet',
  'mood.highEnergy': 'more energy',
  'mood.lowEnergy': 'less energy',
  'mood.faces': 'Or choose a face',
  'mood.hint': 'Touch where you are, or choose a face.',
  'mood.keep': 'Keep this mood',
  'mood.words': '{pleasantness}, {energy}',

  'face.awful': 'Awful',
  'face.bad': 'Low',
  'face.okay': 'So-so',
  'face.good': 'Good',
  'face.great': 'Great',

  'band.very-unpleasant': 'very unpleasant',
  'band.unpleasant': 'unpleasant',
  'band.middling': 'in between',
  'band.pleasant': 'pleasant',
  'band.very-pleasant': 'very pleasant',
  'band.very-low-energy': 'very low energy',
  'band.low-energy': 'low energy',
  'band.even-energy': 'even energy',
  'band.high-energy': 'high energy',
  'band.very-high-energy': 'very high energy',

  'writing.keep': 'Keep',
  'writing.draftSettled': 'Draft saved on this device',
  'writing.draftUnsettled': 'Saving the draft',

  'save.failed': 'This could not be kept yet',
  'save.storage-full':
    'This device is full. Your words are still on the page: free some space, then keep again.',
  'save.storage-unavailable':
    'The browser refused to store this. Your words are still on the page: copy them, then reload.',
  'save.entry-too-long':
    'An entry holds up to {count} characters. Your words are still on the page: keep them as two entries.',
  'save.entry-missing':
    'This entry was deleted on another device. Your words are still on the page: copy them into a new entry.',
  'save.vault-locked': 'The journal is locked. Your words are still on the page: unlock it and keep again.',

  'safety.well': 'Your journal is safe on this device',
  'safety.gaps': {
    one: '{count} thing would make your journal safer',
    other: '{count} things would make your journal safer',
  },
  'safety.installed': 'Installed as an app',
  'safety.notInstalled':
    'Not installed. Some browsers clear sites that are rarely opened; installed apps are left alone.',
  'safety.installByHand':
    'Not installed. In the browser’s menu, “Install” or “Add to Home Screen” keeps it from being cleared.',
  'safety.install': 'Install',
  'safety.persisted': 'The browser will not clear it',
  'safety.notPersisted': 'The browser may clear it when space runs out',
  'safety.persist': 'Protect',
  'safety.synced': 'Everything is synced, sealed',
  'safety.unsynced': {
    one: '{count} change is not synced yet',
    other: '{count} changes are not synced yet',
  },
  'safety.syncNow': 'Sync now',
  'safety.noAccount': 'Only on this device. An account keeps a sealed copy.',
  'safety.backup': 'Last backup file {ago}',
  'safety.noBackup': 'No backup file yet',
  'safety.saveBackup': 'Save one',

  'reading.title': 'Reading',
  'reading.fetching': 'Fetching the reader, once, to this device',
  'reading.reading': 'Reading on this device…',
  'reading.sentence': '{tone}. {certainty}.',
  'reading.none': 'No reading',
  'reading.carriedBy': 'The sentence that weighed most',

  'tone.slightly': 'A hint of {label}',
  'tone.somewhat': 'Some {label}',
  'tone.mostly': 'Mostly {label}',
  'tone.clearly': 'Clearly {label}',
  'tone.even': 'Even in tone',
  'tone.with': '{first}, a little {second}',

  'certainty.unsure': 'Not sure',
  'certainty.fairly-sure': 'Fairly sure',
  'certainty.sure': 'Quite sure',

  'emotion.anger': 'anger',
  'emotion.disgust': 'disgust',
  'emotion.fear': 'fear',
  'emotion.joy': 'joy',
  'emotion.neutral': 'nothing in particular',
  'emotion.sadness': 'sadness',
  'emotion.surprise': 'surprise',

  'emotionName.anger': 'Anger',
  'emotionName.disgust': 'Disgust',
  'emotionName.fear': 'Fear',
  'emotionName.joy': 'Joy',
  'emotionName.neutral': 'Neutral',
  'emotionName.sadness': 'Sadness',
  'emotionName.surprise': 'Surprise',

  'abstained.thin-evidence': 'Too little here to read a tone from. That is fine.',
  'abstained.language-unsure': 'The language was unclear, so this is left unread.',
  'abstained.language-unsupported': 'This language cannot be read yet. Your words are kept all the same.',
  'abstained.low-confidence': 'The tone could be several things, so no guess is made.',
  'abstained.low-quality': 'This was unlike anything the reader knows, so no guess is made.',
  'abstained.no-evidence': 'Nothing to read here.',

  'modality.text': 'From your words',
  'modality.voice': 'From your voice',
  'modality.face': 'From your face',

  'details.open': 'How this was read',
  'details.valence': 'Pleasantness',
  'details.arousal': 'Energy',
  'details.sure': 'How sure',
  'details.notSaid': 'no answer given',
  'details.language': 'Language',
  'details.languageUnsure': 'unclear',
  'details.model': 'Read on this device by {id} {version}. Quality of the evidence: {quality}.',
  'details.estimate':
    'An estimate of how the words sound, not of how you are. Pleasantness and energy run from −1 to +1.',

  'correction.right': "That's right",
  'correction.notQuite': 'Not quite',
  'correction.sayIt': 'Say it yourself',
  'correction.question': 'What was it for you?',
  'correction.agreed': 'You agreed.',
  'correction.said': 'For you it was {label}.',
  'correction.change': 'Change',

  'readFailure.no-webassembly': 'This browser cannot run the reader',
  'readFailure.no-webassembly.do':
    'WebAssembly is switched off here. In another browser, or with it allowed, readings appear.',
  'readFailure.model-corrupt': 'The reader arrived damaged and was refused',
  'readFailure.model-corrupt.do':
    'Its fingerprint did not match, so it was not run. Trying again fetches it afresh.',
  'readFailure.model-missing': 'The reader is not on this device yet',
  'readFailure.model-missing.do': 'It is fetched once and then works offline. Connect, then try again.',
  'readFailure.crashed': 'The reader stopped in the middle',
  'readFailure.crashed.do': 'Trying again usually works.',
  'readFailure.safe': 'Your entry is kept. Your journal is unaffected.',

  'journal.title': 'Journal',
  'journal.count': { one: '{count} entry', other: '{count} entries' },
  'journal.today': 'Today',
  'journal.search': 'Search your journal',
  'journal.searchHint': 'Search, on this device only',
  'journal.found': { one: '{count} entry found', other: '{count} entries found' },
  'journal.nothingFound': 'No entry has all of these words.',
  'journal.older': 'Show older entries',
  'journal.twoVersions': 'two versions',
  'journal.empty': 'Your days will gather here',
  'journal.empty.what':
    'Each entry leaves a small form. In time they become a picture of a year, for you alone.',
  'journal.empty.act': 'Write the first line',
  'journal.choose': 'Choose an entry',
  'journal.choose.what': 'It opens here, beside your days.',

  'quarantine.title': {
    one: '{count} record could not be opened',
    other: '{count} records could not be opened',
  },
  'quarantine.safe':
    'Kept exactly as found, and left out of the timeline. A backup, or another device, may hold a sound copy.',
  'quarantine.corrupt': 'Damaged: its seal does not match',
  'quarantine.unsupported-version': 'Written by a newer version of Undertone',
  'quarantine.malformed-document': 'Opened, but not an entry we understand',

  'entry.missing': 'This entry is not here',
  'entry.missing.why': 'It was deleted, or has not reached this device yet.',
  'entry.back': 'To the journal',
  'entry.mood': 'You marked: {mood}',
  'entry.editPage': 'Edit entry',
  'entry.edit': 'Edit',
  'entry.addWords': 'Add words',
  'entry.delete': 'Delete',
  'entry.deleted': 'Entry deleted',
  'entry.edited': 'edited',
  'entry.timeIn': '{time}, {place}',

  'history.title': 'Earlier versions',
  'history.restore': 'Bring this back',
  'history.restored': 'Brought back. The text before it is among the earlier versions.',

  'versions.title': 'Two devices wrote this at the same time',
  'versions.safe': 'Both are here, and both stay in the history whatever you choose.',
  'versions.here': 'Shown so far',
  'versions.other': 'From another device',
  'versions.keepThis': 'Keep this one',
  'versions.keepBoth': 'Keep both, one after the other',
  'versions.settled': 'Settled. The other text is among the earlier versions.',

  'notFound.title': 'There is nothing here',
  'notFound.what': 'The address may be old or mistyped. Your journal is where it was.',
  'notFound.act': 'To today',

  'unavailable.title': 'Nothing can be kept here',
  'unavailable.no-indexeddb': 'This browser window has no storage',
  'unavailable.no-indexeddb.do':
    'Private windows often work this way. Open Undertone in a normal window to keep a journal.',
  'unavailable.no-webcrypto': 'This page cannot seal anything',
  'unavailable.no-webcrypto.do':
    'Browsers allow sealing only over https, or on this very machine. Open the https address instead.',
  'unavailable.blocked': 'The browser refused to store anything',
  'unavailable.blocked.do':
    'Allow this site to store data in the browser’s settings, or free some space, then reload.',
  'unavailable.newer-schema': 'This journal was written by a newer version',
  'unavailable.newer-schema.do':
    'It is safe and untouched. Close the other tabs and reload, so that this one is new as well.',
  'unavailable.write': 'Write all the same',
  'unavailable.nothingKept':
    'These words live in this tab only and are gone when it closes, unless you save them as a file.',
  'unavailable.saveFile': 'Save as a text file',

  'account.email': 'Email',
  'account.emailHint': 'To sign in with. It is never used to write to you about how you feel.',
  'account.passphrase': 'Passphrase',
  'account.signUp': 'Create an account',
  'account.signIn': 'Sign in',
  'account.localOnly':
    'No account is needed: the journal lives on this device. An account adds a second device and a copy on the server, sealed here so that only you can open it.',
  'account.lastExchange': 'Synced {ago}',
  'account.notRehearsed': 'Your recovery words are not checked yet',
  'account.notRehearsed.why':
    'Type them back once from paper, so that you know the paper is good before you need it.',

  'signUp.title': 'Create an account',
  'signUp.what':
    'Your journal is sealed on this device before it is sent. The server keeps it and cannot read it.',
  'signUp.lost': 'Nobody can open it for you',
  'signUp.lost.what':
    'If you lose both the passphrase and the 24 recovery words you get next, the journal on the server is gone for good. There is no back door, for you or for anyone else.',
  'signUp.haveOne': 'Already have one?',

  'signIn.title': 'Sign in',
  'signIn.expired': 'Your session has ended',
  'signIn.expired.safe':
    'Nothing is lost. What you wrote since then is kept here and syncs once you are back.',
  'signIn.forgot': 'Forgot the passphrase?',
  'signIn.noAccount': 'No account yet?',
  'signIn.twoJournals': 'There are two journals',
  'signIn.twoJournals.what': {
    one: 'This device holds {count} entry of its own and the account holds another journal. They can be brought together; no entry is lost.',
    other:
      'This device holds {count} entries of its own and the account holds another journal. They can be brought together; no entry is lost.',
  },
  'signIn.merge': 'Bring both together',

  'recover.title': 'Open with your recovery words',
  'recover.what':
    'The 24 words from your paper open the journal and let you choose a new passphrase. Other devices are signed out.',
  'recover.act': 'Open the journal',
  'recover.done': 'The journal is open, with the new passphrase.',

  'changePassphrase.title': 'Change the passphrase',
  'changePassphrase.what': 'Other devices are signed out. Your recovery words stay as they are.',
  'changePassphrase.act': 'Change it',
  'changePassphrase.done': 'The passphrase is changed.',

  'passphrase.hint':
    'At least 12 characters. Four or five unrelated words are easy to keep and hard to guess.',
  'passphrase.new': 'New passphrase',
  'passphrase.current': 'Current passphrase',
  'passphrase.strength': 'Strength',
  'passphrase.too-short': 'Too short so far',
  'passphrase.guessable': 'Too easy to guess',
  'passphrase.fair': 'Fair',
  'passphrase.strong': 'Strong',
  'passphrase.refused': 'This would be guessed. Make it longer or less usual.',

  'field.show': 'Show {field}',

  'signOut.title': 'Sign out',
  'signOut.question': 'What should stay on this device?',
  'signOut.keep': 'Keep the journal here',
  'signOut.keep.what': 'It stays readable on this device and is no longer synced.',
  'signOut.erase': 'Erase it from this device',
  'signOut.erase.what': 'The sealed copy on the server stays. You will need the passphrase to see it again.',
  'signOut.unsynced': {
    one: '{count} change has not reached the server and would be lost',
    other: '{count} changes have not reached the server and would be lost',
  },
  'signOut.unsynced.do': 'Let them sync first, or save a backup.',
  'signOut.act': 'Sign out',

  'words.title': 'Recovery words',
  'words.what':
    'These 24 words open your journal when the passphrase is forgotten. They are shown now and never again.',
  'words.onPaper': 'On paper, not in a photo',
  'words.onPaper.why':
    'Whoever has these words can read everything. Keep the paper where you keep a passport.',
  'words.written': 'I wrote them down',
  'words.print': 'Print',
  'words.later': 'Later',
  'words.rehearse': 'Three of them, from the paper:',
  'words.place': 'Word {place}',
  'words.notThat': 'Not the word in that place.',
  'words.seeAgain': 'See them again',
  'words.right': 'Right. The paper is good.',
  'words.check': 'Check your paper',
  'words.check.why': 'Type the words back once. Nothing is sent anywhere.',
  'words.checkAct': 'Check',
  'words.field': 'The 24 words, in order',
  'words.counted': { one: '{count} word so far', other: '{count} words so far' },
  'words.renew': 'Make new words',
  'words.renew.what': 'For when the paper is lost or was seen. The old words stop working.',
  'words.renewAct': 'Make new words',
  'words.noAccount': 'Recovery words come with an account',
  'words.noAccount.do': 'Without one, the journal opens on this device alone; a backup file is its spare.',

  'accountStep.deriving-keys': 'Making the keys on this device…',
  'accountStep.contacting': 'Asking the server…',
  'accountStep.restoring': 'Opening the journal…',

  'accountFailure.offline': 'The server cannot be reached',
  'accountFailure.offline.do': 'Nothing was changed. Try again once you are online.',
  'accountFailure.wrong-credentials': 'Email and passphrase do not match',
  'accountFailure.wrong-credentials.do': 'Nothing was changed. Check both; a space at the end counts.',
  'accountFailure.email-unavailable': 'This email cannot be used',
  'accountFailure.email-unavailable.do':
    'If the account is yours, sign in. Otherwise choose another address.',
  'accountFailure.passphrase-too-weak': 'This passphrase would be guessed',
  'accountFailure.passphrase-too-weak.do':
    'Make it longer or less usual. Four or five unrelated words do well.',
  'accountFailure.invalid-email': 'This is not an email address',
  'accountFailure.invalid-email.do': 'Look for a missing @ or a stray space.',
  'accountFailure.rate-limited': 'Too many tries in a row',
  'accountFailure.rate-limited.do': 'Your journal is safe. Wait a few minutes, then try again.',
  'accountFailure.server-refused': 'The server refused this',
  'accountFailure.server-refused.do': 'Nothing was changed, and your journal is safe here. Try again later.',
  'accountFailure.unsafe-parameters': 'The server asked for weaker keys than we accept',
  'accountFailure.unsafe-parameters.do':
    'Nothing was sent. Check that this is the right address, and do not go on if you are not sure.',
  'accountFailure.wrong-recovery-words': 'These words do not open it',
  'accountFailure.wrong-recovery-words.do':
    'Nothing was changed. Check the order and the spelling of each word.',
  'accountFailure.storage-full': 'This device has no room for the journal',
  'accountFailure.storage-full.do': 'Nothing was changed. Free some space, then try again.',
  'accountFailure.session-expired': 'Your session has ended',
  'accountFailure.session-expired.do': 'Nothing is lost. Sign in again, then repeat this.',
  'accountFailure.other-journal-present': 'There are two journals',
  'accountFailure.other-journal-present.do': 'This device holds one of its own. Save a backup of it first.',

  'consent.text.title': 'Send the scores of what I write',
  'consent.text.why':
    'With this on, the server also sees how your entries were read, so that your devices learn your usual tone together. Each device asks for itself.',
  'consent.text.which':
    'For each entry: seven numbers (anger to surprise), pleasantness, energy, how good the evidence was, your correction, the reader’s name and version, the day and the hour.',
  'consent.never': 'Never your words. You can switch it off at any time, which deletes what was sent.',
  'consent.given': 'Scores will be sent from now on.',
  'consent.revoked': 'Nothing more is sent. What was sent is being deleted.',
  'consentFailure.offline': 'The server cannot be reached',
  'consentFailure.server-refused': 'The server refused this',
  'consentFailure.safe': 'Nothing was changed and nothing was sent. Try again later.',

  'settings.title': 'Settings',
  'settings.look': 'On this device',
  'settings.language': 'Language',
  'settings.languageSystem': 'As the browser',
  'settings.theme': 'Appearance',
  'settings.account': 'Account',
  'settings.account.note': 'None needed. Sealed sync if you want it',
  'settings.privacy': 'What may be sent',
  'settings.privacy.note': 'Your consents, and taking them back',
  'settings.ledger': 'What left this device today',
  'settings.ledger.note': 'Every request, and its bytes',
  'settings.models': 'The reader',
  'settings.models.note': 'Which models, how big, on whose terms',
  'settings.backup': 'Backup',
  'settings.backup.note': 'Save or restore a sealed file',
  'settings.about': 'About',
  'settings.about.note': 'Version and licences',
  'theme.system': 'As the device',
  'theme.light': 'Paper',
  'theme.dark': 'Dusk',

  'privacy.what':
    'Your words never leave this device unless sealed. Scores are numbers about them, and go only if you say so.',
  'privacy.noAccount': 'Without an account there is nowhere to send anything, so this is off.',
  'privacy.revoke':
    'Switching it off stops sending at once, and deletes what was sent as soon as the server can be reached.',
  'privacy.ledger': 'See what left this device today',

  'ledger.title': 'What left this device today',
  'ledger.empty': 'Nothing has left this device today',
  'ledger.empty.what':
    'When something does, it is listed here: when, where to, which fields, how many bytes.',
  'ledger.total': { one: '{count} request, {bytes} sent.', other: '{count} requests, {bytes} sent.' },
  'ledger.loads': {
    one: '{count} load of the app’s own files. Nothing is sent with it.',
    other: '{count} loads of the app’s own files. Nothing is sent with them.',
  },
  'ledger.when': 'Time',
  'ledger.where': 'To',
  'ledger.fields': 'Fields sent',
  'ledger.sent': 'Sent',
  'ledger.received': 'Received',
  'ledger.status': 'Answer',
  'ledger.socket': 'Socket',
  'ledger.noFields': 'none',
  'ledger.failed': 'no answer',
  'ledger.pending': 'waiting',
  'ledger.what':
    'Written by the one place in the app that can send. “Sealed” fields are ciphertext that only your devices open.',

  'models.what': 'These run inside this browser. What you write is never sent to be read.',
  'models.size': 'Size',
  'models.licence': 'Licence',
  'models.card': 'Its card: data, errors, limits',

  'backup.what':
    'A file with the whole journal, sealed with a passphrase of its own. Keep it anywhere; without the passphrase it is noise.',
  'backup.save': 'Save a backup',
  'backup.save.what': 'Choose a passphrase for this file. It may be the one you sign in with.',
  'backup.passphrase': 'Passphrase for the file',
  'backup.saveAct': 'Save the file',
  'backup.saving': 'Sealing',
  'backup.saved': 'Saved, {size}. Open it here once to be sure.',
  'backup.restore': 'Restore a backup',
  'backup.restore.what': 'The file is checked first, and you see what it holds before anything changes.',
  'backup.file': 'Backup file',
  'backup.itsPassphrase': 'Its passphrase',
  'backup.lookAct': 'Look into it',
  'backup.looking': 'Checking the whole file',
  'backup.holds': { one: 'It holds {count} record', other: 'It holds {count} records' },
  'backup.madeAt': 'Made {when}.',
  'backup.otherJournal': 'It is from another journal. Its entries would join this one.',
  'backup.fullerHere': {
    one: 'The journal here is fuller: {count} record is not in the file. It stays. ({here} entries here.)',
    other:
      'The journal here is fuller: {count} records are not in the file. They stay. ({here} entries here.)',
  },
  'backup.neverOverwrites': 'Restoring adds what is missing. Nothing newer is overwritten.',
  'backup.restoreAct': 'Restore',
  'backup.restoring': 'Restoring',
  'backup.restored': 'Restored: {added} added, {merged} joined, {unchanged} already here.',
  'backupFailure.not-a-backup': 'This is not an Undertone backup',
  'backupFailure.truncated': 'The file is cut short',
  'backupFailure.corrupt': 'The file is damaged',
  'backupFailure.wrong-key': 'The passphrase does not open it',
  'backupFailure.unsupported-version': 'The file was made by a newer version',
  'backupFailure.storage-full': 'This device is full',
  'backupFailure.passphrase-too-weak': 'This passphrase would be guessed',
  'backupFailure.safe': 'Nothing was changed. Your journal here is as it was.',

  'progress.bytes': '{done} of {total}',

  'about.what':
    'Undertone is a private mood journal that reads the tone of what you write, on your own device.',
  'about.notMedical': 'It describes tone. It does not diagnose, and it is no substitute for care.',
  'about.version': 'Version',
  'about.licence': 'Licence',
  'about.parts': 'Made with',
} as const;
