// SPDX-License-Identifier: Apache-2.0
/** Links between accounts in words: who holds what by which record, and by which way accounts belong together. */
import type { Purpose } from '../../conditions/index.ts';
import type { Database } from '../../kernel/index.ts';
import { countAlerts } from '../alerts/store.ts';
import type { By } from '../findings-deps.ts';
import { recordWords } from '../screenings/place-words.ts';
import { participantOf } from './account-keys.ts';
import type { JoinedAccount, LinkStep } from './join-accounts.ts';
import { type LinkDeps, readLinks, type ReadLinks } from './read-links.ts';
import type { AccountLinksWire, LinkStepWire } from './wire.ts';

export interface LinksAsked {
  readonly participants: readonly string[];
  readonly purpose: Purpose;
}

export async function accountLinks(db: Database, deps: LinkDeps, asked: LinksAsked, by: By): Promise<AccountLinksWire> {
  return linksWire(db, deps, await readLinks(db, deps, { purpose: asked.purpose, first: asked.participants }, by), asked.participants);
}

type RecordOfLink = LinkStepWire['records'][number];

export async function linksWire(
  db: Database,
  deps: LinkDeps,
  links: ReadLinks,
  participants: readonly string[],
): Promise<AccountLinksWire> {
  const names = await deps.officerNames(db, [...new Set([...links.judgements.values()].map(({ officer }) => officer))]);
  const judged = (id: string): LinkStepWire['judged'] => {
    const said = links.judgements.get(id);
    return said === undefined ? null : { id, officerName: names.get(said.officer) ?? said.officer, at: said.at, reason: said.reason };
  };
  const rows: AccountLinksWire['participants'] = [];
  for (const participant of participants) {
    const holders = links.held.flatMap(({ participant: name, place, judgement }) => {
      const [record, word] = [recordOfLink(links, place), judged(judgement)];
      return name !== participant || record === null || word === null ? [] : [{ ...record, judged: word }];
    });
    const joined: AccountLinksWire['participants'][number]['joined'] = [];
    for (const one of links.graph.joinedTo(participant)) {
      const filter = { states: null, assignee: null, pattern: null, participants: [one.participant], instrument: null, without: null };
      joined.push({ ...wayInWords(links, one, judged), alerts: await countAlerts(db, filter) });
    }
    rows.push({ participant, holders, joined });
  }
  return {
    participants: rows,
    withheld: [...links.withheld].map(([reason, count]) => ({ reason, count })),
    isMore: links.isMore,
  };
}

function wayInWords(
  links: ReadLinks,
  { participant, relation, steps }: JoinedAccount,
  judged: (id: string) => LinkStepWire['judged'],
): Pick<AccountLinksWire['participants'][number]['joined'][number], 'participant' | 'relation' | 'steps'> {
  return {
    participant,
    relation,
    steps: steps.map((step) => {
      const places = [step.from, step.to].flatMap((key) => (participantOf(key) === null ? [recordOfLink(links, key)] : []));
      const records = places.flatMap((one) => one ?? []);
      const isJudged = step.kind === 'held' || step.kind === 'judged';
      return { kind: step.kind, sentence: sentenceOf(step), records, judged: isJudged ? judged(step.by) : null };
    }),
  };
}

function sentenceOf({ kind, from, to, by }: LinkStep): string {
  switch (kind) {
    case 'held':
      return `${participantOf(from) ?? participantOf(to) ?? ''} was judged to be held by this subject.`;
    case 'identifier':
      return `Both places name the same ${fieldWords[by] ?? by}.`;
    case 'judged':
      return 'Both were judged to be the same subject.';
    case 'owner':
      return 'The register names the one as a beneficial owner of the other.';
  }
}

const fieldWords: Readonly<Record<string, string>> = {
  lei: 'LEI',
  mic: 'market identifier code',
  number: 'number of a register or an identity document',
};

export function recordOfLink({ records }: Pick<ReadLinks, 'records'>, key: string): RecordOfLink | null {
  const [, id = '', place = ''] = /^records:(rcd_[0-9a-z]{26})#(.+)$/.exec(key) ?? [];
  const record = records.get(id);
  if (record === undefined) return null;
  const { row, conditions } = record;
  const { originatorName, isReceived } = row;
  return { key, record: id, label: recordWords(row, place), originatorName, isReceived, conditions: conditions.length };
}
