// SPDX-License-Identifier: Apache-2.0
/**
 * A counterpart without a server, told from XA's side: an arrangement on paper, a request as a pack, answers as letters that two officers
 * attest, a request that came by letter, and the day it joins.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type AgreementDocument, bilateralArrangement, readConsent } from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
import {
  act,
  approve,
  approveWaitingAct,
  bringIntoForce,
  call,
  deliverAll,
  draftTo,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  recordsGiven,
} from '../assistance/two-authorities.test.ts';
import type { CarriedConsentWire, VerdictWire } from '../agreements/wire.ts';
import type { CaseDetailWire, CaseRowWire } from '../assistance/wire.ts';
import type { MatterDetailWire, MatterRowWire, PassOnAnswerWire } from '../onward/wire.ts';
import { addMs, type CallAnswer, type Instant, newId } from '../kernel/index.ts';
import { totpCode } from '../officers/index.ts';
import type { AskedActRowWire } from '../officers/wire.ts';
import { digestOf, readSigned, realSuites, toBase64 } from '../seals/index.ts';
import { verifyBundle } from '../verifier/index.ts';
import type { CounterpartRowWire, IncomingDetailWire, LetterListWire } from './wire.ts';

let scans = 0;
/** A scan that is like no other. */
function scan(): Uint8Array {
  return new TextEncoder().encode(`%PDF-1.7\n% scan ${scans++}\n%%EOF\n`);
}

const registrar = {
  name: 'Financial Intelligence Unit of XB',
  kind: 'financial-intelligence-unit',
  jurisdiction: 'XB',
  address: '4 Harbour Street\nPort Lumen',
  email: 'unit@xb.example',
  language: 'fr',
  calendar: sampleParties.xb.calendar,
};

/** The second checker says the same, where python3 and openssl are on the machine. */
function checkInPython(bytes: Uint8Array, saying = /attests alone assistance\.acknowledgement, a letter of cl1/): void {
  if (['python3', 'openssl'].some((command) => spawnSync(command, ['--version']).error !== undefined)) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-letters-'));
  try {
    const file = path.join(folder, 'case.zip');
    writeFileSync(file, bytes);
    const script = path.resolve(import.meta.dirname, '../../verifiers/check_bundle.py');
    const said = spawnSync('python3', [script, file], { encoding: 'utf8' });
    assert.equal(said.status, 0, said.stdout + said.stderr);
    assert.match(said.stdout, saying);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Between the same two servers: what is attested from a letter is taken. */
function takingAttested({ arrangement }: Pair): AgreementDocument {
  const terms = arrangement.terms.map((term) => (term.kind === 'onward' ? { ...term, takesAttested: true } : term));
  return { ...arrangement, id: 'agr_06f0m3k4x9v2q8t7w5y1z3a6bd', title: 'Arrangement that takes attested data', terms };
}

async function approveMatter(pair: Pair, { step }: MatterDetailWire): Promise<void> {
  assert(step !== null, 'a step waits for approval');
  const proof = { kind: 'code', code: totpCode(pair.xa.officers.head.secret, addMs(pair.now, 60_000)) };
  const approval = { params: { id: step.id }, body: { digest: step.digest, proof } };
  json(await call(pair, pair.xa, 'head', 'POST /api/onward/steps/:id/approval', approval));
}

async function matterBundle(pair: Pair, matter: string): Promise<Uint8Array> {
  const order = { params: { id: matter }, body: { recipient: 'The court', purpose: 'A test', withhold: [] } };
  if ((await call(pair, pair.xa, 'preparer', 'POST /api/onward/matters/:id/bundle', order)).kind === 'waits')
    await approveWaitingAct(pair, pair.xa, matter, 'second');
  const bundle = await call(pair, pair.xa, 'preparer', 'POST /api/onward/matters/:id/bundle', order);
  assert(bundle.kind === 'bytes', JSON.stringify(bundle));
  return bundle.bytes;
}

function complianceRecord(reference: string) {
  return {
    kind: 'compliance-record',
    reference,
    firm: 'Quay Exchange Ltd',
    lei: null,
    recordType: 'sanction',
    date: '2026-05-04',
    authority: registrar.name,
    summary: 'Owners of corporate clients were not identified.',
    outcome: 'Fine',
    amount: null,
  };
}

/** As the arrangement sets them; what a letter says may be stricter. */
const letterLimits = {
  purposes: ['supervision', 'admin-enforcement', 'criminal-investigation', 'fiu-analysis', 'asset-tracing'],
  handling: 'amber+strict',
  onward: 'consent',
  recipients: [],
  evidentialUse: 'with-permission',
  mayNotifySubject: false,
  usableUntil: null as string | null,
  note: 'That a suspicious-transaction report exists may not be made known to the person it concerns.',
};

/** What a request of the other side says, in the fields of the form. */
function asked() {
  const { assistance, purpose, content } = draftTo('');
  return { assistance, purpose, class: 'normal', urgencyGround: null, urgencyReason: '', content };
}

describe('a counterpart known only by letter', () => {
  let pair: Pair;
  let byLetter = '';
  let caseId = '';
  /** A record that came by letter. */
  let letterRecord = '';
  /** The same at XB, to which it was given since. */
  let recordAtXb = '';
  before(async () => {
    pair = await openPair();
  });
  after(async () => pair.close());

  const ask = (by: 'preparer' | 'administrator' | 'head' | 'keeper', target: string, input: object = {}): Promise<CallAnswer> =>
    call(pair, pair.xa, by, target, input);
  const uploaded = async (by: 'preparer' | 'administrator' = 'preparer'): Promise<string> =>
    (json(await ask(by, 'POST /api/letters/scans', { body: scan() })) as { scan: string }).scan;
  /** An upload that is whole and checked. */
  const enclosed = async (name: string, state: 'here' | 'arriving' = 'here'): Promise<string> => {
    const id = newId('att', pair.now, pair.random);
    const digest = digestOf(new TextEncoder().encode(id));
    const sealedDigest = digestOf(new TextEncoder().encode(`${id} sealed`));
    await sql`insert into exchange_attachments (id, side, state, name, media_type, size, digest, sealed_digest, key, received, push_state, pushed,
      push_attempts, touched_at) values (${id}, 'ours', ${state}, ${name}, 'text/csv', 20, ${digest}, ${sealedDigest},
      ${toBase64(pair.random(32))}, 40, 'kept', 0, 0, ${pair.now})`.execute(pair.xa.opened.database);
    return id;
  };
  const letters = async (): Promise<LetterListWire> => json(await ask('preparer', 'GET /api/letters')) as LetterListWire;
  const written = async (): Promise<string> => {
    const found = (await letters()).outgoing.find(({ state }) => state === 'to-send');
    assert(found !== undefined, 'a letter is to be sent');
    return found.id;
  };
  const send = (id: string, change: object = {}): Promise<CallAnswer> => {
    const body = { channel: 'courier', sentAt: pair.now, tracking: 'XA 4711', ...change };
    return ask('preparer', 'POST /api/letters/:id/sending', { params: { id }, body });
  };
  const registered = async (change: object = {}): Promise<CallAnswer> => {
    const body = {
      counterpart: byLetter,
      scan: await uploaded(),
      channel: 'post',
      receivedAt: pair.now,
      writtenOn: '2026-11-18',
      theirReference: 'XB/7',
    };
    return ask('preparer', 'POST /api/letters', { body: { ...body, ...change } });
  };
  const transcribe = (id: string, body: object): Promise<CallAnswer> =>
    ask('preparer', 'POST /api/letters/:id/transcription', { params: { id }, body });
  /** A letter that was registered, read and confirmed. */
  const admitted = async (transcription: object): Promise<IncomingDetailWire> => {
    const { row } = json(await registered()) as IncomingDetailWire;
    json(await transcribe(row.id, transcription));
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    return json(await ask('preparer', 'GET /api/letters/:id', { params: { id: row.id } })) as IncomingDetailWire;
  };

  test('is registered with its address and calendar, and has an identity that nobody holds a key of', async () => {
    const { rows } = json(await ask('administrator', 'POST /api/letters/counterparts', { body: registrar })) as {
      rows: CounterpartRowWire[];
    };
    assert.equal(rows.length, 1);
    byLetter = rows[0]?.id ?? '';
    assert.match(byLetter, /^cl1/);
    assert.match(issuesIn(await ask('administrator', 'POST /api/letters/counterparts', { body: registrar }))[0]?.problem ?? '', /already/);
    const bad = { ...registrar, name: 'Other', calendar: { ...registrar.calendar, timeZone: 'Nowhere' } };
    assert.equal(issuesIn(await ask('administrator', 'POST /api/letters/counterparts', { body: bad }))[0]?.path, 'calendar.timeZone');
  });

  test('a scan is a whole PDF of bounded size', async () => {
    for (const [bytes, said] of [
      [new TextEncoder().encode('<html>%%EOF'), /no PDF/],
      [new TextEncoder().encode('%PDF-1.7 and then nothing'), /end is missing/],
      [new Uint8Array(10 * 1024 * 1024 + 1), /larger than 10 MiB/],
    ] as const) {
      assert.match(issuesIn(await ask('preparer', 'POST /api/letters/scans', { body: bytes }))[0]?.problem ?? '', said);
    }
  });

  test('no agreement, no request: the verdict says so', async () => {
    const verdict = json(await ask('preparer', 'POST /api/assistance/verdict', { body: { draft: draftTo(byLetter) } })) as VerdictWire;
    assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind], ['refused', 'no-agreement']);
  });

  test('an arrangement signed on paper decides once a second officer has compared it with its scan', async () => {
    const parties = [
      { ...sampleParties.xa, authorityId: pair.xa.id },
      { ...sampleParties.xb, authorityId: byLetter },
    ];
    const document = {
      ...bilateralArrangement({ parties, inForceFrom: '2026-01-01T00:00:00.000Z' as Instant }),
      id: 'agr_06f0m3k4x9v2q8t7w5y1z3a6bc',
    };
    const body = new TextEncoder().encode(JSON.stringify(document));
    const query = { scan: await uploaded('administrator'), signedOn: '2025-12-10' };
    const laid = json(await ask('administrator', 'POST /api/letters/agreements', { query, body })) as { digest: string; state: string };
    assert.equal(laid.state, 'waits');
    await approveWaitingAct(pair, pair.xa, laid.digest, 'second');
    const { rows } = json(await ask('preparer', 'GET /api/letters/counterparts')) as { rows: CounterpartRowWire[] };
    assert.deepEqual(
      rows[0]?.agreements.map(({ digest }) => digest),
      [laid.digest],
    );
    const detail = json(await ask('preparer', 'GET /api/agreements/:digest', { params: { digest: laid.digest } })) as {
      status: string;
      onPaper: { party: string; signedOn: string }[];
    };
    assert.equal(detail.status, 'in-force');
    assert.deepEqual(
      detail.onPaper.map(({ party, signedOn }) => [party, signedOn]),
      [[byLetter, '2025-12-10']],
    );
  });

  test('a request is approved as ever and becomes a signed pack; clocks start when it was sent, in the calendar of the other side', async () => {
    const opened = json(await ask('preparer', 'POST /api/assistance/drafts', { body: draftTo(byLetter) })) as CaseDetailWire;
    caseId = opened.row.id;
    json(await act(pair, pair.xa, caseId, 'submission', null));
    json(await approve(pair, pair.xa, caseId));
    const before = await look(pair, pair.xa, caseId);
    assert.deepEqual([before.row.state, before.row.counterpart.isByLetter, before.deadlines.length], ['sent', true, 0]);
    const id = await written();
    const pack = await ask('preparer', 'GET /api/letters/:id/pack', { params: { id } });
    assert(pack.kind === 'bytes');
    assert.equal(Buffer.from(pack.bytes.subarray(0, 5)).toString(), '%PDF-');
    const signature = await ask('preparer', 'GET /api/letters/:id/signature', { params: { id } });
    assert(signature.kind === 'bytes' && readSigned(signature.bytes).ok);
    assert.equal(issuesIn(await send(id, { sentAt: addMs(pair.now, 86_400_000) }))[0]?.path, 'sentAt');
    assert.equal(issuesIn(await send(id, { sentAt: '2026-01-01T00:00:00.000Z' }))[0]?.path, 'sentAt');
    json(await send(id));
    assert.match(issuesIn(await send(id))[0]?.problem ?? '', /sent already/);
    const sent = await look(pair, pair.xa, caseId);
    assert.equal(sent.row.state, 'received');
    // XB's own calendar: 26 November is a holiday there.
    assert.deepEqual(
      sent.deadlines.map(({ step, owedBy }) => [step, owedBy]),
      [
        ['acknowledge', 'them'],
        ['reply', 'them'],
      ],
    );
    assert.match(sent.timeline.at(-1)?.sentence ?? '', /sent to Financial Intelligence Unit of XB by courier, number XA 4711/);
  });

  test('a letter moves nothing before a second officer has confirmed what it says', async () => {
    const { row, cases } = json(await registered()) as IncomingDetailWire;
    assert.deepEqual(
      cases.map(({ id }) => id),
      [caseId],
    );
    const says = { expectedReplyAt: '2026-12-15T00:00:00.000Z', note: 'Nous examinons.' };
    const waits = json(await transcribe(row.id, { kind: 'acknowledgement', caseId, says })) as IncomingDetailWire;
    assert.equal(waits.row.state, 'transcribed');
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'received');
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const after = await look(pair, pair.xa, caseId);
    assert.equal(after.row.state, 'acknowledged');
    assert.notEqual(after.deadlines.find(({ step }) => step === 'acknowledge')?.metAt, null);
    const told = after.timeline.find(({ kind }) => kind === 'acknowledgement.sent')?.sentence ?? '';
    assert.match(told, /by letter of 2026-11-18, received by post, transcribed by preparer of xa, confirmed by head of xa/);
  });

  test('what is wrong with a transcription is said before anybody confirms it', async () => {
    const { row } = json(await registered()) as IncomingDetailWire;
    const tried = (body: object) => transcribe(row.id, body).then((answer) => issuesIn(answer)[0]);
    assert.equal((await tried({ kind: 'question', caseId, says: {} }))?.path, 'says.question');
    assert.equal((await tried({ kind: 'answer', caseId, says: { answer: 'Yes.' } }))?.path, 'caseId');
    const oral = { askedAt: null, askedBy: 'Officer Lund', askedOf: 'duty officer Okoye', asked: 'Whose wallet it is.' };
    const urgent = { class: 'urgent', urgencyGround: 'flight-of-assets', urgencyReason: 'Today.', oral };
    assert.equal(
      (await tried({ kind: 'request', caseId: null, says: { ...asked(), reference: 'XB/8', ...urgent } }))?.path,
      'says.oral.askedAt',
    );
    assert.equal((await tried({ kind: 'request', caseId: null, says: { ...asked(), reference: 'XB/8', oral } }))?.path, 'says.class');
    assert.equal((await tried({ kind: 'question', caseId: null, says: { question: 'Which?' } }))?.path, 'caseId');
    assert.match(
      (await tried({ kind: 'reopening', caseId, says: { ground: 'sovereignty', reasons: 'x', expectedReplyAt: null } }))?.problem ?? '',
      /./,
    );
    const aside = json(
      await ask('preparer', 'POST /api/letters/:id/aside', { params: { id: row.id }, body: { reason: 'An invitation.' } }),
    );
    assert.equal((aside as IncomingDetailWire).row.state, 'set-aside');
  });

  test('whoever transcribed a letter does not confirm it, and the same scan is one letter', async () => {
    const { row, scan: kept } = json(await registered()) as IncomingDetailWire;
    assert.match(issuesIn(await registered({ scan: kept.digest }))[0]?.problem ?? '', new RegExp(row.id));
    json(await transcribe(row.id, { kind: 'question', caseId, says: { question: 'Which accounts?' } }));
    await assert.rejects(approveWaitingAct(pair, pair.xa, row.id, 'preparer'), /prepared/);
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'question-open');
  });

  test('an answer goes as a pack too; a pack that is not sent takes its step back', async () => {
    json(await act(pair, pair.xa, caseId, 'answers', { answer: 'Those of the exchange.' }));
    if ((await look(pair, pair.xa, caseId)).steps.some(({ state }) => state === 'awaiting-approval'))
      json(await approve(pair, pair.xa, caseId));
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'acknowledged');
    const id = await written();
    json(await ask('preparer', 'POST /api/letters/:id/return', { params: { id }, body: { reason: 'Misprinted.' } }));
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'question-open');
    json(await act(pair, pair.xa, caseId, 'answers', { answer: 'Those of the exchange, from March on.' }));
    if ((await look(pair, pair.xa, caseId)).steps.some(({ state }) => state === 'awaiting-approval'))
      json(await approve(pair, pair.xa, caseId));
    json(await send(await written(), { channel: 'post', tracking: '' }));
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'acknowledged');
  });

  test('a reply by letter is held under the conditions of the agreement, and what was enclosed becomes files of the case', async () => {
    const enclosures = [await enclosed('accounts.csv'), await enclosed('ledger.pdf')];
    for (const [bad, said] of [
      [[enclosures[0], enclosures[0]], /enclosed twice/],
      [['att_none'], /not here/],
      [[await enclosed('half.csv', 'arriving')], /not whole/],
    ] as const)
      assert.match(issuesIn(await registered({ enclosures: bad }))[0]?.problem ?? '', said);
    const { row } = json(await registered({ enclosures })) as IncomingDetailWire;
    assert.match(issuesIn(await registered({ enclosures }))[0]?.problem ?? '', /belongs to something else/);
    json(await transcribe(row.id, { kind: 'reply', caseId, says: { completeness: 'partial', text: 'Two accounts.' } }));
    const waiting = (json(await ask('head', 'GET /api/approvals')) as AskedActRowWire[]).find(({ about }) => about === row.id);
    assert.match(waiting?.shown['enclosures'] ?? '', /^accounts\.csv · sha256:/, 'whoever confirms it sees what is enclosed');
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const detail = json(await ask('preparer', 'GET /api/letters/:id', { params: { id: row.id } })) as IncomingDetailWire;
    assert.equal(detail.row.state, 'admitted');
    assert.deepEqual(
      detail.enclosures.map(({ name, isOfCase }) => [name, isOfCase]),
      [
        ['accounts.csv', true],
        ['ledger.pdf', true],
      ],
    );
    const files = (await look(pair, pair.xa, caseId)).attachments;
    assert.deepEqual(
      files
        .toSorted((left, right) => (left.name < right.name ? -1 : 1))
        .map(({ name, side, state, dispatch, digest }) => [name, side, state, dispatch, digest]),
      detail.enclosures.map(({ name, digest }) => [name, 'theirs', 'here', detail.row.dispatch, digest]),
    );
    const seen = await look(pair, pair.xa, caseId);
    assert.equal(seen.row.state, 'partly-answered');
    const reply = seen.steps.find(({ kind }) => kind === 'reply');
    assert.deepEqual(
      reply?.approvals.map(({ officerName }) => officerName),
      ['head of xa'],
    );
  });

  test('records come with a reply: typed from its pages, under the conditions that the letter sets, attested by two officers', async () => {
    const { row } = json(await registered()) as IncomingDetailWire;
    const body = complianceRecord('XB-CMP-7');
    const reply = (change: object) => transcribe(row.id, { kind: 'reply', caseId, says: { completeness: 'partial', text: '', ...change } });
    const usableUntil = addMs(pair.now, 365 * 86_400_000);
    const limits = { ...letterLimits, evidentialUse: 'forbidden', usableUntil };
    const records = [{ from: 'typed', body }];
    for (const [change, place] of [
      [{ records: [{ from: 'typed', body: { ...body, date: 'soon' } }] }, 'says.records.0.body.date'],
      [{ records: [...records, ...records] }, 'says.records'],
      [{ records: [{ from: 'enclosure', digest: row.id, kind: 'registration', format: 'comity-csv' }] }, 'says.records.0.digest'],
      [{ records, limits: { ...limits, onward: 'listed', recipients: [pair.xb.id] } }, 'says.limits.onward'],
    ] as const)
      assert.equal(issuesIn(await reply(change))[0]?.path, place);
    const waits = json(await reply({ records, limits })) as IncomingDetailWire;
    assert.deepEqual(
      waits.records.map((one) => [one.body.reference, one.place]),
      [['XB-CMP-7', 'letter of 2026-11-18, typed from the scan']],
    );
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const seen = await look(pair, pair.xa, caseId);
    const [kept] = seen.records;
    assert.deepEqual([kept?.originator, kept?.originatorName, kept?.isReceived], [byLetter, registrar.name, true]);
    assert.deepEqual([kept?.attested?.by, kept?.attested?.letterOf, kept?.attested?.writtenOn], [pair.xa.id, registrar.name, '2026-11-18']);
    letterRecord = kept?.id ?? '';
    const use = { purpose: 'admin-enforcement', caseRef: caseId, note: '' };
    const opened = json(
      await ask('preparer', 'POST /api/records/:id/uses', { params: { id: letterRecord }, body: { ...use, manner: 'read' } }),
    ) as { record: { record: { body: { reference: string } } } | null };
    assert.equal(JSON.stringify(opened).includes('XB-CMP-7'), true);
    const evidence = json(
      await ask('preparer', 'POST /api/records/:id/uses', { params: { id: letterRecord }, body: { ...use, manner: 'evidence' } }),
    ) as { use: { outcome: string } };
    assert.equal(evidence.use.outcome, 'refused', 'the letter forbids it, and the agreement alone would not');
    const { records: gone } = json(await ask('preparer', 'GET /api/letters/:id', { params: { id: row.id } })) as IncomingDetailWire;
    assert.deepEqual(gone, [], 'once it is governed, it is opened as a record alone');
  });

  test('what is told unasked comes by letter as well, and is a matter with its records', async () => {
    const says = { purpose: 'admin-enforcement', reason: 'The firm works in your country too.', records: [] as object[] };
    const { row } = json(await registered()) as IncomingDetailWire;
    const told = (change: object) => transcribe(row.id, { kind: 'disclosure', caseId: null, says: { ...says, ...change } });
    assert.equal(issuesIn(await told({}))[0]?.path, 'says.records');
    const records = [{ from: 'typed', body: complianceRecord('XB-CMP-8') }];
    assert.match(issuesIn(await told({ purpose: 'tax', records }))[0]?.problem ?? '', /tax/);
    json(await told({ records }));
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const { rows } = json(await ask('preparer', 'GET /api/onward/matters', { query: { box: 'all' } })) as { rows: MatterRowWire[] };
    const matter = rows.find(({ part }) => part === 'receiving');
    assert.deepEqual([matter?.state, matter?.peer?.name], ['received', registrar.name]);
  });

  test('its consent is asked by a pack and answered by a letter; our word is taken where the agreement of the recipient says so', async () => {
    const passing = { recordId: letterRecord, recipient: pair.xb.id, purpose: 'admin-enforcement' };
    const judged = json(await ask('preparer', 'POST /api/onward/question', { body: passing })) as PassOnAnswerWire;
    assert.deepEqual([judged.outcome, judged.mayAskConsent, judged.disclosure?.reasons[0]?.kind], ['needs', true, 'attested-not-taken']);
    const asked = json(await ask('preparer', 'POST /api/onward/consents', { body: { ...passing, reason: 'The firm is theirs.' } }));
    const { id: matter } = (asked as MatterDetailWire).row;
    const letter = (await letters()).outgoing.find(({ state }) => state === 'to-send');
    assert.deepEqual([letter?.step, letter?.caseId], ['consent-request', matter]);
    json(await send(letter?.id ?? ''));
    const sent = json(await ask('preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as MatterDetailWire;
    assert.equal(sent.row.state, 'sent');
    assert.notEqual(sent.row.dueAt, null, 'the time to answer runs from the day on which the pack left');
    const { row, about } = json(await registered()) as IncomingDetailWire;
    assert.deepEqual(
      about.questions.map((one) => [one.matter, one.reference, one.floor.evidentialUse]),
      [[matter, 'XB-CMP-7', 'forbidden']],
    );
    const granted = { answer: 'granted', limits: null, until: addMs(pair.now, 30 * 86_400_000), ground: null, reasons: '' };
    const answer = (says: object, caseId: string | null = matter) => transcribe(row.id, { kind: 'consent-answer', caseId, says });
    const wrong = async (says: object, caseId: string | null = matter) => issuesIn(await answer(says, caseId))[0]?.path;
    assert.equal(await wrong(granted, caseId), 'caseId');
    assert.equal(await wrong({ ...granted, until: '2026-01-01T00:00:00.000Z' }), 'says.until');
    assert.equal(await wrong({ ...granted, limits: letterLimits }), 'says.limits.evidentialUse');
    assert.equal(await wrong({ ...granted, answer: 'denied', ground: 'R07', reasons: 'No.' }), 'says.ground');
    json(await answer(granted));
    await assert.rejects(approveWaitingAct(pair, pair.xa, row.id, 'preparer'), /prepared/);
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const done = json(await ask('preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as MatterDetailWire;
    assert.deepEqual(
      [done.row.state, done.consent?.answer?.answer, done.consent?.answer?.attested?.letterOf],
      ['granted', 'granted', registrar.name],
    );
    const given = { recordIds: [letterRecord], recipient: pair.xb.id, purpose: passing.purpose, reason: 'The firm is theirs.' };
    const refused = issuesIn(await ask('preparer', 'POST /api/onward/disclosures', { body: given }));
    assert.match(refused[0]?.problem ?? '', /clause 17 does not take what an authority attests from a letter/i);
    await bringIntoForce(pair, takingAttested(pair));
    const disclosed = json(await ask('preparer', 'POST /api/onward/disclosures', { body: given })) as MatterDetailWire;
    await approveMatter(pair, disclosed);
    await deliverAll(pair);
    const theirs = json(
      await call(pair, pair.xb, 'preparer', 'GET /api/onward/matters/:id', { params: { id: disclosed.row.id } }),
    ) as MatterDetailWire;
    const [kept] = theirs.records;
    recordAtXb = kept?.id ?? '';
    assert.deepEqual(
      [theirs.row.state, kept?.originatorName, kept?.attested?.by, kept?.attested?.letterOf],
      ['received', registrar.name, pair.xa.id, registrar.name],
    );
    for (const [about, said] of [
      [matter, /by that letter consented on .* that .*XA passes a record of its own on/],
      [disclosed.row.id, /attests alone, from a letter of Financial Intelligence Unit of XB \(XB\) dated 2026-11-18 .*that it consented/],
      [disclosed.row.id, /attests alone, from a letter of .* a record of .* as two of its officers read it/],
    ] as const) {
      const bundle = await matterBundle(pair, about);
      const verdict = verifyBundle(bundle, { suites: realSuites });
      assert.deepEqual(verdict.issues, []);
      assert.match(verdict.lines.map(({ what, by }) => `${by} ${what}`).join('\n'), said);
      checkInPython(
        bundle,
        about === matter ? /attests alone onward\.consent-answer, a letter of cl1/ : /attests alone, from a letter of cl1/,
      );
    }
  });

  test('a later holder asks too: its question is carried to paper, and the answer back to it', async () => {
    const question = { recordId: recordAtXb, recipient: `ca1${'c'.repeat(52)}`, purpose: 'admin-enforcement', reason: 'They asked us.' };
    const asked = json(await call(pair, pair.xb, 'preparer', 'POST /api/onward/consents', { body: question })) as MatterDetailWire;
    const { id: matter } = asked.row;
    const atXb = async (): Promise<MatterDetailWire> => {
      await deliverAll(pair);
      return json(await call(pair, pair.xb, 'preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as MatterDetailWire;
    };
    assert.equal((await atXb()).row.state, 'sent');
    const pack = (await letters()).outgoing.find(({ state }) => state === 'to-send');
    assert.deepEqual([pack?.step, pack?.caseId], ['consent-request', matter]);
    json(await send(pack?.id ?? ''));
    const until = addMs(pair.now, 20 * 86_400_000);
    const says = { answer: 'granted', limits: null, until, ground: null, reasons: '' };
    await admitted({ kind: 'consent-answer', caseId: matter, says });
    const { row, consent } = await atXb();
    assert.deepEqual(
      [row.state, consent?.answer?.answer, consent?.answer?.attested?.by, consent?.answer?.attested?.letterOf],
      ['granted', 'granted', pair.xa.id, registrar.name],
    );
  });

  test('a withdrawal by letter travels to whoever was given the record since', async () => {
    const { row, about } = json(await registered()) as IncomingDetailWire;
    assert.ok(about.received.some(({ recordId }) => recordId === letterRecord));
    const recall = (says: object) => transcribe(row.id, { kind: 'recall', caseId: null, says });
    assert.equal(issuesIn(await recall({ recordId: 'rcd_none', reason: 'Another firm.' }))[0]?.path, 'says.recordId');
    json(await recall({ recordId: letterRecord, reason: 'It was another firm.' }));
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    await deliverAll(pair);
    const { row: came } = json(await ask('preparer', 'GET /api/letters/:id', { params: { id: row.id } })) as IncomingDetailWire;
    const matter = came.caseId ?? '';
    const answer = { outcome: 'executed', ground: null, reasons: '' };
    for (const side of [pair.xb, pair.xa]) {
      const held = json(await call(pair, side, 'preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as MatterDetailWire;
      assert.deepEqual([held.row.part, held.row.state, held.recall?.originator.name], ['holding', 'received', registrar.name]);
      json(await call(pair, side, 'preparer', 'POST /api/onward/recalls/:id/answer', { params: { id: matter }, body: answer }));
      await deliverAll(pair);
    }
    const ours = json(await ask('preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as MatterDetailWire;
    assert.deepEqual([ours.row.state, ours.recall?.nodes.map(({ state }) => state)], ['executed', ['executed']]);
    assert.equal(ours.records[0]?.recall?.state, 'executed');
    const kept = await sql<{
      held: string;
    }>`select coalesce(string_agg(transcribed::text || encode(body_document, 'escape'), ''), '') as held
      from letters_in where body_document is not null`.execute(pair.xa.opened.database);
    assert.doesNotMatch(kept.rows[0]?.held ?? '', /XB-CMP-7/, 'what was read in the letter is destroyed with the record');
    const packs = (await letters()).outgoing.filter(({ step, state }) => step === 'recall-answer' && state === 'to-send');
    assert.equal(packs.length, 3, 'whom we told, what it did, and what we did');
    for (const pack of packs) json(await send(pack.id));
  });

  test('a request that came by letter opens a case, whose clocks are ours and run from its arrival', async () => {
    const { row } = await admitted({ kind: 'request', caseId: null, says: { ...asked(), reference: 'XB/9' } });
    assert(row.caseId !== null);
    const seen = await look(pair, pair.xa, row.caseId);
    assert.deepEqual([seen.row.side, seen.row.state, seen.row.reference], ['requested', 'received', 'XB/9']);
    assert.ok(seen.deadlines.every(({ owedBy }) => owedBy === 'us'));
    json(await act(pair, pair.xa, row.caseId, 'acknowledgement', { expectedReplyAt: null, note: 'We look.', updateEveryDays: 5 }));
    json(await send(await written()));
    assert.equal((await look(pair, pair.xa, row.caseId)).row.state, 'acknowledged');
  });

  test('it stands in inbox and statistics as any other: asked by us and of us, acknowledged in time by the clocks of paper', async () => {
    const inbox = json(await ask('preparer', 'GET /api/desk/worklist', { query: { box: 'inbox' } })) as {
      rows: { case: CaseRowWire; next: string[] }[];
    };
    const theirs = inbox.rows.filter(({ case: row }) => row.counterpart.isByLetter);
    assert.deepEqual(
      theirs.map(({ case: row, next }) => [row.reference, row.state, row.nextDeadline?.owedBy, next.includes('reply')]),
      [['XB/9', 'acknowledged', 'us', true]],
    );
    const query = { fromDay: '2026-11-01', toDay: '2026-12-31' };
    const { rows } = json(await ask('preparer', 'GET /api/desk/statistics', { query })) as { rows: Record<string, string | number>[] };
    const figuresOf = ['side', 'received', 'acknowledged', 'acknowledgedInTime', 'partlyAnswered', 'open', 'counterpartName'];
    const counted = rows.filter(({ counterpart }) => counterpart === byLetter);
    const figures = counted.map((row) => figuresOf.map((name) => row[name]));
    assert.deepEqual(
      figures.toSorted((left, right) => (String(left[0]) < String(right[0]) ? -1 : 1)),
      [
        ['requested', 1, 1, 1, 0, 1, registrar.name],
        ['requesting', 1, 1, 1, 1, 1, registrar.name],
      ],
    );
    const { steps } = await look(pair, pair.xa, caseId);
    assert(steps.some(({ kind, isOurs }) => kind === 'request' && isOurs) && steps.some(({ kind, isOurs }) => kind === 'reply' && !isOurs));
  });

  test('a record goes on paper under its conditions, and its recall is a letter too', async () => {
    const opened = await admitted({ kind: 'request', caseId: null, says: { ...asked(), assistance: 'registrations', reference: 'XB/10' } });
    const { caseId: id } = opened.row;
    assert(id !== null);
    const file = readFileSync(path.join(import.meta.dirname, '../../examples/records/xb-registrations.csv'));
    const query = { kind: 'registration', format: 'comity-csv', fileName: 'registrations.csv', skipBad: 'no' };
    json(await ask('keeper', 'POST /api/records/imports', { query, body: new Uint8Array(file) }));
    const wanted = { kind: 'registration', purpose: 'admin-enforcement', limit: '1' };
    const found = json(await ask('keeper', 'GET /api/records', { query: wanted })) as { rows: { id: string }[] };
    const recordId = found.rows[0]?.id;
    const records = await recordsGiven(pair, pair.xa, id, [recordId]);
    json(await act(pair, pair.xa, id, 'replies', { completeness: 'complete', text: '', records }));
    json(await approve(pair, pair.xa, id));
    json(await send(await written()));
    assert.equal((await look(pair, pair.xa, id)).row.state, 'answered');
    const { row, about } = json(await registered()) as IncomingDetailWire;
    assert.deepEqual(
      about.given.map((one) => one.recordId),
      [recordId],
    );
    const says = { recordId, recipient: byLetter, purpose: 'admin-enforcement', reason: 'Our prosecutor asks for it.' };
    const question = (change: object) => transcribe(row.id, { kind: 'consent-request', caseId: null, says: { ...says, ...change } });
    assert.equal(issuesIn(await question({}))[0]?.path, 'says.recipient');
    json(await question({ recipient: pair.xb.id }));
    await approveWaitingAct(pair, pair.xa, row.id, 'head');
    const { row: came } = json(await ask('preparer', 'GET /api/letters/:id', { params: { id: row.id } })) as IncomingDetailWire;
    const params = { id: came.caseId ?? '' };
    const put = json(await ask('preparer', 'GET /api/onward/matters/:id', { params })) as MatterDetailWire;
    assert.deepEqual([put.row.part, put.row.state, put.row.dueAt === null], ['asked', 'received', false]);
    const granted = { answer: 'granted', limits: null, until: null, ground: null, reasons: 'For that case alone.' };
    const prepared = json(await ask('preparer', 'POST /api/onward/consents/:id/answer', { params, body: granted })) as MatterDetailWire;
    await approveMatter(pair, prepared);
    const answer = (await letters()).outgoing.find(({ state }) => state === 'to-send');
    assert.equal(answer?.step, 'consent-answer');
    const document = await ask('preparer', 'GET /api/letters/:id/consent', { params: { id: answer?.id ?? '' } });
    assert(document.kind === 'bytes');
    const read = readConsent(JSON.parse(Buffer.from(document.bytes).toString()) as CarriedConsentWire, realSuites);
    assert.deepEqual(read.ok && [read.value.consent.answer, read.value.consent.holder, read.value.attestation], [
      'granted',
      byLetter,
      null,
    ]);
    json(await send(answer?.id ?? ''));
    const body = { recordId, change: 'withdrawal', reason: 'It was another firm.' };
    const begun = json(await ask('preparer', 'POST /api/onward/recalls', { body })) as {
      row: { id: string };
      step: { id: string; digest: string };
    };
    const proof = { kind: 'code', code: totpCode(pair.xa.officers.head.secret, addMs(pair.now, 60_000)) };
    const approval = { params: { id: begun.step.id }, body: { digest: begun.step.digest, proof } };
    json(await ask('head', 'POST /api/onward/steps/:id/approval', approval));
    const recall = (await letters()).outgoing.find(({ state }) => state === 'to-send');
    assert.deepEqual([recall?.step, recall?.caseId], ['recall', begun.row.id]);
    json(await send(recall?.id ?? ''));
  });

  test('the bundle of a case on paper is valid, and says of each letter that the recipient alone attests it', async () => {
    const order = { params: { id: caseId }, body: { recipient: 'The court', purpose: 'A test', withhold: [] } };
    assert.equal((await ask('preparer', 'POST /api/assistance/cases/:id/bundle', order)).kind, 'waits');
    await approveWaitingAct(pair, pair.xa, caseId, 'second');
    const bundle = await ask('preparer', 'POST /api/assistance/cases/:id/bundle', order);
    assert(bundle.kind === 'bytes');
    const verdict = verifyBundle(bundle.bytes, { suites: realSuites });
    assert.deepEqual(verdict.issues, []);
    const said = verdict.lines.map(({ what, by }) => `${by} ${what}`).join('\n');
    assert.match(said, /Securities Commission of XA attests alone that Financial Intelligence Unit of XB signed the agreement/);
    assert.match(said, /XA says alone, without a receipt of Financial Intelligence Unit of XB, that it sent this by letter/);
    assert.match(said, /XA attests alone, without a signature of its author, what a letter says that is dated 2026-11-18, came by post/);
    assert.match(said, /confirmed by 1 and has a scan with the digest sha256:/);
    assert.ok(verdict.timeline.some(({ what }) => /by a letter that its recipient alone attests/.test(what)));
    checkInPython(bundle.bytes);
  });

  test('the day it joins, open requests go on with its server in their own cases, and its server gets what it had on paper', async () => {
    const join = (peer: string) =>
      ask('administrator', 'POST /api/letters/counterparts/:id/joining', { params: { id: byLetter }, body: { peer } });
    assert.equal(issuesIn(await join(pair.xa.id))[0]?.path, 'peer');
    json(await join(pair.xb.id));
    await approveWaitingAct(pair, pair.xa, byLetter, 'second');
    const moved = await look(pair, pair.xa, caseId);
    assert.deepEqual([moved.row.state, moved.row.counterpart.authorityId], ['draft', pair.xb.id]);
    assert.equal((await call(pair, pair.xb, 'preparer', 'GET /api/assistance/cases/:id', { params: { id: caseId } })).kind, 'absent');
    json(await act(pair, pair.xa, caseId, 'submission', null));
    json(await approve(pair, pair.xa, caseId));
    await deliverAll(pair);
    const [ours, theirs] = [await look(pair, pair.xa, caseId), await look(pair, pair.xb, caseId)];
    assert.deepEqual([ours.row.state, theirs.row.state], ['received', 'received']);
    assert.deepEqual(
      ours.deadlines.map(({ step, dueAt }) => [step, dueAt]),
      theirs.deadlines.map(({ step, dueAt }) => [step, dueAt]),
    );
    assert.ok(ours.timeline.some(({ sentence }) => /by letter of/.test(sentence)));
    assert.ok(!theirs.timeline.some(({ sentence }) => /letter/.test(sentence)));
    json(await act(pair, pair.xb, caseId, 'acknowledgement', { expectedReplyAt: null, note: '', updateEveryDays: 5 }));
    await deliverAll(pair);
    assert.equal((await look(pair, pair.xa, caseId)).row.state, 'acknowledged');
    const again = issuesIn(await ask('preparer', 'POST /api/assistance/drafts', { body: draftTo(byLetter) }));
    assert.match(again[0]?.problem ?? '', /has a server now/);
  });
});
