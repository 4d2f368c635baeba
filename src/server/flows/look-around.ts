// SPDX-License-Identifier: Apache-2.0
/**
 * Who pays whom, around a party or between some, and what became of one party's balances: questions that come one after the other, so that
 * a table is indexed once.
 */
import { digestOfValue, type ReadMovementFiles } from '../../columns/index.ts';
import type { Looked, LookOrder } from '../../findings/index.ts';
import {
  clusterParties,
  expandParty,
  indexMovements,
  linkReasons,
  ordinaryRules,
  partyHistory,
  shortestWay,
  stepOf,
  sumsBetween,
} from '../../flows/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';

type Table = Pick<ReadMovementFiles, 'movements' | 'digest'>;

/** As long as the table itself is held, and no longer. */
const indexes = new WeakMap<Table['movements'], ReturnType<typeof indexMovements>>();

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
    const found = expandParty(movements, indexOf(movements), order.request);
    return found.ok ? ok({ ask: 'around', expansion: digested({ ...found.value, input }) }) : found;
  }
  const found = sumsBetween(movements, indexOf(movements), order.request);
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
  const rows = shortestWay(movements, from ?? 0, to ?? 0, given.hopsMax);
  return ok({ ask: 'way', input, steps: rows?.map((row) => stepOf(movements, row)) ?? null });
}

function indexOf(movements: Table['movements']) {
  const known = indexes.get(movements);
  if (known !== undefined) return known;
  const index = indexMovements(movements);
  indexes.set(movements, index);
  return index;
}

function digested<Content extends object>(content: Content): Content & { readonly digest: string } {
  return { ...content, digest: digestOfValue(content) };
}
