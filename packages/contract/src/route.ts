import type * as v from 'valibot';
import type { Requirement } from './access.ts';
import type { ProblemCode } from './problem.ts';

type Schema = v.GenericSchema<unknown, unknown>;

/** A route as data: the Worker mounts it, the client calls it, the document describes it, all from here. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under API_PREFIX; `:name` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly tag:
    | 'account'
    | 'second-factor'
    | 'tokens'
    | 'organisations'
    | 'audit'
    | 'admin'
    | 'sync'
    | 'readings'
    | 'analysis'
    | 'consents'
    | 'attachments'
    | 'packs'
    | 'directory'
    | 'service';
  /** What it asks of its caller. `null`: nothing, anyone may call. `operator`: the deployment's own token. */
  readonly requires: Requirement | 'operator' | null;
  /** Each class has its own rate limit. `lookup`: a read that looks at thousands of rows, of nobody's own. */
  readonly rateClass: 'read' | 'lookup' | 'write' | 'credentials';
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** In place of a JSON body: a stream of so many octets at most, its length told beforehand. */
  readonly octets?: number;
  /** What a device's ledger calls them; sealed bytes unless it is said here that they are not. */
  readonly octetsField?: string;
  readonly maxBodyBytes?: number;
  /** The body names its `protocol`; another one is answered with `protocol-unsupported` before anything is read. */
  readonly protocol?: number;
  /** `null`: 204 without a body. `octets`: a stream of bytes. `text`: Prometheus' text format. */
  readonly reply: Schema | 'octets' | 'text' | null;
  /** What the address holds is the same for everybody and never changes: any cache may keep it. */
  readonly immutable?: boolean;
  /** The JSON is the same for everybody: it is told with a digest (`ETag`), compressed, and any cache may keep it. */
  readonly shared?: true;
  readonly replyStatus: 200 | 201 | 204;
  /** Beyond those that any route can answer with. */
  readonly problems: readonly ProblemCode[];
}
