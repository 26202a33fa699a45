import {
  MAPPABLE_FIELDS,
  type ColumnMapping,
  type MappableField,
} from '@undertone/contract/directory-import';

/** Headings in English and Spanish that say which field they are, folded to letters. */
const WORDS: Readonly<Partial<Record<MappableField, readonly string[]>>> = {
  sourceId: ['sourceid', 'id', 'identifier', 'ref', 'reference', 'identificador', 'codigo'],
  name: ['name', 'fullname', 'title', 'nombre', 'denominacion'],
  kind: ['kind', 'type', 'category', 'tipo', 'categoria'],
  lat: ['lat', 'latitude', 'latitud', 'y'],
  lon: ['lon', 'lng', 'long', 'longitude', 'longitud', 'x'],
  specialities: ['specialities', 'speciality', 'specialties', 'specialty', 'especialidad', 'especialidades'],
  taxonomy: ['taxonomy', 'taxonomycode', 'taxonomycodes', 'taxonomia'],
  languages: ['languages', 'language', 'idioma', 'idiomas'],
  phone: ['phone', 'telephone', 'phonenumber', 'tel', 'telefono'],
  textPhone: ['textphone', 'sms', 'mobile', 'movil'],
  email: ['email', 'mail', 'correo'],
  website: ['website', 'url', 'web', 'homepage', 'sitioweb'],
  street: ['street', 'address', 'addressline', 'direccion', 'calle', 'domicilio'],
  locality: ['locality', 'city', 'town', 'municipio', 'localidad', 'ciudad', 'poblacion'],
  region: ['region', 'state', 'county', 'province', 'provincia', 'estado'],
  postcode: ['postcode', 'zip', 'zipcode', 'postalcode', 'codigopostal', 'cp'],
  country: ['country', 'countrycode', 'pais'],
  openingHours: ['openinghours', 'hours', 'horario'],
  telehealth: ['telehealth', 'online', 'remote', 'enlinea'],
  funding: ['funding', 'insurance', 'payment', 'financiacion'],
  wheelchair: ['wheelchair', 'accessible', 'accesible'],
  acceptsNew: ['acceptsnew', 'acceptingnew', 'newpatients'],
  verified: ['verified', 'lastverified', 'updated', 'lastupdated'],
};

/** Headings that the server can be told by name. */
const LONGEST_HEADING = 120;

/** Which columns look like which fields; a column is never two of them. */
export function guessColumns(heading: readonly string[]): ColumnMapping {
  const mapping: Partial<Record<MappableField, string>> = {};
  const taken = new Set<string>();
  for (const field of MAPPABLE_FIELDS) {
    for (const word of WORDS[field] ?? []) {
      const column = namedColumns(heading).find((name) => lettersOf(name) === word && !taken.has(name));
      if (column === undefined) continue;
      mapping[field] = column;
      taken.add(column);
      break;
    }
  }
  return mapping;
}

/** Columns by name, each once, as a mapping can say them. */
export function namedColumns(heading: readonly string[]): readonly string[] {
  const names = heading.map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '' && name.length <= LONGEST_HEADING);
}

/** Whether rows read so can become entries: an id, a name, and somewhere to be. */
export function isMappingWhole({ sourceId, name, lat, lon, postcode }: ColumnMapping): boolean {
  const isPlaced = (lat !== undefined && lon !== undefined) || postcode !== undefined;
  return sourceId !== undefined && name !== undefined && isPlaced;
}

function lettersOf(heading: string): string {
  return heading
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}
