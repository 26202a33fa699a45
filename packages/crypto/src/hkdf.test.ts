import { toHex, type Bytes } from '@undertone/base/bytes';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExpander, deriveKeyBytes } from './hkdf.ts';

const hex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const range = (first: number, count: number): Bytes =>
  Uint8Array.from({ length: count }, (_, index) => first + index);

/** RFC 5869 appendix A.1 to A.3, SHA-256; of each OKM the first 32 bytes, which do not depend on its length. */
const RFC_5869 = [
  {
    name: 'A.1',
    ikm: new Uint8Array(22).fill(0x0b),
    salt: range(0x00, 13),
    info: range(0xf0, 10),
    prk: '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
    okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf',
  },
  {
    name: 'A.2',
    ikm: range(0x00, 80),
    salt: range(0x60, 80),
    info: range(0xb0, 80),
    prk: '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
    okm: 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c',
  },
  {
    name: 'A.3',
    ikm: new Uint8Array(22).fill(0x0b),
    salt: new Uint8Array(),
    info: new Uint8Array(),
    prk: '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
    okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d',
  },
];

/**
 * Wycheproof (github.com/C2SP/wycheproof, Apache-2.0), testvectors_v1/hkdf_sha256_test.json:
 * [tcId, ikm, salt, info, okm], the OKM cut to at most 32 bytes.
 */
const WYCHEPROOF = [
  [4, '24aeff2645e3e0f5494a9a102778c43a', '', '', 'd4cca5e416c3d9eb58bd562e922691daff76aa4d'],
  [
    5,
    'a23632e18ec76b59b1c87008da3f8a7e',
    '',
    '',
    '976d1590926ac35e28d7f1a29fe98a1f787703a71cee3cb2c10acb9cc1b56c0f',
  ],
  [
    7,
    '06eb26f8ccf28580c8f28d5b4dc47a49',
    '',
    'd5f081e81e8cf9ded199f3ae43c80a2dfe3d9cf2',
    'ae538577a14df1ab170ec01a9ceceabcebdd584f',
  ],
  [
    8,
    'c181696a19ab1a32eb6e81b2925d8990',
    '',
    'd8c8de92fe5422c9825996354db1821ba43a81ac',
    '151ee737f049d18cdeb3010a0fbb606461875b22ac76487874498808248cf607',
  ],
  [
    13,
    'c360e16084cfd13cb44b0dc02d8665de',
    '685ac7df93701d6c78babd847861bb3c',
    'e0ddfaaaa7afb53f59a007a205c7149b5b5a72be',
    '506669208fcfd6d27336099b6551c683f4f2eba2',
  ],
  [
    15,
    '7a00817689a3d79001825a864c69c120',
    '08bc01c053a6406c7c4a667c9b9b3894',
    '967ccd75395be6e96a67759f070487c9e2107791',
    '75f86fe05c43964bafd75bbfda18333abac649b8607e953826c2bad8d594621d',
  ],
  [
    58,
    '9ee52bce034b6c2b86d280a16cd67556de34c38c6fed2166a00f90c13164a435',
    '56aaaea767cb8a0d5178c94d4761459a',
    '',
    '282fe1ea640e79b5f7f967e510fbf3bde0e20672c5bf284dd7230aaf75b7c824',
  ],
  [
    60,
    '101fe3335e827789564e7ef23a2a0401ae336d646ab15ed4b5edce6801f128f0',
    '317a34d74b046e021493b750d058227d',
    '8f9b9f4bb9ed5ebda37ea28f97aee40d533a56c9',
    'd0927dbd93b0eb6415e3836b47585fbfc49d7d4ea0e4cfa96a4f1195d2156f14',
  ],
  [
    67,
    '59ee8495dd1744f06cd1009858da52fc81490e1547e0f8b173da0818dcfa0ad3',
    '31a144d8fd2c31ec7d6fd63de0c70e15149ec0f10595ea2d3e4a7db54826',
    '4d5ca4ab21d09ad04d3c7a71b5c8a8822f1ec808',
    '09969e4d7efda0aa43062013b826f5b9953f1ed62a004e8a1b7b2c9dba7ea629',
  ],
  [
    69,
    '5e4c5e300cd1337f3b833ce4d3a0bc13b5a457577e157a94715b041833882fc2',
    'e365c68a08cc9a36d6044c5e108d784e801da10f66ae266fec614d63c68caf222ba75ac7699befa2e9f303038d0e2d07fe3818fff864068d2b714f1758a5f11d',
    '496eb6088ebcfd20d1611bd18ae36ea8b6a6259e',
    'c176a8a149a593bc9a11f25a0c41ad120ce3a0aa3eb759fbfcee09ade53e4e29',
  ],
  [
    70,
    '974c0ac12b6a9c2b79fed80b1a960c9779b1860fe514ffb251c4ba65ff2dedc2',
    '32049bc0c7f3189651cbcb45491347f83e0e90db281c3633619516da566b1b62',
    '923e5c930f457af5',
    '5f368f29e213be6d5eb3ba540a95f21714134df999abe0b3ea9aae5ac4708fa6',
  ],
] as const;

describe('HKDF-SHA-256', () => {
  it.each(RFC_5869)('agrees with RFC 5869 $name', ({ ikm, salt, info, prk, okm }) => {
    expect(toHex(deriveKeyBytes(ikm, info, salt))).toBe(okm);
    expect(toHex(createExpander(hex(prk)).expand(info))).toBe(okm);
  });

  it.each(WYCHEPROOF)('agrees with Wycheproof %i', (_id, ikm, salt, info, okm) => {
    const derived = deriveKeyBytes(hex(ikm), hex(info), hex(salt));
    expect(toHex(derived).slice(0, okm.length)).toBe(okm);
  });

  it('expands the same key again after any other, the cached state untouched', () => {
    const infos = fc.array(fc.uint8Array({ maxLength: 130 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), infos, (key, each) => {
        const expander = createExpander(key);
        const first = each.map((info) => toHex(expander.expand(info)));
        expect(each.map((info) => toHex(expander.expand(info)))).toEqual(first);
        expect(each.map((info) => toHex(createExpander(key).expand(info)))).toEqual(first);
      }),
    );
  });

  it('expands nothing once destroyed', () => {
    const expander = createExpander(new Uint8Array(32));
    expander.destroy();
    expect(() => expander.expand(new Uint8Array())).toThrow('destroyed');
  });
});
