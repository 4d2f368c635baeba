// SPDX-License-Identifier: Apache-2.0
/**
 * What may be the same subject: other records whose names are alike, each with what speaks for it and what against, for an officer to judge.
 *
 *     Meridian Tide Ltd (registration)  -  Meridien Tide (suspicious report)   0.86   for: country agrees   against: "meridien" is spelt otherwise
 *
 * A pair that was judged is not proposed again, unless somebody was unsure, or it was judged different and a record of it has a newer
 * version since: then it is proposed with that word.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { type PlacedSubject, placedSubjects, type RecordOfSubject, recordsOfSubject, recordsSoundingLike } from '../../records/index.ts';
import {
  askedNameKeys,
  compareWithListed,
  explain,
  type ListedSubject,
  matchThreshold,
  newWordBook,
  questionOfSubject,
} from '../../screening/index.ts';
import { subjectsOfRecord } from '../../records/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { recordWords } from '../screenings/place-words.ts';
import type { EntityJudgementRecord } from './store.ts';
import type { EntityProposalWire } from './wire.ts';

/** A side of a pair: a subject at its place in a record. */
export interface SubjectSide {
  readonly key: string;
  readonly record: RecordOfSubject;
  readonly subject: PlacedSubject;
}

/** Records whose names are compared for one page, and proposals that are shown: the likest. */
const comparedMax = 20;
const proposalsMax = 6;

export interface Proposing {
  readonly seed: SubjectSide;
  readonly members: readonly SubjectSide[];
  readonly judgements: readonly EntityJudgementRecord[];
  readonly purpose: Purpose;
  readonly officer: string;
  readonly now: Instant;
}

export interface Proposed {
  readonly proposals: readonly EntityProposalWire[];
  /** The records from which they are. */
  readonly records: readonly RecordOfSubject[];
}

export async function proposeMerges(db: Database, deps: Pick<FindingsDeps, 'records'>, given: Proposing): Promise<Proposed> {
  const { seed, members, judgements, purpose, officer, now } = given;
  const name = seed.subject.said.find(({ what }) => what === 'name')?.value ?? '';
  const without = [...new Set(members.map(({ record }) => record.row.id))];
  const asked = { purpose, officer, without, limit: comparedMax };
  const groups = askedNameKeys(name, newWordBook()).close;
  const ids = await recordsSoundingLike(db, groups, asked, deps.records);
  if (ids.length === 0) return { proposals: [], records: [] };
  const found = await recordsOfSubject(db, { keys: [], records: ids, purpose, officer }, deps.records, now);
  const left = listedOf(seed);
  const pairs = found.records.flatMap((record) =>
    placedSubjects(record.body).flatMap((subject) => {
      const right: SubjectSide = { key: keyOf(record.row.id, subject.place), record, subject };
      const proposal = left === null ? null : proposalOf({ side: seed, listed: left }, right, judgements);
      return proposal === null ? [] : [{ proposal, record }];
    }),
  );
  const shown = pairs.toSorted((one, other) => other.proposal.score - one.proposal.score).slice(0, proposalsMax);
  return { proposals: shown.map(({ proposal }) => proposal), records: [...new Set(shown.map(({ record }) => record))] };
}

export function keyOf(record: string, place: string): string {
  return `records:${record}#${place}`;
}

function listedOf({ record, subject }: SubjectSide): ListedSubject | null {
  return subjectsOfRecord(record.body).find(({ place }) => place === subject.place)?.subject ?? null;
}

function proposalOf(
  left: { readonly side: SubjectSide; readonly listed: ListedSubject },
  right: SubjectSide,
  judgements: readonly EntityJudgementRecord[],
): EntityProposalWire | null {
  const listed = listedOf(right);
  if (listed === null || listed.names.length === 0 || right.subject.kind !== left.side.subject.kind) return null;
  const [one, other] = [left.side.key, right.key];
  const said = judgements.findLast((judged) => isPair(judged, one, other));
  if (said !== undefined && !isOpen(said, [left.side, right])) return null;
  const { score, seen } = compareWithListed(questionOfSubject(left.listed), listed);
  if (score < matchThreshold) return null;
  const reasons = explain(seen).map(({ sentence, points }) => ({ sentence, points }));
  const what = ['name', 'birthDate', 'jurisdiction', 'lei', 'passport', 'number', 'address'] as const;
  const valueOf = ({ subject }: SubjectSide, kind: (typeof what)[number]): string =>
    subject.said.flatMap((fact) => (fact.what === kind ? [fact.value] : [])).join(', ');
  const compared = what.map((kind) => ({ what: kind, left: valueOf(left.side, kind), right: valueOf(right, kind) }));
  return {
    left: one,
    right: other,
    record: right.record.row.id,
    label: recordWords(right.record.row, right.subject.place),
    score,
    reasonsFor: reasons.filter(({ points }) => points > 0),
    reasonsAgainst: reasons.filter(({ points }) => points <= 0),
    compared: compared.filter((row) => row.left !== '' || row.right !== ''),
    judgedBefore: said === undefined ? null : said.verdict === 'unsure' ? 'unsure' : 'different',
  };
}

/** Whether there is something to judge although it was judged. */
function isOpen(said: EntityJudgementRecord, sides: readonly SubjectSide[]): boolean {
  const isNewer = sides.some(({ record }) => record.row.recordedAt > said.at);
  return said.verdict === 'unsure' || (said.verdict === 'different' && isNewer);
}

export function isPair(judged: Pick<EntityJudgementRecord, 'left' | 'right'>, one: string, other: string): boolean {
  return (judged.left === one && judged.right === other) || (judged.left === other && judged.right === one);
}
