// SPDX-License-Identifier: Apache-2.0
/**
 * Parameters of rules, as tables that explain themselves: value, unit, meaning and origin. The same table feeds the rule, its reference
 * page, the command line and the evidence.
 */
export interface Parameter<Unit extends string = string> {
  readonly value: number;
  readonly unit: Unit;
  readonly meaning: string;
  /** Where the value comes from: a paper, a text of law, or our own choice with its reason. */
  readonly origin: string;
}
export type ParameterTable = Readonly<Record<string, Parameter>>;
export type ParameterValues<Table extends ParameterTable = ParameterTable> = { readonly [Name in keyof Table]: number };

/** The values of a table, each the given one or its own. */
export function valuesFor<Table extends ParameterTable>(table: Table, given: ParameterValues): ParameterValues<Table> {
  return Object.fromEntries(Object.entries(table).map(([name, { value }]) => [name, given[name] ?? value])) as ParameterValues<Table>;
}

/** The rows of a reference page's table of parameters, its head first. */
export function parameterRows(table: ParameterTable): readonly string[] {
  const rows = Object.entries(table).map(
    ([name, { value, unit, meaning, origin }]) => `| \`${name}\` | ${value} ${unit} | ${meaning} | ${origin} |`,
  );
  return ['| parameter | value | meaning | origin |', '|---|---|---|---|', ...rows];
}

/** A share as an officer reads it: `12.5 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** `1 trade`, `3 trades`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
