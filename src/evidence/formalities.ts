// SPDX-License-Identifier: Apache-2.0
/**
 * The formalities by which something becomes evidence: which of them belong to which rule of collection, and what each asks.
 *
 * Statements: the checklists of the implementing regulations under MAR and MiCA for taking statements. Production: what a court asks of a
 * document or a thing that somebody handed over. A formality that was not needed says why.
 */
import type { CollectionRule, FormalityName } from './wire.ts';

export const formalitiesOf: Readonly<Record<CollectionRule, readonly FormalityName[]>> = {
  statement: ['identity-established', 'role-told', 'warning-given', 'oath-or-affirmation', 'interpreter', 'counsel', 'record-confirmed'],
  production: ['power-named', 'holder-certified', 'inventory-given', 'copy-compared'],
  none: [],
};

export const formalityWords: Readonly<Record<FormalityName, string>> = {
  'identity-established': 'the identity of the person was established',
  'role-told': 'the person was told whether as a witness or a suspect',
  'warning-given': 'the person was warned of the right not to incriminate themself',
  'oath-or-affirmation': 'an oath or affirmation was taken',
  interpreter: 'an interpreter took part',
  counsel: 'counsel was present, or the person did without',
  'record-confirmed': 'the record was read and confirmed by the person',
  'power-named': 'the power or order was named to whoever handed it over',
  'holder-certified': 'whoever kept it certified what it is and that it is whole',
  'inventory-given': 'a list of what was taken was left with whoever handed it over',
  'copy-compared': 'a copy was compared with the original',
};
