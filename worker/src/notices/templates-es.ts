import { sayChange, type ChangeWords, type Templates, type TemplateValues } from './template.ts';

const ASKED_WITH_ADDRESS = 'Recibes este mensaje porque alguien indicó esta dirección en Undertone.';
const HAVE_ACCOUNT = 'Recibes este mensaje porque tu cuenta de Undertone tiene esta dirección.';
const SECURE_IT =
  'Si no fuiste tú: inicia sesión, cambia tu frase de contraseña y cierra en Ajustes las sesiones que no conozcas.';
const IGNORE_IT =
  'Si no fuiste tú, no hagas nada: sin el código no ocurre nada. Nadie de Undertone te lo pedirá nunca.';

const FACTOR_CHANGES: ChangeWords<'second-factor-changed'> = {
  'totp-added': 'Se añadió una aplicación de autenticación.',
  'totp-removed': 'Se quitó la aplicación de autenticación.',
  'passkey-added': 'Se añadió una llave de acceso.',
  'passkey-removed': 'Se quitó una llave de acceso.',
  'passkey-opening-changed': 'Cambió si una llave de acceso abre el diario.',
  'backup-codes-replaced': 'Se crearon códigos de respaldo nuevos. Los anteriores ya no valen.',
};

const ADDRESS_CHANGES: ChangeWords<'address-changed'> = {
  'email-changed': 'Ahora es otra dirección de correo. A esta ya no se escribe.',
  'phone-changed': 'Ahora es otro número de teléfono.',
  'phone-removed': 'Se quitó el número de teléfono.',
};

const code = (subject: string, what: string, why: string) => {
  return ({ code: digits, minutes }: TemplateValues) => ({
    subject,
    says: [
      what,
      digits ?? null,
      minutes === undefined ? null : `Vale durante ${minutes} minutos y para un solo uso.`,
    ],
    why,
    ifNotYou: IGNORE_IT,
  });
};

export const SPANISH: Templates = {
  'sign-up-code': code(
    'Tu código de Undertone',
    'Escribe este código para crear tu cuenta:',
    ASKED_WITH_ADDRESS,
  ),
  'verification-code': code(
    'Confirma esta dirección',
    'Escribe este código para usar esta dirección en tu cuenta:',
    ASKED_WITH_ADDRESS,
  ),
  'step-up-code': code(
    'Tu código de Undertone',
    'Escribe este código para mostrar que eres tú:',
    HAVE_ACCOUNT,
  ),
  'unlock-code': code(
    'Tu código para desbloquear la cuenta',
    'Escribe este código para poder iniciar sesión de nuevo:',
    HAVE_ACCOUNT,
  ),
  'second-factor-reset-code': code(
    'Tu código para restablecer el segundo factor',
    'Escribe este código junto con tus palabras de recuperación:',
    HAVE_ACCOUNT,
  ),
  'sign-up-with-known-address': () => ({
    subject: 'Ya tienes una cuenta',
    says: [
      'Alguien quiso crear una cuenta de Undertone con esta dirección, y ya existe una.',
      'Si fuiste tú, inicia sesión. Si olvidaste tu frase de contraseña, usa tus palabras de recuperación.',
    ],
    why: ASKED_WITH_ADDRESS,
    ifNotYou: 'Si no fuiste tú, no hagas nada. Tu cuenta sigue como estaba.',
  }),
  'second-factor-reset-waiting': ({ until }) => ({
    subject: 'Tu segundo factor se va a quitar',
    says: [
      'Alguien que tiene tus palabras de recuperación pidió quitar el segundo factor de tu cuenta.',
      until === undefined ? null : `Se quitará después del ${until}.`,
      'Lo detienes iniciando sesión con tu segundo factor, o con «Conservarlo» en un dispositivo con la sesión iniciada.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou:
      'Si no fuiste tú: detenlo ahora, cambia tu frase de contraseña y crea palabras de recuperación nuevas.',
  }),
  'second-factor-reset-done': () => ({
    subject: 'Tu segundo factor se quitó',
    says: ['La espera terminó y tu cuenta ya no tiene segundo factor. Puedes configurar uno nuevo.'],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'second-factor-changed': ({ change }) => ({
    subject: 'Tu segundo factor cambió',
    says: ['Cambió lo que tu cuenta pide al iniciar sesión.', sayChange(FACTOR_CHANGES, change)],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'passphrase-changed': () => ({
    subject: 'Tu frase de contraseña cambió',
    says: ['Se cambió la frase de contraseña de tu cuenta y se cerraron las demás sesiones.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'Si no fuiste tú: pon enseguida una frase nueva con tus palabras de recuperación.',
  }),
  'recovery-used': () => ({
    subject: 'Se usaron tus palabras de recuperación',
    says: ['Alguien puso una frase de contraseña nueva en tu cuenta con tus palabras de recuperación.'],
    why: HAVE_ACCOUNT,
    ifNotYou:
      'Si no fuiste tú, alguien tiene tus palabras: inicia sesión, o úsalas tú, y crea otras enseguida.',
  }),
  'recovery-replaced': () => ({
    subject: 'Tus palabras de recuperación se cambiaron',
    says: ['Se crearon palabras de recuperación nuevas para tu cuenta. Las anteriores ya no abren nada.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'Si no fuiste tú: cambia enseguida tu frase de contraseña y crea tú palabras nuevas.',
  }),
  'address-changed': ({ change }) => ({
    subject: 'Cambió cómo te escribe Undertone',
    says: [
      'Se cambió una dirección o un número de teléfono de tu cuenta.',
      sayChange(ADDRESS_CHANGES, change),
    ],
    why: 'Recibes este mensaje porque esta era la dirección de tu cuenta de Undertone cuando se cambió.',
    ifNotYou: SECURE_IT,
  }),
  'new-device': ({ device }) => ({
    subject: 'Un dispositivo nuevo inició sesión',
    says: [
      device === undefined
        ? 'Alguien inició sesión en tu cuenta en un dispositivo que no la tenía iniciada.'
        : `Alguien inició sesión en tu cuenta en un dispositivo que no la tenía iniciada: ${device}.`,
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'account-locked': ({ until }) => ({
    subject: 'El inicio de sesión de tu cuenta está bloqueado',
    says: [
      'Hubo demasiados intentos fallidos de iniciar sesión en tu cuenta, así que el inicio de sesión está bloqueado. Los dispositivos con la sesión iniciada siguen igual y no se abrió nada tuyo.',
      until === undefined ? null : `El bloqueo termina solo después del ${until}.`,
      'Para entrar antes, elige «Desbloquear por correo» donde inicias sesión.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou:
      'Si no fuiste tú, alguien está adivinando. Una frase de cinco palabras o más queda fuera de su alcance.',
  }),
  'account-unlocked': () => ({
    subject: 'Tu cuenta está desbloqueada',
    says: ['Puedes volver a iniciar sesión en tu cuenta.'],
    why: HAVE_ACCOUNT,
    ifNotYou: 'Si no fuiste tú, alguien puede leer tu correo: protege primero tu buzón y después tu cuenta.',
  }),
  'security-event': ({ locked }) => ({
    subject: 'Algo inusual en tu cuenta',
    says: [
      'Notamos algo inusual en tu cuenta.',
      locked === undefined
        ? 'En Ajustes, Actividad, ves lo que se hizo.'
        : 'Por seguridad la bloqueamos y cerramos la sesión en todos los dispositivos. Para volver a usarla, elige «Desbloquear por correo» donde inicias sesión; después, en Ajustes, Actividad, ves lo que se hizo.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'deletion-scheduled': ({ date }) => ({
    subject: 'Tu cuenta se va a borrar',
    says: [
      date === undefined
        ? 'Pediste que se borre tu cuenta.'
        : `Pediste que se borre tu cuenta. Se borrará después del ${date}.`,
      'Hasta entonces puedes iniciar sesión y conservarla.',
    ],
    why: HAVE_ACCOUNT,
    ifNotYou: 'Si no fuiste tú: inicia sesión, conserva la cuenta y cambia tu frase de contraseña.',
  }),
  'deletion-cancelled': () => ({
    subject: 'Tu cuenta se queda',
    says: ['El borrado de tu cuenta se canceló. Todo sigue como estaba.'],
    why: HAVE_ACCOUNT,
    ifNotYou: SECURE_IT,
  }),
  'deletion-done': () => ({
    subject: 'Tu cuenta se borró',
    says: ['Se borró tu cuenta y todo lo que teníamos de ella. Este es el último mensaje.'],
    why: 'Recibes este mensaje porque tu cuenta de Undertone tenía esta dirección.',
    ifNotYou: null,
  }),
  invitation: ({ organisation, inviter, link, until }) => ({
    subject: 'Tienes una invitación en Undertone',
    says: [
      organisation === undefined
        ? 'Te invitan a unirte a una organización en Undertone.'
        : `Te invitan a unirte a esta organización en Undertone: ${organisation}.`,
      inviter === undefined ? null : `Te invita: ${inviter}.`,
      link === undefined ? null : 'Para ver la invitación, abre:',
      link ?? null,
      until === undefined ? null : `Vale hasta el ${until}.`,
    ],
    why: 'Recibes este mensaje porque alguien de esa organización indicó esta dirección.',
    ifNotYou: 'Si no los conoces, no hagas nada: solo te unes si aceptas.',
  }),
  shortCode: (digits, minutes) =>
    `${digits} es tu código de Undertone y vale ${minutes} minutos. Nadie de Undertone te lo pedirá.`,
};
