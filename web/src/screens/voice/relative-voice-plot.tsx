import type { RelativeVoice } from '@undertone/inference/voice/voice-reading';
import { formatAffect } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import './relative-voice-plot.css';

/** Standard deviations from the middle to the edge. */
const EDGE = 3.4;
/** Drawing units per standard deviation. */
const UNIT = 28;
const HALF = EDGE * UNIT;

const within = (z: number) => Math.min(EDGE - 0.25, Math.max(0.25 - EDGE, z));

/** Energy upward, tension to the right, the usual voice in the middle; the soft oval is as wide as the doubt. */
export function RelativeVoicePlot({ relative }: { readonly relative: RelativeVoice }) {
  const { energy, tension } = relative;
  const x = within(tension.z) * UNIT;
  const y = -within(energy.z) * UNIT;
  const doubt = formatAffect(Math.max(energy.doubt, tension.doubt)).replace(/^\+/, '');
  return (
    <figure class="relative-plot">
      <svg
        viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`}
        role="img"
        aria-label={t('voice.plot', {
          energy: formatAffect(energy.z),
          tension: formatAffect(tension.z),
          doubt,
        })}
      >
        <circle class="relative-plot__ring" r={2 * UNIT} />
        <circle class="relative-plot__usual" r={UNIT} />
        <path class="relative-plot__axes" d={`M${-HALF} 0H${HALF}M0 ${-HALF}V${HALF}`} />
        {[2, 1.5, 1, 0.5].map((spread) => (
          <ellipse
            key={spread}
            class="relative-plot__doubt"
            cx={x}
            cy={y}
            rx={Math.max(0.15, tension.doubt * spread) * UNIT}
            ry={Math.max(0.15, energy.doubt * spread) * UNIT}
          />
        ))}
        <circle class="relative-plot__point" cx={x} cy={y} r="5" />
      </svg>
      <span class="relative-plot__edge relative-plot__edge--top" aria-hidden="true">
        {t('voice.axis.more')}
      </span>
      <span class="relative-plot__edge relative-plot__edge--bottom" aria-hidden="true">
        {t('voice.axis.less')}
      </span>
      <span class="relative-plot__edge relative-plot__edge--left" aria-hidden="true">
        {t('voice.axis.eased')}
      </span>
      <span class="relative-plot__edge relative-plot__edge--right" aria-hidden="true">
        {t('voice.axis.tense')}
      </span>
    </figure>
  );
}
