// SPDX-License-Identifier: Apache-2.0
/**
 * A question whether a datum may be passed on, and its answer, as they arrive.
 *
 * The question is for its originator alone. Whoever is asked and is not the originator holds the datum itself and gave it to the
 * holder that asks, or to the one before: it looks both up and carries the question to where it had the datum from, under the
 * agreement with that authority. The answer comes back the same way; each checks the originator's signature before it goes on.
 */
import { datumDigest, deadlineOfStep, readConsent } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Admission } from '../exchange/index.ts';
import { canonicalJson, type Instant, type Transaction } from '../kernel/index.ts';
import { bodyOfVersion, chainTo, type HeldRecord, heldRecord, holdingIn, keepConsent, recordsFromOrigin } from '../records/index.ts';
import { admitted, type Arriving, rejected } from './arriving.ts';
import { consentMatter, wayToOriginator } from './ask-consent.ts';
import { moveMatter } from './conclude-step.ts';
import type { OnwardDeps } from './onward-deps.ts';
import { agreementOf, carry } from './send-step.ts';
import { insertMatter, lockMatter, type MatterRecord, updateMatter } from './store.ts';
import type { ConsentAnswerBody, ConsentRequestBody } from './wire.ts';

export async function admitQuestion(tx: Transaction, deps: OnwardDeps, body: ConsentRequestBody, arriving: Arriving): Promise<Admission> {
  const { from } = arriving.dispatch.payload;
  if (!isConsistent(body, from)) return rejected('malformed', 'The question contradicts itself: who holds it is not where its way ends.');
  return body.originator === deps.self ? takeQuestion(tx, deps, body, arriving) : carryQuestion(tx, deps, body, arriving);
}

/** It is asked by the holder itself, or carried by the one that is named last among those who carried it. */
function isConsistent(body: ConsentRequestBody, from: string): boolean {
  const { chain, onBehalfOf, originator, recipient, via } = body;
  const holders = [originator, ...chain.map((hop) => hop.to)];
  const isUnbroken = chain.every((hop, index) => hop.from === holders[index]);
  const isFromHere = from === (via.at(-1) ?? onBehalfOf);
  return (
    isUnbroken && holders.at(-1) === onBehalfOf && new Set(holders).size === holders.length && !holders.includes(recipient) && isFromHere
  );
}

async function takeQuestion(tx: Transaction, deps: OnwardDeps, body: ConsentRequestBody, arriving: Arriving): Promise<Admission> {
  const { payload, digest, receivedAt } = arriving.dispatch;
  const record = await heldRecord(tx, body.recordId);
  const [first] = body.chain;
  const holding = record === null || first === undefined ? null : await holdingIn(tx, record.id, first.dispatch);
  if (record === null || record.originator !== deps.self || holding?.recipient !== first?.to) {
    return rejected('case-unknown', 'No record of ours was given to the first holder in this way.');
  }
  const due = deadlineOfStep(arriving.agreement, 'answer-consent', receivedAt, deps.self);
  const row = consentMatter({
    id: body.matter,
    part: 'asked',
    peer: payload.from,
    recordId: record.id,
    body,
    agreement: arriving.agreement,
    dispatch: digest,
    now: receivedAt,
  });
  await insertMatter(tx, { ...row, due_at: (due?.dueAt ?? null) as Instant | null });
  await auditOpened(tx, deps, row, arriving);
  return admitted;
}

async function carryQuestion(tx: Transaction, deps: OnwardDeps, body: ConsentRequestBody, arriving: Arriving): Promise<Admission> {
  const { payload, digest, receivedAt } = arriving.dispatch;
  const record = await recordOnTheWay(tx, deps, body);
  if (record === null) return rejected('case-unknown', 'Nothing was given here to a later holder in this way.');
  const next = await wayToOriginator(tx, deps, record, receivedAt);
  if (next === null) return rejected('act-refused', 'No agreement leads from here to its originator.');
  const row = consentMatter({
    id: body.matter,
    part: 'carrying',
    peer: payload.from,
    recordId: record.id,
    body,
    agreement: arriving.agreement,
    dispatch: digest,
    now: receivedAt,
  });
  const facts = { ...row.facts, carriedTo: next.to };
  await insertMatter(tx, { ...row, facts });
  await auditOpened(tx, deps, row, arriving);
  const content = { kind: 'consent-request' as const, body: { ...body, via: [...body.via, deps.self] } };
  const sent = await carry(tx, deps, { matter: row.id, content, recipient: next, purpose: body.purpose, node: null, now: receivedAt });
  return typeof sent === 'string' ? rejected('act-refused', `It cannot be carried on: ${sent}`) : admitted;
}

/** The record that we hold and gave on, exactly as the way in the question says. */
async function recordOnTheWay(tx: Transaction, deps: OnwardDeps, body: ConsentRequestBody): Promise<HeldRecord | null> {
  const place = body.chain.findIndex((hop) => hop.from === deps.self);
  const [before, hop] = [body.chain.slice(0, place), body.chain[place]];
  if (place < 1 || hop === undefined) return null;
  for (const record of await recordsFromOrigin(tx, { originator: body.originator, recordId: body.recordId })) {
    const isSameWay = canonicalJson(chainTo(deps.self, record.chain)) === canonicalJson(before);
    const holding = isSameWay ? await holdingIn(tx, record.id, hop.dispatch) : null;
    if (holding !== null && holding.recipient === hop.to) return record;
  }
  return null;
}

export async function auditOpened(tx: Transaction, deps: OnwardDeps, row: MatterRecord, { dispatch }: Arriving): Promise<void> {
  const { payload, digest, receivedAt } = dispatch;
  const details = {
    matter: row.id,
    kind: row.kind,
    side: row.part,
    peer: payload.from,
    dispatch: digest,
    record: row.record_ids[0] ?? null,
  };
  await noteAudit(tx, { event: 'matter.opened', actor: payload.from, at: receivedAt, details }, deps.random);
}

export async function admitAnswer(tx: Transaction, deps: OnwardDeps, body: ConsentAnswerBody, arriving: Arriving): Promise<Admission> {
  const { payload, digest, receivedAt } = arriving.dispatch;
  const row = await lockMatter(tx, body.matter);
  const expected = row?.part === 'carrying' ? row.facts.carriedTo : row?.part === 'asking' ? row.peer : null;
  if (row === null || row.facts.question === null || expected !== payload.from) {
    return rejected('case-unknown', 'No question of this identifier was put to the authority that answers.');
  }
  if (row.state !== 'sent' && row.state !== 'carried') return rejected('state-conflict', `The question is ${row.state} here.`);
  const read = readConsent(body.consent, deps.suites);
  if (!read.ok) return rejected('malformed', read.issues[0]?.problem ?? 'The consent cannot be read.');
  const { consent, digest: consentDigest } = read.value;
  const problem = contradiction(row.facts.question, body, consent);
  if (problem !== null) return rejected('act-differs-from-body', problem);
  const state = consent.answer === 'granted' ? 'granted' : 'denied';
  if (row.part === 'carrying') {
    const agreement = await agreementOf(tx, deps, row.facts.agreement, receivedAt);
    if (agreement === null) return rejected('agreement-not-in-force', 'The agreement with the holder that asked is not here.');
    const content = { kind: 'consent-answer', body: { ...body, onBehalfOf: consent.originator } } as const;
    const sent = await carry(tx, deps, {
      matter: row.id,
      content,
      recipient: { to: row.peer ?? '', agreement },
      purpose: consent.purpose,
      node: null,
      now: receivedAt,
    });
    if (typeof sent === 'string') return rejected('act-refused', `It cannot be carried on: ${sent}`);
  } else {
    const [recordId = ''] = row.record_ids;
    const record = await heldRecord(tx, recordId);
    const held = record === null ? null : await bodyOfVersion(tx, record.id, record.version);
    if (held === null || consent.datum.digest !== datumDigest(body.consent.salt, held))
      return rejected('malformed', 'The consent is for another datum.');
    const { holder, recipient, purpose, answer } = consent;
    await keepConsent(tx, {
      matter: row.id,
      recordId,
      holder,
      recipient,
      purpose,
      answer,
      carried: body.consent,
      digest: consentDigest,
      keptAt: receivedAt,
    });
  }
  await updateMatter(tx, row.id, { updated_at: receivedAt });
  await moveMatter(tx, deps, row, state, receivedAt, { dueAt: null, dispatch: digest, consent: consentDigest, ground: consent.ground });
  return admitted;
}

/** An answer is to the question that was asked, in everything that it names. */
function contradiction(
  question: ConsentRequestBody,
  body: ConsentAnswerBody,
  consent: { matter: string; originator: string; holder: string; recipient: string; purpose: string; datum: { recordId: string } },
): string | null {
  if (consent.matter !== body.matter || consent.originator !== question.originator) return 'The consent is about another question.';
  const isSame = consent.holder === question.onBehalfOf && consent.recipient === question.recipient && consent.purpose === question.purpose;
  return isSame && consent.datum.recordId === question.recordId ? null : 'The consent is for another holder, recipient, purpose or record.';
}
