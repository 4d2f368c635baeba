// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of an XML format as a table that a person can lay beside the format's own handbook: one line for each element, in
 * the order in which they must stand.
 *
 *     t_phone
 *       tph_contact_type     !  list contact_type
 *       tph_country_prefix   ?  text 1 4
 *       submission_date      !1 date            one of the elements with "1" must be there, and only one
 *       phones               ?  many phone t_phone
 *       t_person             *  t_person        another shape, as often as one likes
 *       @SeqNum              !  long            an attribute
 *
 * Marks: `!` once, `?` at most once, `+` once or more, `*` any number; a digit behind it joins alternatives.
 * Types: `text MIN MAX`, `clean MAX` (no space around, none but spaces inside), `date`, `day`, `dayOrEmpty`, `decimal`, `int MIN MAX`,
 * `long`, `bool`, `yes` (Y or empty), `list NAME`, `code NAME` (a closed list of this table's own), `many ELEMENT SHAPE`, or a shape.
 *
 * It is not a full schema language: what a table cannot say (a count of parties, a date that comes before another) is checked in
 * code beside the reader. The official schema can be asked as well: `./comity records validate --schema FILE.xsd`.
 */
import assert from 'node:assert/strict';

export interface ShapeField {
  readonly name: string;
  readonly isAttribute: boolean;
  readonly isRequired: boolean;
  readonly isMany: boolean;
  /** Fields of one group are alternatives; empty where it stands alone. */
  readonly group: string;
  readonly order: number;
  readonly type: readonly string[];
}

export interface Shape {
  readonly name: string;
  readonly fields: ReadonlyMap<string, ShapeField>;
}

export type Shapes = ReadonlyMap<string, Shape>;

const lineShape = /^ {2}(@?\w+) +([!?+*])(\d?) +(\S.*)$/;
const simpleTypes = new Set([
  'text',
  'clean',
  'date',
  'day',
  'dayOrEmpty',
  'birthDay',
  'time',
  'decimal',
  'int',
  'long',
  'bool',
  'yes',
  'list',
  'code',
]);

/** Reads a table; a line that says nothing is a mistake of ours. */
export function readShapes(table: string): Shapes {
  const shapes = new Map<string, Shape & { fields: Map<string, ShapeField> }>();
  let current: (Shape & { fields: Map<string, ShapeField> }) | null = null;
  for (const line of table.split('\n').filter((text) => text.trim() !== '')) {
    if (!line.startsWith(' ')) {
      current = { name: line.trim(), fields: new Map() };
      shapes.set(current.name, current);
      continue;
    }
    const [, name = '', mark = '', group = '', type = ''] = lineShape.exec(line) ?? [];
    assert.ok(name !== '' && current !== null, `the table of shapes says nothing in "${line}"`);
    const field = {
      name: name.replace('@', ''),
      isAttribute: name.startsWith('@'),
      isRequired: mark === '!' || mark === '+',
      isMany: mark === '+' || mark === '*',
      group,
      order: current.fields.size,
      type: type.trim().split(/ +/),
    };
    current.fields.set(name, field);
  }
  for (const shape of shapes.values()) for (const field of shape.fields.values()) assertKnown(shapes, shape, field);
  return shapes;
}

function assertKnown(shapes: Shapes, shape: Shape, field: ShapeField): void {
  const [word = ''] = field.type;
  const inner = shapeOfField(field);
  const isKnown = inner === null ? simpleTypes.has(word) : shapes.has(inner.shape);
  assert.ok(isKnown, `${shape.name}.${field.name} has the type "${field.type.join(' ')}", which nobody explains`);
}

/** The shape inside a field, and the name of the element that carries it where a wrapper stands around; null for simple text. */
export function shapeOfField(field: ShapeField): { readonly shape: string; readonly wrapped: string | null } | null {
  const [word = '', element = '', shape = ''] = field.type;
  if (word === 'many') return { shape, wrapped: element };
  return simpleTypes.has(word) ? null : { shape: word, wrapped: null };
}
