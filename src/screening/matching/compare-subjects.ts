// SPDX-License-Identifier: Apache-2.0
/**
 * A subject in question against one on a list: the best pair of their names, and what dates, countries, numbers, addresses and wallets say
 * for or against it.
 *
 * A number or wallet that is the same outweighs any name. Everything else moves the score of the names, up or down, and never beyond 1.
 */
import { bareIdentifier, identifierLettersMin, walletKey } from '../lists/identifiers.ts';
import { compareDates, dateText, type PartialDate } from '../lists/partial-dates.ts';
import type { Identifier, ListedSubject, NameQuality, Wallet } from '../lists/subject.ts';
import { parseName, type ParsedName, type SubjectKind } from '../names/parse-name.ts';
import type { WordBook } from '../names/word-book.ts';
import { compareNames, type SeenFeature } from './compare-names.ts';
import { type FeatureId, features } from './features-table.ts';
import type { CompareWords } from './pair-parts.ts';

/** Who is asked about; what is not known is left empty. */
export interface Question {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly births: readonly PartialDate[];
  readonly countries: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly addresses: readonly string[];
  readonly wallets: readonly Wallet[];
}

export interface ParsedListedName {
  readonly parsed: ParsedName;
  readonly quality: NameQuality;
}

export interface SubjectComparison {
  readonly score: number;
  /** The name of the listed subject that fits best; empty where numbers or wallets alone speak. */
  readonly name: string;
  readonly seen: readonly SeenFeature[];
}

export function questionOf(name: string, kind: SubjectKind): Question {
  return { kind, name, births: [], countries: [], identifiers: [], addresses: [], wallets: [] };
}

/** A subject of the authority's own (a customer, an entry of a batch) as a question; its further names are questions of their own. */
export function questionOfSubject(subject: ListedSubject): Question {
  const { kind, births, countries, identifiers, addresses, wallets } = subject;
  return { kind, name: subject.names[0]?.text ?? '', births, countries, identifiers, addresses, wallets };
}

export function compareSubjects(
  question: Question,
  asked: ParsedName,
  subject: ListedSubject,
  names: readonly ParsedListedName[],
  books: { readonly book: WordBook; readonly compare?: CompareWords },
): SubjectComparison {
  let best: { score: number; name: string; seen: readonly SeenFeature[] } = { score: 0, name: '', seen: [] };
  for (const { parsed, quality } of names) {
    const found = compareNames(asked, parsed, books);
    const isWeak = quality === 'weak';
    const score = found.score - (isWeak ? features.weakAlias.weight : 0);
    if (score <= best.score && best.name !== '') continue;
    const weak: readonly SeenFeature[] = isWeak
      ? [{ feature: 'weakAlias', points: features.weakAlias.weight, left: asked.raw, right: parsed.raw }]
      : [];
    best = { score, name: parsed.raw, seen: [...found.seen, ...weak] };
  }
  const other = [...attributesSeen(question, asked, subject)];
  const total = Math.max(0, Math.min(1, best.score - other.reduce((sum, one) => sum + one.points, 0)));
  return { score: Math.round(total * 1000) / 1000, name: best.name, seen: [...best.seen, ...other] };
}

function seen(feature: FeatureId, left: string, right: string): SeenFeature {
  return { feature, points: features[feature].weight, left, right };
}

function attributesSeen(question: Question, asked: ParsedName, subject: ListedSubject): readonly SeenFeature[] {
  const isOtherKind = asked.kind !== subject.kind && question.kind !== 'unknown' && subject.kind !== 'unknown';
  return [
    ...(isOtherKind ? [seen('kindConflict', asked.kind, subject.kind)] : []),
    ...datesSeen(question.births, subject.births),
    ...countriesSeen(question.countries, subject.countries),
    ...numbersSeen(question.identifiers, subject.identifiers),
    ...walletsSeen(question.wallets, subject.wallets),
    ...addressesSeen(question.addresses, subject.addresses),
  ];
}

const dateFeatures: Readonly<Record<ReturnType<typeof compareDates>, FeatureId>> = {
  same: 'birthAgrees', year: 'birthYearAgrees', exchanged: 'birthYearAgrees', near: 'birthNear', apart: 'birthConflict',
}; // prettier-ignore
const dateOrder = ['same', 'year', 'exchanged', 'near', 'apart'] as const;

/** The best agreement of any two dates: lists often give several, of which one is right. */
function datesSeen(one: readonly PartialDate[], other: readonly PartialDate[]): readonly SeenFeature[] {
  let best: { rank: number; left: PartialDate; right: PartialDate } | null = null;
  for (const left of one) {
    for (const right of other) {
      const rank = dateOrder.indexOf(compareDates(left, right));
      if (best === null || rank < best.rank) best = { rank, left, right };
    }
  }
  return best === null ? [] : [seen(dateFeatures[dateOrder[best.rank] ?? 'apart'], dateText(best.left), dateText(best.right))];
}

function countriesSeen(one: readonly string[], other: readonly string[]): readonly SeenFeature[] {
  if (one.length === 0 || other.length === 0) return [];
  const both = one.find((code) => other.includes(code));
  return [both === undefined ? seen('countryConflict', one.join(', '), other.join(', ')) : seen('countryAgrees', both, both)];
}

function numbersSeen(one: readonly Identifier[], other: readonly Identifier[]): readonly SeenFeature[] {
  for (const left of one) {
    const bare = bareIdentifier(left.value);
    if (bare.length < identifierLettersMin) continue;
    const same = other.find((right) => bareIdentifier(right.value) === bare);
    if (same !== undefined) return [seen('identifierAgrees', left.value, same.value)];
  }
  for (const left of one) {
    const rival = other.find((right) => right.kind.toLowerCase() === left.kind.toLowerCase() && right.country === left.country);
    if (rival !== undefined) return [seen('identifierConflict', left.value, rival.value)];
  }
  return [];
}

function walletsSeen(one: readonly Wallet[], other: readonly Wallet[]): readonly SeenFeature[] {
  const keys = new Set(one.map(walletKey));
  const same = other.find((wallet) => keys.has(walletKey(wallet)));
  return same === undefined ? [] : [seen('walletAgrees', same.address, same.address)];
}

/** Letters of an address that must be the same; shorter ones are cities and countries. */
const addressLettersMin = 12;

function addressesSeen(one: readonly string[], other: readonly string[]): readonly SeenFeature[] {
  const bare = (address: string): string => address.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const keys = new Set(one.map(bare).filter((key) => key.length >= addressLettersMin));
  const same = other.find((address) => keys.has(bare(address)));
  return same === undefined ? [] : [seen('addressAgrees', same, same)];
}

/** Names of a subject read once, for as many comparisons as come. */
export function parseNames(subject: ListedSubject, book: WordBook): readonly ParsedListedName[] {
  return subject.names.map(({ text, quality }) => ({ parsed: parseName(text, subject.kind, book), quality }));
}
