// SPDX-License-Identifier: Apache-2.0
/** The rows of a form as lists of values: one changed, one taken away, and an identifier for a new one. */
export function withRow<Row>(rows: readonly Row[], index: number, part: Partial<Row>): readonly Row[] {
  return rows.map((row, at) => (at === index ? { ...row, ...part } : row));
}

export function withoutRow<Row>(rows: readonly Row[], index: number): readonly Row[] {
  return rows.filter((_, at) => at !== index);
}

/** An identifier that no row of the list has. */
export function newRowId(kind: 'person' | 'item' | 'thing' | 'formality', rows: readonly { readonly id: string }[]): string {
  const numbers = rows.map((row) => Number(row.id.slice(kind.length + 1)));
  return `${kind}-${Math.max(0, ...numbers) + 1}`;
}
