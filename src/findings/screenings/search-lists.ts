// SPDX-License-Identifier: Apache-2.0
/**
 * One question to all lists, answered at once, with both sides beside each other and every reason; and a hit of it made a lead.
 *
 * The log says who asked, for what, how much was found, and the digest of the question, never its words.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Hit, type Question, searchCounted } from '../../screening/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import { type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { judgementWire } from '../leads/lead-detail.ts';
import { keyOfHit, raiseLead, subjectKey } from '../leads/raise-lead.ts';
import { findLead, leadsWithKeys, type LeadRecord, newestJudgements, pairText } from '../leads/store.ts';
import type { HeldIndex } from '../lists/held-lists.ts';
import type { HitWire, QuestionWire, SearchAnswerWire } from '../wire.ts';
import { comparisonOfHit, readQuestion } from './subject-wire.ts';
import { leadFields } from './work-screenings.ts';

export interface Search {
  readonly question: QuestionWire;
  readonly purpose: Purpose;
}

export async function searchLists(deps: FindingsDeps, asked: Search, by: By): Promise<Outcome<SearchAnswerWire>> {
  const question = readQuestion(asked.question);
  if (!question.ok) return { kind: 'issues', issues: question.issues };
  const held = await deps.lists.now(deps.database);
  const found = searchCounted(held.index, question.value);
  return change(deps, async (tx) => {
    const subject = subjectKey({ kind: 'asked', from: '', question: question.value });
    const judged = await newestJudgements(tx, subject);
    const keys = found.hits.map((hit) => keyOfHit(subject, hit.list, hit.subject.id));
    const leads = await leadsWithKeys(tx, keys);
    const names = await deps.officerNames(tx, [...new Set([...judged.values()].map((one) => one.officer))]);
    const hits = found.hits.map((hit, at): HitWire => {
      const judgement = judged.get(pairText(hit.list, hit.subject.id));
      const pair = { listedDigest: judgement === undefined ? '' : digestOfJson(hit.subject), subjectVersion: 0 };
      const list = held.lists.find((one) => one.name === hit.list);
      return {
        list: hit.list,
        listed: hit.subject.id,
        version: list?.version ?? 0,
        name: hit.name,
        comparison: comparisonOfHit(question.value, hit, list?.threshold ?? 0),
        judgement: judgement === undefined ? null : judgementWire(judgement, pair, names, by.now),
        lead: leads.get(keys[at] ?? '') ?? null,
      };
    });
    const details = { purpose: asked.purpose, query: digestOfJson(question.value), count: hits.length };
    await noteAudit(tx, { event: 'lists.searched', actor: by.officer, at: by.now, details }, deps.random);
    return done({ hits, lists: listsOf(held), names: held.index.names, compared: found.compared });
  });
}

function listsOf({ lists, index }: HeldIndex): SearchAnswerWire['lists'] {
  const counts = new Map<string, number>();
  for (const { list } of index.subjects) counts.set(list, (counts.get(list) ?? 0) + 1);
  return lists.map(({ name, version }) => ({ name, version, subjects: counts.get(name) ?? 0 }));
}

/** The hit on one listed subject becomes a lead; the server asks again, since a hit is not taken from a screen. */
export async function leadFromSearch(
  deps: FindingsDeps,
  asked: Search & { readonly list: string; readonly listed: string },
  by: By,
): Promise<Outcome<LeadRecord>> {
  const question = readQuestion(asked.question);
  if (!question.ok) return { kind: 'issues', issues: question.issues };
  const held = await deps.lists.now(deps.database);
  const hit = hitOn(held, question.value, asked);
  if (hit === null) {
    return issue('listed', 'The question does not meet this subject any more.', 'Search again: the list may have a new version.');
  }
  return change(deps, async (tx) => {
    const about = { kind: 'asked', from: 'search', question: question.value } as const;
    const version = held.lists.find((one) => one.name === asked.list)?.version ?? 0;
    const fields = leadFields(hit, { about, version, digest: digestOfJson(hit.subject), label: question.value.name || 'What was asked' });
    const raised = await raiseLead(tx, deps, { ...fields, purpose: asked.purpose, news: null }, by);
    const lead = await findLead(tx, raised.id);
    await deps.announce(tx, 'findings');
    return lead === null ? issue('listed', 'The lead could not be kept.', 'Try again.') : done(lead);
  });
}

function hitOn(held: HeldIndex, question: Question, asked: { readonly list: string; readonly listed: string }): Hit | null {
  return searchCounted(held.index, question).hits.find((hit) => hit.list === asked.list && hit.subject.id === asked.listed) ?? null;
}
