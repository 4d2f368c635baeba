// SPDX-License-Identifier: Apache-2.0
/** A lead as a screen shows it: its row, what was looked at, what it met, why, what was said, what happened, and what may come next. */
import type { CallOfficer, Database, Instant } from '../../kernel/index.ts';
import { recordRowsById, subjectsOfRecord, useRecord } from '../../records/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { absent, type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { findList, listedSubject, type StoredSubject } from '../lists/store.ts';
import { comparisonOf, questionToWire, subjectOfQuestion, subjectToWire } from '../screenings/subject-wire.ts';
import type { JudgementWire, LeadComparisonWire, LeadDetailWire } from '../wire.ts';
import { judgementNews } from './judgement.ts';
import { leadRow } from './lead-rows.ts';
import { nextLeadEvents } from './lead-states.ts';
import { subjectKey } from './raise-lead.ts';
import { eventsOfLead, findLead, type JudgementRecord, judgementsOfPair, type LeadRecord } from './store.ts';

type Names = ReadonlyMap<string, string>;

export async function leadDetail(
  db: Database,
  deps: FindingsDeps,
  lead: LeadRecord,
  asked: { readonly officer: CallOfficer | null; readonly now: Instant },
): Promise<LeadDetailWire> {
  const { facts } = lead;
  const stored = facts.listed === null ? null : await listedSubject(db, facts.listed.list, facts.listed.id);
  const judgements = facts.listed === null ? [] : await judgementsOfPair(db, pairOf(lead));
  const history = await eventsOfLead(db, lead.id);
  const officers = [...history.map((one) => one.officer), ...judgements.map((one) => one.officer), lead.assignee ?? ''];
  const names = await deps.officerNames(db, [...new Set(officers)]);
  const threshold = (lead.list === null ? null : await findList(db, lead.list))?.threshold ?? 0;
  const isAsked = facts.about.kind === 'asked';
  const { id: officer, roles } = asked.officer ?? { id: '', roles: [] };
  const hidden = await deps.hiddenCases(db, officer, lead.case_ref === null ? [] : [lead.case_ref]);
  return {
    ...leadRow(lead, { names, hidden }),
    about: await aboutOf(db, deps, lead),
    listed: listedPart(lead, stored),
    reasons: [...facts.reasons],
    comparison:
      isAsked && stored !== null && facts.about.kind === 'asked'
        ? comparisonOf(subjectOfQuestion(facts.about.question), stored.body, threshold)
        : null,
    evidence: facts.evidence,
    judgements: judgements.map((judgement) => judgementWire(judgement, pairNow(lead, stored), names, asked.now)),
    history: history.map(({ at, event, from, to, officer, reason, usefulness }) => ({
      at,
      event,
      from,
      to,
      officerName: names.get(officer) ?? officer,
      reason,
      usefulness,
    })),
    // A trace is handed on from its own page, with its entry points.
    next: nextLeadEvents(lead.state, roles).filter((event) => lead.kind !== 'flow' || event !== 'draft'),
  };
}

function pairOf(lead: LeadRecord): { readonly subject: string; readonly list: string; readonly listed: string } {
  return { subject: subjectKey(lead.facts.about), list: lead.facts.listed?.list ?? '', listed: lead.facts.listed?.id ?? '' };
}

/** The pair as it is now: a judgement counts while it is about this. */
function pairNow(lead: LeadRecord, stored: StoredSubject | null): { readonly listedDigest: string; readonly subjectVersion: number } {
  const { about, listed } = lead.facts;
  return { listedDigest: stored?.digest ?? listed?.digest ?? '', subjectVersion: about.kind === 'record' ? about.version : 0 };
}

export function judgementWire(
  judgement: JudgementRecord,
  pair: { readonly listedDigest: string; readonly subjectVersion: number },
  names: Names,
  now: Instant,
): JudgementWire {
  const { verdict, reason, officer, at, list_version: version, until } = judgement;
  return {
    verdict,
    reason,
    officerName: names.get(officer) ?? officer,
    at,
    version,
    until,
    counts: judgementNews(judgement, pair, now) === null,
  };
}

async function aboutOf(db: Database, deps: FindingsDeps, lead: LeadRecord): Promise<LeadDetailWire['about']> {
  const { about } = lead.facts;
  switch (about.kind) {
    case 'record': {
      const [record = null] = await recordRowsById(db, [about.record], deps.records);
      return { kind: 'record', record, place: about.place };
    }
    case 'asked':
      return { kind: 'asked', from: about.from, subject: questionToWire(about.question) };
    case 'document':
    case 'alert':
      return about;
  }
}

function listedPart(lead: LeadRecord, stored: StoredSubject | null): LeadDetailWire['listed'] {
  const { listed } = lead.facts;
  if (listed === null || stored === null) return null;
  const { list, id, version } = listed;
  return { list, id, version, subject: subjectToWire(stored.body), goneSince: stored.until };
}

/** Side by side with what stands in a record: a use of the record, for a stated purpose, written down whether it was permitted or not. */
export function compareLead(deps: FindingsDeps, id: string, purpose: Purpose, by: By): Promise<Outcome<LeadComparisonWire>> {
  return change(deps, async (tx) => {
    const lead = await findLead(tx, id);
    const { about, listed } = lead?.facts ?? { about: null, listed: null };
    if (lead === null || listed === null || about?.kind !== 'record') return absent;
    const note = `Comparison for lead ${lead.id}`;
    const use = { recordId: about.record, purpose, manner: 'read', officer: by.officer, caseRef: null, note } as const;
    const answer = await useRecord(tx, use, deps.records, by.now, deps.random);
    if (answer === null) return absent;
    const { outcome, reasons } = answer.use;
    const stored = await listedSubject(tx, listed.list, listed.id);
    const left = answer.record === null ? undefined : subjectsOfRecord(answer.record.body).find(({ place }) => place === about.place);
    const threshold = (await findList(tx, listed.list))?.threshold ?? 0;
    const isShown = left !== undefined && stored !== null;
    return done({ outcome, reasons, comparison: isShown ? comparisonOf(left.subject, stored.body, threshold) : null });
  });
}
