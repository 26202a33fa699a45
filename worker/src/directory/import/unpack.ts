import { ok, type Result } from '@undertone/base/result';
import type { IMPORT_FAILURES } from '@undertone/contract/directory-import';
import type { ImportRow } from './import-rows.ts';

export interface Unpacked {
  readonly bytes: number;
  readonly isUnpacked: boolean;
}

export async function unpack(
  _bucket: R2Bucket,
  row: ImportRow,
  _etags: readonly string[],
): Promise<Result<Unpacked, (typeof IMPORT_FAILURES)[number]>> {
  return ok({ bytes: row.fileBytes, isUnpacked: false });
}
