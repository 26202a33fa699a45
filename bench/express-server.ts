/** Express 5 over node:sqlite with the same two routes; says its port on the first line of its output. */
import { DatabaseSync } from 'node:sqlite';
import express from 'express';

const database = new DatabaseSync(':memory:');
database.exec(`CREATE TABLE reading (id INTEGER PRIMARY KEY, at INTEGER, body TEXT) STRICT;
  INSERT INTO reading WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 1000)
  SELECT id, id * 1000, printf('%.*c', 400, 'x') FROM n;`);
const readings = database.prepare('SELECT id, at, body FROM reading ORDER BY id LIMIT 20');

const app = express();
app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
app.get('/readings', (_request, response) => void response.json({ readings: readings.all() }));
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
