// SPDX-License-Identifier: Apache-2.0
/**
 * Which parameters a pattern has at this authority.
 *
 * Edition 1 of every version of a pattern is the table that the program came with; what is published here are editions 2, 3 and on. A
 * new version of the program looks at the practice in another way, so that values found for the former one mean something else: its
 * edition 1 is in force until an edition is published for it. Editions are never changed and never removed: an alert was made with one.
 */
import type { Database, ParameterValues } from '../../kernel/index.ts';
import { type Pattern, patterns } from '../../surveillance/index.ts';
import { newestEditions } from './store.ts';

export interface EditionInForce {
  readonly edition: number;
  /** Of all parameters. */
  readonly parameters: ParameterValues;
}

/** What a run was given of an edition: its number and its values. */
export type EditionsOfRun = Readonly<Record<string, EditionInForce>>;

export function ownParameters({ parameters }: Pattern): ParameterValues {
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}

/** By pattern, those that were published for the version that this program has; of the others edition 1 is in force. */
export async function publishedEditions(db: Database): Promise<EditionsOfRun> {
  const rows = await newestEditions(db);
  return Object.fromEntries(
    rows.flatMap(({ pattern, version, edition, parameters }) =>
      patterns.some((one) => one.id === pattern && one.version === version) ? [[pattern, { edition, parameters }]] : [],
    ),
  );
}

export function editionInForce(pattern: Pattern, published: EditionsOfRun): EditionInForce {
  return published[pattern.id] ?? { edition: 1, parameters: ownParameters(pattern) };
}

/** What was published of the patterns that are ordered; the others run as the program came. */
export function editionsFor({ patterns: named }: { readonly patterns: readonly string[] | null }, published: EditionsOfRun): EditionsOfRun {
  return Object.fromEntries(Object.entries(published).filter(([id]) => named === null || named.includes(id)));
}

/** Values of the editions, with those that whoever ordered gave in their place. */
export function withEditions(
  editions: EditionsOfRun,
  given: Readonly<Record<string, ParameterValues>>,
): Readonly<Record<string, ParameterValues>> {
  const ids = new Set([...Object.keys(editions), ...Object.keys(given)]);
  return Object.fromEntries([...ids].map((id) => [id, { ...editions[id]?.parameters, ...given[id] }]));
}

export interface ParameterChange {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

/** What differs, in the order of the pattern's own table. */
export function parameterChanges(pattern: Pattern, from: ParameterValues, to: ParameterValues): ParameterChange[] {
  return Object.entries(pattern.parameters).flatMap(([name, { value, unit }]) => {
    const change = { name, from: from[name] ?? value, to: to[name] ?? value, unit };
    return change.from === change.to ? [] : [change];
  });
}
