import { inject, it, type TestAPI } from 'vitest';

/** A test of what the product serves that needs no browser; skipped where the product was not started. */
export const served: TestAPI['skip'] = inject('chromium') === null ? it.skip : it;
