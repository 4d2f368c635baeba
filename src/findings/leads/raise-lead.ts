// SPDX-License-Identifier: Apache-2.0
/**
 * A finding becomes a lead: the one door, for every engine.
 *
 *     raiseLead(tx, deps, { kind: 'surveillance', key: alert.digest, title, sentence, strength: null, purpose, facts }, by)
 *
 * The same finding again (the same key) is the same lead: its facts are renewed, its state and its officer stay. A lead that was put aside
 * comes back as new where `news` says what has changed since; without news it stays put aside.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { newId, type Transaction } from '../../kernel/index.ts';
import { reportsAmong } from '../../records/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import type { LeadKind } from '../wire.ts';
import { leadTransition } from './lead-states.ts';
import { changeState } from './move-lead.ts';
import { insertLead, insertLeadEvent, type LeadAbout, type LeadFacts, type LeadNews, lockLeadByKey, updateLead } from './store.ts';

export interface NewLead {
  readonly kind: LeadKind;
  readonly key: string;
  /** Whom it met or what it is about; words of a list or a document, never of a record. */
  readonly title: string;
  readonly sentence: string;
  readonly strength: number | null;
  readonly purpose: Purpose;
  readonly facts: LeadFacts;
  /** Why a lead that was put aside comes back; null where nothing has changed. */
  readonly news: LeadNews | null;
}

export interface Raised {
  readonly id: string;
  readonly isNew: boolean;
}

export async function raiseLead(tx: Transaction, deps: Pick<FindingsDeps, 'random'>, lead: NewLead, by: By): Promise<Raised> {
  const { kind, key, title, sentence, strength, purpose, facts, news } = lead;
  const known = await lockLeadByKey(tx, key);
  if (known !== null) {
    await updateLead(tx, known.id, { title, sentence, strength, facts, updated_at: by.now });
    const mayRenew = news !== null && leadTransition(known.state, 'renew') !== null;
    if (mayRenew) await changeState(tx, deps, { ...known, news }, { event: 'renew', reason: news }, { ...by, officer: 'server' });
    return { id: known.id, isNew: mayRenew };
  }
  const id = newId('led', by.now, deps.random);
  const times = { raised_at: by.now, updated_at: by.now };
  const { list = null, id: listed = null } = facts.listed ?? {};
  const rest = { list, listed, assignee: null, news: null, case_ref: null } as const;
  const isOfReport = facts.about.kind === 'record' && (await reportsAmong(tx, [facts.about.record])).size > 0;
  await insertLead(tx, {
    id,
    key,
    kind,
    state: 'new',
    title,
    sentence,
    strength,
    purpose,
    facts,
    is_of_report: isOfReport,
    ...rest,
    ...times,
  });
  const event = { lead: id, at: by.now, event: 'raise', from: null, to: 'new', officer: by.officer, reason: '', usefulness: null } as const;
  await insertLeadEvent(tx, { id: newId('evt', by.now, deps.random), ...event });
  const details = { lead: id, kind, list, record: facts.about.kind === 'record' ? facts.about.record : null, purpose };
  await noteAudit(tx, { event: 'lead.raised', actor: by.officer, at: by.now, details }, deps.random);
  return { id, isNew: true };
}

/** One name for what was looked at: a place in a record, or the digest of what was asked or of a document. */
export function subjectKey(about: LeadAbout): string {
  if (about.kind === 'record') return `record:${about.record}#${about.place}`;
  return about.kind === 'asked' ? `asked:${digestOfJson(about.question)}` : `${about.kind}:${about.digest}`;
}

/** The key of a hit: what was looked at, and what it met. */
export function keyOfHit(subject: string, list: string, listed: string): string {
  return `screening|${subject}|${list}|${listed}`;
}
