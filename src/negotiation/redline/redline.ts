// SPDX-License-Identifier: Apache-2.0
/**
 * The redline of two versions of an agreement: text and terms clause by clause, side by side.
 *
 * A clause is found again by its number; the terms of a clause stand with it, since a change of a term without a change of its
 * text, or the other way round, is exactly what a legal adviser must see. Terms that are equal are the same; of the others of one
 * kind under one clause, the first that was is shown with the first that is.
 */
import type { AgreementDocument } from '../../agreements/index.ts';
import { canonicalJson, wordChanges } from '../../kernel/index.ts';
import type { RedlineWire } from '../wire.ts';

type Term = AgreementDocument['terms'][number];
type ClauseChange = RedlineWire['clauses'][number];
type TermChange = ClauseChange['terms'][number];

/** Before null: everything is new. */
export function redline(before: AgreementDocument | null, after: AgreementDocument): RedlineWire {
  const numbers = clauseNumbers(before, after);
  const clauses = numbers.map((number) => clauseChange(number, before, after));
  const changedTerms = clauses.flatMap(({ terms }) => terms).filter(({ change }) => change !== 'same');
  return {
    facts: factChanges(before, after),
    clauses,
    counts: { clauses: clauses.filter(({ change }) => change !== 'same').length, terms: changedTerms.length },
  };
}

/** In the order of the later version; what was removed stands where it stood. */
function clauseNumbers(before: AgreementDocument | null, after: AgreementDocument): string[] {
  const numbers = after.clauses.map(({ number }) => number);
  for (const [index, { number }] of (before?.clauses ?? []).entries()) {
    if (numbers.includes(number)) continue;
    const previous = before?.clauses[index - 1]?.number;
    numbers.splice(previous === undefined ? 0 : numbers.indexOf(previous) + 1, 0, number);
  }
  return numbers;
}

function clauseChange(number: string, before: AgreementDocument | null, after: AgreementDocument): ClauseChange {
  const was = before?.clauses.find((clause) => clause.number === number);
  const is = after.clauses.find((clause) => clause.number === number);
  const terms = termChanges(termsOf(before, number), termsOf(after, number));
  const isSame = was?.text === is?.text && was?.heading === is?.heading;
  const isChanged = !isSame || terms.some(({ change }) => change !== 'same');
  return {
    number,
    change: was === undefined ? 'added' : is === undefined ? 'removed' : isChanged ? 'changed' : 'same',
    heading: wordChanges(was?.heading ?? '', is?.heading ?? ''),
    text: wordChanges(was?.text ?? '', is?.text ?? ''),
    terms,
  };
}

function termsOf(document: AgreementDocument | null, number: string): Term[] {
  return (document?.terms ?? []).filter(({ clause }) => clause === number);
}

function termChanges(before: readonly Term[], after: readonly Term[]): TermChange[] {
  const left = [...before];
  const found: TermChange[] = [];
  const open: Term[] = [];
  for (const term of after) {
    const same = left.findIndex((other) => canonicalJson(other) === canonicalJson(term));
    if (same < 0) open.push(term);
    else found.push({ change: 'same', before: left.splice(same, 1)[0] ?? null, after: term });
  }
  for (const term of open) {
    const kin = left.findIndex(({ kind }) => kind === term.kind);
    const was = kin < 0 ? null : (left.splice(kin, 1)[0] ?? null);
    found.push({ change: was === null ? 'added' : 'changed', before: was, after: term });
  }
  return [...found, ...left.map((term) => ({ change: 'removed', before: term, after: null }) as const)];
}

/** Facts of the whole, by the names of their members, where they differ. */
function factChanges(before: AgreementDocument | null, after: AgreementDocument): RedlineWire['facts'] {
  const facts = (document: AgreementDocument | null): Readonly<Record<string, string>> => ({
    title: document?.title ?? '',
    legalNature: document?.legalNature ?? '',
    version: document === null ? '' : String(document.version),
    inForceFrom: document?.inForceFrom ?? '',
    inForceUntil: document?.inForceUntil ?? '',
    preamble: document?.preamble ?? '',
    parties: (document?.parties ?? [])
      .map(({ name, jurisdiction, capabilities }) => `${name} (${jurisdiction}): ${capabilities.join(', ')}`)
      .join('\n'),
  });
  const [was, is] = [facts(before), facts(after)];
  return Object.keys(is).flatMap((name) =>
    was[name] === is[name] ? [] : [{ name, segments: wordChanges(was[name] ?? '', is[name] ?? '') }],
  );
}
