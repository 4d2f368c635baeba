// SPDX-License-Identifier: Apache-2.0
/**
 * How a training authority meets one whose officers sit elsewhere: it confirms the sixty digits of the invitation that it was given, which
 * the other side's officers compare on their screen; once both are live it proposes the training arrangement, and it signs what both have
 * agreed to. The other side does its half on screen, as with any authority: that is the first thing to be rehearsed.
 */
import { z } from 'zod';
import { agreementRowSchema } from '../../agreements/wire.ts';
import { peerRowSchema } from '../../exchange/wire.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { negotiationDetailSchema, negotiationRowSchema } from '../../negotiation/wire.ts';
import { askedActRowSchema } from '../../officers/wire.ts';
import { systemClock } from '../../server/index.ts';
import type { Seat } from '../demo/ceremony.ts';
import { giveMandates } from '../demo/open-negotiation.ts';
import { codesOf, holds, signInAs } from '../demo/sign-ins.ts';
import type { ServerSession } from '../server-session.ts';
import type { TrainingAuthority } from './training-authority.ts';

const peersSchema = z.object({ rows: z.array(peerRowSchema) });
const remark = 'For practice: played by a program, under the true rules, with clocks in hours.';

/** Takes the invitation in and confirms it with two played officers; gives the digits that the other side compares. */
export async function takeInvitation(seat: Seat, bytes: Uint8Array): Promise<Result<{ readonly name: string; readonly digits: string }>> {
  const taken = await seat.administrator.sendBytes('/api/peers', bytes);
  if (!taken.ok) return taken;
  const { authorityId, name, fingerprint, state } = peerRowSchema.parse(taken.value);
  if (state !== 'invited') return ok({ name, digits: fingerprint });
  const confirmed = await seat.administrator.send('POST', `/api/peers/${authorityId}/confirmation`, { fingerprint });
  if (!confirmed.ok) return confirmed;
  const waiting = await seat.approver.get('/api/approvals');
  if (!waiting.ok) return waiting;
  const asked = z
    .array(askedActRowSchema)
    .parse(waiting.value)
    .find(({ about, mayApprove }) => about === authorityId && mayApprove);
  if (asked === undefined) return ok({ name, digits: fingerprint });
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', '/api/approvals', { subject: asked.subject, proof });
  const mandated = await giveMandates(seat.administrator, systemClock());
  if (!mandated.ok) return mandated;
  return approved.ok ? ok({ name, digits: fingerprint }) : approved;
}

/** One round: proposes the arrangement to live peers that have none, and signs what is agreed. Says what it did. */
export async function tendArrangements(
  authority: TrainingAuthority,
  address: string,
  officer: ServerSession,
): Promise<Result<readonly string[]>> {
  const [peers, agreements, negotiations] = await Promise.all([
    officer.get('/api/peers'),
    officer.get('/api/agreements'),
    officer.get('/api/negotiations'),
  ]);
  if (!peers.ok) return peers;
  if (!agreements.ok) return agreements;
  if (!negotiations.ok) return negotiations;
  const held = z.array(agreementRowSchema).parse(agreements.value);
  const talks = z.array(negotiationRowSchema).parse(negotiations.value);
  const said: string[] = [];
  for (const { authorityId, name, state } of peersSchema.parse(peers.value).rows) {
    const isWith = ({ parties }: { readonly parties: readonly { readonly authorityId: string }[] }): boolean =>
      parties.some((party) => party.authorityId === authorityId);
    if (state !== 'live' || held.some((row) => row.status === 'in-force' && isWith(row)) || talks.some(isWith)) continue;
    const proposed = await propose(officer, authorityId);
    if (!proposed.ok) return proposed;
    said.push(`proposed the training arrangement to ${name}; it waits there for agreement`);
  }
  for (const { id, state, isOurTurn } of talks) {
    if (!isOurTurn || (state !== 'agreed' && state !== 'signing')) continue;
    const signed = await sign(authority, { address, officer, id });
    if (!signed.ok) return signed;
    if (signed.value) said.push('signed the training arrangement');
  }
  return ok(said);
}

async function propose(officer: ServerSession, counterpart: string): Promise<Result<null>> {
  const source = { kind: 'template', name: 'training-arrangement' };
  const begun = await officer.send('POST', '/api/negotiations', { source, counterparts: [counterpart] });
  if (!begun.ok) return begun;
  const { row } = negotiationDetailSchema.parse(begun.value);
  const sent = await officer.send('POST', `/api/negotiations/${row.id}/versions`, { remark });
  return sent.ok ? ok(null) : sent;
}

interface Signing {
  readonly address: string;
  readonly officer: ServerSession;
  readonly id: string;
}

async function sign({ officers }: TrainingAuthority, { address, officer, id }: Signing): Promise<Result<boolean>> {
  const found = await officer.get(`/api/negotiations/${id}`);
  if (!found.ok) return found;
  let detail = negotiationDetailSchema.parse(found.value);
  if (detail.waiting === null) {
    const version = detail.versions.find(({ isStanding }) => isStanding)?.note;
    if (!detail.may.includes('sign') || version === undefined) return ok(false);
    const prepared = await officer.send('POST', `/api/negotiations/${id}/signature`, { version });
    if (!prepared.ok) return prepared;
    detail = negotiationDetailSchema.parse(prepared.value);
  }
  const isSignatory = (roles: readonly string[]): boolean => roles.length === 1 && roles[0] === 'approver';
  const signatory = officers.filter(({ roles }) => isSignatory(roles));
  const session = await signInAs(['approver'], signatory, address);
  if (!session.ok) return session;
  const code = await codesOf(signatory.find((one) => holds(one, ['approver'])))();
  const body = { subject: detail.waiting?.subject ?? '', proof: { kind: 'code', code } };
  const given = await session.value.send('POST', `/api/negotiations/${id}/waiting/approval`, body);
  await session.value.end();
  return given.ok ? ok(true) : given;
}
