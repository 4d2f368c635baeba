// SPDX-License-Identifier: Apache-2.0
/**
 * The features of the matcher: what is seen in a pair of names, what it costs, the most it may cost, and the sentence an officer reads.
 *
 * A comparison starts from 1. Each feature takes `weight` times its amount away, at most `limit` (negative rows give). What is left is
 * the score. Nothing else enters it, so the list of features *is* the explanation. docs/reference/screening.md is made from this table.
 */
export interface FeatureRow {
  readonly name: string;
  /** Taken from the score for an amount of 1. */
  readonly weight: number;
  readonly limit: number;
  /** With {left} and {right} for the words it is about. */
  readonly sentence: string;
}

const row = (name: string, weight: number, limit: number, sentence: string): FeatureRow => ({ name, weight, limit, sentence });

export const features = {
  nothingPaired: row('nothing paired', 1, 1, 'No word of one name stands in the other.'),
  partAltered: row('part altered', 2.1, 1, '"{left}" and "{right}" are not written alike.'),
  partsConflict: row('parts conflict', 0.55, 1, '"{left}" stands against "{right}": each name has a part that the other lacks.'),
  initialConflict: row('initial conflicts', 0.38, 0.6, 'The initial "{left}" is not that of "{right}".'),
  partMissing: row('part missing', 0.05, 0.15, '"{right}" stands in one name only.'),
  oneWordOnly: row('one word only', 0.34, 0.34, 'Only "{left}" of a name of several words was found.'),
  familyMissing: row('family name missing', 0.1, 0.1, 'One name has given names only.'),
  initialForName: row('initial for a name', 0.13, 0.2, 'The initial "{left}" stands for "{right}".'),
  initialsOnly: row('initials only', 0.6, 0.6, 'Initials alone name nobody.'),
  generationConflict: row('generation conflicts', 0.35, 0.35, 'One is the elder, the other the younger of that name.'),
  generationMissing: row('generation missing', 0.08, 0.08, 'Only one name says which generation is meant.'),
  orderChanged: row('order changed', 0.02, 0.02, 'The parts stand in another order.'),
  formConflict: row('company form conflicts', 0.35, 0.35, '{left} and {right} are two legal persons.'),
  formLoose: row('company form loosely alike', 0.06, 0.06, '{left} and {right} may be the same form.'),
  formMissing: row('company form missing', 0.03, 0.03, 'Only one name shows its company form.'),
  personWithForm: row('person with a company form', 0.08, 0.08, 'A company form stands behind the name of a person.'),
  numberConflict: row('numbers conflict', 0.4, 0.4, 'Number {left} is not number {right}.'),
  numberMissing: row('number missing', 0.16, 0.16, 'Number {right} stands in one name only.'),
  businessConflict: row('business words conflict', 0.33, 0.4, '"{left}" and "{right}" are two lines of business.'),
  businessMissing: row('business word missing', 0.06, 0.15, 'The business word "{right}" stands in one name only.'),
  placeConflict: row('places conflict', 0.36, 0.36, '"{left}" and "{right}" are two places.'),
  placeMissing: row('place missing', 0.1, 0.16, 'The place "{right}" stands in one name only.'),
  wordMissing: row('word missing', 0.2, 0.5, '"{right}" stands in one name only.'),
  businessWordsOnly: row('business words only', 0.35, 0.35, 'What the names share, many firms carry.'),
  weakAlias: row('weak alias', 0.1, 0.1, '"{right}" is marked as a weak alias by the list.'),
  birthConflict: row('birth dates conflict', 0.25, 0.25, 'Born {left} and born {right} are two persons.'),
  birthNear: row('birth years near', 0.06, 0.06, 'Born {left} and born {right}: a year apart.'),
  birthAgrees: row('birth date agrees', -0.08, 0, 'Both are born {right}.'),
  birthYearAgrees: row('birth year agrees', -0.04, 0, 'Both are born in {left}, as far as known.'),
  countryConflict: row('countries conflict', 0.08, 0.08, '{left} is not among {right}.'),
  countryAgrees: row('country agrees', -0.02, 0, 'Both are of {right}.'),
  kindConflict: row('kinds conflict', 0.3, 0.3, 'One is a {left}, the other a {right}.'),
  addressAgrees: row('address agrees', -0.05, 0, 'The address "{right}" is the same.'),
  identifierAgrees: row('identifier agrees', -1, 0, 'The number {right} is the same.'),
  identifierConflict: row('identifiers conflict', 0.2, 0.2, '{left} is not {right}, numbers of one kind and one issuer.'),
  walletAgrees: row('wallet agrees', -1, 0, 'The wallet {right} is the same.'),
  acronym: row('acronym', 0.1, 0.1, '"{left}" are the first letters of "{right}".'),
} as const satisfies Readonly<Record<string, FeatureRow>>;

export type FeatureId = keyof typeof features;

/** A name pair at or above this score is a match. One number for every kind of subject; a list may set its own, higher or lower. */
export const matchThreshold = 0.7;

/** The share of the conflict's weight by how many words the shorter name has: in a long name one strange part says less. */
export const conflictByWords = [1, 1, 1, 0.8, 0.62, 0.5, 0.42] as const;
