import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The deployment's own Ed25519 keys. The private part is sealed under a secret that no table holds. */
export const signingKeys = sqliteTable(
  'signing_key',
  {
    /** RFC 7638 thumbprint. */
    id: text('id').primaryKey(),
    purpose: text('purpose').notNull(),
    /** The public key, base64url. */
    x: text('x').notNull(),
    sealedPrivate: text('sealed_private').notNull(),
    createdAt: integer('created_at').notNull(),
    retiredAt: integer('retired_at'),
  },
  (table) => [index('signing_key_of_purpose').on(table.purpose, table.createdAt)],
);
