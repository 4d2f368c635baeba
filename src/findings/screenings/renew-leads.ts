// SPDX-License-Identifier: Apache-2.0
/**
 * Leads on subjects that a list changed are compared again: their score, reasons and version are those of the new entry.
 *
 * A lead that no longer reaches the threshold is closed, unless an officer has confirmed it; one that was put aside and still does comes
 * back, since what was judged has changed. A lead about a record is renewed while its record is screened, all others at the end.
 */
import type { Transaction } from '../../kernel/index.ts';
import { explain, type ListedSubject } from '../../screening/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { leadTransition } from '../leads/lead-states.ts';
import { changeState } from '../leads/move-lead.ts';
import { type LeadRecord, updateLead } from '../leads/store.ts';
import { bestComparison } from './subject-wire.ts';

export interface ChangedEntry {
  readonly subject: ListedSubject;
  readonly version: number;
  readonly threshold: number;
}

/** True where the lead was about an older entry and is renewed. */
export async function renewLead(
  tx: Transaction,
  deps: FindingsDeps,
  lead: LeadRecord,
  given: { readonly left: ListedSubject; readonly entry: ChangedEntry },
  by: By,
): Promise<boolean> {
  const { left, entry } = given;
  const { about, listed } = lead.facts;
  const digest = digestOfJson(entry.subject);
  if (listed === null || listed.digest === digest) return false;
  const { score, seen } = bestComparison(left, entry.subject);
  const isRecord = about.kind === 'record';
  const reasons = explain(seen).map(({ feature, points, sentence }) => ({ feature, points, sentence: isRecord ? null : sentence }));
  const facts = { ...lead.facts, listed: { ...listed, digest, version: entry.version }, reasons };
  const isAlike = score >= entry.threshold;
  const isOpen = leadTransition(lead.state, 'no-longer-alike') !== null;
  await updateLead(tx, lead.id, { facts, strength: score, updated_at: by.now, news: isOpen && isAlike ? 'list-changed' : lead.news });
  const server = { ...by, officer: 'server' };
  const news = { ...lead, facts, news: 'list-changed' as const };
  if (!isAlike && isOpen) {
    const reason = `Version ${entry.version} of ${listed.list} changed it: the score is ${score.toFixed(3)} now.`;
    await changeState(tx, deps, news, { event: 'no-longer-alike', reason }, server);
  } else if (isAlike && leadTransition(lead.state, 'renew') !== null) {
    await changeState(tx, deps, news, { event: 'renew', reason: 'list-changed' }, server);
  }
  return true;
}
