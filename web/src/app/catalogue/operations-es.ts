import type { PluralMessage } from './catalogue.ts';
import type { operationsEn } from './operations-en.ts';

export const operationsEs = {
  'health.title': 'Cómo funciona',
  'health.well': 'Nada pide atención.',
  'health.trouble': 'Esto pide atención',
  'health.trouble.database': 'La base de datos tarda en responder.',
  'health.trouble.notices': {
    one: 'Hoy no se pudo entregar {count} mensaje a una persona.',
    other: 'Hoy no se pudieron entregar {count} mensajes a personas.',
  },
  'health.trouble.events': {
    one: 'Hay {count} suceso de seguridad abierto.',
    other: 'Hay {count} sucesos de seguridad abiertos.',
  },
  'health.version': 'Versión',
  'health.database': 'La base de datos responde en',
  'health.milliseconds': '{count} ms',
  'health.accounts': 'Cuentas',
  'health.accountsLocked': 'Bloqueadas',
  'health.accountsLeaving': 'Por borrar',
  'health.sessions': 'Sesiones',
  'health.noticesWaiting': 'Mensajes en camino',
  'health.noticesFailed': 'Mensajes abandonados hoy',
  'health.securityEventsOpen': 'Sucesos de seguridad abiertos',
  'health.again': 'Mirar otra vez',
} as const satisfies Record<keyof typeof operationsEn, string | PluralMessage>;
