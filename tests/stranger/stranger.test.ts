// SPDX-License-Identifier: Apache-2.0
//
// Every call of a running server, tried by those who may not make it: a stranger, an officer without the role, an officer
// whose browser was tricked, and the counterpart. Nothing is told to any of them, not even that there is something.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sendRequest } from '../scenarios/casework.ts';
import { type CooperatingPair, cooperatingPair } from '../scenarios/cooperating-pair.ts';
import { type Desk, desks, officersOf } from '../scenarios/authorities.ts';
import { type Method, type OfficerAtWork, plainCall } from '../scenarios/officer-at-work.ts';
import { callTable, type MayCall } from './call-table.ts';

const apiSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ 'x-who-may': z.union([z.string(), z.array(z.string())]) }))),
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

  before(async () => {
    pair = await cooperatingPair();
    // Real identifiers, so that nothing is refused for the mere shape of a call.
    const caseId = await sendRequest(pair.xa, pair.xb);
    const values: Readonly<Record<string, string>> = { id: caseId, index: '0', digest: `sha256:${'0'.repeat(64)}` };
    rows = callTable.map(([call, mayCall]) => {
      const [method, template] = call.split(' ') as [Method, string];
      const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
      return { call, method, path, mayCall };
    });
  });

  const ofOfficers = () => rows.filter(({ mayCall }) => mayCall !== 'anyone' && mayCall !== 'peer');

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

  it("an officer's session is worth nothing at the counterpart", async () => {
    for (const { call, method, path, mayCall } of ofOfficers()) {
      const headers = await officerFor(pair, mayCall).headers();
      assert.equal((await tried(pair.xb.url, method, path, headers)).status, 401, call);
    }
  });

  it('the calls for peers take nothing that proves nothing, and an officer has no more right to them', async () => {
    const headers = await pair.xa.at('administrator').headers();
    const nothing = Buffer.from('no envelope');
    const large = Buffer.from(JSON.stringify({ v: 1, to: pair.xb.id, enc: '', ciphertext: 'A'.repeat(4096) }));
    for (const bytes of [nothing, large, Buffer.alloc(70_000, 7)]) {
      for (const session of [{}, headers]) {
        const response = await plainCall(pair.xb.url, 'POST', '/exchange/v1/envelopes', new Uint8Array(bytes), session);
        assert.equal(response.status, 400);
        assert.equal(response.headers.get('content-type')?.startsWith('application/json'), true, 'no signed receipt is given for it');
        await response.arrayBuffer();
      }
    }
    assert.equal((await tried(pair.xb.url, 'GET', `/exchange/v1/receipts/sha256:${'0'.repeat(64)}`, headers)).status, 404);
    assert.equal((await tried(pair.xb.url, 'POST', '/exchange/v1/envelopes')).status, 400);
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
