// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP application: fastify with exactly the parsers, headers and answers we want, before any call is mounted.
 *
 * Bodies are JSON or bytes; the parser for text is removed, since validation was bypassed through it in the past. A JSON
 * body is read by the strict parser (no duplicate names, no rounded numbers), and its exact bytes are kept for the calls
 * that take a file.
 */
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { parseStrictJson } from '../kernel/index.ts';
import type { Log } from './log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    exactBody?: Buffer;
    startedAtMs?: number;
  }
}

/** JSON files of agreements and records are nested no deeper than dispatches, but may be longer. */
const jsonDepthMax = 32;
/** A call that takes longer is broken: the slowest honest one reads a large import. */
const requestTimeoutMs = 120_000;

const securityHeaders: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
      "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
];

export async function makeApp(log: Log, monotonicMs: () => number, onCall: (route: string, status: number, ms: number) => void): Promise<FastifyInstance> {
  const app = fastify({ logger: false, requestTimeout: requestTimeoutMs, trustProxy: false, routerOptions: { maxParamLength: 200 } });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.exactBody = body as Buffer;
    if (body.length === 0) return done(null, null);
    const parsed = parseStrictJson(body as Buffer, 'body', { bytesMax: body.length, depthMax: jsonDepthMax });
    if (parsed.ok) return done(null, parsed.value);
    return done(Object.assign(new Error('malformed JSON'), { statusCode: 400, issues: parsed.issues }), undefined);
  });
  for (const mediaType of ['application/octet-stream', 'text/csv', 'application/vnd.comity.envelope']) {
    app.addContentTypeParser(mediaType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }
  await app.register(fastifyCookie);
  app.addHook('onRequest', async (request, reply) => {
    request.startedAtMs = monotonicMs();
    for (const [name, value] of securityHeaders) void reply.header(name, value);
    if (request.url.startsWith('/api/') || request.url.startsWith('/exchange/')) void reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    const ms = Math.round(monotonicMs() - (request.startedAtMs ?? monotonicMs()));
    onCall(route, reply.statusCode, ms);
    log.info('call', { call: route, status: reply.statusCode, ms });
  });
  app.setErrorHandler(async (error: unknown, request, reply) => {
    const known = knownError(error);
    if (known !== null) return reply.code(known.status).send({ issues: known.issues });
    log.error('call failed', error, { call: `${request.method} ${request.routeOptions.url ?? 'unknown'}` });
    return reply.code(500).send({ issues: [{ path: 'server', problem: 'Something broke on the server; nothing was changed.', remedy: 'Try again, and tell the operator if it stays.' }] });
  });
  return app;
}

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
