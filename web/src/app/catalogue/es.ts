import type { Catalogue } from '../i18n.ts';
import { en } from './en.ts';
export const es = en satisfies Catalogue;
