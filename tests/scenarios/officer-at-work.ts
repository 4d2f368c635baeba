// SPDX-License-Identifier: Apache-2.0
//
// An officer at a desk, as the server sees one: calls over HTTP with the session's cookie and the token against forged
// calls, and an authenticator that shows codes. There is nothing an officer of a story can do that a browser could not.
//
// A code is good once. The authenticator of a story therefore lets the shared clock go to the next half minute when the
// present code was given before, as a person would wait for it.
import assert from 'node:assert/strict';
import type { z } from 'zod';
import { msOf } from '../../src/kernel/index.ts';
import { type CreatedOfficer, totpCode } from '../../src/officers/index.ts';
import type { StoryClock } from './story-clock.ts';

export interface Answer {
  readonly status: number;
  /** The parsed JSON; null where the answer is a file. */
  readonly value: unknown;
  readonly bytes: Uint8Array;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface OfficerAtWork {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** The next code that was not given yet. */
  code(): string;
  /** Any call, answered as it is; signs in first, again when the session has ended meanwhile, and proves anew where that is asked. */
  call(method: Method, path: string, body?: unknown): Promise<Answer>;
  /** A call that must succeed, with its answer held against the schema of the wire. */
  expect<Schema extends z.ZodType>(schema: Schema, method: Method, path: string, body?: unknown): Promise<z.output<Schema>>;
  /** A call that must be refused with this status; the answer is the problems, in one line. */
  expectRefusal(status: number, method: Method, path: string, body?: unknown): Promise<string>;
  /** A file that must be given. */
  file(path: string): Promise<Uint8Array>;
  /** The headers of a session that runs now, for a call that is made by hand. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

const codeLastsMs = 30_000;

export function officerAtWork(created: CreatedOfficer, urlOf: () => string, clock: StoryClock): OfficerAtWork {
  const { officer, password, authenticatorSecret } = created;
  let lastStep = -1;
  let session: Readonly<Record<string, string>> | null = null;
  const code = (): string => {
    const step = Math.floor(msOf(clock.now()) / codeLastsMs);
    if (step <= lastStep) clock.pass((lastStep - step + 1) * codeLastsMs);
    const now = clock.now();
    lastStep = Math.floor(msOf(now) / codeLastsMs);
    return totpCode(authenticatorSecret, now);
  };
  const signIn = async (): Promise<Readonly<Record<string, string>>> => {
    const response = await plainCall(urlOf(), 'POST', '/api/session', { email: officer.email, password, code: code() });
    const text = await response.text();
    assert.equal(response.status, 200, `${officer.name} cannot sign in: ${text}`);
    const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    return { cookie: cookie.join('; '), 'x-comity-csrf': csrfToken };
  };
  const stepUp = async (headers: Readonly<Record<string, string>>): Promise<void> => {
    const proof = { kind: 'code', code: code() };
    const answer = await readAnswer(await plainCall(urlOf(), 'POST', '/api/session/proof', { proof }, headers));
    assert.equal(answer.status, 200, `${officer.name} cannot prove that it is them: ${problemsOf(answer)}`);
  };
  const call = async (method: Method, path: string, body?: unknown): Promise<Answer> => {
    session ??= await signIn();
    const first = await plainCall(urlOf(), method, path, body, session);
    const answer = await readAnswer(first);
    if (first.status === 401) session = await signIn();
    else if (isProofAsked(answer)) await stepUp(session);
    else return answer;
    return readAnswer(await plainCall(urlOf(), method, path, body, session));
  };
  const headers = async (): Promise<Readonly<Record<string, string>>> => {
    await call('GET', '/api/session');
    return session ?? {};
  };
  return {
    id: officer.id,
    name: officer.name,
    email: officer.email,
    password,
    code,
    call,
    headers,
    async expect(schema, method, path, body) {
      const answer = await call(method, path, body);
      assert.equal(answer.status, 200, `${officer.name}: ${method} ${path}: ${problemsOf(answer)}`);
      const parsed = schema.safeParse(answer.value);
      assert.ok(parsed.success, `${method} ${path} does not answer as the wire says: ${parsed.error?.message ?? ''}`);
      return parsed.data;
    },
    async expectRefusal(status, method, path, body) {
      const answer = await call(method, path, body);
      assert.equal(answer.status, status, `${officer.name}: ${method} ${path}: ${problemsOf(answer)}`);
      return problemsOf(answer);
    },
    async file(path) {
      const answer = await call('GET', path);
      assert.equal(answer.status, 200, `${officer.name}: GET ${path}: ${problemsOf(answer)}`);
      return answer.bytes;
    },
  };
}

/** One HTTP call; bytes are sent as a file, everything else as JSON. */
export function plainCall(
  url: string,
  method: Method,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (body === undefined) return fetch(`${url}${path}`, { method, headers });
  const isFile = body instanceof Uint8Array;
  const type = { 'content-type': isFile ? 'application/octet-stream' : 'application/json' };
  return fetch(`${url}${path}`, { method, headers: { ...type, ...headers }, body: isFile ? Buffer.from(body) : JSON.stringify(body) });
}

async function readAnswer(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = /^application\/json(;|$)/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, value: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null, bytes };
}

/** Before a call that decides something, of an officer who proved it more than five minutes ago. */
function isProofAsked({ status, value }: Answer): boolean {
  const issues = (value as { issues?: { path: string }[] } | null)?.issues ?? [];
  return status === 403 && issues[0]?.path === 'proof';
}

function problemsOf(answer: Answer): string {
  const issues = (answer.value as { issues?: { path: string; problem: string }[] } | null)?.issues ?? [];
  return `${answer.status} ${issues.map((issue) => `${issue.path}: ${issue.problem}`).join(' ')}`;
}
