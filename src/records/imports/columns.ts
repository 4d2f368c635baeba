// SPDX-License-Identifier: Apache-2.0
/**
 * How a column of a comity-csv file becomes a member of a record: the vocabulary of the tables in each kind's columns file.
 *
 * A kind lists its columns: those of the record itself, and those of its lists (the parties of a report, say). A record
 * begins on a row that fills the record's columns; each further row with the same reference, all other record columns empty,
 * adds one more entry to its lists:
 *
 *     reference,reported_at,...,party_role,party_kind,party_name,...
 *     STR-7,2026-03-02,...,suspected,entity,Meridian Tide Exchange Ltd,...
 *     STR-7,,...,counterparty,person,Ilse Marrow,...
 */
import { instantFromMs } from '../../kernel/index.ts';

/** Reads a field that is not empty. A value that is no good is handed on as it is: the judge of bodies says why. */
export type ReadField = (text: string) => unknown;

export interface Column {
  readonly name: string;
  /** Members from the record, or from the list's entry, e.g. `['amount', 'currency']`. */
  readonly member: readonly string[];
  /** One entry of a list as the text that `read` takes back; left out for texts and identifiers. */
  readonly writePiece?: (piece: unknown) => string;
  readonly isRequired: boolean;
  readonly read: ReadField;
  /** What stands in the record when the field is empty; undefined leaves the member out. */
  readonly whenEmpty: unknown;
}

export interface ListColumns {
  /** The member that holds the list. */
  readonly member: string;
  readonly columns: readonly Column[];
  /** Left out of the record when it has no entry. */
  readonly isOptional?: boolean;
}

export interface KindColumns {
  readonly record: readonly Column[];
  readonly lists: readonly ListColumns[];
  /** Puts together what one column cannot, such as an amount with its currency. */
  readonly finish?: (body: Record<string, unknown>) => void;
}

export const asText: ReadField = (text) => text;
export const asTrimmed: ReadField = (text) => text.trim();
export const asCode: ReadField = (text) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
export const asCapitals: ReadField = (text) => text.trim().toUpperCase();

/** Entries between bars: `custody | exchange`. */
export const asList: ReadField = (text) => piecesOf(text);
export const asCapitalsList: ReadField = (text) => piecesOf(text).map((piece) => piece.toUpperCase());

export function piecesOf(text: string): readonly string[] {
  return text
    .split('|')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** `lei:5493... | wallet:0x...`; a piece without a colon keeps its text, and the judge says that the scheme is unknown. */
export const asIdentifiers: ReadField = (text) =>
  piecesOf(text).map((piece) => {
    const colon = piece.indexOf(':');
    return { scheme: piece.slice(0, Math.max(colon, 0)).trim().toLowerCase(), value: piece.slice(colon + 1).trim() };
  });

const momentShape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})$/;

/** A day, or a moment with its zone in any usual spelling, brought to ours. */
export const asMoment = (text: string): string => {
  const match = momentShape.exec(text.trim());
  if (match === null) return text.trim();
  const [, day = '', time = '', zone = ''] = match;
  const ms = Date.parse(`${day}T${time}${zone}`);
  // A day such as 30 February would come out as another day.
  const isRealDay = !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && instantFromMs(Date.parse(`${day}T00:00:00Z`)).startsWith(day);
  return Number.isNaN(ms) || !isRealDay ? text.trim() : instantFromMs(ms);
};

export function required(name: string, member: string, read: ReadField = asTrimmed): Column {
  return { name, member: [member], isRequired: true, read, whenEmpty: '' };
}

/** Null in the record when empty. */
export function optional(name: string, member: string, read: ReadField = asTrimmed): Column {
  return { name, member: [member], isRequired: false, read, whenEmpty: null };
}

export function optionalText(name: string, member: string): Column {
  return { name, member: [member], isRequired: false, read: asText, whenEmpty: '' };
}

/** A member that is left out when the field is empty; `member` goes down where it has several names. */
export function extra(name: string, member: string | readonly string[], read: ReadField = asTrimmed): Column {
  return { name, member: typeof member === 'string' ? [member] : member, isRequired: false, read, whenEmpty: undefined };
}

export function list(name: string, member: string, read: ReadField = asList): Column {
  return { name, member: [member], isRequired: false, read, whenEmpty: [] };
}

export const asYes: ReadField = (text) => ({ yes: true, no: false })[text.trim().toLowerCase()] ?? text;

/** The six columns of a party, with the name of its list in front. */
export function partyColumns(prefix: string, member: string): ListColumns {
  return {
    member,
    columns: [
      required(`${prefix}_role`, 'role', asCode),
      required(`${prefix}_kind`, 'kind', asCode),
      required(`${prefix}_name`, 'name'),
      list(`${prefix}_identifiers`, 'identifiers', asIdentifiers),
      optional(`${prefix}_jurisdiction`, 'jurisdiction', asCapitals),
      optional(`${prefix}_birth_date`, 'birthDate'),
    ],
  };
}
