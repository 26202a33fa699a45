import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaceSession } from '../../app/capture-ports.ts';
import { formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { drawLandmarks } from './draw-landmarks.ts';
import './camera-preview.css';

/** A mirror with the face's points over it, and an oval that closes as the picture gets better. */
export function CameraPreview({
  session,
  overlay,
}: {
  readonly session: FaceSession;
  readonly overlay: boolean;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shape, setShape] = useState({ width: 4, height: 3 });

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = session.stream;
    return () => {
      element.srcObject = null;
    };
  }, [session]);

  useEffect(
    () =>
      effect(() => {
        const { points } = session.live.value;
        if (canvas.current !== null) drawLandmarks(canvas.current, overlay ? points : null);
      }),
    [session, overlay, shape],
  );

  return (
    <div class="camera-preview" style={{ aspectRatio: `${shape.width} / ${shape.height}` }}>
      <video
        ref={video}
        class="camera-preview__mirror"
        aria-label={t('faceCheck.preview')}
        autoPlay
        playsInline
        muted
        onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
          if (videoWidth > 0) setShape({ width: videoWidth, height: videoHeight });
        }}
      />
      <canvas
        ref={canvas}
        class="camera-preview__mirror"
        width={Math.max(640, shape.width)}
        height={(Math.max(640, shape.width) * shape.height) / shape.width}
        aria-hidden="true"
      />
      <QualityOval session={session} />
    </div>
  );
}

function QualityOval({ session }: { readonly session: FaceSession }) {
  const { quality } = session.live.value;
  return (
    <svg
      class="camera-preview__oval"
      viewBox="0 0 100 100"
      role="img"
      aria-label={`${t('faceCheck.quality')}: ${formatShare(quality)}`}
    >
      {/* Turned, so that the share grows from the top. */}
      <g transform="rotate(-90 50 50)">
        <ellipse class="camera-preview__track" cx="50" cy="50" rx="42" ry="31" pathLength="1" />
        <ellipse
          class="camera-preview__share"
          cx="50"
          cy="50"
          rx="42"
          ry="31"
          pathLength="1"
          stroke-dasharray={`${quality.toFixed(3)} 1`}
        />
      </g>
    </svg>
  );
}
