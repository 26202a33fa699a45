import type { NoticeStore, NoticeMessage } from './notice-store.ts';
import type { Notice, Notices } from './notices.ts';

/** Of the sealer that keeps what waits. */
export const NOTICE_PURPOSE = 'notices';

const ADDRESS = `SELECT email, locale FROM user WHERE id = ?1`;

/** Notices that lie sealed in D1 while the queue carries their ids. */
export function createNotices(
  database: D1Database,
  store: NoticeStore,
  queue: Pick<Queue<NoticeMessage>, 'send'>,
  channels: Notices['channels'],
): Notices {
  const send: Notices['send'] = async (notice: Notice, now) => {
    if (!channels['email' in notice.to ? 'email' : 'phone']) return;
    await queue.send(await store.add(notice, now));
  };
  return {
    channels,
    send,
    tell: async (account, kind, now, values = {}) => {
      if (!channels.email) return;
      const row = await database.prepare(ADDRESS).bind(account).first<{ email: string; locale: string }>();
      if (row === null) return;
      await send({ kind, to: { email: row.email }, locale: row.locale, values, account }, now);
    },
  };
}
