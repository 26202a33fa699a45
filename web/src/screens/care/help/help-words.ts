import { t } from '../../../app/i18n.ts';
import type { Say } from '../../../care/helplines/describe.ts';

/** The app's own catalogue; that keys and their values fit is what `describe.ts` is written and tested against. */
export const say = t as unknown as Say;
