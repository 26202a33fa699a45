import fc from 'fast-check';

/** The part of JSON Schema that the API's description uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const MOST_CHARS = 200;
const MOST_ITEMS = 4;

/** Values that fit a schema, as far as the schema says; long ones are left to the tests of limits. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(fitting));
  switch (schema.type) {
    case 'string':
      return fittingText(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS)),
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fitting(property)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] as never[] },
      );
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function fittingText({ pattern, format, minLength = 0, maxLength = MOST_CHARS }: JsonSchema) {
  if (pattern !== undefined) {
    // `[…]*` says nothing of a length that stands beside it.
    const least = Math.min(minLength, MOST_CHARS);
    const times = `{${least},${Math.max(least, Math.min(maxLength, MOST_CHARS))}}`;
    return fc.stringMatching(new RegExp(pattern.replace(/^(\^\[[^\]]+\])\*\$$/, `$1${times}$`), 'u'));
  }
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const most = Math.max(minLength, Math.min(maxLength, MOST_CHARS));
  return fc.string({ minLength, maxLength: most, unit: 'grapheme' });
}

const INJECTIONS = [
  `' OR '1'='1`,
  `'; DROP TABLE user; --`,
  `" UNION SELECT password FROM credential --`,
  '%00',
  '\u0000',
  '../../../../etc/passwd',
  '..%2f..%2fmigrations',
  '%2e%2e/',
  '//evil.example',
  'https://evil.example/',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor.prototype',
  'toString',
  '\r\nset-cookie: stolen=1',
  '\ud800',
  '\u202e\u2066',
  'A'.repeat(5000),
  '1e999',
  '-0',
  'NaN',
  'true',
];

/** What an attacker or a broken client would put in the place of a value. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...INJECTIONS,
    null,
    true,
    0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    [],
    {},
    [[[[[[[[[]]]]]]]]],
    { $ne: null },
    { toString: 1, valueOf: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Names that some servers let through to where they must not go. */
export const FORBIDDEN_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'id',
  'accountId',
  'userId',
  'user_id',
  'role',
  'roles',
  'isSuperAdmin',
  'is_super_admin',
  'hasSecondFactor',
  'assurance',
  'steppedUpAt',
  'scopes',
  'emailVerified',
] as const;
