// SPDX-License-Identifier: Apache-2.0
/**
 * What may hold an account on a market: subjects in records to whom the record gives that account, or whose name is like the owner's.
 *
 *     XVEN/acc-7   for: the record gives the account acc-7 to it   against: the record does not say at which venue        0.75
 *
 * Numbers of accounts are given by each venue for itself, so a bare number is a question until the record names the venue. A wallet that a firm
 * keeps for its customers is not the firm's. A pair that was judged comes again only where somebody was unsure, or the record is newer.
 */
import type { Database } from '../../kernel/index.ts';
import {
  fieldKey,
  placedSubjects,
  type RecordOfSubject,
  recordsOfSubject,
  recordsSoundingLike,
  subjectsOfRecord,
} from '../../records/index.ts';
import {
  askedNameKeys,
  compareWithListed,
  explain,
  type ListedSubject,
  matchThreshold,
  newWordBook,
  questionOf,
} from '../../screening/index.ts';
import { keyOf } from '../entities/merge-proposals.ts';
import type { EntityJudgementRecord } from '../entities/store.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { recordWords } from '../screenings/place-words.ts';
import { accountOf, participantKey } from './account-keys.ts';
import type { LinksAsked } from './show-links.ts';
import type { LinkProposalWire } from './wire.ts';

type Placed = ReturnType<typeof placedSubjects>[number];
type Reason = LinkProposalWire['reasonsFor'][number];

/** Records whose names are compared for one page, and proposals that are shown: the likest. */
const comparedMax = 20;
const proposalsMax = 8;

export interface ParticipantSide {
  readonly name: string;
  /** `venue/account`. */
  readonly accounts: readonly string[];
}

export interface ProposedLinks {
  readonly proposals: readonly LinkProposalWire[];
  /** The records from which they are. */
  readonly records: readonly RecordOfSubject[];
  readonly withheld: ReadonlyMap<string, number>;
  readonly isMore: boolean;
}

export async function proposeLinks(
  db: Database,
  deps: Pick<FindingsDeps, 'records' | 'hiddenCases'>,
  given: Pick<LinksAsked, 'purpose'> & { readonly side: ParticipantSide; readonly judgements: readonly EntityJudgementRecord[] },
  by: By,
): Promise<ProposedLinks> {
  const { side, judgements, purpose } = given;
  const asked = { purpose, officer: by.officer };
  const like = accountOf(side.name) === null ? askedNameKeys(side.name, newWordBook()).close : [];
  const named = await recordsSoundingLike(db, like, { ...asked, without: [], limit: comparedMax }, deps.records);
  const found = await recordsOfSubject(db, { keys: keysOf(side.accounts), records: named, ...asked }, deps.records, by.now);
  const cases = [...new Set(found.records.flatMap(({ row }) => row.caseRef ?? []))];
  const hidden = cases.length === 0 ? new Set<string>() : await deps.hiddenCases(db, by.officer, cases);
  const pairs = found.records
    .filter(({ row }) => row.caseRef === null || !hidden.has(row.caseRef))
    .flatMap((record) =>
      placedSubjects(record.body).flatMap((subject) => {
        const proposal = proposalOf(side, record, subject, judgements);
        return proposal === null ? [] : [{ proposal, record }];
      }),
    );
  const shown = pairs.toSorted((one, other) => other.proposal.score - one.proposal.score).slice(0, proposalsMax);
  const records = [...new Set(shown.map(({ record }) => record))];
  return { proposals: shown.map(({ proposal }) => proposal), records, withheld: found.withheld, isMore: found.isMore };
}

function keysOf(accounts: readonly string[]): readonly string[] {
  const values = accounts.flatMap((name) => [name, ...(accountOf(name) === null ? [] : [accountOf(name)?.account ?? name])]);
  const fields = ['account', 'number', 'wallet'] as const;
  return [...new Set(values.flatMap((value) => fields.map((field) => fieldKey(field, value))))].filter((key) => !key.endsWith(':'));
}

function proposalOf(
  side: ParticipantSide,
  { row, body }: RecordOfSubject,
  subject: Placed,
  judgements: readonly EntityJudgementRecord[],
): LinkProposalWire | null {
  const [left, right] = [participantKey(side.name), keyOf(row.id, subject.place)];
  const said = judgements.findLast((judged) => judged.left === left && judged.right === right);
  const isOpen = said === undefined || said.verdict === 'unsure' || (said.verdict === 'different' && row.recordedAt > said.at);
  if (!isOpen) return null;
  const listed = subjectsOfRecord(body).find(({ place }) => place === subject.place)?.subject ?? null;
  const evidence = linkEvidence(side, { subject, listed, text: JSON.stringify(body) });
  if (evidence === null) return null;
  const { reasons, score } = evidence;
  return {
    left,
    right,
    record: row.id,
    label: recordWords(row, subject.place),
    name: subject.said.find(({ what }) => what === 'name')?.value ?? '',
    originatorName: row.originatorName,
    isReceived: row.isReceived,
    score,
    reasonsFor: reasons.filter(({ points }) => points > 0),
    reasonsAgainst: reasons.filter(({ points }) => points <= 0),
    judgedBefore: said === undefined || said.verdict === 'same' ? null : said.verdict,
  };
}

/** How far each kind of evidence goes, before an officer has looked. */
const weights = { accountAtVenue: 0.95, accountAndVenue: 0.9, accountAlone: 0.75, noVenue: -0.2 };

/** Null where nothing speaks for it. `text`: the whole record, to see whether it names the venue. */
export function linkEvidence(
  side: ParticipantSide,
  { subject, listed, text }: { readonly subject: Placed; readonly listed: ListedSubject | null; readonly text: string },
): { readonly score: number; readonly reasons: readonly Reason[] } | null {
  const given = new Set(
    subject.said.flatMap(({ what, value }) => {
      if (what === 'wallet') return subject.keys.includes(fieldKey('wallet', value)) ? [bare(value)] : [];
      return what === 'account' || what === 'number' ? [bare(value)] : [];
    }),
  );
  const accounts = side.accounts.flatMap((name) => {
    const at = accountOf(name);
    if (given.has(bare(name))) {
      const score = weights.accountAtVenue;
      return [{ score, reasons: [reason(`The record gives the account ${name} to it.`, score)] }];
    }
    if (at === null || !given.has(bare(at.account))) return [];
    const names = new RegExp(`\\b${at.venue.replace(/[^\p{L}\p{N}]/gu, '.')}\\b`, 'iu').test(text);
    const score = names ? weights.accountAndVenue : weights.accountAlone;
    const own = reason(`The record gives the account ${at.account} to it.`, score);
    const venue = names
      ? reason(`The record names the venue ${at.venue}.`, weights.accountAndVenue - weights.accountAlone)
      : reason(`The record does not say that the account is at ${at.venue}: other venues may have one of that number.`, weights.noVenue);
    return [{ score, reasons: [own, venue] }];
  });
  const name = nameEvidence(side.name, listed);
  const all = [...accounts, ...(name === null ? [] : [name])];
  if (all.length === 0) return null;
  return { score: Math.max(...all.map(({ score }) => score)), reasons: all.flatMap(({ reasons }) => reasons) };
}

function nameEvidence(name: string, listed: ListedSubject | null): { readonly score: number; readonly reasons: readonly Reason[] } | null {
  if (accountOf(name) !== null || listed === null || listed.names.length === 0) return null;
  const { score, seen } = compareWithListed(questionOf(name, 'unknown'), listed);
  if (score < matchThreshold) return null;
  const told = explain(seen).map(({ sentence, points }) => ({ sentence, points }));
  return {
    score,
    reasons: [reason('The venue names an owner whose name is like its own.', score), ...told.filter(({ points }) => points <= 0)],
  };
}

function reason(sentence: string, points: number): Reason {
  return { sentence, points: Math.round(points * 1000) / 1000 };
}

function bare(value: string): string {
  return fieldKey('account', value);
}
