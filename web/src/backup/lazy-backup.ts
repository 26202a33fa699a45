import { err, type Result } from '@undertone/base/result';
import { StretchNotLoaded } from '../account/stretch-message.ts';
import type { BackupFailure, BackupPort } from '../app/services.ts';

/** Files and their keys are rare: their code comes with the first of them. That it does not come is an outcome. */
export function lazyBackup(load: () => Promise<BackupPort>): BackupPort {
  const ask = async <Value>(
    act: (backup: BackupPort) => Promise<Result<Value, BackupFailure>>,
  ): Promise<Result<Value, BackupFailure>> => {
    const backup = await load().catch(() => null);
    if (backup === null) return err('code-missing');
    try {
      return await act(backup);
    } catch (error) {
      if (error instanceof StretchNotLoaded) return err('code-missing');
      throw error;
    }
  };
  return {
    save: (...given) => ask((backup) => backup.save(...given)),
    inspect: (...given) => ask((backup) => backup.inspect(...given)),
    restore: (...given) => ask((backup) => backup.restore(...given)),
  };
}
