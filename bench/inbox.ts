// SPDX-License-Identifier: Apache-2.0
/**
 * `inbox.p99_ms`, `case.p99_ms`, `search.p99_ms`: what an officer waits for at an authority with 200,000 cases.
 *
 * One authority's server, over HTTP, with its database on this disk. A few cases are really played between two authorities and multiplied
 * row by row (inbox/many-cases.ts): 200,000 cases with their steps, events, officers, notes and tasks. Each call is the one that the screen
 * makes, by turns as six officers; a few hundred calls come before those that are counted, as on a working day the first came long ago.
 * `limit` is the answer of the smallest call, that of one's own session: HTTP, the session and nothing else.
 */
import { seededRandomness } from '../src/kernel/index.ts';
import { openDatabase } from '../src/server/index.ts';
import { act, approveAsNeeded, draftTo, openCase, sendRequest, untilState } from '../tests/scenarios/casework.ts';
import { cooperatingPair } from '../tests/scenarios/cooperating-pair.ts';
import type { Authority } from '../tests/scenarios/federation.ts';
import { plainCall } from '../tests/scenarios/officer-at-work.ts';
import { inventedWord, multiplyCases } from './inbox/many-cases.ts';
import type { Print } from './main.ts';

const cases = 200_000;
const calls = 500;
const warmUp = 100;
const seed = 20_261_127;

export async function run(print: Print): Promise<void> {
  const { federation, xa, xb } = await cooperatingPair();
  await playCases(xa, xb);
  const { database, close } = openDatabase(xb.connection);
  const random = seededRandomness(seed);
  const desks = (['preparer', 'keeper', 'approver', 'secondApprover', 'supervisor'] as const).map((desk) => xb.at(desk));
  // A staff of forty, of whom five are asked.
  const officers = [...desks.map((officer) => officer.id), ...Array.from({ length: 35 }, (_, at) => `off_of_before_${at}`)];
  await multiplyCases(database, { count: cases, officers, now: federation.clock.now(), random });
  await close();
  print({ name: 'inbox.cases', value: cases, unit: 'cases' });
  const sessions = await Promise.all(desks.map((officer) => officer.headers()));
  let turn = 0;
  const ask = async <Value>(path: string): Promise<Value> => {
    const response = await plainCall(xb.url, 'GET', path, undefined, sessions[(turn += 1) % sessions.length]);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Value;
  };
  const measure = async (name: string, goal: number | null, pathOf: () => string, limit?: number): Promise<number> => {
    const waits: number[] = [];
    for (let call = 0; call < warmUp + calls; call += 1) {
      const path = pathOf();
      const from = performance.now();
      await ask(path);
      if (call >= warmUp) waits.push(performance.now() - from);
    }
    waits.sort((left, right) => left - right);
    const at = (share: number): number => waits[Math.floor(waits.length * share)] ?? 0;
    const against = limit === undefined ? {} : { limit, ratio: limit / at(0.99) };
    print({ name: `${name}.p50_ms`, value: at(0.5), unit: 'ms' });
    print({ name: `${name}.p99_ms`, value: at(0.99), unit: 'ms', ...(goal === null ? {} : { goal }), ...against });
    return at(0.99);
  };
  const limit = await measure('inbox.session', null, () => '/api/session');
  const places = await placesIn(ask);
  const worklist = (): string => {
    const after = random.pick(places);
    const box = random.pick(['inbox', 'outbox', 'mine', 'all']);
    return `/api/desk/worklist?box=${box}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
  };
  await measure('inbox', 150, worklist, limit);
  const ids = await idsIn(ask, places);
  await measure('case', 150, () => `/api/assistance/cases/${random.pick(ids)}`, limit);
  await measure('case-desk', 150, () => `/api/desk/cases/${random.pick(ids)}`, limit);
  // Names that are rare, beginnings that are not, and the two words that stand in every case.
  const words = (): string =>
    random.pick([inventedWord(random), inventedWord(random).slice(0, 4), 'accounts', `called ${inventedWord(random)}`]);
  await measure('search', 300, () => `/api/desk/search?words=${encodeURIComponent(words())}`, limit);
  await federation.stop();
}

/** One case for each way that a case stands: at XB, which is asked, and one that XB asks. */
async function playCases(xa: Authority, xb: Authority): Promise<void> {
  const [preparer, subject] = [xb.at('preparer'), draftTo(xb.id)];
  await sendRequest(xa, xb, subject);
  const acknowledged = await sendRequest(xa, xb, subject);
  await act(preparer, acknowledged, 'acknowledgement', { expectedReplyAt: null, note: 'It is here.' });
  await act(preparer, acknowledged, 'questions', { question: 'Which accounts are meant?' });
  const refused = await sendRequest(xa, xb, subject);
  await act(preparer, refused, 'refusal', { ground: 'R02', reasons: 'A criminal proceeding on the same facts has begun here.' });
  await approveAsNeeded(xb, refused);
  await untilState(preparer, refused, 'refused');
  await openCase(preparer, draftTo(xa.id));
}

type Ask = <Value>(path: string) => Promise<Value>;

/** Where pages of the box of all cases end: the first hundred pages. */
async function placesIn(ask: Ask): Promise<string[]> {
  const places = [''];
  for (let after = ''; places.length < 100;) {
    const page = await ask<{ next: string | null }>(
      `/api/desk/worklist?box=all&limit=200${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
    );
    if (page.next === null) break;
    after = page.next;
    places.push(after);
  }
  return places;
}

async function idsIn(ask: Ask, places: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const after of places.filter((_, at) => at % 10 === 0)) {
    const place = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = await ask<{ rows: { case: { id: string } }[] }>(`/api/desk/worklist?box=all&limit=200${place}`);
    ids.push(...page.rows.map((row) => row.case.id));
  }
  return ids;
}
