import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { parse } from 'yaml';

/** What is read of a lockfile of pnpm, version 9. */
interface Lockfile {
  readonly lockfileVersion: string;
  readonly packages: Readonly<Record<string, { readonly resolution: { readonly integrity?: string } }>>;
}

const KEY = /^(?<name>(?:@[^/@]+\/)?[^/@]+)@(?<version>\d[^()@]*)$/;

/**
 * Every package of a lockfile as a CycloneDX 1.6 document (ECMA-424), the same for the same lockfile. Each with its
 * package URL and the SHA-512 that an install checks. Throws on a package that comes from elsewhere than a registry,
 * or without a hash.
 */
export function sbomOf(
  lockfile: string,
  product: { readonly name: string; readonly version: string },
): string {
  const { lockfileVersion, packages } = parse(lockfile) as Lockfile;
  if (!lockfileVersion.startsWith('9.')) throw new Error(`a lockfile of version ${lockfileVersion}`);
  const bom = new Models.Bom();
  bom.metadata.component = new Models.Component(Enums.ComponentType.Application, product.name, {
    version: product.version,
    bomRef: product.name,
  });
  for (const [key, { resolution }] of Object.entries(packages)) {
    const { name, version } = KEY.exec(key)?.groups ?? {};
    const hash = /^sha512-(?<base64>[\w+/]+=*)$/.exec(resolution.integrity ?? '')?.groups?.['base64'];
    if (name === undefined || version === undefined || hash === undefined) {
      throw new Error(`not a release of a registry with its hash: ${key}`);
    }
    bom.components.add(componentOf(name, version, hash));
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

function componentOf(name: string, version: string, sha512: string): Models.Component {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  // https://github.com/package-url/purl-spec, type npm: a scope is a namespace, its sign percent-encoded.
  const purl = `pkg:npm/${scope === undefined ? '' : `%40${scope.slice(1)}/`}${rest}@${version}`;
  return new Models.Component(Enums.ComponentType.Library, rest, {
    ...(scope !== undefined && { group: scope }),
    ...{ version, purl, bomRef: purl },
    hashes: new Models.HashDictionary([
      [Enums.HashAlgorithm['SHA-512'], Buffer.from(sha512, 'base64').toString('hex')],
    ]),
  });
}
