/** What a choice of files offers first; the server looks at the bytes and not at the name. */
export const ACCEPTED_FILES = '.csv,.txt,.tsv,.json,.geojson,.gz,.zip';
