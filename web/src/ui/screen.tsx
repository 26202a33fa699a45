import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../app/i18n.ts';
import { moves } from '../app/navigation.ts';
import './screen.css';

export interface ScreenProps {
  /** The heading, and the document's title. */
  readonly title: string;
  /** Above the heading: a date, or the way back. */
  readonly above?: ComponentChildren;
  /** Beside the heading. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Every screen: names the document and, after a move inside the app, takes the focus to its heading. */
export function Screen({ title, above, aside, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.title', { screen: title });
  }, [title]);
  useEffect(() => {
    if (moves.peek() > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="screen">
      <header class="screen__head">
        <div>
          {above !== undefined && <div class="screen__above">{above}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}
