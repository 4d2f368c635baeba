// SPDX-License-Identifier: Apache-2.0
/**
 * A shape: one figure that laundering draws among parties, as a table row that explains itself.
 *
 * Definition, source, and every parameter with unit, meaning and origin are data, so that one list feeds detection, reference page, command
 * line and evidence. A shape takes a study of the movements and gives findings; it reads no clock and no file, and the same study and
 * parameters give the same findings in the same order. A score says how far something stands out, never how guilty somebody is.
 */
import type { Movements } from '../../columns/index.ts';
import { type ParameterTable, type ParameterValues, valuesFor } from '../../kernel/index.ts';
import { type MovementIndex, rowsIn, rowsOut } from '../movement-index.ts';

export interface ShapeStudy {
  readonly movements: Movements;
  readonly index: MovementIndex;
}

export interface ShapeFinding {
  /** The parties that draw the figure, the one it is about first. */
  readonly parties: readonly number[];
  /** Rows of the movements it rests on. */
  readonly rows: readonly number[];
  /** 0 to 1. */
  readonly score: number;
  readonly figures: Readonly<Record<string, number>>;
  /** What an officer reads: whole sentences. */
  readonly sentences: readonly string[];
}

interface ShapeText {
  readonly id: string;
  /** Rises with every change that can change a finding. */
  readonly version: number;
  readonly title: string;
  readonly definition: string;
  /** Where the shape is described. */
  readonly source: string;
  /** What is lawful and looks like it. */
  readonly lookAlikes: readonly string[];
  readonly parameters: ParameterTable;
}

export interface Shape extends ShapeText {
  readonly find: (study: ShapeStudy, values: ParameterValues) => readonly ShapeFinding[];
}

/** A shape whose parameters are known to its function by name. */
export function shapeOf<const Table extends ParameterTable>(
  text: ShapeText & { readonly parameters: Table },
  find: (study: ShapeStudy, values: ParameterValues<Table>) => readonly ShapeFinding[],
): Shape {
  return { ...text, find: (study, values) => find(study, valuesFor(text.parameters, values)) };
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Rows of one party in one direction with a party at the other end, in order of time. */
export function partyRows({ movements, index }: ShapeStudy, party: number, way: 'in' | 'out'): readonly number[] {
  const rows = way === 'in' ? rowsIn(index, party) : rowsOut(index, party);
  const other = way === 'in' ? movements.from : movements.to;
  const found: number[] = [];
  for (const row of rows) if (other[row] !== 0) found.push(row);
  return found;
}

/** Who is at the other end of a party's row. */
export function otherEnd({ movements }: ShapeStudy, row: number, way: 'in' | 'out'): number {
  return (way === 'in' ? movements.from[row] : movements.to[row]) ?? 0;
}

export function timeOf({ movements }: ShapeStudy, row: number | undefined): number {
  return movements.timeMs[row ?? 0] ?? 0;
}

/** What rows move, for comparing and for figures; exact where it is not wide. */
export function sumOf({ movements }: ShapeStudy, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + (movements.amount[row] ?? 0), 0);
}

export function nameOf({ movements }: ShapeStudy, party: number): string {
  return movements.parties.nameOf(party);
}

export function named(study: ShapeStudy, parties: readonly number[]): string {
  const shown = parties.slice(0, 8).map((party) => nameOf(study, party));
  return parties.length > shown.length ? `${shown.join(', ')} and ${parties.length - shown.length} more` : shown.join(', ');
}

/** An amount with its asset, as an officer reads it. */
export function amountWords({ movements }: ShapeStudy, units: number, row: number | undefined): string {
  const asset = movements.assets[movements.asset[row ?? 0] ?? 0];
  const value = units / 10 ** (asset?.decimals ?? 0);
  return `${value.toLocaleString('en', { maximumFractionDigits: Math.min(asset?.decimals ?? 0, 8) })} ${asset?.symbol ?? ''}`;
}

export function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((left, right) => left - right);
}

/** 0 below `low`, 1 above `high`, even between. */
export function graded(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** All parties but the outside world, in order of their numbers. */
export function* partiesOf({ movements }: ShapeStudy): Generator<number> {
  for (let party = 1; party < movements.parties.size; party += 1) yield party;
}

/**
 * Stretches of rows that lie within a window and are as crowded as they get: for each row the rows that follow within the window, those
 * that lie inside one kept before left out.
 */
export function crowdedWindows(
  study: ShapeStudy,
  rows: readonly number[],
  windowMs: number,
  least: number,
): readonly (readonly number[])[] {
  const windows: (readonly number[])[] = [];
  let end = 0;
  for (let start = 0; start < rows.length; start += 1) {
    const before = end;
    while (end < rows.length && timeOf(study, rows[end]) - timeOf(study, rows[start]) <= windowMs) end += 1;
    if (end > before && end - start >= least) windows.push(rows.slice(start, end));
  }
  return windows;
}
