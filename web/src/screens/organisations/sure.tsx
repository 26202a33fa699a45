import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';

/** An act that is asked about once more, in its own place. */
export function Sure(props: {
  readonly act: string;
  /** What the act is called where its words alone do not say on what. */
  readonly label?: string;
  readonly question: string;
  readonly children: ComponentChildren;
  readonly onYes: () => void;
  readonly quiet?: boolean;
}) {
  const { act, label, question, children, onYes, quiet = false } = props;
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <button
        type="button"
        class={`button ${quiet ? 'button--quiet' : 'button--danger'}`}
        aria-label={label}
        onClick={() => setIsAsking(true)}
      >
        {act}
      </button>
    );
  }
  return (
    <Notice tone="trouble" title={question} urgent>
      {children}
      <p class="row">
        <button
          type="button"
          class="button button--danger"
          onClick={() => {
            setIsAsking(false);
            onYes();
          }}
        >
          {act}
        </button>
        <button type="button" class="button" onClick={() => setIsAsking(false)}>
          {t('app.cancel')}
        </button>
      </p>
    </Notice>
  );
}
