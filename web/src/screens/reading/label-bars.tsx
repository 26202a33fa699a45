import type { Distribution } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { EmotionGlyph } from '../../ui/emotion-glyph.tsx';
import './label-bars.css';

/** One bar for each of the seven. */
export function LabelBars({ distribution }: { readonly distribution: Distribution }) {
  return (
    <dl class="label-bars">
      {LABELS.map((label) => (
        <div key={label} class="label-bars__bar">
          <dt>
            <EmotionGlyph label={label} /> {t(`emotionName.${label}`)}
          </dt>
          <dd>
            <span
              class="label-bars__fill"
              style={{
                inlineSize: `${(distribution[label] * 100).toFixed(1)}%`,
                background: `var(--hue-${label})`,
              }}
            />
            <span class="label-bars__share">{formatShare(distribution[label])}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
