import type { Mood } from '@undertone/emotion/mood';
import './mood-mark.css';

/** A self-reported mood in small: the field and its point. Without a mood, the empty field. */
export function MoodMark({ mood }: { readonly mood: Mood | null }) {
  return (
    <svg class="mood-mark" viewBox="0 0 40 40" aria-hidden="true">
      <rect class="mood-mark__field" x="4" y="4" width="32" height="32" rx="9" />
      {mood !== null && (
        <circle class="mood-mark__point" cx={20 + mood.valence * 11} cy={20 - mood.arousal * 11} r="4" />
      )}
    </svg>
  );
}
