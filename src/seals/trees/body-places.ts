// SPDX-License-Identifier: Apache-2.0
/**
 * The places of a body, as a list to choose from: where each stands, what kind of thing it is and how large, and no value of it.
 *
 *     /content           object, 4 members
 *     /content/facts     text, 212 characters
 */
import type { JsonValue } from '../../kernel/index.ts';
import type { BodyPart } from './body-document.ts';
import { isList, membersOf } from './body-tree.ts';
import { escaped } from './withhold-parts.ts';

export interface BodyPlace {
  readonly pointer: string;
  readonly kind: 'object' | 'array' | 'text' | 'number' | 'truth' | 'nothing' | 'withheld';
  /** Members, elements or characters; 0 for the others. */
  readonly size: number;
  /** Whether it can be hidden with its name. */
  readonly isMember: boolean;
}

export function bodyPlaces(part: BodyPart): BodyPlace[] {
  return placesOfPart(part, '', false);
}

function placesOfPart(part: BodyPart, pointer: string, isMember: boolean): BodyPlace[] {
  switch (part.kind) {
    case 'open':
      return placesOfValue(part.value, pointer, isMember);
    case 'withheld':
      return [{ pointer, kind: 'withheld', size: 0, isMember }];
    case 'elements':
      return [
        { pointer, kind: 'array', size: part.elements.length, isMember },
        ...part.elements.flatMap((element, index) => placesOfPart(element, `${pointer}/${index}`, false)),
      ];
    case 'members':
      return [
        { pointer, kind: 'object', size: part.members.length, isMember },
        ...part.members.flatMap((member) =>
          member.kind === 'hidden' ? [] : placesOfPart(member.part, `${pointer}/${escaped(member.name)}`, true),
        ),
      ];
  }
}

function placesOfValue(value: JsonValue, pointer: string, isMember: boolean): BodyPlace[] {
  if (typeof value === 'string') return [{ pointer, kind: 'text', size: value.length, isMember }];
  if (typeof value === 'number') return [{ pointer, kind: 'number', size: 0, isMember }];
  if (typeof value === 'boolean') return [{ pointer, kind: 'truth', size: 0, isMember }];
  if (value === null) return [{ pointer, kind: 'nothing', size: 0, isMember }];
  if (isList(value)) {
    return [
      { pointer, kind: 'array', size: value.length, isMember },
      ...value.flatMap((element, index) => placesOfValue(element, `${pointer}/${index}`, false)),
    ];
  }
  const members = membersOf(value);
  return [
    { pointer, kind: 'object', size: members.length, isMember },
    ...members.flatMap(([name, member]) => placesOfValue(member, `${pointer}/${escaped(name)}`, true)),
  ];
}
