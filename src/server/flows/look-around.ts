// SPDX-License-Identifier: Apache-2.0
/**
 * Who pays whom, around a party or between some, and what became of one party's balances: questions that come one after the other, so that
 * a table is indexed once.
 */
import { digestOfValue, type ReadMovementFiles, type WhoPaidWhom } from '../../columns/index.ts';
import type { Looked, LookOrder } from '../../findings/index.ts';
import {
  clusterParties,
  expandParty,
  indexMovements,
  linkReasons,
  ordinaryRules,
  partyHistory,
  placesMax,
  shortestWay,
  stepOf,
  sumsBetween,
  whoPaidWhom,
} from '../../flows/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';

type Table = Pick<ReadMovementFiles, 'movements' | 'digest'>;

/** As long as the table itself is held, and no longer. */
const paid = new WeakMap<Table['movements'], WhoPaidWhom>();

export function lookAround(table: Table, order: LookOrder): Result<Looked> {
  if (order.ask === 'way') return wayBetween(table, order.request);
  if (order.ask === 'history') {
    const history = partyHistory(table, order.request);
    return history.ok ? ok({ ask: 'history', history: history.value }) : history;
  }
  if (order.ask === 'clusters') {
    const clustering = clusterParties(table, { ...order.request, reasons: linkReasons, rules: ordinaryRules });
    return ok({ ask: 'clusters', clustering });
  }
  const { movements, digest: input } = table;
  if (order.ask === 'around') {
    const found = expandParty(paidIn(movements), order.request);
    return found.ok ? ok({ ask: 'around', expansion: digested({ ...found.value, input }) }) : found;
  }
  const found = sumsBetween(paidIn(movements), order.request);
  return found.ok ? ok({ ask: 'sums', sums: digested({ ...found.value, input }) }) : found;
}

function wayBetween({ movements, digest: input }: Table, given: Extract<LookOrder, { ask: 'way' }>['request']): Result<Looked> {
  const [from, to] = [movements.parties.find(given.from), movements.parties.find(given.to)];
  for (const [path, found, name] of [
    ['from', from, given.from],
    ['to', to, given.to],
  ] as const)
    if (found === null || found === 0) return fail(path, `No movement names the party "${name}".`, 'Write it as the files do.');
  if (from === to) return fail('to', 'Both are the same party.', 'Name another one.');
  const rows = shortestWay(paidIn(movements), { from: from ?? 0, to: to ?? 0, hopsMax: given.hopsMax, placesMax });
  if (!rows.ok) return rows;
  return ok({ ask: 'way', input, steps: rows.value?.map((row) => stepOf(movements, row)) ?? null });
}

function paidIn(movements: Table['movements']): WhoPaidWhom {
  const known = paid.get(movements);
  if (known !== undefined) return known;
  const made = whoPaidWhom(movements, indexMovements(movements));
  paid.set(movements, made);
  return made;
}

function digested<Content extends object>(content: Content): Content & { readonly digest: string } {
  return { ...content, digest: digestOfValue(content) };
}
