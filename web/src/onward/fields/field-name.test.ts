// SPDX-License-Identifier: Apache-2.0
/** Fields of records by names that an officer reads. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { translator } from '../../messages/translate.ts';
import { fieldName } from './field-name.ts';

const rows: readonly (readonly [place: string, en: string])[] = [
  ['firm', 'Firm'],
  ['services.2', 'Services 2'],
  ['amount.amount', 'Amount'],
  ['amount.currency', 'Amount currency'],
  ['owners.2.birthDate', 'owner 2: day of birth'],
  ['owners.2', 'owner 2'],
  ['parties.1.name', 'party 1: Name'],
  ['parties.1.identifiers.1.value', 'party 1: numbers 1 value'],
  ['subject', 'Supervised subject'],
  ['subject.address', 'subject: address'],
  ['toString.1', 'toString 1'],
];

for (const [place, name] of rows) {
  it(`${place} is read as ${name}`, () => assert.equal(fieldName(translator('en'), place.split('.')), name));
}
