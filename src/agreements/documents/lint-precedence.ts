// SPDX-License-Identifier: Apache-2.0
/**
 * Precedence: which of two overlapping agreements goes first. It must lead somewhere, never in a circle.
 *
 * A single document can only contradict itself. A circle closes over several: `lintAmong` looks at a draft together with the
 * agreements that are known where it is stored, and names the way round.
 *
 *     A goes before B, B goes before C, C goes before A     -> an error in whichever comes last
 */
import { isId } from '../../kernel/index.ts';
import type { AgreementWire } from '../wire.ts';
import { eachTerm, error, type LintFinding, type LintRule, repeated } from './lint-finding.ts';

export const rulesOnPrecedence: readonly LintRule[] = [precedenceOfOthers, onePlaceEach];

function precedenceOfOthers(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'precedence', ({ agreement }, path) => {
    const place = `${path}.agreement`;
    if (!isId('agr', agreement)) return [error(place, 'It is not the identifier of an agreement.', 'Give "agr_" and 26 characters.')];
    return agreement === document.id ? [error(place, 'The agreement is ranked against itself.', 'Name the other agreement.')] : [];
  });
}

function onePlaceEach(document: AgreementWire): readonly LintFinding[] {
  return repeated(document, 'precedence', ({ agreement, kinds }) =>
    kinds.length === 0 ? [`${agreement} all`] : kinds.map((kind) => `${agreement} ${kind}`),
  ).map(({ path }) => error(`${path}.agreement`, 'Another term ranks this agreement against the same one already.', 'Keep one.'));
}

/** What is wrong with a document among others: circles of precedence that it closes. Versions of itself are passed over. */
export function lintAmong(document: AgreementWire, others: readonly AgreementWire[]): readonly LintFinding[] {
  const known = [document, ...others.filter(({ id }) => id !== document.id)];
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  const before = beforeAll(known);
  return document.terms.flatMap((term, index) => {
    if (term.kind !== 'precedence' || term.relation === 'supplements' || term.agreement === document.id) return [];
    const [first, second] = term.relation === 'yields-to' ? [term.agreement, document.id] : [document.id, term.agreement];
    const back = wayBetween(before, second, first);
    if (back === null) return [];
    const names = [first, ...back].map((id) => `"${titles.get(id) ?? id}"`);
    const problem = `It closes a circle of precedence: ${names.join(' goes before ')}.`;
    return [error(`terms[${index}].agreement`, problem, 'Rank them one way.')];
  });
}

/** For each agreement those that it goes before, whichever of the two documents says so. */
function beforeAll(known: readonly AgreementWire[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, Set<string>>();
  const add = (first: string, second: string): void => void before.set(first, (before.get(first) ?? new Set()).add(second));
  for (const { id, terms } of known) {
    for (const term of terms) {
      if (term.kind !== 'precedence') continue;
      if (term.relation === 'prevails-over' || term.relation === 'replaces') add(id, term.agreement);
      if (term.relation === 'yields-to') add(term.agreement, id);
    }
  }
  return before;
}

/** A shortest way from one to the other, both included; null where none leads there. */
function wayBetween(before: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const queue = [from]; queue.length > 0;) {
    const at = queue.shift() ?? to;
    if (at === to) {
      const way: string[] = [];
      for (let step: string | null = to; step !== null; step = cameFrom.get(step) ?? null) way.unshift(step);
      return way;
    }
    for (const next of before.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return null;
}
