import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { isLooking, type LookedAt } from './looking.ts';

/** How long a pause in writing is. */
const PAUSE_MS = 900;

/**
 * Under a page: a quiet panel where its words may be of a hard moment. What finds them and what is shown then come at
 * the first pause in writing. Words that were kept, and so left the page, are still looked at.
 */
export function LookForWords({ of, text }: LookedAt) {
  const [Panel, setPanel] = useState<ComponentType<LookedAt> | null>(null);
  const [paused, setPaused] = useState('');
  const last = useRef('');
  if (text.trim() !== '') last.current = text;
  const looked = last.current;
  useEffect(() => {
    if (looked === '' || !isLooking()) return;
    const look = () => {
      setPaused(looked);
      // Offline before it ever came: the page is as good without.
      Promise.all([import('./gentle-panel.tsx'), loadOnDemandWords()]).then(
        ([{ GentlePanel }]) => setPanel(() => GentlePanel),
        () => {},
      );
    };
    if (text === '') {
      look();
      return;
    }
    const timer = setTimeout(look, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [looked, text === '']);
  return <div role="status">{Panel !== null && paused !== '' && <Panel of={of} text={paused} />}</div>;
}
