import { Hono } from 'hono';
import type { AppContext } from '../http/mount-routes.ts';
import { API_HEADERS, DOCUMENTATION_HEADERS } from '../http/security-headers.ts';
import { describeApi } from './openapi.ts';
import { renderPage } from './page.ts';
import { STYLE } from './style.ts';

/** The API's own description, and a page to read it: no script, one style sheet, both from here. */
export function documentationRoutes(): Hono<AppContext> {
  const routes = new Hono<AppContext>();
  routes.get('/v1/openapi.json', () => Response.json(describeApi(), { headers: API_HEADERS }));
  routes.get('/docs', () => withType('text/html; charset=utf-8', renderPage(describeApi())));
  routes.get('/docs/style.css', () => withType('text/css; charset=utf-8', STYLE));
  return routes;
}

function withType(type: string, body: string): Response {
  return new Response(body, { headers: { ...DOCUMENTATION_HEADERS, 'content-type': type } });
}
