// SPDX-License-Identifier: Apache-2.0
//
// Every call of a running server, tried by those who may not make it: a stranger, an officer without the role, an officer
// whose browser was tricked, and the counterpart. Nothing is told to any of them, not even that there is something.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { type PeerCall, peerDoor, readInvitation } from '../../src/exchange/index.ts';
import { type HeldKey, makeHeldKey, readAuthorityKeys, realSuites } from '../../src/seals/index.ts';
import { systemRandom } from '../../src/server/index.ts';
import { act, recordsGiven, searchRecords, sendRequest } from '../scenarios/casework.ts';
import type { Authority } from '../scenarios/federation.ts';
import { importSamples } from '../scenarios/first-day.ts';
import { minuteMs } from '../scenarios/story-clock.ts';
import { type CooperatingPair, cooperatingPair } from '../scenarios/cooperating-pair.ts';
import { type Desk, desks, officersOf } from '../scenarios/authorities.ts';
import { firmAtWork, programOf } from '../scenarios/firm-at-work.ts';
import { type Method, type OfficerAtWork, plainCall } from '../scenarios/officer-at-work.ts';
import { callTable, decidingCalls, type MayCall } from './call-table.ts';

const apiSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ 'x-who-may': z.union([z.string(), z.array(z.string())]), 'x-needs-fresh-proof': z.literal(true).optional() }),
    ),
  ),
});

interface Row {
  readonly call: string;
  readonly method: Method;
  readonly path: string;
  readonly mayCall: MayCall;
}

describe('every call, tried by those who may not make it', () => {
  let pair: CooperatingPair;
  let rows: Row[] = [];
  let caseId = '';

  before(async () => {
    pair = await cooperatingPair();
    // Real identifiers, so that nothing is refused for the mere shape of a call.
    caseId = await sendRequest(pair.xa, pair.xb);
    const values: Readonly<Record<string, string>> = {
      id: caseId,
      list: 'xd-sanctions',
      index: '0',
      at: '0',
      place: '0',
      digest: `sha256:${'0'.repeat(64)}`,
      part: 'part_0',
      officer: pair.xa.at('preparer').id,
      secret: 'A'.repeat(43),
    };
    rows = callTable.map(([call, mayCall]) => {
      const [method, template] = call.split(' ') as [Method, string];
      const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
      return { call, method, path, mayCall };
    });
  });

  const ofOfficers = () => rows.filter(({ mayCall }) => mayCall !== 'anyone' && mayCall !== 'peer' && mayCall !== 'firm');

  it('every call has a row, and every row says what the API document says', async () => {
    const response = await plainCall(pair.xa.url, 'GET', '/api/openapi.json');
    const { paths } = apiSchema.parse(await response.json());
    const said = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, call]): [string, string] => [
        `${method.toUpperCase()} ${path}`,
        [call['x-who-may']].flat().toSorted().join(', '),
      ]),
    );
    const expected = callTable.map(([call, mayCall]): [string, string] => {
      return [call, mayCall === 'officer' ? 'every officer' : [mayCall].flat().toSorted().join(', ')];
    });
    assert.deepEqual(new Map(said.toSorted(byCall)), new Map(expected.toSorted(byCall)));
    assert.equal(new Set(callTable.map(([call]) => call)).size, callTable.length, 'no row stands twice');
  });

  it('a stranger is asked to sign in, whether there is such a call or not', async () => {
    const nowhere = await tried(pair.xa.url, 'GET', '/api/nowhere');
    assert.equal(nowhere.status, 401);
    for (const { call, method, path } of ofOfficers()) {
      assert.deepEqual(await tried(pair.xa.url, method, path), nowhere, call);
      const forged = { cookie: `comity_session=${'A'.repeat(43)}`, 'x-comity-csrf': 'A' };
      assert.deepEqual(await tried(pair.xa.url, method, path, forged), nowhere, `${call} with a made-up session`);
    }
    assert.deepEqual(await tried(pair.xa.url, 'GET', '/api/stream'), nowhere, 'the stream of topics');
  });

  it('what anyone may call gives a stranger nothing but what it is for', async () => {
    const given: Readonly<Record<string, number>> = {
      'GET /api/about': 200,
      'GET /api/openapi.json': 200,
      'GET /health': 200,
      // To this machine only; the tests run on it.
      'GET /metrics': 200,
      'POST /api/session': 400,
      // The house publishes no register.
      'GET /api/register': 404,
      'GET /api/register/entry': 400,
      'POST /api/firm/joining': 400,
      'POST /api/firm/persons': 400,
      'POST /api/firm/session': 400,
      // A challenge says nothing of anybody; signing in takes an assertion over it.
      'POST /api/session/passkey/challenge': 200,
      'POST /api/session/passkey': 400,
      // A secret that was never given out leads nowhere.
      'GET /api/desk/feeds/{secret}/deadlines.ics': 404,
    };
    for (const { call, method, path, mayCall } of rows) {
      if (mayCall === 'anyone') assert.equal((await tried(pair.xa.url, method, path)).status, given[call], call);
    }
    const about = await plainCall(pair.xa.url, 'GET', '/api/about');
    assert.deepEqual(Object.keys(z.record(z.string(), z.unknown()).parse(await about.json())).toSorted(), ['authority', 'version']);
    const words = { email: pair.xa.at('preparer').email, password: 'a guess of mine', code: '000000' };
    assert.equal((await plainCall(pair.xa.url, 'POST', '/api/session', words)).status, 401);
  });

  it('to an officer without the role a call looks like a path that does not exist', async () => {
    for (const desk of desks) {
      const officer = pair.xa.at(desk);
      const headers = await officer.headers();
      const nowhere = {
        GET: await tried(pair.xa.url, 'GET', '/api/nowhere', headers),
        POST: await tried(pair.xa.url, 'POST', '/api/nowhere', headers),
      };
      assert.deepEqual([nowhere.GET.status, nowhere.POST.status], [404, 404]);
      for (const { call, method, path, mayCall } of ofOfficers()) {
        if (!mayOfficerCall(desk, mayCall)) {
          assert.deepEqual(await tried(pair.xa.url, method, path, headers), nowhere.GET, `${call} by the ${desk}`);
        }
      }
    }
  });

  it('a call that changes something fails without the token of its session, whoever makes it', async () => {
    for (const { call, method, path, mayCall } of ofOfficers()) {
      if (method === 'GET') continue;
      const officer = officerFor(pair, mayCall);
      const { cookie = '' } = await officer.headers();
      const other = await pair.xa.at(officer.id === pair.xa.at('auditor').id ? 'preparer' : 'auditor').headers();
      for (const token of [undefined, 'wrong', other['x-comity-csrf']]) {
        const headers = { cookie, ...(token === undefined ? {} : { 'x-comity-csrf': token }) };
        assert.equal((await tried(pair.xa.url, method, path, headers)).status, 403, `${call} with the token "${token ?? ''}"`);
      }
    }
    const { status } = await pair.xa.at('preparer').call('GET', '/api/session');
    assert.equal(status, 200, 'the session was not ended by any of it');
  });

  it('a call that decides something asks an officer who left the desk to prove that it is them', async () => {
    const response = await plainCall(pair.xa.url, 'GET', '/api/openapi.json');
    const { paths } = apiSchema.parse(await response.json());
    const marked = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, call]) =>
        call['x-needs-fresh-proof'] === true ? [`${method.toUpperCase()} ${path}`] : [],
      ),
    );
    assert.deepEqual(marked.toSorted(), decidingCalls.toSorted());
    for (const { call, method, path, mayCall } of rows.filter((row) => decidingCalls.includes(row.call))) {
      const headers = await officerFor(pair, mayCall).headers();
      pair.federation.clock.pass(6 * minuteMs);
      const answer = await tried(pair.xa.url, method, path, headers);
      assert.equal(answer.status, 403, call);
      assert.match(answer.text, /"path":"proof".*Show your passkey/, call);
    }
  });

  it('to an officer who may not know of suspicious reports there is none, and no case that holds one', async () => {
    const [keeper, supervisor] = [pair.xb.at('keeper'), pair.xb.at('supervisor')];
    const words = { q: 'XB-STR', purpose: 'fiu-analysis' };
    const query = `/api/records?${new URLSearchParams(words).toString()}`;
    const before = await supervisor.call('GET', query);
    assert.equal((await supervisor.call('GET', `/api/assistance/cases/${caseId}`)).status, 200, 'the case is there while it holds none');
    await importSamples(pair.xb);
    const [report] = await searchRecords(keeper, { ...words, kind: 'suspicious-report', q: '' });
    assert.ok(report !== undefined, 'to an analyst there are some');
    assert.deepEqual(await supervisor.call('GET', query), before);
    const found = await searchRecords(supervisor, { purpose: 'fiu-analysis' });
    assert.ok(found.length > 0 && found.every((row) => row.kind !== 'suspicious-report'), 'and other records are there');
    await act(keeper, caseId, 'acknowledgement', { expectedReplyAt: '2026-11-20T00:00:00.000Z', note: 'It is here.' });
    const records = await recordsGiven(keeper, caseId, [report.id]);
    await act(keeper, caseId, 'replies', { completeness: 'partial', text: 'One.', records });
    const headers = await supervisor.headers();
    for (const [method, there] of [
      ['GET', `/api/records/${report.id}/uses`],
      ['GET', `/api/records/${report.id}/way`],
      ['GET', `/api/assistance/cases/${caseId}`],
      ['GET', `/api/desk/cases/${caseId}`],
    ] as const) {
      const nowhere = await tried(pair.xb.url, method, '/api/nowhere', headers);
      assert.deepEqual(await tried(pair.xb.url, method, there, headers), nowhere, there);
    }
    const use = { purpose: 'fiu-analysis', manner: 'read', caseRef: null, note: '' };
    await supervisor.expectRefusal(404, 'POST', `/api/records/${report.id}/uses`, use);
    for (const list of ['/api/assistance/cases?box=inbox', '/api/desk/worklist?box=inbox', '/api/approvals', '/api/records/imports']) {
      const answer = await supervisor.call('GET', list);
      assert.equal(answer.status, 200, list);
      assert.doesNotMatch(JSON.stringify(answer.value), new RegExp(`${caseId}|${report.id}`), list);
    }
    const denied = `/api/records/imports?${new URLSearchParams({ kind: 'suspicious-report', format: 'comity-csv', fileName: 'x.csv' }).toString()}`;
    assert.equal((await supervisor.call('POST', denied, new Uint8Array([1]))).status, 400);
  });

  it("an officer's session is worth nothing at the counterpart", async () => {
    for (const { call, method, path, mayCall } of ofOfficers()) {
      const headers = await officerFor(pair, mayCall).headers();
      assert.equal((await tried(pair.xb.url, method, path, headers)).status, 401, call);
    }
  });

  it('the calls of firms that report ask everybody but a firm to sign in, and a firm may make no other', async () => {
    const { clock } = pair.federation;
    const firm = await firmAtWork(pair.xb, clock, { name: 'Stranger Bank', lei: null, person: 'Nils Arden' });
    const program = await programOf(pair.xb, firm);
    const nowhere = (headers: Record<string, string>) => tried(pair.xb.url, 'GET', '/api/nowhere', headers);
    const officer = await pair.xb.at('keeper').headers();
    const guessed = { authorization: `Bearer ${'A'.repeat(43)}` };
    const [toPerson, toProgram] = [await nowhere({}), await nowhere(guessed)];
    assert.deepEqual([toPerson.status, toProgram.status], [401, 401]);
    for (const { call, method, path } of rows.filter((row) => row.mayCall === 'firm')) {
      for (const headers of [{}, officer, { cookie: `comity_firm=${'A'.repeat(43)}` }])
        assert.deepEqual(await tried(pair.xb.url, method, path, headers), toPerson, call);
      assert.deepEqual(await tried(pair.xb.url, method, path, guessed), toProgram, call);
      if (method !== 'GET')
        assert.equal((await tried(pair.xb.url, method, path, { cookie: firm.headers['cookie'] ?? '' })).status, 403, call);
      for (const { headers } of [firm, program])
        assert.equal((await tried(pair.xa.url, method, path, headers)).status, 401, `${call} at the counterpart`);
    }
    for (const { headers } of [firm, program]) {
      const answer = await nowhere(headers);
      for (const { call, method, path } of ofOfficers())
        assert.deepEqual(await tried(pair.xb.url, method, path, headers), answer, `${call} by a firm`);
    }
  });

  it('the calls for peers are not at the port of officers, whoever asks', async () => {
    const nowhere = await tried(pair.xb.url, 'GET', '/exchange/v1/nowhere');
    assert.equal(nowhere.status, 404);
    for (const { method, path, mayCall } of rows.filter((row) => row.mayCall === 'peer')) {
      for (const session of [{}, await pair.xa.at('administrator').headers()]) {
        assert.deepEqual(await tried(pair.xb.url, method, path, session), nowhere);
      }
      assert.equal((await tried(pair.xa.url, mayCall === 'peer' ? method : 'GET', path)).status, 404);
    }
  });

  it('at the port of peers a stranger is cut off, with a transport key of its own too', async () => {
    const stranger = makeHeldKey('transport', { ...realSuites, random: systemRandom });
    for (const { method, path } of rows.filter((row) => row.mayCall === 'peer')) {
      await assert.rejects(fetch(`${pair.xb.peerUrl}${path}`, { method }), 'without a certificate');
      assert.deepEqual(await calledAs(stranger, pair.xb, { method: method as 'GET', path }), { kind: 'unreachable' });
    }
  });

  it('a peer gets no receipt for bytes that prove nothing, and no call of an officer', async () => {
    const own = (await readKeys(pair.xa)).transport;
    assert.ok(own !== null);
    const statusOf = async (call: PeerCall) => {
      const answer = await calledAs(own, pair.xb, call);
      assert.ok(answer.kind === 'answered');
      return { status: answer.status, isText: /^[{]/.test(new TextDecoder().decode(answer.bytes)) };
    };
    const large = Buffer.from(JSON.stringify({ v: 1, to: pair.xb.id, enc: '', ciphertext: 'A'.repeat(4096) }));
    for (const body of [Buffer.from('no envelope'), large, Buffer.alloc(70_000, 7), Buffer.alloc(0)]) {
      const post = { method: 'POST', path: '/exchange/v1/envelopes', mediaType: 'application/vnd.comity.envelope', body } as const;
      assert.deepEqual(await statusOf(post), { status: 400, isText: true }, 'no signed receipt is given for it');
    }
    assert.equal((await statusOf({ method: 'GET', path: `/exchange/v1/receipts/sha256:${'0'.repeat(64)}` })).status, 404);
    for (const path of ['/api/peers', '/api/session', '/health', '/metrics', '/']) {
      assert.equal((await statusOf({ method: 'GET', path })).status, 404, path);
    }
  });
});

function byCall(left: readonly [string, string], right: readonly [string, string]): number {
  return left[0] < right[0] ? -1 : 1;
}

function mayOfficerCall(desk: Desk, mayCall: MayCall): boolean {
  const held = officersOf('xa').find((officer) => officer.desk === desk)?.roles ?? [];
  return typeof mayCall === 'string' ? mayCall === 'officer' : mayCall.some((role) => held.includes(role));
}

/** Someone who has the right, so that nothing else can be the reason of a refusal. */
function officerFor(pair: CooperatingPair, mayCall: MayCall): OfficerAtWork {
  const desk = desks.find((candidate) => mayOfficerCall(candidate, mayCall));
  assert.ok(desk !== undefined, 'some desk has the role');
  return pair.xa.at(desk);
}

/** What the outside sees of an answer: status and text. */
async function tried(
  url: string,
  method: Method,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await plainCall(url, method, path, undefined, headers);
  return { status: response.status, text: await response.text() };
}

async function readKeys(authority: Authority) {
  const read = readAuthorityKeys(new Uint8Array(await readFile(path.join(authority.folder, 'keys.json'))));
  assert.ok(read.ok);
  return read.value;
}

/** A call to the port of peers as another server would make it, with this transport key. */
async function calledAs(key: HeldKey, to: Authority, call: PeerCall) {
  const read = readInvitation(await to.at('administrator').file('/api/peers/invitation'), realSuites);
  assert.ok(read.ok);
  const door = peerDoor({ transportKey: () => key, networks: ['loopback'], random: systemRandom });
  try {
    return await door.call({ ...read.value.keyState, endpoint: read.value.invitation.endpoint, keyState: read.value.keyState }, call);
  } finally {
    door.close();
  }
}
