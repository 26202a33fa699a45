/** Written into the code by web/vite.config.ts. */
declare const UNDERTONE_VERSION: string;
