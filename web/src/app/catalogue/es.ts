import type { Catalogue } from '../i18n.ts';

/** Español, de tú: llano, cálido y breve. Mismas claves y mismos huecos que en inglés. */
export const es = {
  'app.title': '{screen} · Undertone',
  'app.home': 'Undertone, a hoy',
  'app.tabs': 'Principal',
  'app.skip': 'Saltar al contenido',
  'app.opening': 'Abriendo tu diario…',
  'app.loadingScreen': 'Cargando…',
  'app.screenMissing': 'Esta página no se ha podido cargar',
  'app.screenMissing.safe':
    'Todo lo que escribiste está a salvo en este dispositivo. El resto de la aplicación funciona.',
  'app.tryAgain': 'Probar otra vez',
  'app.undo': 'Deshacer',
  'app.cancel': 'Cancelar',

  'tab.today': 'Hoy',
  'tab.journal': 'Diario',

  'crash.title': 'Algo se ha roto por nuestra parte',
  'crash.safe':
    'Todo lo que guardaste está a salvo en este dispositivo, y tu borrador también, hasta hace un momento. Volver a cargar suele bastar.',
  'crash.reload': 'Volver a cargar',
  'crash.backup': 'Guardar una copia',

  'status.offline': 'Sin conexión. Todo lo que escribes se guarda aquí.',
  'status.offlineWaiting': {
    one: 'Sin conexión. {count} cambio está guardado aquí y espera para sincronizarse.',
    other: 'Sin conexión. {count} cambios están guardados aquí y esperan para sincronizarse.',
  },
  'status.exchanging': 'Sincronizando {done} de {total}',
  'status.retrying': 'El servidor no ha respondido. Se vuelve a intentar en {seconds} s.',
  'status.retryNow': 'Intentar ahora',
  'status.stopped.session-expired':
    'Tu sesión ha terminado. Puedes seguir escribiendo; la sincronización espera.',
  'status.stopped.quota-exceeded':
    'El servidor no tiene más sitio para esta cuenta. Lo nuevo se queda en este dispositivo: guarda una copia.',
  'status.stopped.client-outdated':
    'Esta versión es demasiado antigua para sincronizar. Tus entradas están a salvo aquí; vuelve a cargar para actualizar.',
  'status.stopped.storage-full':
    'En este dispositivo no cabe lo que guarda el servidor. No se pierde nada; libera espacio para seguir.',

  'update.ready': 'Hay una versión nueva. Tu borrador está a salvo.',
  'update.reload': 'Volver a cargar',

  'greeting.morning': 'Buenos días',
  'greeting.afternoon': 'Buenas tardes',
  'greeting.evening': 'Buenas noches',
  'greeting.night': 'Buena madrugada',

  'today.mood': '¿Cómo va ahora mismo?',
  'today.moodKept': 'Guardado: {mood}',
  'today.kept': 'Guardado a las {time}',
  'today.openKept': 'Abrir',
  'today.words': 'Escribe una línea',
  'today.moreWords': 'Escribe algo más',
  'today.withMood': 'Va con lo que acabas de marcar: {mood}.',
  'today.page': 'Entrada nueva',
  'today.placeholder': 'Lo que te ronda…',
  'today.earlier': 'Antes, hoy',

  'mood.grid': 'Ánimo: agradable hacia la derecha, más energía hacia arriba',
  'mood.pleasantness': 'Agrado',
  'mood.energy': 'Energía',
  'mood.unset': 'sin marcar',
  'mood.highEnergy': 'más energía',
  'mood.lowEnergy': 'menos energía',
  'mood.faces': 'O elige una cara',
  'mood.hint': 'Toca donde estás o elige una cara.',
  'mood.keep': 'Guardar este ánimo',
  'mood.words': '{pleasantness}, {energy}',

  'face.awful': 'Fatal',
  'face.bad': 'Mal',
  'face.okay': 'Regular',
  'face.good': 'Bien',
  'face.great': 'Muy bien',

  'band.very-unpleasant': 'muy desagradable',
  'band.unpleasant': 'desagradable',
  'band.middling': 'entre medias',
  'band.pleasant': 'agradable',
  'band.very-pleasant': 'muy agradable',
  'band.very-low-energy': 'muy poca energía',
  'band.low-energy': 'poca energía',
  'band.even-energy': 'energía media',
  'band.high-energy': 'mucha energía',
  'band.very-high-energy': 'muchísima energía',

  'writing.keep': 'Guardar',
  'writing.draftSettled': 'Borrador guardado en este dispositivo',
  'writing.draftUnsettled': 'Guardando el borrador',

  'save.failed': 'Esto aún no se ha podido guardar',
  'save.storage-full':
    'Este dispositivo está lleno. Tus palabras siguen en la página: libera espacio y guarda otra vez.',
  'save.storage-unavailable':
    'El navegador no ha querido guardarlo. Tus palabras siguen en la página: cópialas y vuelve a cargar.',
  'save.entry-too-long':
    'En una entrada caben {count} caracteres. Tus palabras siguen en la página: guárdalas en dos entradas.',
  'save.entry-missing':
    'Esta entrada se borró en otro dispositivo. Tus palabras siguen en la página: cópialas en una entrada nueva.',
  'save.vault-locked': 'El diario está cerrado. Tus palabras siguen en la página: ábrelo y guarda otra vez.',

  'safety.well': 'Tu diario está a salvo en este dispositivo',
  'safety.gaps': {
    one: '{count} cosa haría tu diario más seguro',
    other: '{count} cosas harían tu diario más seguro',
  },
  'safety.installed': 'Instalada como aplicación',
  'safety.notInstalled':
    'Sin instalar. Algunos navegadores borran los sitios que apenas se abren; las aplicaciones instaladas se respetan.',
  'safety.installByHand':
    'Sin instalar. En el menú del navegador, «Instalar» o «Añadir a pantalla de inicio» evita que se borre.',
  'safety.install': 'Instalar',
  'safety.persisted': 'El navegador no lo borrará',
  'safety.notPersisted': 'El navegador puede borrarlo si falta espacio',
  'safety.persist': 'Proteger',
  'safety.synced': 'Todo sincronizado y sellado',
  'safety.unsynced': {
    one: '{count} cambio sin sincronizar',
    other: '{count} cambios sin sincronizar',
  },
  'safety.syncNow': 'Sincronizar',
  'safety.noAccount': 'Solo en este dispositivo. Una cuenta guarda una copia sellada.',
  'safety.backup': 'Última copia en archivo {ago}',
  'safety.noBackup': 'Aún no hay copia en archivo',
  'safety.saveBackup': 'Guardar una',

  'reading.title': 'Lectura',
  'reading.fetching': 'Trayendo el lector, una vez, a este dispositivo',
  'reading.reading': 'Leyendo en este dispositivo…',
  'reading.sentence': '{tone}. {certainty}.',
  'reading.none': 'Sin lectura',
  'reading.carriedBy': 'La frase que más ha pesado',

  'tone.slightly': 'Un deje de {label}',
  'tone.somewhat': 'Algo de {label}',
  'tone.mostly': 'Sobre todo {label}',
  'tone.clearly': 'Claramente {label}',
  'tone.even': 'Tono sereno',
  'tone.with': '{first}, un poco de {second}',

  'certainty.unsure': 'Sin certeza',
  'certainty.fairly-sure': 'Con bastante certeza',
  'certainty.sure': 'Con mucha certeza',

  'emotion.anger': 'enfado',
  'emotion.disgust': 'asco',
  'emotion.fear': 'miedo',
  'emotion.joy': 'alegría',
  'emotion.neutral': 'nada en particular',
  'emotion.sadness': 'tristeza',
  'emotion.surprise': 'sorpresa',

  'emotionName.anger': 'Enfado',
  'emotionName.disgust': 'Asco',
  'emotionName.fear': 'Miedo',
  'emotionName.joy': 'Alegría',
  'emotionName.neutral': 'Neutro',
  'emotionName.sadness': 'Tristeza',
  'emotionName.surprise': 'Sorpresa',

  'abstained.thin-evidence': 'Aquí hay muy poco para leer un tono. Está bien así.',
  'abstained.language-unsure': 'El idioma no estaba claro, así que queda sin leer.',
  'abstained.language-unsupported': 'Este idioma aún no se puede leer. Tus palabras se guardan igual.',
  'abstained.low-confidence': 'El tono podría ser varias cosas, así que no se aventura nada.',
  'abstained.low-quality': 'No se parece a nada que el lector conozca, así que no se aventura nada.',
  'abstained.no-evidence': 'Aquí no hay nada que leer.',

  'modality.text': 'De tus palabras',
  'modality.voice': 'De tu voz',
  'modality.face': 'De tu cara',

  'details.open': 'Cómo se ha leído',
  'details.valence': 'Agrado',
  'details.arousal': 'Energía',
  'details.sure': 'Certeza',
  'details.notSaid': 'sin respuesta',
  'details.language': 'Idioma',
  'details.languageUnsure': 'poco claro',
  'details.model': 'Leído en este dispositivo por {id} {version}. Calidad de los indicios: {quality}.',
  'details.estimate':
    'Una estimación de cómo suenan las palabras, no de cómo estás. Agrado y energía van de −1 a +1.',

  'correction.right': 'Así es',
  'correction.notQuite': 'No del todo',
  'correction.sayIt': 'Dilo tú',
  'correction.question': '¿Qué era para ti?',
  'correction.agreed': 'Estuviste de acuerdo.',
  'correction.said': 'Para ti era {label}.',
  'correction.change': 'Cambiar',

  'readFailure.no-webassembly': 'Este navegador no puede usar el lector',
  'readFailure.no-webassembly.do':
    'WebAssembly está desactivado aquí. En otro navegador, o si lo permites, aparecen las lecturas.',
  'readFailure.model-corrupt': 'El lector llegó dañado y se ha rechazado',
  'readFailure.model-corrupt.do':
    'Su huella no coincidía, así que no se ha usado. Al probar otra vez se trae de nuevo.',
  'readFailure.model-missing': 'El lector aún no está en este dispositivo',
  'readFailure.model-missing.do':
    'Se trae una vez y después funciona sin conexión. Conéctate y prueba otra vez.',
  'readFailure.crashed': 'El lector se ha parado a medias',
  'readFailure.crashed.do': 'Probar otra vez suele bastar.',
  'readFailure.safe': 'Tu entrada está guardada. Tu diario sigue igual.',

  'journal.title': 'Diario',
  'journal.count': { one: '{count} entrada', other: '{count} entradas' },
  'journal.today': 'Hoy',
  'journal.search': 'Buscar en tu diario',
  'journal.searchHint': 'Buscar, solo en este dispositivo',
  'journal.found': { one: '{count} entrada encontrada', other: '{count} entradas encontradas' },
  'journal.nothingFound': 'Ninguna entrada tiene todas estas palabras.',
  'journal.older': 'Ver entradas anteriores',
  'journal.twoVersions': 'dos versiones',
  'journal.empty': 'Aquí se irán juntando tus días',
  'journal.empty.what':
    'Cada entrada deja una pequeña forma. Con el tiempo son el retrato de un año, solo para ti.',
  'journal.empty.act': 'Escribir la primera línea',
  'journal.choose': 'Elige una entrada',
  'journal.choose.what': 'Se abre aquí, junto a tus días.',

  'quarantine.title': {
    one: '{count} registro no se ha podido abrir',
    other: '{count} registros no se han podido abrir',
  },
  'quarantine.safe':
    'Se guardan tal como estaban, fuera del diario. Una copia, u otro dispositivo, puede tenerlos sanos.',
  'quarantine.corrupt': 'Dañado: su sello no coincide',
  'quarantine.unsupported-version': 'Escrito por una versión más nueva de Undertone',
  'quarantine.malformed-document': 'Se abrió, pero no es una entrada que entendamos',

  'entry.missing': 'Esta entrada no está aquí',
  'entry.missing.why': 'Se borró, o aún no ha llegado a este dispositivo.',
  'entry.back': 'Al diario',
  'entry.mood': 'Marcaste: {mood}',
  'entry.editPage': 'Editar la entrada',
  'entry.edit': 'Editar',
  'entry.addWords': 'Añadir palabras',
  'entry.delete': 'Borrar',
  'entry.deleted': 'Entrada borrada',
  'entry.edited': 'editada',
  'entry.timeIn': '{time}, {place}',

  'history.title': 'Versiones anteriores',
  'history.restore': 'Recuperar esta',
  'history.restored': 'Recuperada. El texto de antes está entre las versiones anteriores.',

  'versions.title': 'Dos dispositivos escribieron esto a la vez',
  'versions.safe': 'Las dos están aquí, y las dos quedan en el historial elijas lo que elijas.',
  'versions.here': 'La que se veía',
  'versions.other': 'De otro dispositivo',
  'versions.keepThis': 'Quedarme con esta',
  'versions.keepBoth': 'Quedarme con las dos, una tras otra',
  'versions.settled': 'Resuelto. El otro texto está entre las versiones anteriores.',

  'notFound.title': 'Aquí no hay nada',
  'notFound.what': 'La dirección puede ser antigua o estar mal escrita. Tu diario sigue donde estaba.',
  'notFound.act': 'A hoy',

  'unavailable.title': 'Aquí no se puede guardar nada',
  'unavailable.no-indexeddb': 'Esta ventana del navegador no tiene almacenamiento',
  'unavailable.no-indexeddb.do':
    'Las ventanas privadas suelen ser así. Abre Undertone en una ventana normal para llevar un diario.',
  'unavailable.no-webcrypto': 'Esta página no puede sellar nada',
  'unavailable.no-webcrypto.do':
    'Los navegadores solo permiten sellar por https, o en este mismo equipo. Abre la dirección https.',
  'unavailable.blocked': 'El navegador se ha negado a guardar nada',
  'unavailable.blocked.do':
    'Permite que este sitio guarde datos en los ajustes del navegador, o libera espacio, y vuelve a cargar.',
  'unavailable.newer-schema': 'Este diario lo escribió una versión más nueva',
  'unavailable.newer-schema.do':
    'Está a salvo y sin tocar. Cierra las otras pestañas y vuelve a cargar, para que esta también sea nueva.',
  'unavailable.write': 'Escribir de todos modos',
  'unavailable.nothingKept':
    'Estas palabras viven solo en esta pestaña y se van al cerrarla, salvo que las guardes en un archivo.',
  'unavailable.saveFile': 'Guardar como archivo de texto',

  'account.email': 'Correo',
  'account.emailHint': 'Para entrar. Nunca se usa para escribirte sobre cómo te sientes.',
  'account.passphrase': 'Frase de acceso',
  'account.signUp': 'Crear una cuenta',
  'account.signIn': 'Entrar',
  'account.localOnly':
    'No hace falta cuenta: el diario vive en este dispositivo. Una cuenta añade un segundo dispositivo y una copia en el servidor, sellada aquí para que solo tú puedas abrirla.',
  'account.lastExchange': 'Sincronizado {ago}',
  'account.notRehearsed': 'Tus palabras de recuperación están sin comprobar',
  'account.notRehearsed.why':
    'Escríbelas una vez desde el papel, para saber que el papel sirve antes de necesitarlo.',

  'signUp.title': 'Crear una cuenta',
  'signUp.what':
    'Tu diario se sella en este dispositivo antes de enviarse. El servidor lo guarda y no puede leerlo.',
  'signUp.lost': 'Nadie puede abrirlo por ti',
  'signUp.lost.what':
    'Si pierdes la frase de acceso y también las 24 palabras de recuperación que verás ahora, el diario del servidor se pierde para siempre. No hay puerta trasera, ni para ti ni para nadie.',
  'signUp.haveOne': '¿Ya tienes una?',

  'signIn.title': 'Entrar',
  'signIn.expired': 'Tu sesión ha terminado',
  'signIn.expired.safe':
    'No se pierde nada. Lo que has escrito desde entonces está aquí y se sincroniza cuando vuelvas a entrar.',
  'signIn.forgot': '¿Olvidaste la frase de acceso?',
  'signIn.noAccount': '¿Aún sin cuenta?',
  'signIn.twoJournals': 'Hay dos diarios',
  'signIn.twoJournals.what': {
    one: 'Este dispositivo tiene {count} entrada propia y la cuenta tiene otro diario. Se pueden juntar; no se pierde ninguna entrada.',
    other:
      'Este dispositivo tiene {count} entradas propias y la cuenta tiene otro diario. Se pueden juntar; no se pierde ninguna entrada.',
  },
  'signIn.merge': 'Juntar los dos',

  'recover.title': 'Abrir con tus palabras de recuperación',
  'recover.what':
    'Las 24 palabras de tu papel abren el diario y te dejan elegir otra frase de acceso. Los demás dispositivos se desconectan.',
  'recover.act': 'Abrir el diario',
  'recover.done': 'El diario está abierto, con la frase nueva.',

  'changePassphrase.title': 'Cambiar la frase de acceso',
  'changePassphrase.what':
    'Los demás dispositivos se desconectan. Tus palabras de recuperación siguen igual.',
  'changePassphrase.act': 'Cambiarla',
  'changePassphrase.done': 'La frase de acceso ha cambiado.',

  'passphrase.hint':
    'Al menos 12 caracteres. Cuatro o cinco palabras sin relación se recuerdan bien y se adivinan mal.',
  'passphrase.new': 'Frase de acceso nueva',
  'passphrase.current': 'Frase de acceso actual',
  'passphrase.strength': 'Fuerza',
  'passphrase.too-short': 'Aún es corta',
  'passphrase.guessable': 'Demasiado fácil de adivinar',
  'passphrase.fair': 'Aceptable',
  'passphrase.strong': 'Fuerte',
  'passphrase.refused': 'Esta se adivinaría. Hazla más larga o menos corriente.',

  'field.show': 'Mostrar {field}',

  'signOut.title': 'Salir',
  'signOut.question': '¿Qué debe quedar en este dispositivo?',
  'signOut.keep': 'Dejar el diario aquí',
  'signOut.keep.what': 'Se sigue pudiendo leer en este dispositivo y ya no se sincroniza.',
  'signOut.erase': 'Borrarlo de este dispositivo',
  'signOut.erase.what':
    'La copia sellada del servidor se queda. Para volver a verla hará falta la frase de acceso.',
  'signOut.unsynced': {
    one: '{count} cambio no ha llegado al servidor y se perdería',
    other: '{count} cambios no han llegado al servidor y se perderían',
  },
  'signOut.unsynced.do': 'Deja que se sincronicen antes, o guarda una copia.',
  'signOut.act': 'Salir',

  'words.title': 'Palabras de recuperación',
  'words.what':
    'Estas 24 palabras abren tu diario si olvidas la frase de acceso. Se muestran ahora y nunca más.',
  'words.onPaper': 'En papel, no en una foto',
  'words.onPaper.why':
    'Quien tenga estas palabras puede leerlo todo. Guarda el papel donde guardas el pasaporte.',
  'words.written': 'Ya las he escrito',
  'words.print': 'Imprimir',
  'words.later': 'Más tarde',
  'words.rehearse': 'Tres de ellas, desde el papel:',
  'words.place': 'Palabra {place}',
  'words.notThat': 'No es la palabra de ese lugar.',
  'words.seeAgain': 'Verlas otra vez',
  'words.right': 'Correcto. El papel sirve.',
  'words.check': 'Comprueba tu papel',
  'words.check.why': 'Escribe las palabras una vez. No se envía nada a ninguna parte.',
  'words.checkAct': 'Comprobar',
  'words.field': 'Las 24 palabras, en orden',
  'words.counted': { one: '{count} palabra por ahora', other: '{count} palabras por ahora' },
  'words.renew': 'Hacer palabras nuevas',
  'words.renew.what': 'Para cuando el papel se pierde o alguien lo ve. Las anteriores dejan de servir.',
  'words.renewAct': 'Hacer palabras nuevas',
  'words.noAccount': 'Las palabras de recuperación vienen con una cuenta',
  'words.noAccount.do':
    'Sin ella, el diario se abre solo en este dispositivo; una copia en archivo es su repuesto.',

  'accountStep.deriving-keys': 'Haciendo las llaves en este dispositivo…',
  'accountStep.contacting': 'Preguntando al servidor…',
  'accountStep.restoring': 'Abriendo el diario…',

  'accountFailure.offline': 'No se puede llegar al servidor',
  'accountFailure.offline.do': 'No ha cambiado nada. Prueba otra vez cuando tengas conexión.',
  'accountFailure.wrong-credentials': 'El correo y la frase no coinciden',
  'accountFailure.wrong-credentials.do': 'No ha cambiado nada. Revisa los dos; un espacio al final cuenta.',
  'accountFailure.email-unavailable': 'Este correo no se puede usar',
  'accountFailure.email-unavailable.do': 'Si la cuenta es tuya, entra. Si no, elige otra dirección.',
  'accountFailure.passphrase-too-weak': 'Esta frase se adivinaría',
  'accountFailure.passphrase-too-weak.do':
    'Hazla más larga o menos corriente. Cuatro o cinco palabras sin relación van bien.',
  'accountFailure.invalid-email': 'Esto no es una dirección de correo',
  'accountFailure.invalid-email.do': 'Busca una @ que falte o un espacio de más.',
  'accountFailure.rate-limited': 'Demasiados intentos seguidos',
  'accountFailure.rate-limited.do': 'Tu diario está a salvo. Espera unos minutos y prueba otra vez.',
  'accountFailure.server-refused': 'El servidor lo ha rechazado',
  'accountFailure.server-refused.do': 'No ha cambiado nada, y tu diario está a salvo aquí. Prueba más tarde.',
  'accountFailure.unsafe-parameters': 'El servidor ha pedido llaves más débiles de lo que aceptamos',
  'accountFailure.unsafe-parameters.do':
    'No se ha enviado nada. Comprueba que la dirección es la buena, y no sigas si tienes dudas.',
  'accountFailure.wrong-recovery-words': 'Estas palabras no lo abren',
  'accountFailure.wrong-recovery-words.do': 'No ha cambiado nada. Revisa el orden y cada palabra.',
  'accountFailure.storage-full': 'El diario no cabe en este dispositivo',
  'accountFailure.storage-full.do': 'No ha cambiado nada. Libera espacio y prueba otra vez.',
  'accountFailure.session-expired': 'Tu sesión ha terminado',
  'accountFailure.session-expired.do': 'No se pierde nada. Entra otra vez y repite esto.',
  'accountFailure.other-journal-present': 'Hay dos diarios',
  'accountFailure.other-journal-present.do': 'Este dispositivo tiene uno propio. Guarda antes una copia.',

  'consent.text.title': 'Enviar las puntuaciones de lo que escribo',
  'consent.text.why':
    'Si lo activas, el servidor ve también cómo se leyeron tus entradas, para que tus dispositivos aprendan juntos tu tono habitual. Cada dispositivo pregunta por sí mismo.',
  'consent.text.which':
    'De cada entrada: siete números (de enfado a sorpresa), agrado, energía, la calidad de los indicios, tu corrección, el nombre y la versión del lector, el día y la hora.',
  'consent.never': 'Nunca tus palabras. Puedes desactivarlo cuando quieras, y se borra lo enviado.',
  'consent.given': 'Desde ahora se envían las puntuaciones.',
  'consent.revoked': 'Ya no se envía nada. Lo enviado se está borrando.',
  'consentFailure.offline': 'No se puede llegar al servidor',
  'consentFailure.server-refused': 'El servidor lo ha rechazado',
  'consentFailure.safe': 'No ha cambiado nada ni se ha enviado nada. Prueba más tarde.',

  'settings.title': 'Ajustes',
  'settings.look': 'En este dispositivo',
  'settings.language': 'Idioma',
  'settings.languageSystem': 'El del navegador',
  'settings.theme': 'Aspecto',
  'settings.account': 'Cuenta',
  'settings.account.note': 'No hace falta. Sincronización sellada si la quieres',
  'settings.privacy': 'Lo que puede enviarse',
  'settings.privacy.note': 'Tus permisos, y cómo retirarlos',
  'settings.ledger': 'Lo que ha salido hoy de aquí',
  'settings.ledger.note': 'Cada petición, y sus bytes',
  'settings.models': 'El lector',
  'settings.models.note': 'Qué modelos, cuánto ocupan, con qué licencia',
  'settings.backup': 'Copia de seguridad',
  'settings.backup.note': 'Guardar o recuperar un archivo sellado',
  'settings.about': 'Acerca de',
  'settings.about.note': 'Versión y licencias',
  'theme.system': 'El del dispositivo',
  'theme.light': 'Papel',
  'theme.dark': 'Atardecer',

  'privacy.what':
    'Tus palabras no salen de este dispositivo si no es selladas. Las puntuaciones son números sobre ellas, y solo van si tú quieres.',
  'privacy.noAccount': 'Sin cuenta no hay adónde enviar nada, así que está desactivado.',
  'privacy.revoke':
    'Al desactivarlo se deja de enviar al momento, y lo enviado se borra en cuanto se llegue al servidor.',
  'privacy.ledger': 'Ver lo que ha salido hoy de este dispositivo',

  'ledger.title': 'Lo que ha salido hoy de este dispositivo',
  'ledger.empty': 'Hoy no ha salido nada de este dispositivo',
  'ledger.empty.what': 'Cuando salga algo, aquí se verá: cuándo, adónde, qué campos, cuántos bytes.',
  'ledger.total': {
    one: '{count} petición, {bytes} enviados.',
    other: '{count} peticiones, {bytes} enviados.',
  },
  'ledger.loads': {
    one: '{count} carga de los archivos de la propia aplicación. Con ella no se envía nada.',
    other: '{count} cargas de los archivos de la propia aplicación. Con ellas no se envía nada.',
  },
  'ledger.when': 'Hora',
  'ledger.where': 'Adónde',
  'ledger.fields': 'Campos enviados',
  'ledger.sent': 'Enviado',
  'ledger.received': 'Recibido',
  'ledger.status': 'Respuesta',
  'ledger.socket': 'Socket',
  'ledger.noFields': 'ninguno',
  'ledger.failed': 'sin respuesta',
  'ledger.pending': 'esperando',
  'ledger.what':
    'Lo escribe el único lugar de la aplicación que puede enviar. Los campos «sealed» son texto cifrado que solo abren tus dispositivos.',

  'models.what': 'Funcionan dentro de este navegador. Lo que escribes nunca se envía para leerlo.',
  'models.size': 'Tamaño',
  'models.licence': 'Licencia',
  'models.card': 'Su ficha: datos, errores, límites',

  'backup.what':
    'Un archivo con todo el diario, sellado con una frase propia. Guárdalo donde quieras; sin la frase es ruido.',
  'backup.save': 'Guardar una copia',
  'backup.save.what': 'Elige una frase para este archivo. Puede ser la misma con la que entras.',
  'backup.passphrase': 'Frase para el archivo',
  'backup.saveAct': 'Guardar el archivo',
  'backup.saving': 'Sellando',
  'backup.saved': 'Guardado, {size}. Ábrelo aquí una vez para tener certeza.',
  'backup.restore': 'Recuperar una copia',
  'backup.restore.what': 'Primero se comprueba el archivo, y ves lo que contiene antes de que cambie nada.',
  'backup.file': 'Archivo de copia',
  'backup.itsPassphrase': 'Su frase',
  'backup.lookAct': 'Mirar dentro',
  'backup.looking': 'Comprobando el archivo entero',
  'backup.holds': { one: 'Contiene {count} registro', other: 'Contiene {count} registros' },
  'backup.madeAt': 'Hecho el {when}.',
  'backup.otherJournal': 'Es de otro diario. Sus entradas se unirían a este.',
  'backup.fullerHere': {
    one: 'El diario de aquí está más lleno: {count} registro no está en el archivo. Se queda. ({here} entradas aquí.)',
    other:
      'El diario de aquí está más lleno: {count} registros no están en el archivo. Se quedan. ({here} entradas aquí.)',
  },
  'backup.neverOverwrites': 'Al recuperar se añade lo que falta. No se pisa nada más nuevo.',
  'backup.restoreAct': 'Recuperar',
  'backup.restoring': 'Recuperando',
  'backup.restored': 'Recuperado: {added} añadidas, {merged} unidas, {unchanged} ya estaban.',
  'backupFailure.not-a-backup': 'Esto no es una copia de Undertone',
  'backupFailure.truncated': 'El archivo está cortado',
  'backupFailure.corrupt': 'El archivo está dañado',
  'backupFailure.wrong-key': 'La frase no lo abre',
  'backupFailure.unsupported-version': 'El archivo lo hizo una versión más nueva',
  'backupFailure.storage-full': 'Este dispositivo está lleno',
  'backupFailure.passphrase-too-weak': 'Esta frase se adivinaría',
  'backupFailure.safe': 'No ha cambiado nada. Tu diario sigue como estaba.',

  'progress.bytes': '{done} de {total}',

  'about.what':
    'Undertone es un diario de ánimo privado que lee el tono de lo que escribes, en tu propio dispositivo.',
  'about.notMedical': 'Describe el tono. No diagnostica, y no sustituye a la atención de nadie.',
  'about.version': 'Versión',
  'about.licence': 'Licencia',
  'about.parts': 'Hecho con',
} as const satisfies Catalogue;
