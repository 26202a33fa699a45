import { expect, it } from 'vitest';
import { PROBLEM_ACTIONS, PROBLEM_CODES } from './problem.ts';
import { PROBLEMS } from './problem-table.ts';
import { LIMITS } from './protocol.ts';
import { ASSURANCES, ROLES, SCOPES } from './access.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';

const routes = Object.entries(ROUTES) as [string, Route][];

it('declares who may call each route, how often, and what it answers', () => {
  for (const [, route] of routes) {
    expect(route).toHaveProperty('requires');
    if (route.requires !== null && route.requires !== 'operator') {
      expect(route.requires.roles.length).toBeGreaterThan(0);
      for (const role of route.requires.roles) expect(ROLES).toContain(role);
      expect(SCOPES).toContain(route.requires.scope);
      expect(ASSURANCES).toContain(route.requires.assurance);
    }
    expect(['read', 'lookup', 'write', 'credentials']).toContain(route.rateClass);
    expect(route.reply === null).toBe(route.replyStatus === 204);
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/);
  }
});

it('lets no two routes share an address and a method', () => {
  const addresses = routes.map(([, { method, path }]) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

it('has a schema for every parameter of a path, and a body only where one may be sent', () => {
  for (const [, route] of routes) {
    expect(route.path.includes(':')).toBe(route.params !== undefined);
    if (route.method === 'GET' || route.method === 'DELETE')
      expect(route.body ?? route.octets).toBeUndefined();
    if (route.octets !== undefined) expect(route.body).toBeUndefined();
  }
});

it('shares between people only what asks nothing of who they are', () => {
  for (const [, route] of routes.filter(([, { shared }]) => shared === true)) {
    expect([route.method, route.requires, route.replyStatus]).toEqual(['GET', null, 200]);
  }
});

it('limits whatever takes a secret as credentials are limited', () => {
  const fieldsOf = (route: Route) =>
    Object.keys((route.body as { entries?: object } | undefined)?.entries ?? {});
  const secretive = routes.filter(([, route]) => fieldsOf(route).some((name) => /secret|proof/i.test(name)));
  expect(secretive.map(([id]) => id)).toContain('signIn');
  expect(secretive.filter(([, { rateClass }]) => rateClass !== 'credentials')).toEqual([]);
});

it('tells for every problem what to do next, and never promises a body larger than its route takes', () => {
  for (const code of PROBLEM_CODES) {
    expect(PROBLEM_ACTIONS).toContain(PROBLEMS[code].action);
    expect(PROBLEMS[code].status).toBeGreaterThanOrEqual(400);
  }
  expect(LIMITS.sealedChars).toBeLessThan(LIMITS.syncBodyBytes);
  expect(LIMITS.pageBytes + LIMITS.sealedChars).toBeLessThanOrEqual(LIMITS.syncBodyBytes);
});
