import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './accounts.ts';

/** A clinic, a practice, a family: what roles other than one's own are held in. */
export const organisations = sqliteTable('organisation', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: integer('created_at').notNull(),
  /** One of ORGANISATION_KINDS: it decides what may never be inferred about members. */
  kind: text('kind').notNull().default('practice'),
});

export const memberships = sqliteTable(
  'membership',
  {
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    accountId: text('account_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    joinedAt: integer('joined_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.accountId] }),
    index('membership_of_account').on(table.accountId),
  ],
);

/** Open for a week; then, or once it was accepted or taken back, only that it was made stays, for the day's limit. */
export const invitations = sqliteTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    /** Whom it was sent to; `null` once it is closed. */
    email: text('email'),
    role: text('role').notNull(),
    /** SHA-256 of the token, which only the mail holds; `null` once it is closed. */
    tokenHash: text('token_hash').unique(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** Who stands for it: it is good as long as they may invite. */
    invitedBy: text('invited_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('invitation_of_organisation').on(table.organisationId, table.createdAt),
    index('invitation_of_address').on(table.email),
  ],
);
