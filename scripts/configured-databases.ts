const BLOCK = /^\[\[d1_databases\]\]\n(?:(?!\[).*\n?)*/gm;

export interface ConfiguredDatabase {
  readonly binding: string;
  readonly name: string;
}

/** The D1 databases of a wrangler.toml, in its order. */
export function databasesIn(config: string): readonly ConfiguredDatabase[] {
  return (config.match(BLOCK) ?? []).map((block) => {
    const valueOf = (key: string) => {
      const value = new RegExp(`^${key} = "([^"]+)"$`, 'm').exec(block)?.[1];
      if (value === undefined) throw new Error(`a database without ${key}:\n${block}`);
      return value;
    };
    return { binding: valueOf('binding'), name: valueOf('database_name') };
  });
}

/** The same configuration with the id that Cloudflare gave one of its databases. */
export function withDatabaseId(config: string, { name }: ConfiguredDatabase, id: string): string {
  return config.replaceAll(BLOCK, (block) =>
    block.includes(`\ndatabase_name = "${name}"\n`)
      ? block.replace(/^database_id = ".*"$/m, `database_id = "${id}"`)
      : block,
  );
}
