// SPDX-License-Identifier: Apache-2.0
/** A long list of what others publish is written by statements of SQL of bounded length; what stands there already is counted apart. */

/** Rows in one statement; each is a few kilobytes at most. */
const rowsPerStatement = 1000;

/** `admitPiece` says how many of its rows were new. */
export async function admitInPieces<Row>(
  rows: readonly Row[],
  admitPiece: (piece: readonly Row[]) => Promise<number>,
): Promise<{ readonly admitted: number; readonly unchanged: number }> {
  let admitted = 0;
  for (let at = 0; at < rows.length; at += rowsPerStatement) admitted += await admitPiece(rows.slice(at, at + rowsPerStatement));
  return { admitted, unchanged: rows.length - admitted };
}
