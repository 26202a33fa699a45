import { Hono } from 'hono';

/** What the platform costs without a product on it: the same two routes, with nothing checked. */

interface Database {
  prepare(sql: string): { all(): Promise<{ readonly results: readonly unknown[] }> };
}

const app = new Hono<{ Bindings: { readonly DB: Database } }>();
app.get('/health', (context) => context.json({ status: 'ok' }));
app.get('/readings', async (context) => {
  const { results } = await context.env.DB.prepare(
    'SELECT id, at, body FROM bare ORDER BY id LIMIT 20',
  ).all();
  return context.json({ readings: results });
});
app.post('/readings', async (context) => {
  await context.env.DB.prepare(
    'CREATE TABLE bare (id INTEGER PRIMARY KEY, at INTEGER, body TEXT) STRICT',
  ).all();
  await context.env.DB.prepare(
    `INSERT INTO bare WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 1000)
     SELECT id, id * 1000, printf('%.*c', 400, 'x') FROM n`,
  ).all();
  return context.json({ status: 'ok' });
});

// The bundler reads the product's bindings, and wants every class that they name.
export class SyncRoom {
  fetch(): Response {
    return new Response(null, { status: 404 });
  }
}

export class AuditChain extends SyncRoom {}

export default app;
