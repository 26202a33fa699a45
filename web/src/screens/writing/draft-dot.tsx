import type { DraftState } from '../../app/draft-keeper.ts';
import { t } from '../../app/i18n.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import './draft-dot.css';

/** Hollow while a draft waits, full once it rests on the device; words only when something went wrong. */
export function DraftDot({ state, blank }: { readonly state: DraftState; readonly blank: boolean }) {
  if (state.kind === 'failed') {
    return (
      <span class="draft-dot draft-dot--failed" role="alert">
        {saySaveFailure(state.failure)}
      </span>
    );
  }
  if (blank) return <span class="draft-dot" />;
  const words = state.kind === 'settled' ? t('writing.draftSettled') : t('writing.draftUnsettled');
  return (
    <span class="draft-dot" title={words}>
      <span class={`draft-dot__mark draft-dot__mark--${state.kind}`} aria-hidden="true" />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
