// SPDX-License-Identifier: Apache-2.0
/**
 * What a change of a list means for subjects that are already screened: only those that the change can affect are compared again.
 *
 * The added and changed subjects alone are indexed. A customer none of whose words, numbers or wallets is filed there cannot score
 * differently than before, and is counted, not compared. Hits that came from removed subjects are for the caller to end: the
 * difference names them.
 */
import type { ListDifference } from '../lists/difference.ts';
import type { ListedSubject } from '../lists/subject.ts';
import type { Question } from '../matching/compare-subjects.ts';
import { buildIndex } from './screening-index.ts';
import { type Hit, searchCounted } from './search.ts';

export interface Rescreened<Customer> {
  readonly hits: readonly { readonly customer: Customer; readonly hits: readonly Hit[] }[];
  /** Customers the change cannot affect. */
  readonly untouched: number;
  readonly compared: number;
}

/** The subjects of the new version that a customer has to be compared with. */
export function changedSubjects(difference: ListDifference, after: readonly ListedSubject[]): readonly ListedSubject[] {
  const ids = new Set([...difference.added.map((subject) => subject.id), ...difference.changed.map((change) => change.id)]);
  return after.filter((subject) => ids.has(subject.id));
}

export function rescreen<Customer>(
  changed: readonly ListedSubject[],
  options: { readonly list: string; readonly threshold: number },
  customers: Iterable<Customer>,
  questionFor: (customer: Customer) => Question,
): Rescreened<Customer> {
  const index = buildIndex([{ ...options, subjects: changed }]);
  const hits: { customer: Customer; hits: readonly Hit[] }[] = [];
  let [untouched, compared] = [0, 0];
  for (const customer of customers) {
    const found = searchCounted(index, questionFor(customer));
    if (found.compared > 0) compared += 1;
    else untouched += 1;
    if (found.hits.length > 0) hits.push({ customer, hits: found.hits });
  }
  return { hits, untouched, compared };
}
