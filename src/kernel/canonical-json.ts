// SPDX-License-Identifier: Apache-2.0
/**
 * Canonical JSON (RFC 8785): one spelling of a value, so that equal values have equal bytes.
 *
 * Used for what we compute ourselves (a verdict, an act, parameters). What another authority signed is never spelled
 * again: its exact bytes are kept and hashed.
 */

/**
 * The canonical text. Members whose value is `undefined` are left out, as in JSON.stringify. Throws on numbers that are
 * not finite and on values JSON cannot hold (functions, symbols, bigint: write those as text first).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON holds finite numbers only');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') {
    let members = '';
    // Names in the order of their UTF-16 code units, which is how texts are sorted here anyway.
    for (const name of Object.keys(value).toSorted()) {
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (member !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}
