interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

/** The only Trusted Types policy; the Worker's content security policy names it. */
export const SCRIPT_URL_POLICY = 'undertone-scripts';

let policy: ScriptUrlPolicy | null = null;

/**
 * For `new Worker`, `serviceWorker.register` and `audioWorklet.addModule`, the only places where the app loads code
 * by address. Throws for another origin. The value is a TrustedScriptURL where the browser has them, which the DOM's
 * types call a string.
 */
export function trustedScriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return sameOriginOnly(url);
  policy ??= trustedTypes.createPolicy(SCRIPT_URL_POLICY, { createScriptURL: sameOriginOnly });
  return policy.createScriptURL(url);
}

function sameOriginOnly(url: string): string {
  if (new URL(url, globalThis.location.href).origin !== globalThis.location.origin) {
    throw new Error('scripts come from our own origin only');
  }
  return url;
}
