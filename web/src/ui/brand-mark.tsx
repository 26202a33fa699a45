import { ReadingForm } from './reading-form.tsx';
import { BRAND_READING } from './brand-reading.ts';

/** The app's own form, the same as on its icon. */
export function BrandMark() {
  return <ReadingForm size="small" {...BRAND_READING} />;
}
