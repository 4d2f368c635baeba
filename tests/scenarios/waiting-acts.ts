// SPDX-License-Identifier: Apache-2.0
//
// What waits for a second officer though it is no step of a case, and the officer who approves it.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { approvedActSchema, askedActRowSchema, type AskedActRowWire } from '../../src/officers/wire.ts';
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
