// SPDX-License-Identifier: Apache-2.0
/**
 * Mounting: turns the rooms' lists of calls into HTTP, and is the one place that decides who may make a call.
 *
 * For each call, in this order:
 *
 * A call of a firm that reports goes the same way with a session, or a key, of its own realm; neither realm's opens the other.
 *
 *     host       the Host header names this server, or the call is answered as absent (no rebinding)
 *     session    for calls of officers: the cookie's token is looked up; without one, 401, as for every address under /api/
 *     csrf       for calls of officers that change something: the header repeats the session's token, else 403
 *     rights     the officer has one of the call's roles; else 404, exactly as for a path that does not exist
 *     proof      for calls that decide something: the officer proved a moment ago that it is them; else 403, saying how to
 *     input      params, query and body are parsed by the call's schemas; else 400 with every issue
 *     handle     the room's own function
 *
 * What it does not do: it knows no room and no rule of one.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { CallAnswer, CallDefinition, CallInput, CallOfficer, CallReporter, Instant, Issue, RandomBytes } from '../../kernel/index.ts';
import { limits } from '../../kernel/index.ts';

export const sessionCookieName = 'comity_session';
/** Of firms that report; the browser sends it to their calls alone. */
export const firmCookieName = 'comity_firm';
const firmPath = '/api/firm';
export const csrfHeader = 'x-comity-csrf';

/** A reply with all its records as text, and room for the escapes of JSON. */
const jsonBodyBytesMax = limits.payloadBytesMax * 2;

export interface MountingDeps {
  readonly findSession: (token: string, now: Instant) => Promise<MountedSession | null>;
  readonly findFirm: (shown: { readonly token: string | null; readonly key: string | null }, now: Instant) => Promise<MountedFirm | null>;
  readonly knownRoles: readonly string[];
  readonly isOwnHost: (host: string) => boolean;
  readonly isSecure: boolean;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
}

export interface MountedSession {
  readonly officer: CallOfficer;
  readonly csrfToken: string;
  /** Until when the officer's last proof is fresh enough for a call that decides something; null where there was none. */
  readonly provedUntil: Instant | null;
}

export interface MountedFirm {
  readonly reporter: CallReporter;
  /** Null for a program, which shows its key with each call and is tricked by no browser. */
  readonly csrfToken: string | null;
}

/** Mounts every call; throws on an unknown role or on two calls of one method and path: our own lists are wrong then. */
export function mountCalls(app: FastifyInstance, calls: readonly CallDefinition[], deps: MountingDeps): void {
  const seen = new Set<string>();
  for (const call of calls) {
    const name = `${call.method} ${call.path}`;
    if (seen.has(name)) throw new Error(`two calls are ${name}`);
    seen.add(name);
    for (const role of Array.isArray(call.whoMay) ? (call.whoMay as readonly string[]) : []) {
      if (!deps.knownRoles.includes(role)) throw new Error(`${name} names the unknown role ${role}`);
    }
    app.route({
      method: call.method,
      url: call.path,
      bodyLimit: call.body?.kind === 'bytes' ? call.body.bytesMax : jsonBodyBytesMax,
      handler: async (request, reply) => answerCall(call, deps, request, reply),
    });
  }
}

type Ended = CallAnswer | 'no-csrf' | 'no-proof';
type Caller = { readonly officer: CallOfficer | null; readonly reporter?: CallReporter; readonly token: string | null };

/** Who makes the call, or the answer that ends it. Also used for what is no call: the stream of topics. */
export async function findCaller(
  { whoMay, needsFreshProof = false }: Pick<CallDefinition, 'whoMay'> & { readonly needsFreshProof?: boolean },
  deps: MountingDeps,
  request: FastifyRequest,
): Promise<{ readonly caller: Caller } | { readonly ended: Ended }> {
  if (!deps.isOwnHost(request.headers.host ?? '')) return { ended: { kind: 'absent' } };
  // The door for peers stands before these, on their own port; where it does not stand, nothing is here.
  if (whoMay === 'peer') return request.peerCall === undefined ? { ended: { kind: 'absent' } } : { caller: { officer: null, token: null } };
  if (whoMay === 'firm') return findReporter(deps, request);
  const token = request.cookies[request.url.startsWith(`${firmPath}/`) ? firmCookieName : sessionCookieName] ?? null;
  if (whoMay === 'anyone') return { caller: { officer: null, token } };
  const session = token === null ? null : await deps.findSession(token, deps.clock());
  if (session === null) return { ended: unknownOf(request) };
  if (request.method !== 'GET' && request.headers[csrfHeader] !== session.csrfToken) return { ended: 'no-csrf' };
  if (whoMay.length > 0 && !whoMay.some((role) => session.officer.roles.includes(role))) return { ended: { kind: 'absent' } };
  if (needsFreshProof && (session.provedUntil === null || session.provedUntil <= deps.clock())) return { ended: 'no-proof' };
  return { caller: { officer: session.officer, token } };
}

async function findReporter(deps: MountingDeps, request: FastifyRequest): Promise<{ readonly caller: Caller } | { readonly ended: Ended }> {
  const token = request.cookies[firmCookieName] ?? null;
  const key = /^Bearer ([\w-]{1,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
  const found = token === null && key === null ? null : await deps.findFirm({ token: key === null ? token : null, key }, deps.clock());
  if (found === null) return { ended: unknownOf(request) };
  if (found.csrfToken !== null && request.method !== 'GET' && request.headers[csrfHeader] !== found.csrfToken) return { ended: 'no-csrf' };
  return { caller: { officer: null, reporter: found.reporter, token } };
}

async function answerCall(call: CallDefinition, deps: MountingDeps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const found = await findCaller(call, deps, request);
  if ('ended' in found) return sendEnded(reply, found.ended, deps);
  const input = readInput(call, request);
  if (!input.ok) return send(reply, { kind: 'issues', issues: input.issues }, deps);
  const whole: CallInput<unknown, unknown, unknown> = {
    ...input.value,
    officer: found.caller.officer,
    ...(request.peerCall === undefined ? {} : { peer: request.peerCall.authorityId }),
    ...(found.caller.reporter === undefined ? {} : { reporter: found.caller.reporter }),
    sessionToken: found.caller.token,
    remoteAddress: request.ip,
    now: deps.clock(),
    random: deps.random,
  };
  return send(reply, await call.handle(whole), deps);
}

/** Sends what ended a call before its handler. */
export function sendEnded(reply: FastifyReply, ended: Ended, deps: Pick<MountingDeps, 'isSecure'>): unknown {
  if (ended === 'no-csrf') return reply.code(403).send({ issues: [csrfIssue] });
  return ended === 'no-proof' ? reply.code(403).send({ issues: [proofIssue] }) : send(reply, ended, deps);
}

/**
 * What no call and no file is. To someone without a session every address under /api/ asks for signing in, whether it
 * exists or not; to an officer what is not there and what is not theirs look alike.
 */
export async function answerElsewhere(deps: MountingDeps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const isCall = request.url.startsWith('/api/');
  const found = isCall ? await findCaller({ whoMay: [] }, deps, request) : null;
  const isStranger = found !== null && 'ended' in found && typeof found.ended !== 'string';
  return send(reply, isStranger ? found.ended : { kind: 'absent' }, deps);
}

const signInNeeded: CallAnswer = {
  kind: 'sign-in-needed',
  issues: [{ path: 'session', problem: 'You are not signed in, or your session has ended.', remedy: 'Sign in again.' }],
};
/** A program has no session that it could open anew. Whether a key never was, or was taken back, is not told. */
const keyNeeded: CallAnswer = {
  kind: 'sign-in-needed',
  issues: [
    {
      path: 'authorization',
      problem: 'The key that came with this call opens nothing here.',
      remedy:
        'Send "Bearer" and the whole key, as it was shown when it was made, to a call for firms; the authority makes another where it was lost or taken back.',
    },
  ],
};

/** The same at every address, so that nobody learns from it which there are. */
function unknownOf(request: FastifyRequest): CallAnswer {
  return request.headers.authorization === undefined ? signInNeeded : keyNeeded;
}

const csrfIssue: Issue = { path: csrfHeader, problem: 'The call does not carry the token of its session.', remedy: 'Load the page again.' };
/** The workplace knows it by its path, asks for the proof, and makes the call again. */
const proofIssue: Issue = {
  path: 'proof',
  problem: 'This decides something, and you have not shown for over five minutes that it is you.',
  remedy: 'Show your passkey, or a code of your authenticator where you have none, and do it again.',
};

type Input = { params: unknown; query: unknown; body: unknown };

function readInput(call: CallDefinition, request: FastifyRequest): { ok: true; value: Input } | { ok: false; issues: Issue[] } {
  const issues: Issue[] = [];
  const read = (where: string, schema: z.ZodType | undefined, given: unknown): unknown => {
    if (schema === undefined) return given;
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      issues.push({
        path: [where, ...issue.path].join('.'),
        problem: `${issue.message}.`.replace(/\.\.$/, '.'),
        remedy: 'Correct it and send it again.',
      });
    }
    return null;
  };
  const params = read('path', call.params, request.params);
  const query = read('query', call.query, request.query);
  const body = readBody(call, request, read, issues);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { params, query, body } };
}

function readBody(
  call: CallDefinition,
  request: FastifyRequest,
  read: (where: string, schema: z.ZodType, given: unknown) => unknown,
  issues: Issue[],
): unknown {
  if (call.body === undefined) return null;
  if (call.body.kind === 'json') return read('body', call.body.schema, request.body ?? null);
  // A JSON file that is taken as bytes was read by the JSON parser too, which keeps the exact bytes beside its value.
  const bytes = request.body instanceof Buffer ? request.body : (request.exactBody ?? null);
  if (bytes === null || bytes.length === 0) {
    issues.push({ path: 'body', problem: 'The file is empty.', remedy: 'Send its bytes as the body of the call.' });
    return null;
  }
  return new Uint8Array(bytes);
}

const statusOf = { issues: 400, conflict: 409, 'sign-in-needed': 401 } as const;

function send(reply: FastifyReply, answer: CallAnswer, deps: Pick<MountingDeps, 'isSecure'>): unknown {
  switch (answer.kind) {
    case 'json':
      if (answer.sessionCookie !== undefined) setCookie(reply, officerCookie, answer.sessionCookie, deps.isSecure);
      if (answer.firmCookie !== undefined) setCookie(reply, firmCookie, answer.firmCookie, deps.isSecure);
      return reply.send(answer.value);
    case 'bytes':
      if (answer.fileName !== undefined)
        void reply.header('content-disposition', `attachment; filename="${answer.fileName.replace(/[^\w.-]/g, '_')}"`);
      return reply.type(answer.mediaType).send(Buffer.from(answer.bytes));
    case 'stream':
      void reply.header('content-disposition', dispositionOf(answer.fileName)).header('content-length', answer.size);
      return reply.type(answer.mediaType).send(Readable.from(answer.parts));
    case 'absent':
      return reply.code(404).send({ issues: [{ path: 'path', problem: 'There is nothing here.', remedy: 'Check the address.' }] });
    case 'waits':
      return reply.code(202).send({ waits: { given: answer.given, approversMin: answer.approversMin } });
    case 'later':
      void reply.header('retry-after', Math.ceil(answer.retryAfterMs / 1000));
      return reply.code(429).send({ issues: answer.issues });
    default:
      return reply.code(statusOf[answer.kind]).send({ issues: answer.issues });
  }
}

/** By a name in plain letters for old readers, and the whole name (RFC 6266). */
function dispositionOf(fileName: string): string {
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${whole}`;
}

const officerCookie = { name: sessionCookieName, path: '/' } as const;
const firmCookie = { name: firmCookieName, path: firmPath } as const;

/** The cookie lives as long as the browser; the server ends the session. Null takes it back. */
function setCookie(
  reply: FastifyReply,
  cookie: { readonly name: string; readonly path: string },
  token: string | null,
  isSecure: boolean,
): void {
  const options = { path: cookie.path, httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  void (token === null ? reply.clearCookie(cookie.name, options) : reply.setCookie(cookie.name, token, options));
}
