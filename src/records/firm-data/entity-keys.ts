// SPDX-License-Identifier: Apache-2.0
/** By which keys the published entry of a legal entity is found: LEI, number in its register, country, and how its names sound. */
import { fieldKey, soundNumber, soundsOfName } from '../searches/finding-keys.ts';
import type { FirmStatementWire } from './wire.ts';

/** None for statements that are no entry of an entity. */
export function entityKeys(statement: FirmStatementWire): readonly string[] {
  if (statement.kind !== 'entity') return [];
  const { lei, jurisdiction, registeredAs } = statement;
  const country = jurisdiction === null ? [] : [fieldKey('country', jurisdiction.slice(0, 2))];
  const number = registeredAs === null ? [] : [fieldKey('number', registeredAs)];
  return [...new Set([fieldKey('lei', lei), ...country, ...number])];
}

export function entitySounds(statement: FirmStatementWire): readonly number[] {
  if (statement.kind !== 'entity') return [];
  const { legalName, otherNames } = statement;
  return [...new Set([legalName, ...otherNames].flatMap((name) => soundsOfName(name, 'firm').map(soundNumber)))];
}
