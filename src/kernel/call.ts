// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of an HTTP call: what each room's `http.ts` lists and the server mounts.
 *
 * A call is data: method, path, who may, what it takes and gives, and one function. Because every call is in a list, the
 * server checks rights in one place, the API document is generated, and the stranger test tries every one of them.
 * The kernel knows the shape and no call; roles are plain words here, and the server refuses to start on an unknown one.
 *
 * Who may: `anyone` (no sign-in; rate-limited), `peer` (another server, over its own port, in a call that it has signed),
 * `firm` (a person of a firm that reports, or the firm's own program with its key; in a realm of their own that opens nothing
 * else), or a list of roles of which the officer needs one. An empty list means any officer who is signed in.
 */
import type { z } from 'zod';
import type { RandomBytes } from './brand.ts';
import type { IdOf } from './ids.ts';
import type { Issue } from './result.ts';
import type { Instant } from './time.ts';

export type CallMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type WhoMay = 'anyone' | 'peer' | 'firm' | readonly string[];

/** The officer on whose behalf a call is made; found from the session by the server. */
export interface CallOfficer {
  readonly id: IdOf<'off'>;
  readonly roles: readonly string[];
}

/** The firm on whose behalf a call of the portal is made: by one of its persons, or by its program with a key. */
export interface CallReporter {
  readonly firm: IdOf<'frm'>;
  readonly person: IdOf<'fpr'> | null;
}

export interface CallInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Present for every call whose `whoMay` is a list of roles. */
  readonly officer: CallOfficer | null;
  /** The authority that signed the call; present for every call whose `whoMay` is `peer`, and for no other. */
  readonly peer?: string;
  /** Present for every call whose `whoMay` is `firm`, and for no other. */
  readonly reporter?: CallReporter;
  /** The session's token from the cookie, for the calls that end or describe the session. */
  readonly sessionToken: string | null;
  /** Where the call comes from, for rate limits only. */
  readonly remoteAddress: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

/** What a call answers. Unauthorised and nonexistent look alike outside: both are `absent`. */
export type CallAnswer =
  | { readonly kind: 'json'; readonly value: unknown; readonly sessionCookie?: string | null; readonly firmCookie?: string | null }
  | { readonly kind: 'bytes'; readonly mediaType: string; readonly bytes: Uint8Array; readonly fileName?: string }
  /** A file that is larger than memory: always given to be saved, never shown. */
  | {
      readonly kind: 'stream';
      readonly mediaType: string;
      readonly size: number;
      readonly fileName: string;
      readonly parts: AsyncIterable<Uint8Array>;
    }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'conflict'; readonly issues: readonly Issue[] }
  /** Asked for, and not done before other officers have approved it; the same call, made then, does it. */
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'sign-in-needed'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'later'; readonly retryAfterMs: number; readonly issues: readonly Issue[] };

export interface CallDefinition {
  readonly method: CallMethod;
  /** With `:name` for parameters, e.g. `/api/assistance/cases/:id`. */
  readonly path: string;
  readonly whoMay: WhoMay;
  /** It decides something: the officer must have proved a moment ago that it is them (room `officers`, step-up). */
  readonly needsFreshProof?: true;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON by schema, or raw bytes up to a limit. Absent: no body is read. */
  readonly body?: { readonly kind: 'json'; readonly schema: z.ZodType } | { readonly kind: 'bytes'; readonly bytesMax: number };
  /** For the API document. */
  readonly answer?: z.ZodType;
  readonly handle: (input: CallInput<unknown, unknown, unknown>) => Promise<CallAnswer>;
}

type Parsed<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise;
type ParsedBody<Body> = Body extends { kind: 'json'; schema: infer Schema }
  ? Parsed<Schema, null>
  : Body extends { kind: 'bytes' }
    ? Uint8Array
    : null;

/** Ties the handler's input to the schemas of the same call, so that a handler only sees what was parsed. */
export function defineCall<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends CallDefinition['body'] | undefined = undefined,
>(call: {
  method: CallMethod;
  path: string;
  whoMay: WhoMay;
  needsFreshProof?: true;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  answer?: z.ZodType;
  handle: (
    input: CallInput<Parsed<Params, Record<string, string>>, Parsed<Query, Record<string, string>>, ParsedBody<Body>>,
  ) => Promise<CallAnswer>;
}): CallDefinition {
  // The server parses params, query and body with the schemas of this same object before it calls handle.
  return call as CallDefinition;
}

export function answerJson(value: unknown): CallAnswer {
  return { kind: 'json', value };
}
