// SPDX-License-Identifier: Apache-2.0
/**
 * screening: names and identifiers against watchlists, under any spelling and in any script, with reasons.
 *
 * How it works. A name is cleaned of hidden marks and look-alike letters, written in Latin letters, and taken apart into its words
 * (names/). The words of two names are paired, the likest first, and what does not fit is counted feature by feature: each feature is a
 * row of a table with its weight, its limit and its sentence (matching/). A score starts from 1, features take from it, and what took
 * how much is the explanation.
 *
 * A small worked case. An officer meets "Lavrenov, A." and a list holds "Антон Петрович Лавренов":
 *
 *     const book = newWordBook();
 *     compareNames(parseName('Lavrenov, A.', 'person', book), parseName('Антон Петрович Лавренов', 'person', book), { book })
 *     // score 0.82; initialForName 0.13 (a, anton); partMissing 0.05 (petrovich)
 *
 * 0.82 reaches `matchThreshold`, so it is a match: a lead for a person to look at, never a finding.
 *
 * The obvious alternative is one measure over the whole text (Levenshtein, Jaro-Winkler). On the public name pairs it reaches
 * an F1 of about 0.67, because it sees letters where a reader sees names: it takes Daniel for Daniela and misses Bill for William.
 *
 * Where things are: names/ reads a name, matching/ compares two, lists/ reads the layouts of published lists and tells versions
 * apart, search/ finds in an index of many lists, resolution/ joins records of one entity, evasion/ sees ways round a listing,
 * quality/ measures how well on pairs that a person judged. docs/reference/screening.md shows every feature with its weight.
 *
 * What it does not do: it reads no clock, file or network (files come in as text); it decides nothing about a person; it learns
 * nothing from use. Japanese kanji get their Chinese reading (see names/romanise.ts).
 */
export { parseCsv } from './lists/csv.ts';
export {
  type EvasionCase,
  type EvasionKind,
  evasionKinds,
  type EvasionLead,
  evasionLeads,
  readEvasionCase,
} from './evasion/evasion-case.ts';
export { type FirmHistory, type FirmLead, revivedFirms, thirdStateRouting, type TradeFlow } from './evasion/firm-leads.ts';
export { type LookAlike, lookAlikeWallets } from './evasion/look-alike-wallets.ts';
export { type BlockedFirm, blockedFirms, divestmentLeads, type Stake, type StakeChange } from './evasion/ownership.ts';
export { bareIdentifier, checkIdentifier, walletKey } from './lists/identifiers.ts';
export { differenceOf, type ListDifference, versionText } from './lists/difference.ts';
export { dateText, type PartialDate, parsePartialDate } from './lists/partial-dates.ts';
export { layoutOf, type ListLayout, listLayouts, readList } from './lists/read-list.ts';
export { emptySubject, type ListedName, type ListedSubject, type NameQuality, type ReadList } from './lists/subject.ts';
export { compareNames, type NameComparison, type SeenFeature } from './matching/compare-names.ts';
export { compareWithListed } from './matching/compare-listed.ts';
export { type Question, questionOf, questionOfSubject } from './matching/compare-subjects.ts';
export { explain, type Reason } from './matching/explain.ts';
export { type FeatureId, type FeatureRow, features, matchThreshold } from './matching/features-table.ts';
export { parseName, type ParsedName, type SubjectKind } from './names/parse-name.ts';
export { newWordBook, type WordBook } from './names/word-book.ts';
export { type NamePair, type Quality, qualityOf, readNamePairs, type ScoredPair, scorePairs } from './quality/name-pairs.ts';
export { ordinaryNames } from './quality/ordinary-names.ts';
export { changedSubjects, rescreen, type Rescreened } from './search/rescreen.ts';
export { corruptedEntities } from './quality/corrupted-entities.ts';
export { parseJudgements } from './resolution/parse-judgements.ts';
export {
  clusterEntities,
  type EntityCluster,
  type Evidence,
  gatherEvidence,
  type Judgement,
  recordKey,
  type Resolution,
  resolveEntities,
  type SourceRecord,
} from './resolution/resolve-entities.ts';
export { buildIndex, type IndexBuilder, type ListForIndex, newIndexBuilder, type ScreeningIndex } from './search/screening-index.ts';
export { type AskedName, askedNameKeys, filedNameKeys } from './search/name-keys.ts';
export { type Hit, search, searchCounted } from './search/search.ts';
