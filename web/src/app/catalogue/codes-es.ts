import type { codesEn } from './codes-en.ts';

export const codesEs: Readonly<Record<keyof typeof codesEn, string>> = {
  'code.label': 'Código',
  'code.hint': 'Seis cifras, válidas diez minutos. Mira también en el correo no deseado.',
  'code.sent': 'Enviamos un código a {address}.',
  'code.sentAgain': 'Un código nuevo va de camino a {address}. Solo vale el último.',
  'code.again': 'Enviar un código nuevo',
  'code.againIn': 'Enviar un código nuevo en {seconds} s',
  'signUp.code.title': 'Mira tu correo',
  'signUp.code.known': 'Si esta dirección ya tiene una cuenta, el mensaje lo dice y no trae código.',
  'signUp.code.otherAddress': 'Usar otra dirección',
  'unlock.title': 'Desbloquear por correo',
  'unlock.what':
    'Tras demasiados intentos fallidos nadie puede iniciar sesión en una cuenta durante doce horas. Un código de tu correo lo termina enseguida. Los dispositivos con la sesión iniciada siguen igual.',
  'unlock.send': 'Enviarme un código',
  'unlock.act': 'Desbloquear',
  'unlock.sendsNone': 'Este servidor no envía correo',
  'unlock.sendsNone.do':
    'El bloqueo termina solo tras doce horas. Un dispositivo que ya inició sesión puede hacerlo ahora.',
  'unlock.done': 'Desbloqueada. Ya puedes iniciar sesión.',
  'changeEmail.title': 'Cambiar la dirección de correo',
  'changeEmail.what':
    'Enviamos un código a la dirección nueva y un aviso a la anterior. Tu frase de contraseña no cambia; en los demás dispositivos se cierra la sesión.',
  'changeEmail.new': 'Dirección nueva',
  'changeEmail.send': 'Enviar un código',
  'changeEmail.act': 'Cambiar la dirección',
  'changeEmail.done': 'Tu cuenta tiene la dirección nueva.',
  'phone.title': 'Número de teléfono para códigos',
  'phone.what':
    'Un mensaje de texto puede traer un código cuando se te pregunta quién eres. Es menos seguro que el correo o una aplicación de autenticación, y nunca hace falta.',
  'phone.number': 'Número de teléfono',
  'phone.hint': 'Con el prefijo del país, como +34 910 000 000.',
  'phone.send': 'Enviar un código',
  'phone.act': 'Guardar este número',
  'phone.done': 'Ya se pueden enviar códigos a este número.',
  'phone.remove': 'Olvidar mi número',
  'phone.removed': 'El servidor olvidó tu número.',
  'accountFailure.wrong-code': 'Este código no vale',
  'accountFailure.wrong-code.do':
    'Está mal escrito, usado o tiene más de diez minutos. Solo vale el último. Tras cinco intentos, envía uno nuevo.',
  'accountFailure.account-locked': 'El inicio de sesión está bloqueado por ahora',
  'accountFailure.account-locked.do':
    'Hubo demasiados intentos fallidos. No se abrió nada y los dispositivos con la sesión iniciada siguen igual. Desbloquéala por correo o espera doce horas.',
};
