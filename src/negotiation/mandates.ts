// SPDX-License-Identifier: Apache-2.0
/**
 * Mandates: by what right an officer signs for the authority. An administrator records the decision that gives one, by its digest;
 * it has a scope and an end, and is never changed: what is wrong is ended and recorded anew.
 */
import { noteAudit } from '../audit/index.ts';
import { type Database, type Instant, isId, isInstant, type Issue, newId } from '../kernel/index.ts';
import { everyAgreement } from './check-signatories.ts';
import type { Doing, NegotiationDeps } from './negotiation-deps.ts';
import { endMandate, insertMandate, listMandates } from './store.ts';
import type { MandateRowWire, MandateWire } from './wire.ts';

export async function mandateRows(db: Database, deps: NegotiationDeps, now: Instant): Promise<MandateRowWire[]> {
  const rows = await listMandates(db);
  const names = await deps.officerNames(db, [...new Set(rows.map(({ officer }) => officer))]);
  return rows.map((row) => ({
    id: row.id,
    officer: row.officer,
    name: names.get(row.officer) ?? '',
    office: row.office,
    scope: row.scope,
    from: row.valid_from,
    until: row.valid_until,
    evidence: row.evidence,
    isCurrent: row.ended_at === null && row.valid_from <= now && now < row.valid_until,
  }));
}

export async function recordMandate(deps: NegotiationDeps, given: Doing & { readonly mandate: MandateWire }): Promise<readonly Issue[]> {
  const { mandate, officer: by, now } = given;
  const issues = faultsOf(mandate);
  const names = await deps.officerNames(deps.database, [mandate.officer]);
  if (!names.has(mandate.officer))
    issues.push({ path: 'officer', problem: 'There is no such officer.', remedy: 'Choose an officer of this authority.' });
  if (issues.length > 0) return issues;
  const { officer, office, scope, from, until, evidence } = mandate;
  await deps.database.transaction().execute(async (tx) => {
    const id = newId('mdt', now, deps.random);
    const kept = { id, officer, office, scope, valid_from: from, valid_until: until, evidence };
    await insertMandate(tx, { ...kept, recorded_by: by, recorded_at: now, ended_at: null });
    const details = { mandate: id, officer, digest: evidence, at: until };
    await noteAudit(tx, { event: 'negotiation.mandate-recorded', actor: by, at: now, details }, deps.random);
    await deps.announce(tx, 'negotiations');
  });
  return [];
}

function faultsOf({ scope, from, until }: MandateWire): Issue[] {
  const found: Issue[] = [];
  const remedy = 'Write it as 2026-11-20T00:00:00.000Z.';
  if (scope !== everyAgreement && !isId('agr', scope))
    found.push({ path: 'scope', problem: 'It is no scope.', remedy: `Give the identifier of an agreement, or "${everyAgreement}".` });
  if (!isInstant(from)) found.push({ path: 'from', problem: 'It is not a moment in UTC.', remedy });
  if (!isInstant(until)) found.push({ path: 'until', problem: 'It is not a moment in UTC.', remedy });
  if (found.length === 0 && until <= from) found.push({ path: 'until', problem: 'It ends before it begins.', remedy: 'Give a later end.' });
  return found;
}

/** False where there is none that could be ended. What was signed under it stays signed. */
export async function endMandateNow(deps: NegotiationDeps, given: Doing & { readonly mandate: string }): Promise<boolean> {
  const { mandate, officer: by, now } = given;
  return deps.database.transaction().execute(async (tx) => {
    const ended = await endMandate(tx, mandate, now);
    if (ended === null) return false;
    const details = { mandate, officer: ended.officer };
    await noteAudit(tx, { event: 'negotiation.mandate-ended', actor: by, at: now, details }, deps.random);
    await deps.announce(tx, 'negotiations');
    return true;
  });
}
