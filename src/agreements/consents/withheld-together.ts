// SPDX-License-Identifier: Apache-2.0
/**
 * What must be withheld together in the body of a dispatch that gives data.
 *
 * A consent that travels with a datum names it by a digest over a salt and the whole datum, and carries the salt. Whoever sees
 * both could try out what a withheld field of that datum might be; so with any part of the datum the salt goes too. The same
 * holds of what is attested of it from a letter.
 */

/** The places that go with the one at this pointer, where the body has them. */
export function withheldTogether(pointer: string): readonly string[] {
  const record = /^\/records\/\d+(?=\/body(?:\/|$))/.exec(pointer);
  return record === null ? [] : [`${record[0]}/passedOn/consent/salt`, `${record[0]}/passedOn/attested/salt`];
}
