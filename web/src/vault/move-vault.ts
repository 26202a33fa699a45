import { ok, type Result } from '@undertone/base/result';
import type { Keyring } from '@undertone/crypto/keyring';
import type { Draft } from '../app/journal-port.ts';
import { openFilesDatabase } from '../attachments/files-database.ts';
import { moveFiles } from '../attachments/sealed-files.ts';
import { documentsOf } from './document-pages.ts';
import type { Drafts } from './drafts.ts';
import type { WriteFailure } from './record-states.ts';
import type { VaultSession } from './vault-session.ts';

/** Whether `from` holds nothing of its own any more, nor ever will: until then other tabs may still save into it. */
export async function emptyInto(to: VaultSession, from: VaultSession): Promise<boolean> {
  for (;;) {
    const saves = await from.store.readSaves();
    const copied = await copyInto(to, from);
    const broken = await from.store.readQuarantine();
    // What never opened is kept for a newer app to try.
    if (!copied.ok) return false;
    await dropMoved(from.drafts, to.drafts);
    if (broken.length > 0) return false;
    if (await from.store.retire(saves)) return true;
  }
}

/** All of `from` joins what is in `to`, and stays where it is. */
export async function copyInto(to: VaultSession, from: VaultSession): Promise<Result<void, WriteFailure>> {
  await from.records.mergeAllPulled();
  for await (const entries of documentsOf(from)) {
    const imported = await to.records.import(entries);
    if (!imported.ok) return imported;
  }
  const moved = await copyFiles(to.keyring, from.keyring);
  if (!moved.ok) return moved;
  return moveDrafts(from.drafts, to.drafts);
}

/** Takes away what was copied and not changed since. */
export async function dropMoved(from: Drafts, to: Drafts): Promise<void> {
  for (const of of await from.names()) {
    const [here, there] = [await from.load(of), await to.load(of)];
    if (here !== null && there?.text.includes(here.text) === true) await from.drop(of, here.text);
  }
}

/** Kept recordings have a database of their own. */
async function copyFiles(to: Keyring, from: Keyring): Promise<Result<void, WriteFailure>> {
  const [source, target] = [await openFilesDatabase(from.vaultId), await openFilesDatabase(to.vaultId)];
  try {
    return await moveFiles({ database: source, keyring: from }, { database: target, keyring: to });
  } finally {
    source.close();
    target.close();
  }
}

/** Drafts of one journal under another's keys, when a device changes its journal; beside what stands there. */
async function moveDrafts(from: Drafts, to: Drafts): Promise<Result<void, WriteFailure>> {
  for (const of of await from.names()) {
    const [moved, present] = [await from.load(of), await to.load(of)];
    if (moved === null) continue;
    const saved = await to.save(of, present === null ? moved : joinDrafts(moved, present));
    if (!saved.ok) return saved;
  }
  return ok();
}

/** One that holds the other takes its place; of two the newer comes first. */
function joinDrafts(one: Draft, other: Draft): Draft {
  const [newer, older] = one.updatedAt > other.updatedAt ? [one, other] : [other, one];
  const mood = newer.mood ?? older.mood;
  if (newer.text.includes(older.text)) return { ...newer, mood };
  if (older.text.includes(newer.text)) return { ...older, mood };
  return { text: `${newer.text}\n\n${older.text}`, mood, updatedAt: newer.updatedAt };
}
