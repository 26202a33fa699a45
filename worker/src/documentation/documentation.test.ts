import { ROUTES } from '@undertone/contract/routes';
import { describe, expect, it } from 'vitest';
import { createWorkerClient } from '../testing/worker-client.ts';

describe('openapi.json', () => {
  it('describes every route once, with its access, and the limits of its fields', async () => {
    const client = await createWorkerClient();
    const { body } = await client.call('GET', '/openapi.json');
    const operations = Object.values(
      body.paths as Record<string, Record<string, { operationId: string }>>,
    ).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(operations.sort()).toEqual(Object.keys(ROUTES).sort());
    expect(body.paths['/api/v1/sync'].post.security).toEqual([{ session: [] }, { program: ['journal'] }]);
    expect(body.paths['/api/v1/sessions'].get.security).toEqual([{ session: [] }]);
    expect(body.paths['/api/v1/metrics'].get.security).toEqual([{ operator: [] }]);
    expect(body.paths['/api/v1/health'].get.security).toEqual([]);
    const { schema } = body.paths['/api/v1/sync'].post.requestBody.content['application/json'];
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.ops.maxItems).toBe(500);
    expect(body.paths['/api/v1/consents/{modality}'].put.parameters).toMatchObject([
      { name: 'modality', in: 'path', required: true, schema: { enum: ['text', 'voice', 'face'] } },
    ]);
  });
});

describe('/api/docs', () => {
  it('is a page without scripts or inline styles, under a policy that would refuse them', async () => {
    const client = await createWorkerClient();
    const response = await client.send('/api/docs', {});
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    const page = await response.text();
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:/);
    for (const id of Object.keys(ROUTES)) expect(page).toContain(`<section id="${id}"`);
    const style = await client.send('/api/docs/style.css', {});
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await style.text()).not.toContain('url(');
  });
});
