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
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value as readonly unknown[]) items += `${items === '' ? '' : ','}${canonicalJson(item === undefined ? null : item)}`;
    return `[${items}]`;
  }
  if (typeof value === 'object') {
    let members = '';
    for (const name of namesInOrder(value)) {
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (member !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}

/**
 * The names of an object in the order of canonical JSON, that of their UTF-16 code units, which is how texts are compared here anyway.
 * Most objects are read from canonical JSON or have a handful of names: putting each at its place makes no garbage, where the platform's
 * sorting makes a kilobyte of it each time.
 */
export function namesInOrder(value: object): string[] {
  const names = Object.keys(value);
  if (names.length > placedMax) return names.sort();
  for (let at = 1; at < names.length; at++) {
    const name = names[at] as string;
    let place = at;
    for (; place > 0 && (names[place - 1] as string) > name; place--) names[place] = names[place - 1] as string;
    names[place] = name;
  }
  return names;
}

/** With more names, putting each at its place takes longer than sorting them. */
const placedMax = 24;
