import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { describeApi } from './openapi.ts';

// In Node, because the validator reads its schemas from files.
it('describes the API in valid OpenAPI 3.1', async () => {
  const description = JSON.parse(JSON.stringify(describeApi())) as Record<string, unknown>;
  const validator = new Validator();
  expect(await validator.validate(description)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

it('would notice a description that is not valid', async () => {
  expect(await new Validator().validate({ ...describeApi(), info: {} })).toMatchObject({ valid: false });
});
