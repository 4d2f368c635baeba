// SPDX-License-Identifier: Apache-2.0
/**
 * One way to call the server: JSON or bytes out, a parsed answer in, and every failure as a list of issues.
 *
 * Answers are parsed with the server's own schemas (`wire.ts`); an answer of another shape is a failure of its own kind,
 * never a half-filled screen. The token of the session is repeated in a header by every call that changes something.
 */
import { z } from 'zod';

// The parser otherwise tries to compile code at run time, which the page's security rules forbid.
z.config({ jitless: true });

export interface Issue {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

/** `issues` and `conflict` carry the server's own list; the others are known by their kind alone. */
export type CallFailureKind =
  'issues' | 'conflict' | 'waits' | 'proof-needed' | 'sign-in-needed' | 'absent' | 'later' | 'unreachable' | 'unexpected-answer' | 'broken';

export class CallError extends Error {
  readonly kind: CallFailureKind;
  readonly issues: readonly Issue[];
  constructor(kind: CallFailureKind, issues: readonly Issue[]) {
    super(`${kind}: ${issues.map((issue) => `${issue.path} ${issue.problem}`).join('; ')}`);
    this.name = 'CallError';
    this.kind = kind;
    this.issues = issues;
  }
}

export type Query = Readonly<Record<string, string | number | undefined>>;
export interface CallContent {
  readonly query?: Query;
  readonly json?: unknown;
  readonly bytes?: Blob;
}
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const issuesSchema = z.object({ issues: z.array(z.object({ path: z.string(), problem: z.string(), remedy: z.string() })) });

let csrfToken: string | null = null;
/** Asks the officer to prove that it is them; true when they did. The workplace puts it here while it is open. */
let askForProof: (() => Promise<boolean>) | null = null;

export function rememberProofDialog(ask: (() => Promise<boolean>) | null): void {
  askForProof = ask;
}

/** Set when a session is known, cleared when it ends. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

export async function callServer<Schema extends z.ZodType>(
  method: Method,
  path: string,
  answer: Schema,
  content: CallContent = {},
): Promise<z.output<Schema>> {
  const response = await send(method, path, content);
  const text = await response.text();
  const parsed = answer.safeParse(text === '' ? null : readJson(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || path, problem: issue.message, remedy: '' }));
  throw new CallError('unexpected-answer', issues);
}

/** For calls whose answer is a file; one that is made to order is posted its order. */
export async function fetchFile(path: string, order?: unknown): Promise<{ blob: Blob; fileName: string | null }> {
  const response = await (order === undefined ? send('GET', path, {}) : send('POST', path, { json: order }));
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  return { blob: await response.blob(), fileName: named?.[1] ?? null };
}

/** A call that decides something is made again once the officer has proved that it is them. */
async function send(method: Method, path: string, content: CallContent): Promise<Response> {
  try {
    return await sendOnce(method, path, content);
  } catch (error) {
    const isAsked = error instanceof CallError && error.kind === 'proof-needed';
    if (!isAsked || askForProof === null || !(await askForProof())) throw error;
    return sendOnce(method, path, content);
  }
}

async function sendOnce(method: Method, path: string, content: CallContent): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, */*' };
  if (method !== 'GET' && csrfToken !== null) headers['x-comity-csrf'] = csrfToken;
  let body: string | Blob | null = null;
  if (content.json !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(content.json);
  } else if (content.bytes !== undefined) {
    headers['content-type'] = 'application/octet-stream';
    body = content.bytes;
  }
  let response: Response;
  try {
    response = await fetch(addressOf(path, content.query ?? {}), { method, headers, body, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new CallError('unreachable', []);
  }
  // What another officer must approve first gives no answer of its own, whatever the call gives otherwise.
  if (response.status === 202) throw new CallError('waits', []);
  if (response.ok) return response;
  const issues = await issuesOf(response);
  const isProofNeeded = response.status === 403 && issues[0]?.path === 'proof';
  throw new CallError(isProofNeeded ? 'proof-needed' : kindOf(response.status), issues);
}

function addressOf(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

function kindOf(status: number): CallFailureKind {
  if (status === 401) return 'sign-in-needed';
  if (status === 404) return 'absent';
  if (status === 409) return 'conflict';
  if (status === 429) return 'later';
  if (status >= 500) return 'broken';
  return 'issues';
}

async function issuesOf(response: Response): Promise<readonly Issue[]> {
  const parsed = issuesSchema.safeParse(readJson(await response.text()));
  return parsed.success ? parsed.data.issues : [];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Asked for, and not given before another officer has approved it. */
export function isWaiting(error: Error | null): boolean {
  return error instanceof CallError && error.kind === 'waits';
}
