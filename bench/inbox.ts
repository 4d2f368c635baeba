// SPDX-License-Identifier: Apache-2.0
/**
 * The desk of an authority that has worked for years: 200,000 cases, a tenth of them open.
 *
 * The cases are made in the database by a seeded generator, without the other authority; what is measured is what an officer waits for, by HTTP
 * from a running server: a page of the inbox (the first and those behind it), the page of one case with its desk, and a search by two words.
 * Each figure is the slowest of 99 in 100 calls, one after another.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { demoAuthorities } from '../src/cli/demo/authorities.ts';
import { openSession, type ServerSession } from '../src/cli/server-session.ts';
import { issuesText, type Result, seededRandomness } from '../src/kernel/index.ts';
import { totpCode } from '../src/officers/index.ts';
import { initialiseAuthority, readConfiguration, startServer, systemClock } from '../src/server/index.ts';
import { openDatabase } from '../src/server/database.ts';
import { createTestDatabase } from '../src/server/postgres/test-cluster.ts';
import type { Print } from './main.ts';

const cases = 200_000;
const calls = 300;
const seed = 20_260_301;
const words = [
  'harbour',
  'meridian',
  'quillon',
  'vesper',
  'lantern',
  'orchard',
  'granite',
  'falcon',
  'saffron',
  'tundra',
  'cobalt',
  'willow',
];

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  const store = await createTestDatabase();
  try {
    const [authority] = demoAuthorities;
    if (authority === undefined) throw new Error('the demonstration has an authority');
    const read = readConfiguration({ COMITY_FOLDER: path.join(folder, 'authority'), COMITY_PORT: '0', COMITY_LOG: 'warn' });
    const configuration = good(read);
    const connection = store.connection;
    const made = good(
      await initialiseAuthority({
        configuration,
        connection,
        ...authority,
        roots: { count: 1, threshold: 1 },
        onProgress: () => undefined,
      }),
    );
    const server = good(await startServer({ configuration, connection, hasWeb: false }));
    const opened = openDatabase(connection);
    try {
      const from = performance.now();
      const ids = await fill(opened.database);
      print({ name: 'inbox.fill_s', value: (performance.now() - from) / 1000, unit: 's' });
      await measure(print, good(await signIn(server.url, made)), ids);
    } finally {
      await opened.close();
      await server.stop();
    }
  } finally {
    await store.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

function good<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(issuesText(result.issues));
  return result.value;
}

async function signIn(url: string, made: { readonly officers: readonly Made[] }): Promise<Result<ServerSession>> {
  const found = made.officers.find(({ officer }) => officer.roles.includes('preparer'));
  if (found === undefined) throw new Error('the authority has a preparer');
  const { officer, password, authenticatorSecret } = found;
  return openSession(url, { email: officer.email, password, code: totpCode(authenticatorSecret, systemClock()) });
}

interface Made {
  readonly officer: { readonly email: string; readonly roles: readonly string[] };
  readonly password: string;
  readonly authenticatorSecret: string;
}

/** The identifiers of all cases. */
async function fill(database: ReturnType<typeof openDatabase>['database']): Promise<string[]> {
  const moment = (expression: string): string => `to_char(${expression}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const random = `('x' || substr(md5(n::text || '${seed}'), 1, 7))::bit(28)::int`;
  const word = (place: number): string => `(array['${words.join("','")}'])[1 + (${random} / ${place}) % ${words.length}]`;
  const title = `initcap(${word(1)} || ' ' || ${word(13)}) || ' Ltd ' || n`;
  const made = `timestamp '2022-01-01' + n * interval '10 minutes'`;
  const due = `timestamp '2026-01-01' + (${random} % 200000) * interval '2 minutes'`;
  const text = `'Two accounts traded with each other on day ' || n || '. ' || repeat(${word(7)} || ' ' || ${word(29)} || ' at equal prices. ', 12)`;
  const content = `jsonb_build_object('subject', ${title}, 'facts', ${text}, 'why-useful', 'It shows who owns the accounts.')`;
  const id = `'req_' || lpad(n::text, 26, '0')`;
  const plain = `'assistance', 'information-from-files', 'purpose', 'admin-enforcement', 'class', 'normal'`;
  const draft = `jsonb_build_object('counterpart', 'xa', ${plain}, 'urgencyGround', null, 'urgencyReason', '', 'content', ${content}, 'reference', 'XA-' || n)`;
  const body = `jsonb_build_object('requestId', ${id}, ${plain}, 'urgency', null, 'content', ${content}, 'reference', 'XA-' || n)`;
  const clock = (step: string): string =>
    `jsonb_build_object('step', '${step}', 'dueAt', ${moment(due)}, 'metAt', null, 'sentence', 'Due.', 'clause', '4')`;
  const series = `from generate_series(1, ${cases}) n`;
  const statements = [
    `insert into assistance_cases (id, side, counterpart, draft, request, state, deadlines, next_due_at, updated_at)
     select ${id}, case when n % 3 = 0 then 'requesting' else 'requested' end, 'xa', ${draft}, ${body},
       case when n % 10 = 0 then 'received' else 'answered' end,
       case when n % 10 = 0 then jsonb_build_array(${clock('acknowledge')}, ${clock('reply')}) else '[]'::jsonb end,
       case when n % 10 = 0 then ${moment(due)} end, ${moment(made)} ${series}`,
    `insert into assistance_steps (id, case_id, kind, state, body, conditions, digest, prepared_by, prepared_at, approvers_min, sent_at, approvals)
     select 'evt_' || lpad(n::text, 26, '0'), ${id}, 'request', 'delivered', ${body}, '[]', 'sha256:' || md5(n::text) || md5(n::text), 'xa',
       ${moment(made)}, 0, ${moment(made)}, '[]' ${series}`,
    `insert into assistance_steps (id, case_id, kind, state, body, conditions, digest, prepared_by, prepared_at, approvers_min, sent_at, approvals)
     select 'evt_q' || lpad(n::text, 25, '0'), ${id}, 'question', 'delivered',
       jsonb_build_object('requestId', ${id}, 'question', 'Which ' || ${word(3)} || ' is meant?'), '[]', 'sha256:' || md5('q' || n) || md5(n::text),
       'xa', ${moment(made)}, 0, ${moment(made)}, '[]' ${series} where n % 4 = 0`,
    ...['sent', 'delivered'].map(
      (kind) => `insert into assistance_events (id, case_id, at, facts)
     select 'evt_${kind.slice(0, 1)}' || lpad(n::text, 25, '0'), ${id}, ${moment(made)},
       jsonb_build_object('kind', '${kind}', 'step', 'request', 'authority', 'xa', 'officer', null, 'dispatch', null, 'clause', null, 'detail', null)
       ${series}`,
    ),
    'analyze',
  ];
  for (const statement of statements) await sql.raw(statement).execute(database);
  return Array.from({ length: cases }, (_, n) => `req_${String(n + 1).padStart(26, '0')}`);
}

async function measure(print: Print, session: ServerSession, ids: readonly string[]): Promise<void> {
  const draw = seededRandomness(seed);
  let after = '';
  const page = async (): Promise<void> => {
    const answer = good(await session.get(`/api/desk/worklist?box=inbox${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`));
    after = (answer as { next: string | null }).next ?? '';
  };
  print({ name: 'inbox.p99_ms', value: await p99(page), unit: 'ms', goal: 150 });
  const one = async (): Promise<void> => {
    const id = draw.pick(ids);
    await Promise.all(
      [session.get(`/api/assistance/cases/${id}`), session.get(`/api/desk/cases/${id}`)].map(async (call) => good(await call)),
    );
  };
  print({ name: 'case.p99_ms', value: await p99(one), unit: 'ms', goal: 150 });
  const search = async (): Promise<void> => {
    good(await session.get(`/api/desk/search?words=${encodeURIComponent(`${draw.pick(words)} ${draw.pick(words)}`)}`));
  };
  print({ name: 'search.p99_ms', value: await p99(search), unit: 'ms', goal: 300 });
}

async function p99(call: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let made = 0; made < calls; made++) {
    const from = performance.now();
    await call();
    took.push(performance.now() - from);
  }
  return took.toSorted((left, right) => left - right)[Math.ceil(calls * 0.99) - 1] ?? 0;
}
