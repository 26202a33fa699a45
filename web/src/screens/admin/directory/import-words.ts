import type { EpochMs } from '@undertone/base/clock';
import {
  MAPPABLE_FIELDS,
  ROW_TROUBLES,
  type DirectoryImport,
  type ImportState,
  type RowTrouble,
} from '@undertone/contract/directory-import';
import { t } from '../../../app/i18n.ts';

const FIELDS = [...MAPPABLE_FIELDS, 'position'] as const;

const WORKED_ON: readonly ImportState[] = ['queued', 'unpacking', 'reading', 'comparing', 'publishing'];

/** The server is at it, or will be. */
export function isWorkedOn({ state }: Pick<DirectoryImport, 'state'>): boolean {
  return WORKED_ON.includes(state);
}

export function isOpen({ state }: Pick<DirectoryImport, 'state'>): boolean {
  return state === 'uploading' || isWorkedOn({ state });
}

const SETTLES_WITHIN_MS = 3_600_000;

/** It is live, and what its making left behind is still being removed: until then it cannot be undone. */
export function isSettling(
  { state, version, canUndo, updatedAt }: DirectoryImport,
  liveVersion: number,
  at: EpochMs,
): boolean {
  const isNew = at - Date.parse(updatedAt) < SETTLES_WITHIN_MS;
  return state === 'live' && version === liveVersion && !canUndo && isNew;
}

export function sayState({ state, version }: DirectoryImport, liveVersion: number): string {
  return state === 'live' && version === liveVersion
    ? t('directory.state.liveNow')
    : t(`directory.state.${state}`);
}

/** What befell rows, in the contract's order, without what befell none. */
export function troublesOf({ troubles }: DirectoryImport): readonly (readonly [RowTrouble, number])[] {
  return ROW_TROUBLES.map((trouble) => [trouble, troubles[trouble] ?? 0] as const).filter(
    ([, count]) => count > 0,
  );
}

/** The field that a row's trouble is about; a file's own name for it where it is none of ours. */
export function sayField(field: string | null): string {
  const known = FIELDS.find((one) => one === field);
  return known === undefined ? (field ?? '') : t(`directory.field.${known}`);
}
