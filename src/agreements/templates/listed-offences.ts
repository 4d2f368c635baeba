// SPDX-License-Identifier: Apache-2.0
/**
 * The thirty-two kinds of offence for which orders of freezing, confiscation and investigation are carried out without a test of
 * dual criminality, where the issuing state punishes them with at least three years at most. In our own short words.
 */
export const listedOffences: readonly string[] = [
  'participation in a criminal organisation',
  'terrorism',
  'trafficking in human beings',
  'sexual exploitation of children',
  'trafficking in narcotic drugs',
  'trafficking in weapons, munitions and explosives',
  'corruption',
  'fraud, also against the financial interests of the Union',
  'laundering of the proceeds of crime',
  'counterfeiting of currency',
  'computer-related crime',
  'environmental crime',
  'facilitation of unauthorised entry and residence',
  'murder and grievous bodily injury',
  'trade in human organs and tissue',
  'kidnapping, illegal restraint and hostage-taking',
  'racism and xenophobia',
  'organised or armed robbery',
  'trafficking in cultural goods',
  'swindling',
  'racketeering and extortion',
  'counterfeiting and piracy of products',
  'forgery of administrative documents',
  'fraud and counterfeiting of non-cash means of payment',
  'trafficking in hormonal substances',
  'trafficking in nuclear or radioactive materials',
  'trafficking in stolen vehicles',
  'rape',
  'arson',
  'crimes within the jurisdiction of the International Criminal Court',
  'unlawful seizure of aircraft or ships',
  'sabotage',
];
