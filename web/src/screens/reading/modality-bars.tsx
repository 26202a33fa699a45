import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Reading } from '@undertone/emotion/reading';
import { AudioLines, PenLine, ScanFace, type LucideIcon } from 'lucide-preact';
import { formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { sayAbstentionOf, sayAgreement, sayToneOf } from '../../ui/reading-words.ts';
import './modality-bars.css';

const ICONS = {
  text: PenLine,
  voice: AudioLines,
  face: ScanFace,
} as const satisfies Record<Modality, LucideIcon>;

/** One bar per modality: its own distribution, its words, how much it counted, and how the bars agree. */
export function ModalityBars({
  scores,
  reading,
}: {
  readonly scores: readonly ModalityScore[];
  readonly reading: Reading;
}) {
  const agreement = sayAgreement(reading, scores);
  // All of the reading comes from the only one there is.
  const saysShare = new Set(scores.map(({ modality }) => modality)).size > 1;
  return (
    <div class="modality-bars">
      <ul class="modality-bars__list" aria-label={t('bars.title')}>
        {MODALITIES.flatMap((modality) => {
          const ofIt = scores.filter((score) => score.modality === modality);
          const [first] = ofIt;
          return first === undefined
            ? []
            : [
                <Bar
                  key={modality}
                  score={first}
                  weight={weightOf(reading, modality)}
                  saysShare={saysShare}
                />,
              ];
        })}
      </ul>
      {agreement !== null && <p class="modality-bars__agreement">{agreement}</p>}
    </div>
  );
}

function Bar({
  score,
  weight,
  saysShare,
}: {
  readonly score: ModalityScore;
  readonly weight: number | null;
  readonly saysShare: boolean;
}) {
  const { readings } = useServices();
  return (
    <li class={`modality-bars__one${weight === null ? ' modality-bars__one--out' : ''}`}>
      <span class="modality-bars__name">
        <Icon of={ICONS[score.modality]} />
        {t(`modalityName.${score.modality}`)}
      </span>
      <span class="modality-bars__tone">
        {score.abstained === null
          ? sayToneOf(readings.readingOf({ scores: [score] }))
          : sayAbstentionOf(score)}
      </span>
      <span class="modality-bars__bar" aria-hidden="true">
        {LABELS.map((label) => (
          <span
            key={label}
            style={{ flexGrow: score.distribution[label].toFixed(3), background: `var(--hue-${label})` }}
          />
        ))}
      </span>
      {(weight === null || saysShare) && (
        <span class="modality-bars__weight">
          {weight === null ? t('bars.leftOut') : t('bars.share', { share: formatShare(weight) })}
        </span>
      )}
    </li>
  );
}

/** `null` where it did not count. */
function weightOf({ contributions }: Reading, modality: Modality): number | null {
  return contributions.find((one) => one.modality === modality)?.weight ?? null;
}
