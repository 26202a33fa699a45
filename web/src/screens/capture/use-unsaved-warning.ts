import { useEffect } from 'preact/hooks';
import { guardUnsaved } from './guard-unsaved.ts';

/** Guards for as long as something on this screen is in memory only. */
export function useUnsavedWarning(unsaved: boolean): void {
  useEffect(() => (unsaved ? guardUnsaved() : undefined), [unsaved]);
}
