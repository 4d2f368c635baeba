// SPDX-License-Identifier: Apache-2.0
/**
 * A session at a running server, as a program opens one: the same sign-in, the same rights and the same entries in the log as
 * in the browser. There is no way around it: what is imported and exported has an officer who did it.
 */
import { z } from 'zod';
import { fail, failWith, type Issue, ok, type Result } from '../kernel/index.ts';

export interface SignInWords {
  readonly email: string;
  readonly password: string;
  readonly code: string;
}

export interface ServerSession {
  readonly get: (path: string) => Promise<Result<unknown>>;
  readonly file: (path: string) => Promise<Result<Uint8Array>>;
  /** A file that is made to order; fails, saying so, while it waits for another officer's approval. */
  readonly orderFile: (path: string, order: unknown) => Promise<Result<Uint8Array>>;
  readonly send: (method: 'POST' | 'PUT' | 'DELETE', path: string, value?: unknown) => Promise<Result<unknown>>;
  readonly sendBytes: (path: string, bytes: Uint8Array) => Promise<Result<unknown>>;
  readonly putBytes: (path: string, bytes: Uint8Array) => Promise<Result<unknown>>;
  readonly end: () => Promise<void>;
}

/** Longer than the server itself gives a call. */
const callMsMax = 150_000;
const issuesSchema = z.object({ issues: z.array(z.object({ path: z.string(), problem: z.string(), remedy: z.string() })).min(1) });
const waitsSchema = z.object({ waits: z.object({ given: z.int(), approversMin: z.int() }) });
const sessionSchema = z.object({ csrfToken: z.string() });

export async function openSession(server: string, words: SignInWords): Promise<Result<ServerSession>> {
  const response = await ask(server, '/api/session', {
    method: 'POST',
    ...jsonBody(words),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) return response;
  const cookie = response.value.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const session = sessionSchema.safeParse(await response.value.json());
  if (!session.success) return fail(server, 'What answers there is not a server of Comity.', 'Check the address.');
  const headers = { cookie: cookie.join('; '), 'x-comity-csrf': session.data.csrfToken };
  const json = async (path: string, init: RequestInit): Promise<Result<unknown>> => {
    const answer = await ask(server, path, { ...init, headers: { ...headers, ...init.headers } });
    return answer.ok ? ok(await answer.value.json()) : answer;
  };
  const bytesBy = (method: 'POST' | 'PUT') => (path: string, bytes: Uint8Array) =>
    json(path, { method, body: Buffer.from(bytes), headers: { 'content-type': 'application/octet-stream' } });
  return ok({
    get: (path) => json(path, {}),
    file: async (path) => {
      const answer = await ask(server, path, { headers });
      return answer.ok ? ok(new Uint8Array(await answer.value.arrayBuffer())) : answer;
    },
    orderFile: async (path, order) => {
      const json = { ...jsonBody(order), headers: { ...headers, 'content-type': 'application/json' } };
      const answer = await ask(server, path, { method: 'POST', ...json });
      if (!answer.ok) return answer;
      if (answer.value.status === 202) return waiting(await answer.value.json());
      return ok(new Uint8Array(await answer.value.arrayBuffer()));
    },
    send: (method, path, value) =>
      json(path, { method, ...(value === undefined ? {} : { ...jsonBody(value), headers: { 'content-type': 'application/json' } }) }),
    sendBytes: bytesBy('POST'),
    putBytes: bytesBy('PUT'),
    end: async () => void (await json('/api/session', { method: 'DELETE' })),
  });
}

/** Asked for, and not given before another officer has approved it. */
function waiting(answer: unknown): ReturnType<typeof fail> {
  const { given, approversMin } = waitsSchema.parse(answer).waits;
  const problem = `It waits for another officer: ${given} of ${approversMin} approvals are given.`;
  return fail('approval', problem, 'It stands among the approvals of the workplace. Once approved, give the same command again.');
}

function jsonBody(value: unknown): { body: string } {
  return { body: JSON.stringify(value) };
}

/**
 * Browsers take every name under localhost for this machine (RFC 6761, 6.3); what resolves names for programs often knows only the
 * name itself, and an address copied from the browser has to do here as well.
 */
export function reachable(server: string): string {
  return server.replace(/^(https?:\/\/)[a-z0-9-]+\.localhost(?=[:/]|$)/i, '$1localhost');
}

/** The response, where it is a good one; else the server's own issues, or that it cannot be reached. */
async function ask(server: string, path: string, init: RequestInit): Promise<Result<Response>> {
  let response: Response;
  try {
    response = await fetch(`${reachable(server)}${path}`, { ...init, redirect: 'error', signal: AbortSignal.timeout(callMsMax) });
  } catch {
    return fail(server, 'No server answers there.', 'Start it with `./comity serve`, or name its address by --server.');
  }
  if (response.ok) return ok(response);
  return failWith(await issuesOf(response, `${init.method ?? 'GET'} ${path.split('?')[0] ?? path}`));
}

async function issuesOf(response: Response, call: string): Promise<readonly Issue[]> {
  const parsed = issuesSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return [{ path: call, problem: `The server answered ${response.status}.`, remedy: 'Read its log.' }];
  const isAbsent = response.status === 404;
  return isAbsent
    ? [{ path: call, problem: 'It is not there, or not for this officer.', remedy: 'Check the identifier and the role of the officer.' }]
    : parsed.data.issues;
}
