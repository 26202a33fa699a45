/**
 * Version of the sync exchange.
 *
 * 1: sealed lane, open lane of text scores, supersedes-heads, cursor paging.
 */
export const PROTOCOL_VERSION = 1;

/** Every path of the API starts here. */
export const API_PREFIX = '/api/v1';

/** Opened as a WebSocket, so it is no route of request and reply; messages are PokeSchema. */
export const SYNC_SOCKET_PATH = '/sync/socket';

/** Limits that client and server share, so that the client never sends what the server must refuse. */
export const LIMITS = {
  /** Ops a single exchange may push. */
  opsPerExchange: 500,
  /** Ops a single exchange returns at most. */
  opsPerPage: 1000,
  /** Sealed bytes a page aims to stay under: it ends early rather than grow past this. */
  pageBytes: 3 * 1024 * 1024,
  /** base64url characters of one envelope. */
  sealedChars: 700_000,
  /** Heads one op may supersede. */
  supersedesPerOp: 64,
  syncBodyBytes: 4 * 1024 * 1024,
  jsonBodyBytes: 1024 * 1024,
  readingsPerPage: 500,
  /** Sealed characters one account may hold by default. */
  accountQuotaChars: 1024 * 1024 * 1024,
  /** Sealed bytes of one part of an attachment; every part but the last has this many. */
  attachmentPartBytes: 1024 * 1024,
  /** Parts of one attachment: 50 MiB. */
  attachmentParts: 50,
  attachmentsPerPage: 500,
  /** Sealed bytes of attachments that one account may hold by default. */
  attachmentQuotaBytes: 2 * 1024 * 1024 * 1024,
  /** Sealed characters beyond the quota that deletions may take. */
  deletionReserveChars: 64 * 1024 * 1024,
} as const;
