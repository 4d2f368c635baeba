// SPDX-License-Identifier: Apache-2.0
/**
 * An officer says whether the two are the same. It moves the lead, and it is remembered for the pair, so that the next screening does not
 * ask again what was answered: a rejected pair stays quiet until its day, or until either side changes.
 */
import { noteAudit } from '../../audit/index.ts';
import { addMs, endOfLocalDay, type Instant, type LocalDate, msBetween, newId } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import type { JudgementVerdict } from '../wire.ts';
import { quietDaysDefault, quietDaysMax } from './judgement.ts';
import { leadTransition } from './lead-states.ts';
import { changeState, stateIssue } from './move-lead.ts';
import { subjectKey } from './raise-lead.ts';
import { insertJudgement, type LeadRecord, lockLead } from './store.ts';

const eventOf = { same: 'confirm', different: 'dismiss', unsure: 'doubt' } as const satisfies Readonly<Record<JudgementVerdict, string>>;
const dayMs = 86_400_000;

export interface GivenJudgement {
  readonly verdict: JudgementVerdict;
  readonly reason: string;
  readonly until: string | null;
}

export function judgeLead(deps: FindingsDeps, id: string, given: GivenJudgement, by: By): Promise<Outcome<LeadRecord>> {
  return change(deps, async (tx) => {
    const lead = await lockLead(tx, id);
    if (lead === null) return absent;
    const event = eventOf[given.verdict];
    if (leadTransition(lead.state, event) === null) return stateIssue(lead, event);
    const until = given.verdict === 'different' ? quietUntil(deps, given.until, by.now) : null;
    if (until === 'wrong') {
      const problem = `A rejected hit stays quiet until a day from tomorrow on, at most ${quietDaysMax} days ahead.`;
      return issue('until', problem, 'Name another day, or leave it out: a year.');
    }
    const { about, listed } = lead.facts;
    if (listed !== null) {
      await insertJudgement(tx, {
        id: newId('jdg', by.now, deps.random),
        subject: subjectKey(about),
        subject_version: about.kind === 'record' ? about.version : 0,
        list: listed.list,
        listed: listed.id,
        listed_digest: listed.digest,
        list_version: listed.version,
        verdict: given.verdict,
        reason: given.reason,
        until,
        officer: by.officer,
        at: by.now,
      });
    }
    const moved = await changeState(tx, deps, lead, { event, reason: given.reason, assignee: lead.assignee ?? by.officer }, by);
    const details = { lead: lead.id, outcome: given.verdict, list: lead.list, version: listed?.version ?? null, at: until };
    await noteAudit(tx, { event: 'lead.judged', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done(moved);
  });
}

/** The end of the named day where we are; a year where none is named; `wrong` where the day lies behind or too far ahead. */
function quietUntil(deps: FindingsDeps, day: string | null, now: Instant): Instant | 'wrong' {
  if (day === null) return addMs(now, quietDaysDefault * dayMs);
  const parsed = Date.parse(day);
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== day) return 'wrong';
  const until = endOfLocalDay(day as LocalDate, deps.timeZone);
  const days = msBetween(now, until) / dayMs;
  return days > 0 && days <= quietDaysMax + 1 ? until : 'wrong';
}
