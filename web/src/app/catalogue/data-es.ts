/** Preferencias que guarda el servidor, llevarse todo y marcharse. */
export const dataEs = {
  'settings.data': 'Tus datos',
  'settings.data.note': 'Llévate todo o borra la cuenta',
  'preferences.title': 'Lo que debe saber el servidor',
  'preferences.locale': 'Idioma de los correos',
  'preferences.idle': 'Cerrar la sesión si no la uso durante',
  'preferences.idle.never': 'Nunca',
  'preferences.idle.minutes': { one: '{count} minuto', other: '{count} minutos' },
  'preferences.idle.guarded': 'Con tu función son 15 minutos como mucho.',
  'preferences.kept': 'Guardado.',
  'takeout.title': 'Llevarte todo',
  'takeout.what':
    'Un ZIP con tu diario para leerlo en cualquier navegador, lo mismo como datos para otros programas y las grabaciones que guardaste. Con cuenta, también todo lo que el servidor tiene de ella.',
  'takeout.open': 'No va cerrado con llave: quien tenga el archivo puede leerlo.',
  'takeout.act': 'Exportar todo',
  'takeout.server': 'Preguntando al servidor',
  'takeout.entries': 'Escribiendo tus entradas',
  'takeout.recordings': 'Añadiendo grabaciones',
  'takeout.done': 'Exportado: {size}.',
  'takeout.missing': {
    one: '{count} grabación no se pudo abrir y falta.',
    other: '{count} grabaciones no se pudieron abrir y faltan.',
  },
  'takeout.cancelled': 'Parado. No se guardó nada.',
  'takeout.noAccount': 'Este dispositivo no tiene cuenta: el archivo lleva solo tu diario.',
  'takeoutFile.title': 'Mi diario',
  'takeoutFile.exported': 'Exportado de Undertone el {date}.',
  'takeoutFile.said': 'Dijiste: {label}.',
  'takeoutFile.earlier': 'Versiones anteriores',
  'takeoutFile.missing': 'Aquí va una grabación que no se pudo abrir.',
  'takeoutFile.readme':
    'journal.html: tus entradas, para leerlas en cualquier navegador.\njournal.json: lo mismo como datos, con cada lectura. Las horas son ISO 8601.\nprofile.json: tu plan de seguridad, la atención que guardaste y tu voz de siempre.\nrecordings/: lo que guardaste, como se grabó.\naccount.ndjson: lo que el servidor tiene de tu cuenta, una fila por línea; ahí las entradas van selladas, como las tiene el servidor.\naudit.json: el registro firmado de lo que se hizo con tu cuenta.\n',
  'leave.title': 'Borrar la cuenta',
  'leave.what':
    'Qué se va: la cuenta, cada entrada y grabación sellada del servidor, cada número que enviaste y tus pertenencias a organizaciones.',
  'leave.stays':
    'Qué queda: el diario en tus dispositivos, hasta que lo borres ahí; las copias propias de la base de datos, 30 días; y el registro firmado de actos, siete años bajo un seudónimo.',
  'leave.when': {
    one: 'Ocurre al cabo de {count} día. Hasta entonces un toque lo deshace. En los demás dispositivos se cierra la sesión al momento.',
    other:
      'Ocurre al cabo de {count} días. Hasta entonces un toque lo deshace. En los demás dispositivos se cierra la sesión al momento.',
  },
  'leave.act': 'Borrar la cuenta…',
  'leave.sure': '¿Borrar la cuenta?',
  'leave.sure.what': 'Exporta todo antes si quieres conservarlo en algún sitio más que este dispositivo.',
  'leave.yes': 'Borrarla',
  'leave.lastAdmin': 'Alguien se quedaría sin administrador',
  'leave.lastAdmin.do':
    'Eres la única persona que administra una organización con más miembros. Nombra a otra, o borra la organización, y vuelve.',
  'leave.scheduled': 'Tu cuenta se va a borrar',
  'leave.scheduled.when': 'El {date}. Hasta entonces todo funciona como antes.',
  'leave.kept': 'Tu cuenta se queda.',
} as const;
