// SPDX-License-Identifier: Apache-2.0
/**
 * A firm that reports to the second authority: its account, one person who has joined, and what that person has sent, played over HTTP as
 * in the browser. The person's sign-in is remembered for the desk, as officers' are.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { addMs, fail, ok, type Result } from '../../kernel/index.ts';
import { totpCode } from '../../officers/index.ts';
import { firmsAnswerSchema, invitationSchema, joiningAnswerSchema } from '../../reporting/wire.ts';
import { systemClock } from '../../server/index.ts';
import type { ServerSession } from '../server-session.ts';
import type { DemoOfficer } from './secrets.ts';

const firm = { name: 'Coral Gate Exchange Ltd', lei: 'XBDEMO00000000000762', registration: 'XB-VASP-0007' };
const person = { name: 'Della Marsh', email: 'della.marsh@coralgate.example' };
const fileName = 'coral-gate-reports.csv';
const sample = fileURLToPath(new URL('../../../examples/records/firm-xb-reports.csv', import.meta.url));
const codeLastsMs = 30_000;
const made = z.object({ id: z.string() });

/** Begins anew where an earlier start broke off: the person is invited again, and the same file sent again changes nothing. */
export async function letFirmReport(keeper: ServerSession, address: string, password: string): Promise<Result<DemoOfficer>> {
  const listed = await keeper.get('/api/reporting/firms');
  if (!listed.ok) return listed;
  const known = firmsAnswerSchema.parse(listed.value).firms.find(({ name }) => name === firm.name);
  const invited = await invite(keeper, known);
  if (!invited.ok) return invited;
  const { secret } = invitationSchema.parse(invited.value);
  const joining = await post(address, '/api/firm/joining', { secret });
  if (!joining.ok) return joining;
  const { authenticatorSecret } = joiningAnswerSchema.parse(await joining.value.json());
  // The code of half a minute ago is still good, so that the person who tries it has the present one.
  const code = totpCode(authenticatorSecret, addMs(systemClock(), -codeLastsMs));
  const joined = await post(address, '/api/firm/persons', { secret, password, code });
  if (!joined.ok) return joined;
  const cookie = joined.value.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await joined.value.json());
  const query = new URLSearchParams({ format: 'comity-csv', fileName });
  const headers = { cookie: cookie.join('; '), 'x-comity-csrf': csrfToken, 'content-type': 'application/octet-stream' };
  const body = await readFile(sample);
  const sent = await fetch(`${address}/api/firm/submissions?${query.toString()}`, { method: 'POST', headers, body });
  if (!sent.ok) return fail(firm.name, `What it reports is answered by ${sent.status}.`, 'Start it again with --reset.');
  return ok({ ...person, roles: [], password, authenticatorSecret });
}

type Known = z.infer<typeof firmsAnswerSchema>['firms'][number];

async function invite(keeper: ServerSession, known: Known | undefined): Promise<Result<unknown>> {
  const there = known?.persons.find(({ email }) => email === person.email);
  if (there !== undefined) return keeper.send('POST', `/api/reporting/persons/${there.id}/invitation`);
  const added = known === undefined ? await keeper.send('POST', '/api/reporting/firms', firm) : ok<unknown>(known);
  return added.ok ? keeper.send('POST', `/api/reporting/firms/${made.parse(added.value).id}/persons`, person) : added;
}

async function post(address: string, path: string, value: unknown): Promise<Result<Response>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(value) });
  return response.ok ? ok(response) : fail(firm.name, `${path} is answered by ${response.status}.`, 'Start it again with --reset.');
}
