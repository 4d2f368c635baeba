// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer types, as a query for PostgreSQL's text search: every word must begin somewhere.
 *
 *     queryOfWords('Northwind pump-and')    "'northwind':* & 'pump':* & 'and':*"
 *     queryOfWords('req_06f0m3k4')          "'req':* & '06f0m3k4':*"
 *     queryOfWords(' - ')                   null: nothing to look for
 *
 * Only letters and digits come through, each word in quotes, so that no sign of the query language can be typed.
 */
const wordsMax = 12;

export function queryOfWords(typed: string): string | null {
  const words = typed.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return null;
  return words
    .slice(0, wordsMax)
    .map((word) => `'${word}':*`)
    .join(' & ');
}
