// SPDX-License-Identifier: Apache-2.0
//
// A person of a firm that reports, at the portal: joins by an officer's invitation, and makes calls with the cookie and the token of
// the firm's own realm; and the firm's program, which shows its key.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { totpCode } from '../../src/officers/index.ts';
import { firmSessionSchema, invitationSchema, joiningAnswerSchema, madeKeySchema } from '../../src/reporting/wire.ts';
import type { Authority } from './federation.ts';
import { type Answer, type Method, plainCall } from './officer-at-work.ts';
import type { StoryClock } from './story-clock.ts';

export type FirmHeaders = Readonly<Record<string, string>>;

export interface FirmAtWork {
  readonly id: string;
  readonly headers: FirmHeaders;
  readonly call: (method: Method, path: string, body?: unknown) => Promise<Answer>;
  readonly expect: <Schema extends z.ZodType>(schema: Schema, method: Method, path: string, body?: unknown) => Promise<z.output<Schema>>;
}

const made = z.strictObject({ id: z.string() });
const password = 'tall grass by the river';

/** A new firm with one person who has joined. */
export async function firmAtWork(
  authority: Authority,
  clock: StoryClock,
  wanted: { readonly name: string; readonly lei: string | null; readonly person: string },
): Promise<FirmAtWork> {
  const keeper = authority.at('keeper');
  const { id } = await keeper.expect(made, 'POST', '/api/reporting/firms', { name: wanted.name, lei: wanted.lei, registration: null });
  const email = `${wanted.person.toLowerCase().replaceAll(' ', '.')}@firm.example`;
  const invited = await keeper.expect(invitationSchema, 'POST', `/api/reporting/firms/${id}/persons`, { name: wanted.person, email });
  const shown = await answerOf(await plainCall(authority.url, 'POST', '/api/firm/joining', { secret: invited.secret }));
  const { authenticatorSecret } = joiningAnswerSchema.parse(shown.value);
  const joining = { secret: invited.secret, password, code: totpCode(authenticatorSecret, clock.now()) };
  const response = await plainCall(authority.url, 'POST', '/api/firm/persons', joining);
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const session = await answerOf(response);
  assert.equal(session.status, 200, JSON.stringify(session.value));
  const { csrfToken } = firmSessionSchema.parse(session.value);
  return withHeaders(authority, id, { cookie: cookie.join('; '), 'x-comity-csrf': csrfToken ?? '' });
}

/** The same firm's program. */
export async function programOf(authority: Authority, firm: FirmAtWork): Promise<FirmAtWork> {
  const path = `/api/reporting/firms/${firm.id}/keys`;
  const { secret } = await authority.at('keeper').expect(madeKeySchema, 'POST', path, { label: 'Nightly run' });
  return withHeaders(authority, firm.id, { authorization: `Bearer ${secret}` });
}

function withHeaders(authority: Authority, id: string, headers: FirmHeaders): FirmAtWork {
  const call = async (method: Method, path: string, body?: unknown): Promise<Answer> =>
    answerOf(await plainCall(authority.url, method, path, body, headers));
  return {
    id,
    headers,
    call,
    async expect(schema, method, path, body) {
      const answer = await call(method, path, body);
      assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.value)}`);
      return schema.parse(answer.value);
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return { status: response.status, value: isJson ? (JSON.parse(text) as unknown) : null, bytes };
}
