// SPDX-License-Identifier: Apache-2.0
/** Tests of mounting: who may make a call, what it hears of, and how answers look outside. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { z } from 'zod';
import { addMs, answerJson, type CallDefinition, defineCall, type IdOf, type Instant } from '../../kernel/index.ts';
import { makeApp } from './app.ts';
import { answerElsewhere, mountCalls, type MountedFirm, type MountingDeps } from './call-mounting.ts';
import { openLog } from '../log.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const sessions: Readonly<Record<string, { roles: string[]; csrfToken: string; provedUntil: Instant | null }>> = {
  keeper: { roles: ['records-keeper'], csrfToken: 'csrf-keeper', provedUntil: null },
  preparer: { roles: ['preparer'], csrfToken: 'csrf-preparer', provedUntil: null },
  stale: { roles: ['preparer'], csrfToken: 'csrf-stale', provedUntil: now },
  fresh: { roles: ['preparer'], csrfToken: 'csrf-fresh', provedUntil: addMs(now, 1) },
};

const firm = 'frm_1' as IdOf<'frm'>;
const firms: Readonly<Record<string, MountedFirm>> = {
  'session person': { reporter: { firm, person: 'fpr_1' as IdOf<'fpr'> }, csrfToken: 'csrf-person' },
  'key-of-program': { reporter: { firm, person: null }, csrfToken: null },
};

const deps: MountingDeps = {
  findSession: async (token) => {
    const found = sessions[token];
    if (found === undefined) return null;
    const { roles, csrfToken, provedUntil } = found;
    return { officer: { id: 'off_1' as IdOf<'off'>, roles }, csrfToken, provedUntil };
  },
  findFirm: async ({ token, key }) => firms[key ?? `session ${token ?? ''}`] ?? null,
  knownRoles: ['preparer', 'records-keeper'],
  isOwnHost: (host) => host === 'xa.example',
  isSecure: true,
  clock: () => now,
  random: (count) => new Uint8Array(count),
};

const calls: readonly CallDefinition[] = [
  defineCall({
    method: 'GET',
    path: '/api/about',
    whoMay: 'anyone',
    summary: 'Anyone.',
    handle: async () => answerJson({ kind: 'about' }),
  }),
  defineCall({
    method: 'GET',
    path: '/api/session',
    whoMay: [],
    summary: 'Any officer.',
    handle: async ({ officer }) => answerJson({ officer }),
  }),
  defineCall({
    method: 'POST',
    path: '/api/records/:id',
    whoMay: ['records-keeper'],
    summary: 'One role.',
    params: z.strictObject({ id: z.string().startsWith('rec_') }),
    body: { kind: 'json', schema: z.strictObject({ count: z.int().min(1) }) },
    handle: async ({ params, body }) => answerJson({ id: params.id, count: body.count }),
  }),
  defineCall({
    method: 'POST',
    path: '/api/decisions',
    whoMay: ['preparer'],
    needsFreshProof: true,
    summary: 'Decides something.',
    handle: async () => answerJson({ isDecided: true }),
  }),
  defineCall({
    method: 'POST',
    path: '/api/firm/reports',
    whoMay: 'firm',
    summary: 'A firm.',
    handle: async ({ reporter, officer }) => answerJson({ reporter, officer }),
  }),
  defineCall({
    method: 'POST',
    path: '/exchange/v1/envelopes',
    whoMay: 'peer',
    summary: 'Another server.',
    body: { kind: 'bytes', bytesMax: 10 },
    handle: async ({ body, officer }) => answerJson({ bytes: body.length, officer }),
  }),
  defineCall({
    method: 'POST',
    path: '/api/files',
    whoMay: 'anyone',
    summary: 'Bytes.',
    body: { kind: 'bytes', bytesMax: 10 },
    handle: async ({ body }) => answerJson({ bytes: body.length }),
  }),
  defineCall({
    method: 'POST',
    path: '/api/session',
    whoMay: 'anyone',
    summary: 'Signs in.',
    handle: async () => ({ kind: 'json', value: {}, sessionCookie: 'token' }),
  }),
  defineCall({
    method: 'GET',
    path: '/api/later',
    whoMay: 'anyone',
    summary: 'Later.',
    handle: async () => ({ kind: 'later', retryAfterMs: 1500, issues: [] }),
  }),
  defineCall({
    method: 'GET',
    path: '/api/broken',
    whoMay: 'anyone',
    summary: 'Breaks.',
    handle: async () => {
      throw new Error('secret of the inside');
    },
  }),
];

async function openApp(list = calls): Promise<FastifyInstance> {
  const app = await makeApp(createServer(), openLog('silent'), () => undefined);
  mountCalls(app, list, deps);
  app.setNotFoundHandler(answerElsewhere.bind(null, deps));
  await app.ready();
  return app;
}

async function ask(
  options: InjectOptions & { session?: string; csrf?: string },
): Promise<{ status: number; body: unknown; headers: Record<string, unknown> }> {
  const app = await openApp();
  const { session, csrf, headers, ...rest } = options;
  const response = await app.inject({
    ...rest,
    headers: { host: 'xa.example', ...(csrf === undefined ? {} : { 'x-comity-csrf': csrf }), ...headers },
    ...(session === undefined ? {} : { cookies: { comity_session: session } }),
  });
  await app.close();
  return { status: response.statusCode, body: response.body === '' ? null : JSON.parse(response.body), headers: response.headers };
}

const ownHost = { host: 'xa.example' } as const;
const reporting = { method: 'POST', url: '/api/firm/reports' } as const;
const decide = { method: 'POST', url: '/api/decisions' } as const;
const use = { method: 'POST', url: '/api/records/rec_1', payload: { count: 1 } } as const;

describe('call mounting: who may', () => {
  const table: readonly (readonly [string, InjectOptions & { session?: string; csrf?: string }, number])[] = [
    ['a stranger may make a call for anyone', { url: '/api/about' }, 200],
    ['a stranger is asked to sign in for a call of officers', { url: '/api/session' }, 401],
    ['a stranger is asked to sign in for a call of one role', use, 401],
    ['a stranger is asked to sign in where nothing is', { url: '/api/nothing' }, 401],
    ['a stranger finds nothing outside the calls', { url: '/nothing' }, 404],
    ['an officer finds nothing where nothing is', { url: '/api/nothing', session: 'keeper' }, 404],
    ['an officer without the role finds nothing', { ...use, session: 'preparer', csrf: 'csrf-preparer' }, 404],
    ['an officer with the role is answered', { ...use, session: 'keeper', csrf: 'csrf-keeper' }, 200],
    ['an officer of any role may make a call that names none', { url: '/api/session', session: 'preparer' }, 200],
    ['a change without the token of the session is forbidden', { ...use, session: 'keeper' }, 403],
    ["a change with another session's token is forbidden", { ...use, session: 'keeper', csrf: 'csrf-preparer' }, 403],
    ['reading needs no token', { url: '/api/session', session: 'keeper' }, 200],
    ['what decides something is done for who proved it a moment ago', { ...decide, session: 'fresh', csrf: 'csrf-fresh' }, 200],
    ['what decides something needs a proof', { ...decide, session: 'preparer', csrf: 'csrf-preparer' }, 403],
    ['a proof that is too old is none', { ...decide, session: 'stale', csrf: 'csrf-stale' }, 403],
    ['no proof helps an officer without the role', { ...decide, session: 'keeper', csrf: 'csrf-keeper' }, 404],
    ['a session that ended is none', { url: '/api/session', session: 'gone' }, 401],
    ['a stranger is asked to sign in for a call of firms', reporting, 401],
    ["an officer's session is none at the door of firms", { ...reporting, session: 'keeper', csrf: 'csrf-keeper' }, 401],
    ['a person of a firm is answered', { ...reporting, cookies: { comity_firm: 'person' }, csrf: 'csrf-person' }, 200],
    ['a change by a person without the token is forbidden', { ...reporting, cookies: { comity_firm: 'person' } }, 403],
    ["a firm's program is answered by its key", { ...reporting, headers: { ...ownHost, authorization: 'Bearer key-of-program' } }, 200],
    ['a key that is none is none', { ...reporting, headers: { ...ownHost, authorization: 'Bearer guessed' } }, 401],
    ["a firm's session is none for a call of officers", { url: '/api/session', cookies: { comity_firm: 'person' } }, 401],
    [
      "a firm's key is none for a call of officers",
      { url: '/api/session', headers: { ...ownHost, authorization: 'Bearer key-of-program' } },
      401,
    ],
    ['another name for this server is absent', { url: '/api/about', headers: { host: 'evil.example' } }, 404],
    ['another method is absent', { method: 'PUT', url: '/api/about', session: 'keeper', csrf: 'csrf-keeper' }, 404],
  ];
  for (const [name, options, status] of table) {
    it(name, async () => assert.equal((await ask(options)).status, status));
  }

  it('tells a program of its key, and a person to sign in', async () => {
    const by = async (headers: object) => JSON.stringify((await ask({ ...reporting, headers: { ...ownHost, ...headers } })).body);
    for (const authorization of ['Bearer guessed', 'key-of-program'])
      assert.match(await by({ authorization }), /"authorization".*key that came with this call/);
    assert.match(await by({}), /"session".*Sign in again/);
  });

  it('answers a forbidden and a missing address to an officer in the same words', async () => {
    const forbidden = await ask({ ...use, session: 'preparer', csrf: 'csrf-preparer' });
    const missing = await ask({ url: '/api/nothing', session: 'preparer' });
    assert.deepEqual([forbidden.status, forbidden.body], [missing.status, missing.body]);
  });

  it('has nothing for peers where their door does not stand, whatever cookie came along', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    for (const session of [{}, { session: 'keeper', csrf: 'right' }]) {
      const answer = await ask({ method: 'POST', url: '/exchange/v1/envelopes', payload: Buffer.from('sealed'), headers, ...session });
      assert.equal(answer.status, 404);
    }
  });
});

describe('call mounting: what comes in', () => {
  const keeper = { session: 'keeper', csrf: 'csrf-keeper' } as const;

  it('names everything that is wrong with params and body, with its place', async () => {
    const answer = await ask({ ...use, ...keeper, url: '/api/records/x', payload: { count: 0, extra: true } });
    assert.equal(answer.status, 400);
    const { issues } = answer.body as { issues: { path: string }[] };
    assert.deepEqual(issues.map((issue) => issue.path).toSorted(), ['body', 'body.count', 'path.id']);
  });

  const bodies: readonly (readonly [string, string, string, number])[] = [
    ['one name twice', 'application/json', '{"count":1,"count":2}', 400],
    ['broken JSON', 'application/json', '{"count":', 400],
    ['JSON said to be text', 'text/plain', '{"count":1}', 415],
    ['a form', 'application/x-www-form-urlencoded', 'count=1', 415],
    ['bytes where JSON is asked', 'application/octet-stream', '{"count":1}', 400],
  ];
  for (const [name, type, payload, status] of bodies) {
    it(`refuses ${name}`, async () =>
      assert.equal((await ask({ ...use, ...keeper, payload, headers: { 'content-type': type } })).status, status));
  }

  it('takes bytes up to the limit of the call', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const post = (length: number) => ask({ method: 'POST', url: '/api/files', payload: Buffer.alloc(length), headers });
    assert.deepEqual([(await post(10)).status, (await post(11)).status, (await post(0)).status], [200, 413, 400]);
  });
});

describe('call mounting: what goes out', () => {
  it('keeps the session in a cookie that no script reads and no other site sends', async () => {
    const answer = await ask({ method: 'POST', url: '/api/session' });
    assert.equal(answer.headers['set-cookie'], 'comity_session=token; Path=/; HttpOnly; Secure; SameSite=Strict');
  });

  it('says how long to wait', async () => {
    const answer = await ask({ url: '/api/later' });
    assert.deepEqual([answer.status, answer.headers['retry-after']], [429, '2']);
  });

  it('says nothing of what broke inside', async () => {
    const answer = await ask({ url: '/api/broken' });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
  });

  it('sends the headers that keep a page in its place, with every answer', async () => {
    for (const url of ['/api/about', '/api/broken', '/nothing']) {
      const { headers } = await ask({ url });
      assert.match(String(headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-frame-options'], 'DENY');
    }
    assert.equal((await ask({ url: '/api/about' })).headers['cache-control'], 'no-store');
  });

  it('refuses to start with an unknown role, or with two calls of one name', async () => {
    const [first] = calls;
    assert.ok(first !== undefined);
    await assert.rejects(() => openApp([{ ...first, whoMay: ['emperor'] }]), /unknown role emperor/);
    await assert.rejects(() => openApp([first, first]), /two calls are GET \/api\/about/);
  });
});
