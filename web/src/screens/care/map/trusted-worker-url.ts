import { trustedScriptUrl } from '../../../app/trusted-script-url.ts';

/**
 * The address of a worker's script for a library that looks at it before it starts the worker: MapLibre asks an
 * address how it ends, which a TrustedScriptURL, though the DOM's types call it a string, cannot say by itself.
 */
export function trustedWorkerUrl(url: string): string {
  const trusted: unknown = trustedScriptUrl(url);
  if (typeof trusted === 'string') return trusted;
  return Object.assign(trusted as string, {
    endsWith: url.endsWith.bind(url),
    split: url.split.bind(url),
  });
}
