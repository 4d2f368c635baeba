// SPDX-License-Identifier: Apache-2.0
//
// What officers do in a negotiation: draft, send, answer, sign with a mandate, and declare something about an agreement in force.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { type AgreementWire, type VerdictWire, verdictSchema } from '../../src/agreements/wire.ts';
import { type NegotiationDetailWire, mandateRowSchema, negotiationDetailSchema, negotiationRowSchema } from '../../src/negotiation/wire.ts';
import { type Authority, eventually } from './federation.ts';
import { dayMs } from './story-clock.ts';

export const evidence = `sha256:${'e'.repeat(64)}`;

/** The approver of an authority may sign every agreement for a year. */
export async function giveMandate(at: Authority, now: string, desk: 'approver' | 'secondApprover' = 'approver'): Promise<void> {
  const until = new Date(Date.parse(now) + 365 * dayMs).toISOString();
  const mandate = {
    officer: at.at(desk).id,
    office: 'Head of International Affairs',
    scope: 'every-agreement',
    from: now,
    until,
    evidence,
  };
  await at.at('administrator').expect(z.array(mandateRowSchema), 'POST', '/api/negotiations/mandates', mandate);
}

export function step(at: Authority, id: string, place: string, body: unknown): Promise<NegotiationDetailWire> {
  return at.at('preparer').expect(negotiationDetailSchema, 'POST', `/api/negotiations/${id}/${place}`, body);
}

export function detailAt(at: Authority, id: string): Promise<NegotiationDetailWire> {
  return at.at('preparer').expect(negotiationDetailSchema, 'GET', `/api/negotiations/${id}`);
}

export async function until(
  at: Authority,
  id: string,
  what: string,
  isSo: (detail: NegotiationDetailWire) => boolean,
): Promise<NegotiationDetailWire> {
  return eventually(`${what} at ${at.name}`, 20_000, async () => {
    const answer = await at.at('preparer').call('GET', `/api/negotiations/${id}`);
    if (answer.status !== 200) return null;
    const detail = negotiationDetailSchema.parse(answer.value);
    return isSo(detail) ? detail : null;
  });
}

export async function begin(at: Authority, source: unknown, counterparts: readonly Authority[]): Promise<NegotiationDetailWire> {
  const body = { source, counterparts: counterparts.map(({ id }) => id) };
  return at.at('preparer').expect(negotiationDetailSchema, 'POST', '/api/negotiations', body);
}

/** Keeps a changed text as our draft and sends it. */
export async function sendChanged(
  at: Authority,
  id: string,
  change: (document: AgreementWire) => AgreementWire,
  remark = '',
): Promise<NegotiationDetailWire> {
  const now = await detailAt(at, id);
  const document = now.draft?.document ?? now.document;
  assert.ok(document !== null, 'there is a text to change');
  const text = JSON.stringify(change(document), null, 2);
  const kept = await at.at('preparer').expect(negotiationDetailSchema, 'PUT', `/api/negotiations/${id}/draft`, { text });
  assert.ok(kept.may.includes('send'), 'what lint lets pass may be sent');
  return step(at, id, 'versions', { remark });
}

/** The version that stands, by its note. */
export function standing(detail: NegotiationDetailWire): string {
  const found = detail.versions.find(({ isStanding }) => isStanding);
  assert.ok(found !== undefined, 'a version stands');
  return found.note;
}

/** Prepares the signature and lets the signatory give it. */
export async function signAt(at: Authority, id: string): Promise<NegotiationDetailWire> {
  const now = await until(at, id, 'the turn to sign', ({ may }) => may.includes('sign'));
  const prepared = await step(at, id, 'signature', { version: standing(now) });
  return approve(at, prepared);
}

export async function approve(at: Authority, prepared: NegotiationDetailWire): Promise<NegotiationDetailWire> {
  assert.ok(prepared.waiting !== null, 'it waits for a signatory');
  // Signing in takes a code of its own, so that it comes first.
  await at.at('approver').headers();
  const proof = { kind: 'code', code: at.at('approver').code() };
  const address = `/api/negotiations/${prepared.row.id}/waiting/approval`;
  return at.at('approver').expect(negotiationDetailSchema, 'POST', address, { subject: prepared.waiting.subject, proof });
}

/** Prepares a declaration about an agreement in force and lets the signatory give it. */
export async function declare(at: Authority, terms: string, declaration: unknown): Promise<NegotiationDetailWire> {
  const address = `/api/negotiations/lives/${encodeURIComponent(terms)}`;
  return approve(at, await at.at('preparer').expect(negotiationDetailSchema, 'POST', address, declaration));
}

export async function lifeAt(at: Authority, terms: string): Promise<NegotiationDetailWire> {
  return at.at('preparer').expect(negotiationDetailSchema, 'GET', `/api/negotiations/lives/${encodeURIComponent(terms)}`);
}

export async function rowsAt(at: Authority) {
  return at.at('preparer').expect(z.array(negotiationRowSchema), 'GET', '/api/negotiations');
}

/** What the agreements in force say to a plain question for files. */
export async function mayAsk(from: Authority, to: Authority): Promise<VerdictWire> {
  const content = ['facts', 'legal-provisions', 'likely-holder', 'period', 'precautions', 'subject', 'why-useful'];
  const act = {
    kind: 'ask',
    from: from.id,
    to: to.id,
    assistance: 'information-from-files',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content,
  };
  return from.at('preparer').expect(verdictSchema, 'POST', '/api/agreements/decide', { act });
}
