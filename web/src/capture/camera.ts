import { err, ok, type Result } from '@undertone/base/result';
import type { CaptureFailure } from '../app/capture-ports.ts';
import type { OpenCamera } from './camera-session.ts';
import { captureFailureOf } from './capture-failure.ts';

/** The front camera; more pixels would cost time and tell the readers nothing. */
export const CAMERA_CONSTRAINTS = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 } },
} as const satisfies MediaStreamConstraints;

export interface CameraHost<Stream = MediaStream> {
  /** `null` in an old browser and on a page without https. */
  readonly getUserMedia: ((constraints: MediaStreamConstraints) => Promise<Stream>) | null;
  /** Without it no face is found, so the camera is not even asked for. */
  readonly hasWebGl: () => boolean;
  readonly hasWebAssembly: boolean;
  /** Rejects when the stream gives no picture; the stream is stopped then. */
  readonly open: (stream: Stream) => Promise<OpenCamera>;
}

/** The only place that asks for the camera. */
export async function openCamera<Stream>(
  host: CameraHost<Stream>,
): Promise<Result<OpenCamera, CaptureFailure | 'no-webgl' | 'no-webassembly'>> {
  if (host.getUserMedia === null) return err('unsupported');
  if (!host.hasWebAssembly) return err('no-webassembly');
  if (!host.hasWebGl()) return err('no-webgl');
  try {
    return ok(await host.open(await host.getUserMedia(CAMERA_CONSTRAINTS)));
  } catch (cause) {
    return err(captureFailureOf(cause));
  }
}
