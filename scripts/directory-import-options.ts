import { parseArgs } from 'node:util';
import { NewImportSchema, type NewImport } from '@undertone/contract/directory-import';
import * as v from 'valibot';

export const USAGE = `npm run directory:import -- FILE --format FORMAT --source ID --name NAME --licence LICENCE
  [--attribution TEXT] [--about URL] [--sample] [--country XX] [--add-only] [--columns field=Heading,…]
  [--dry-run] [--server URL]`;

export interface ImportOrder {
  readonly file: string;
  /** Origin of the deployment. */
  readonly server: string;
  readonly isDryRun: boolean;
  readonly options: Omit<NewImport, 'fileBytes'>;
}

const OPTIONS = {
  format: { type: 'string' },
  source: { type: 'string' },
  name: { type: 'string' },
  licence: { type: 'string' },
  attribution: { type: 'string' },
  about: { type: 'string' },
  sample: { type: 'boolean' },
  country: { type: 'string' },
  columns: { type: 'string' },
  'add-only': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  server: { type: 'string', default: 'http://localhost:8787' },
} as const;

/** `null`: not one file, or an option that the server would refuse. */
export function parseImportOrder(args: readonly string[]): ImportOrder | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) return null;
    const { fileBytes: _, ...options } = v.parse(NewImportSchema, {
      format: values.format,
      source: {
        ...{
          id: values.source,
          name: values.name,
          licence: values.licence,
          isSample: values.sample === true,
        },
        ...(values.attribution !== undefined && { attribution: values.attribution }),
        ...(values.about !== undefined && { url: values.about }),
      },
      ...(values.columns !== undefined && { columns: columnsOf(values.columns) }),
      ...(values.country !== undefined && { country: values.country }),
      addOnly: values['add-only'] === true,
      fileBytes: 1,
    });
    const { origin } = new URL(values.server);
    return { file, server: origin, isDryRun: values['dry-run'] === true, options };
  } catch {
    return null;
  }
}

/** `name=Full name,lat=Y` */
function columnsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [field = '', ...heading] = pair.split('=');
      return [field.trim(), heading.join('=').trim()];
    }),
  );
}
