import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';

const WORDED = [
  'offline',
  'timeout',
  'unauthenticated',
  'rate-limited',
  'forbidden',
  'not-found',
  'too-many',
  'step-up-required',
  'wrong-code',
  'last-second-factor',
] as const satisfies readonly ApiFailure['code'][];

/** Why the server did not do what was asked, and what to do next. */
export function ServerTrouble({
  failure,
  onRetry,
}: {
  readonly failure: ApiFailure;
  readonly onRetry?: () => void;
}) {
  const worded = WORDED.find((code) => code === failure.code) ?? 'other';
  return (
    <Notice tone={isOrdinary(worded) ? 'plain' : 'trouble'} title={t(`serverTrouble.${worded}`)} urgent>
      <p>{t(`serverTrouble.${worded}.do`)}</p>
      {worded === 'other' && failure.requestId !== undefined && (
        <p class="small muted">{t('serverTrouble.reference', { id: failure.requestId })}</p>
      )}
      {worded === 'unauthenticated' ? (
        <a class="button" href="/account/sign-in">
          {t('account.signIn')}
        </a>
      ) : (
        onRetry && (
          <button type="button" class="button" onClick={onRetry}>
            {t('app.tryAgain')}
          </button>
        )
      )}
    </Notice>
  );
}

/** To be without a network is nothing that has gone wrong. */
function isOrdinary(code: string): boolean {
  return code === 'offline' || code === 'timeout';
}
