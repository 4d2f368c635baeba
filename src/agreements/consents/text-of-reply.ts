// SPDX-License-Identifier: Apache-2.0
/**
 * What a reply says beside its records: one datum, under the conditions that the dispatch carries for it.
 *
 *     { text: '', arrives: 'The rest by courier.' }     says something: it needs conditions, and is used under them alone
 *     { text: '' }                                      says nothing: there is no such datum
 *
 * Whoever sends, shows, exports or checks a reply asks here, so that no member of it is held to be less than the text.
 */
export const textMembers = ['text', 'arrives', 'languages', 'trace', 'alert'] as const;

/** The members of the text that say something in this body. */
export function saidMembers(body: object): readonly (typeof textMembers)[number][] {
  const said = body as Readonly<Record<string, unknown>>;
  return textMembers.filter((name) => said[name] !== undefined && said[name] !== '');
}

/** The conditions of the text as the agreement judges them; null where there is no text, and none is set. */
export function textConditionsOf(body: object, conditions: readonly unknown[]): readonly unknown[] | null {
  return saidMembers(body).length === 0 && conditions.length === 0 ? null : conditions;
}
