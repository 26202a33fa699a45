import { AUDIT_ACTIONS, type AuditAction, type AuditLine } from '@undertone/contract/audit';
import { BREACH_RULES, type BreachRule } from '@undertone/contract/security-event';
import { MODALITIES } from '@undertone/emotion/modality';
import { formatLocale, t } from '../../app/i18n.ts';

export const ACTIVITY_KINDS = ['session', 'security', 'data', 'organisation'] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

const KIND_OF: Readonly<Record<string, ActivityKind>> = {
  ...{ session: 'session', 'step-up': 'session', passphrase: 'security', recovery: 'security' },
  ...{ 'second-factor': 'security', 'backup-codes': 'security', token: 'security' },
  ...{ 'security-event': 'security', account: 'data', consent: 'data', audit: 'data', admin: 'data' },
  ...{ organisation: 'organisation', invitation: 'organisation', membership: 'organisation' },
};

export function kindOf(action: string): ActivityKind {
  return KIND_OF[action.split('.')[0] ?? ''] ?? 'security';
}

/** What was done, in plain words; an action of a newer server by its own name. */
export function sayAction({ action, subject }: Pick<AuditLine, 'action' | 'subject'>): string {
  const known = AUDIT_ACTIONS.find((one): one is AuditAction => one === action);
  if (known === undefined) return t('activity.unknown', { action });
  const what = t(`act.${known}`);
  if (subject === null) return what;
  if (known.startsWith('security-event.')) return t('activity.of', { what, whom: sayRule(subject) });
  if (known === 'consent.changed') return sayConsent(subject) ?? what;
  return what;
}

/** `voice/given`, as the Worker writes it. */
function sayConsent(subject: string): string | null {
  const [name, became] = subject.split('/');
  const modality = MODALITIES.find((one) => one === name);
  if (modality === undefined || (became !== 'given' && became !== 'revoked')) return null;
  return t('activity.of', { what: t(`act.consent.${became}`), whom: t(`modalityName.${modality}`) });
}

export function sayRule(rule: string): string {
  return t(`rule.${knownRule(rule)}`);
}

export function explainRule(rule: string): string {
  return t(`rule.${knownRule(rule)}.why`);
}

function knownRule(rule: string): BreachRule | 'unknown' {
  return BREACH_RULES.find((one) => one === rule) ?? 'unknown';
}

/** A country by its name in the language of the interface. */
export function sayCountry(code: string): string {
  if (code === 'T1') return t('activity.country.tor');
  try {
    return new Intl.DisplayNames(formatLocale.value, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
