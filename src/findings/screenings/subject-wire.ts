// SPDX-License-Identifier: Apache-2.0
/** Subjects and questions between the shape that is compared and the shape that is shown. */
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import {
  compareWithListed,
  dateText,
  explain,
  type ListedSubject,
  type PartialDate,
  parsePartialDate,
  type Question,
  questionOfSubject,
  type SeenFeature,
} from '../../screening/index.ts';
import type { ComparisonWire, QuestionWire, SubjectWire } from '../wire.ts';

export function subjectToWire(subject: Omit<ListedSubject, 'id'>): SubjectWire {
  const { kind, names, births, countries, identifiers, addresses, wallets, programmes, remarks } = subject;
  return {
    kind,
    names: [...names],
    births: births.map(dateText),
    countries: [...countries],
    identifiers: [...identifiers],
    addresses: [...addresses],
    wallets: [...wallets],
    programmes: [...programmes],
    remarks,
  };
}

export function questionToWire(question: Question): SubjectWire {
  const names = question.name === '' ? [] : [{ text: question.name, quality: 'main' as const }];
  return subjectToWire({ ...question, names, programmes: [], remarks: '' });
}

/** The question as it is compared; issues for a date that is none, and where nothing can be looked for. */
export function readQuestion(given: QuestionWire): Result<Question> {
  const issues: Issue[] = [];
  const births = given.births.flatMap((text, at): PartialDate[] => {
    const date = parsePartialDate(text);
    if (date === null)
      issues.push({ path: `births/${at}`, problem: `"${text.slice(0, 60)}" is no date.`, remedy: 'Write 1962, 1962-08 or 1962-08-12.' });
    return date === null ? [] : [date];
  });
  if (issues.length > 0) return failWith(issues);
  const hasName = /[\p{L}\p{N}]/u.test(given.name);
  if (!hasName && given.identifiers.length + given.wallets.length === 0)
    return fail('name', 'There is nothing to look for.', 'Give a name with at least one letter, a number, or a wallet.');
  return ok({
    kind: given.kind,
    name: given.name.trim(),
    births,
    countries: given.countries.map((code) => code.toUpperCase()),
    identifiers: given.identifiers.map(({ kind, value }) => ({ kind, value, country: null })),
    addresses: [],
    wallets: given.wallets.map((address) => ({ asset: '', address })),
  });
}

/** A subject has several names; each is a question of its own. A subject without a name asks once, by its numbers and wallets. */
export function questionsOf(subject: ListedSubject): readonly Question[] {
  const plain = questionOfSubject(subject);
  return subject.names.length === 0 ? [plain] : subject.names.map(({ text }) => ({ ...plain, name: text }));
}

/** By the name of the left one that fits best. */
export function bestComparison(left: ListedSubject, right: ListedSubject): ReturnType<typeof compareWithListed> {
  const compared = questionsOf(left).map((question) => compareWithListed(question, right));
  return compared.reduce((most, one) => (one.score > most.score ? one : most));
}

/** The two side by side. */
export function comparisonOf(left: ListedSubject, right: ListedSubject, threshold: number): ComparisonWire {
  const { score, seen } = bestComparison(left, right);
  const reasons = explain(seen).map(({ feature, points, sentence }) => ({ feature, points, sentence }));
  return { left: subjectToWire(left), right: subjectToWire(right), score, threshold, reasons };
}

export function comparisonOfHit(
  question: Question,
  hit: { readonly subject: ListedSubject; readonly score: number; readonly seen: readonly SeenFeature[] },
  threshold: number,
): ComparisonWire {
  const reasons = explain(hit.seen).map(({ feature, points, sentence }) => ({ feature, points, sentence }));
  return { left: questionToWire(question), right: subjectToWire(hit.subject), score: hit.score, threshold, reasons };
}

/** A question as a subject, so that one comparison serves both. */
export function subjectOfQuestion(question: Question): ListedSubject {
  const names = question.name === '' ? [] : [{ text: question.name, quality: 'main' as const }];
  return { id: '', ...question, names, programmes: [], remarks: '' };
}
