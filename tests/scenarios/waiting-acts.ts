// SPDX-License-Identifier: Apache-2.0
//
// What waits for a second officer though it is no step of a case, and the officer who approves it.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { approvedActSchema, askedActRowSchema, type AskedActRowWire } from '../../src/officers/wire.ts';
import type { Desk } from './authorities.ts';
import type { Authority } from './federation.ts';
import type { OfficerAtWork } from './officer-at-work.ts';

export function waitingActs(officer: OfficerAtWork): Promise<AskedActRowWire[]> {
  return officer.expect(z.array(askedActRowSchema), 'GET', '/api/approvals');
}

/** The one act that waits to be done to this thing, as the officer sees it. */
export async function waitingAct(officer: OfficerAtWork, about: string): Promise<AskedActRowWire> {
  const found = (await waitingActs(officer)).filter((row) => row.about === about && row.state === 'waiting');
  assert.equal(found.length, 1, `one act waits for ${about}`);
  const [row] = found;
  assert.ok(row !== undefined);
  return row;
}

/** Approves it with the code that the authenticator shows; says whether it was carried out by that. */
export async function approveAct(officer: OfficerAtWork, about: string): Promise<boolean> {
  const { subject } = await waitingAct(officer, about);
  const proof = { kind: 'code', code: officer.code() };
  return (await officer.expect(approvedActSchema, 'POST', '/api/approvals', { subject, proof })).isCarriedOut;
}

const whole = { recipient: null, purpose: null, withhold: [] };

/** Asks for the evidence bundle of a case, whole or as ordered, and has it approved; gives what then fetches it. */
export async function askedBundle(
  authority: Authority,
  caseId: string,
  desk: Desk,
  order: unknown = whole,
  place = 'assistance/cases',
): Promise<() => Promise<Uint8Array>> {
  const officer = authority.at(desk);
  const path = `/api/${place}/${caseId}/bundle`;
  const asked = await officer.call('POST', path, order);
  assert.equal(asked.status, 202, `it waits for a second officer, not ${JSON.stringify(asked.value)}`);
  assert.equal(await approveAct(authority.at('secondApprover'), caseId), false, 'whoever asked for it fetches it');
  return async () => {
    const given = await officer.call('POST', path, order);
    assert.equal(given.status, 200, JSON.stringify(given.value));
    return given.bytes;
  };
}

export async function bundleOf(authority: Authority, caseId: string, order: unknown = whole): Promise<Uint8Array> {
  return (await askedBundle(authority, caseId, 'preparer', order))();
}

/** The same of a consent, a disclosure, a recall or a new use. */
export async function matterBundleOf(authority: Authority, matter: string): Promise<Uint8Array> {
  return (await askedBundle(authority, matter, 'preparer', whole, 'onward/matters'))();
}
