// SPDX-License-Identifier: Apache-2.0
/**
 * Two authorities in one process for the tests of cases: each with its own PostgreSQL database, its own keys and officers, and
 * all rooms wired as the server wires them. Between them lies a network that the test can break. The clock moves with every
 * call, so that each code of an authenticator is a new one.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type AgreementDocument, bilateralArrangement } from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
import type { NetworkAnswer } from '../exchange/index.ts';
import { addMs, type CallAnswer, type CallDefinition, type IdOf, type Instant, type Issue, type RandomBytes } from '../kernel/index.ts';
import { createOfficer, houseRulesDefault, type Role, totpCode } from '../officers/index.ts';
import { type AuthorityId, type AuthorityKeys, foldKeyHistory, type KeyState, makeAuthority, realSuites } from '../seals/index.ts';
import { type OpenDatabase, openDatabase } from '../server/database.ts';
import { allMigrations, wireRooms } from '../server/index.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import type { MinimisationProposalWire } from '../records/wire.ts';
import type { CaseDetailWire, ReplyDraftWire, RequestDraftWire } from './wire.ts';

/** A Friday: 15:30 in UTC, an hour later in XB. */
export const friday = '2026-11-20T15:30:00.000Z' as Instant;

export interface TestOfficer {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly secret: string;
}
type OfficerName = 'preparer' | 'head' | 'second' | 'deputy' | 'keeper' | 'administrator';

export interface Side {
  readonly id: AuthorityId;
  readonly name: string;
  readonly opened: OpenDatabase;
  readonly keys: AuthorityKeys;
  readonly keyState: KeyState;
  readonly calls: readonly CallDefinition[];
  readonly deliverDue: () => Promise<number>;
  readonly desk: ReturnType<typeof wireRooms>['desk'];
  readonly officers: Readonly<Record<OfficerName, TestOfficer>>;
}

export interface Pair {
  now: Instant;
  /** What the network does with the next answers. */
  network: 'works' | 'is-down' | 'loses-answers';
  readonly xa: Side;
  readonly xb: Side;
  readonly arrangement: AgreementDocument;
  readonly random: RandomBytes;
  close(): Promise<void>;
}

let drawn = 0;
export const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`cases ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

/** Both authorities, known to each other, with the arrangement in force and XB's records imported. */
export async function openPair(): Promise<Pair> {
  const pair: { -readonly [Name in keyof Pair]?: Pair[Name] } = { now: friday, network: 'works', random };
  const whole = pair as Pair;
  const closing: (() => Promise<void>)[] = [];
  pair.xa = await openSide(whole, 'xa', closing);
  pair.xb = await openSide(whole, 'xb', closing);
  pair.close = async () => {
    for (const close of closing) await close();
  };
  await makePeers(whole);
  const parties = [
    { ...sampleParties.xa, authorityId: whole.xa.id },
    { ...sampleParties.xb, authorityId: whole.xb.id },
  ];
  pair.arrangement = bilateralArrangement({ parties, inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
  await bringIntoForce(whole, whole.arrangement);
  for (const [kind, file] of [
    ['suspicious-report', 'xb-suspicious-reports.csv'],
    ['registration', 'xb-registrations.csv'],
  ] as const) {
    const bytes = readFileSync(path.join(import.meta.dirname, '../../examples/records', file));
    const query = { kind, format: 'comity-csv', fileName: file, skipBad: 'no' };
    const report = await call(whole, whole.xb, 'keeper', 'POST /api/records/imports', { query, body: new Uint8Array(bytes) });
    assert.equal((json(report) as { isApplied: boolean }).isApplied, true, JSON.stringify(report));
  }
  return whole;
}

interface MadeSide {
  readonly database: TestDatabase;
  readonly made: ReturnType<typeof makeAuthority>;
  readonly officers: Side['officers'];
}

/** Each is made once for a process, tables, keys and officers; every pair goes on from a copy. */
const madeSides = new Map<'xa' | 'xb', Promise<MadeSide>>();

function makeOnce(name: 'xa' | 'xb'): Promise<MadeSide> {
  const before = madeSides.get(name);
  if (before !== undefined) return before;
  const making = makeSide(name);
  madeSides.set(name, making);
  return making;
}

async function makeSide(name: 'xa' | 'xb'): Promise<MadeSide> {
  const database = await createTestDatabase(allMigrations);
  const opened = openDatabase(database.connection);
  const made = makeAuthority({ ...realSuites, random, createdAt: friday });
  const officers = {
    preparer: await officer(opened, name, 'preparer', ['preparer', 'approver', 'report-analyst']),
    head: await officer(opened, name, 'head', ['approver', 'report-analyst']),
    second: await officer(opened, name, 'second', ['approver', 'auditor', 'report-analyst']),
    // Approves where a story leaps into the future and comes back, so that the codes of the others stay unspent.
    deputy: await officer(opened, name, 'deputy', ['approver', 'report-analyst']),
    keeper: await officer(opened, name, 'keeper', ['records-keeper', 'report-analyst']),
    administrator: await officer(opened, name, 'administrator', ['administrator']),
  };
  await opened.close();
  return { database, made, officers };
}

async function openSide(pair: Pair, name: 'xa' | 'xb', closing: (() => Promise<void>)[]): Promise<Side> {
  const { database, made, officers } = await makeOnce(name);
  const testDatabase = await createTestDatabase(database);
  const opened = openDatabase(testDatabase.connection);
  closing.push(
    () => opened.close(),
    () => testDatabase.drop(),
  );
  const folded = foldKeyHistory(made.history, realSuites);
  assert(folded.ok);
  const { authorityId: _, ...profile } = sampleParties[name];
  const wired = wireRooms({
    files: {
      profile: { ...profile, capabilities: [...profile.capabilities] },
      history: made.history,
      keys: made.keys,
      keyState: folded.value,
      houseRules: houseRulesDefault,
    },
    database: opened.database,
    publicUrl: `http://${name}.localhost:7100`,
    endpoint: `https://${name}.localhost:7150`,
    clock: () => pair.now,
    random,
    brokeOff: (error) => assert.fail(String(error)),
    network: {
      post: async (_endpoint, envelope) => ask(pair, name, 'POST /exchange/v1/envelopes', { body: envelope }),
      postPouch: async (_endpoint, pouch) => ask(pair, name, 'POST /exchange/v1/pouches', { body: pouch }),
      receipt: async (_endpoint, digest) => ask(pair, name, 'GET /exchange/v1/receipts/:digest', { params: { digest } }),
      keys: async (_endpoint, question) => ask(pair, name, 'POST /exchange/v1/keys', { body: question }),
      tell: async (_endpoint, what, document) => ask(pair, name, `POST /exchange/v1/${what}`, { body: document }),
    },
  });
  return { id: made.authorityId, name: profile.name, opened, keys: made.keys, keyState: folded.value, ...wired, officers };
}

async function officer(opened: OpenDatabase, side: string, name: string, roles: readonly Role[]): Promise<TestOfficer> {
  const wanted = { name: `${name} of ${side}`, email: `${name}@${side}.example`, roles, issuer: side };
  const made = await opened.database.transaction().execute((tx) => createOfficer(tx, wanted, random, friday));
  assert(made.ok);
  return { id: made.value.officer.id, roles, secret: made.value.authenticatorSecret };
}

/** What the other side's server answers to a server; the network may lose it on the way. */
async function ask(pair: Pair, from: 'xa' | 'xb', target: string, input: { params?: unknown; body?: unknown }): Promise<NetworkAnswer> {
  if (pair.network === 'is-down') return { kind: 'unreachable' };
  const answer = await call(pair, pair[from === 'xa' ? 'xb' : 'xa'], null, target, input);
  if (pair.network === 'loses-answers') return { kind: 'unreachable' };
  return answer.kind === 'bytes'
    ? { kind: 'answered', status: 200, bytes: answer.bytes }
    : { kind: 'answered', status: 400, bytes: new Uint8Array() };
}

async function makePeers(pair: Pair): Promise<void> {
  const { xa, xb } = pair;
  for (const [here, there] of [
    [xa, xb],
    [xb, xa],
  ] as const) {
    const invitation = await call(pair, there, 'administrator', 'GET /api/peers/invitation');
    assert(invitation.kind === 'bytes');
    await call(pair, here, 'administrator', 'POST /api/peers', { body: invitation.bytes });
  }
  for (const [here, there] of [
    [xa, xb],
    [xb, xa],
  ] as const) {
    const { rows } = json(await call(pair, here, 'administrator', 'GET /api/peers')) as { rows: { fingerprint: string }[] };
    const body = { fingerprint: rows[0]?.fingerprint };
    await call(pair, here, 'administrator', 'POST /api/peers/:id/confirmation', { params: { id: there.id }, body });
    await approveWaitingAct(pair, here, there.id, 'second');
  }
  await deliverAll(pair);
}

/** Approves the act that waits to be done to this thing, with the code that the authenticator shows. */
export async function approveWaitingAct(pair: Pair, side: Side, about: string, by: OfficerName): Promise<void> {
  const rows = json(await call(pair, side, by, 'GET /api/approvals')) as readonly { readonly about: string; readonly subject: string }[];
  const waiting = rows.find((row) => row.about === about);
  assert(waiting !== undefined, 'an act waits');
  const proof = { kind: 'code', code: totpCode(side.officers[by].secret, addMs(pair.now, 60_000)) };
  json(await call(pair, side, by, 'POST /api/approvals', { body: { subject: waiting.subject, proof } }));
}

/** Stores and signs it at XA, carries the file to XB and back. */
export async function bringIntoForce(pair: Pair, document: AgreementDocument): Promise<void> {
  const { xa, xb } = pair;
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const stored = json(await call(pair, xa, 'administrator', 'POST /api/agreements', { body: bytes })) as { ref: { digest: string } };
  const params = { digest: stored.ref.digest };
  await call(pair, xa, 'administrator', 'POST /api/agreements/:digest/signature', { params });
  for (const [from, to] of [
    [xa, xb],
    [xb, xa],
  ] as const) {
    const file = await call(pair, from, 'administrator', 'GET /api/agreements/:digest/file', { params });
    assert(file.kind === 'bytes');
    const admitted = json(await call(pair, to, 'administrator', 'POST /api/agreements/signatures', { body: file.bytes }));
    if (to === xb) await call(pair, xb, 'administrator', 'POST /api/agreements/:digest/signature', { params });
    else assert((admitted as { parties: { hasSigned: boolean }[] }).parties.every((party) => party.hasSigned));
  }
}

/** One call as an officer makes it, parsed by its own schemas; a minute passes. */
export async function call(
  pair: Pair,
  side: Side,
  by: OfficerName | null,
  target: string,
  input: { params?: unknown; query?: unknown; body?: unknown } = {},
): Promise<CallAnswer> {
  const found = side.calls.find((definition) => `${definition.method} ${definition.path}` === target);
  assert(found !== undefined, `${target} is mounted`);
  const acting = by === null ? null : side.officers[by];
  if (acting !== null && Array.isArray(found.whoMay) && found.whoMay.length > 0) {
    assert(
      found.whoMay.some((role: string) => acting.roles.some((own) => own === role)),
      `${by} may make the call ${target}`,
    );
  }
  if (by !== null) pair.now = addMs(pair.now, 60_000);
  const query: unknown = found.query === undefined ? {} : found.query.parse(input.query ?? {});
  const body: unknown = found.body?.kind === 'json' ? found.body.schema.parse(input.body) : (input.body ?? null);
  const params: unknown = found.params === undefined ? {} : found.params.parse(input.params ?? {});
  const asOfficer = acting === null ? null : { id: acting.id as IdOf<'off'>, roles: acting.roles };
  const whole = { params, query, body, officer: asOfficer, sessionToken: null, remoteAddress: '127.0.0.1', now: pair.now, random };
  const answer = await found.handle(whole);
  if (answer.kind === 'json' && found.answer !== undefined) found.answer.parse(answer.value);
  return answer;
}

export function json(answer: CallAnswer): unknown {
  assert(answer.kind === 'json', `an answer, not ${JSON.stringify(answer)}`);
  return answer.value;
}

export function issuesIn(answer: CallAnswer): readonly Issue[] {
  assert(answer.kind === 'issues', `issues, not ${answer.kind}`);
  return answer.issues;
}

/** Both outboxes, until nothing is due; what failed for now is due again later. */
export async function deliverAll(pair: Pair): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const handled = (await pair.xa.deliverDue()) + (await pair.xb.deliverDue());
    if (handled === 0) return;
  }
}

const casePath = '/api/assistance/cases/:id';

export async function look(pair: Pair, side: Side, id: string, by: OfficerName = 'preparer'): Promise<CaseDetailWire> {
  return json(await call(pair, side, by, `GET ${casePath}`, { params: { id } })) as CaseDetailWire;
}

export async function act(
  pair: Pair,
  side: Side,
  id: string,
  what: string,
  body: unknown,
  by: OfficerName = 'preparer',
): Promise<CallAnswer> {
  return call(pair, side, by, `POST ${casePath}/${what}`, { params: { id }, body });
}

/** Records for a reply as they are, where nothing else is said: what is proposed to be withheld is given all the same, with a reason. */
export async function recordsGiven(
  pair: Pair,
  side: Side,
  id: string,
  recordIds: readonly (string | undefined)[],
): Promise<ReplyDraftWire['records']> {
  const proposals = json(await act(pair, side, id, 'minimisation', { recordIds })) as MinimisationProposalWire[];
  return proposals.map(({ recordId, fields }) => {
    const give = fields.map(({ path }) => ({ path, reason: 'The case needs it.' }));
    return { recordId, limits: null, minimisation: { withhold: [], give } };
  });
}

/** Approves the step of the case that waits, with the code that the authenticator shows. */
export async function approve(pair: Pair, side: Side, id: string, by: OfficerName = 'head'): Promise<CallAnswer> {
  const step = (await look(pair, side, id)).steps.find((candidate) => candidate.state === 'awaiting-approval');
  assert(step !== undefined, 'a step waits');
  return approval(pair, side, { id: step.id, digest: step.digest }, by);
}

export async function approval(
  pair: Pair,
  side: Side,
  step: { readonly id: string; readonly digest: string; readonly code?: string },
  by: OfficerName,
): Promise<CallAnswer> {
  const code = step.code ?? totpCode(side.officers[by].secret, addMs(pair.now, 60_000));
  return call(pair, side, by, 'POST /api/assistance/steps/:id/approval', {
    params: { id: step.id },
    body: { digest: step.digest, proof: { kind: 'code', code } },
  });
}

export function draftTo(counterpart: string): RequestDraftWire {
  return {
    counterpart,
    assistance: 'suspicious-reports',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {
      subject: 'Meridian Tide Exchange Ltd',
      facts: 'Its volume rises minutes before the same persons sell.',
      'why-useful': 'Reports would show who stands behind the accounts.',
      'legal-provisions': 'Section 12 of the Digital Assets Act of XA.',
    },
    reference: 'XA-2026-114',
  };
}

/** A request of XA that XB has received; its identifier. */
export async function sentRequest(pair: Pair, change: Partial<RequestDraftWire> = {}): Promise<string> {
  const body = { ...draftTo(pair.xb.id), ...change };
  const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire;
  const { id } = opened.row;
  json(await act(pair, pair.xa, id, 'submission', null));
  json(await approve(pair, pair.xa, id));
  await deliverAll(pair);
  assert.equal((await look(pair, pair.xa, id)).row.state, 'received');
  return id;
}
