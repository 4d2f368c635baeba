// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP application: fastify with exactly the parsers, headers and answers we want, before any call is mounted.
 *
 * Bodies are JSON or bytes; the parser for text is removed, since validation was bypassed through it in the past. A JSON
 * body is read by the strict parser (no duplicate names, no rounded numbers), and its exact bytes are kept for the calls
 * that take a file.
 */
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Issue, parseStrictJson } from '../../kernel/index.ts';
import type { Log } from '../log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    exactBody?: Buffer;
    startedAtMs?: number;
  }
}

/** JSON files of agreements and records are nested no deeper than dispatches, but may be longer. */
const jsonDepthMax = 32;
const securityHeaders: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
      // Scans of letters, in the browser's own viewer of PDF.
      "font-src 'self'; frame-src blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
];

/** The application on a server that listens already; `onCall` hears of every call by its route, never its address. */
export async function makeApp(
  server: Server | TlsServer,
  log: Log,
  onCall: (call: string, status: number, ms: number) => void,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: false,
    routerOptions: { maxParamLength: paramLengthMax },
    serverFactory: (handler) => {
      server.on('request', handler);
      return server;
    },
  });
  app.removeAllContentTypeParsers();
  addParsers(app);
  await app.register(fastifyCookie);
  app.addHook('onRequest', async (request, reply) => {
    request.startedAtMs = performance.now();
    for (const [name, value] of securityHeaders) void reply.header(name, value);
    if (/^\/(?:api|exchange)\//.test(request.url)) void reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const call = callName(request);
    const ms = Math.round(performance.now() - (request.startedAtMs ?? performance.now()));
    onCall(call, reply.statusCode, ms);
    log.info('call', { call, status: reply.statusCode, ms });
  });
  app.setErrorHandler(async (error: unknown, request, reply) => {
    const known = knownError(error);
    if (known !== null) return reply.code(known.status).send({ issues: known.issues });
    log.error('call failed', error, { call: callName(request) });
    return reply.code(500).send({ issues: [brokenIssue] });
  });
  return app;
}

/** An identifier with its prefix, or a digest. */
const paramLengthMax = 200;

const brokenIssue: Issue = {
  path: 'server',
  problem: 'Something broke on the server; nothing was changed.',
  remedy: 'Try again, and tell the operator if it stays.',
};

/** By the route as it was mounted: the address itself may hold an identifier or what was searched for. */
function callName(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'elsewhere'}`;
}

function addParsers(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.exactBody = body as Buffer;
    if (body.length === 0) return done(null, null);
    const parsed = parseStrictJson(body as Buffer, 'body', { bytesMax: body.length, depthMax: jsonDepthMax });
    if (parsed.ok) return done(null, parsed.value);
    return done(Object.assign(new Error('malformed JSON'), { statusCode: 400, issues: parsed.issues }), undefined);
  });
  for (const mediaType of ['application/octet-stream', 'text/csv', ...peerMediaTypes]) {
    app.addContentTypeParser(mediaType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }
}

/** What another server sends, as room exchange says it. */
const peerMediaTypes = ['envelope', 'pouch', 'range', 'receipt'].map((name) => `application/vnd.comity.${name}`);

/** Errors that the caller can mend, by fastify's own status below 500. */
function knownError(error: unknown): { status: number; issues: unknown } | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const status = error.statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  if ('issues' in error) return { status, issues: error.issues };
  const problems: Readonly<Record<number, readonly [string, string]>> = {
    413: ['The body is larger than this call takes.', 'Send it in smaller pieces.'],
    415: ['The body is of a kind that this call does not take.', 'Send JSON, or the bytes of the file.'],
  };
  const [problem, remedy] = problems[status] ?? ['The call is malformed.', 'Correct it and send it again.'];
  return { status, issues: [{ path: 'body', problem, remedy }] };
}
