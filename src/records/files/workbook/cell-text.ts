// SPDX-License-Identifier: Apache-2.0
/** One cell of a sheet as the text that a person meant, or why it cannot be told. */
import { instantFromMs } from '../../../kernel/index.ts';
import { childOf, childrenOf, type XmlElement } from '../../xml/read-xml.ts';

export interface Cells {
  /** Texts that cells share, by their place. */
  readonly shared: readonly string[];
  /** Styles, by their place, that show a number as a day or a time. */
  readonly dayStyles: ReadonlySet<string>;
  /** Days are counted from 1904 in workbooks of old machines. */
  readonly startsIn1904: boolean;
}

export interface CellFault {
  readonly at: string;
  readonly reason: string;
  readonly remedy: string;
}

export function cellText(cell: XmlElement, at: string, cells: Cells): string | CellFault {
  const { t: type = 'n', s: style = '0' } = cell.attributes;
  if (childOf(cell, 'f') !== undefined) return { at, reason: 'It holds a formula.', remedy: 'Put its value in the place of the formula.' };
  const value = childOf(cell, 'v')?.text ?? '';
  switch (type) {
    case 'inlineStr': {
      const inside = childOf(cell, 'is');
      return inside === undefined ? '' : plainText(inside);
    }
    case 's':
      return (
        cells.shared[Number(value)] ?? {
          at,
          reason: 'It names a text that the workbook does not have.',
          remedy: 'Save the workbook again.',
        }
      );
    case 'str':
    case 'd':
      return unescaped(value);
    case 'b':
      return value === '1' ? 'yes' : 'no';
    case 'n':
      return value === '' ? '' : cells.dayStyles.has(style) ? dayText(value, at, cells.startsIn1904) : numberText(value, at);
    default:
      return { at, reason: 'It holds an error.', remedy: 'Correct it in the spreadsheet.' };
  }
}

/** The texts of an item, also where parts of it are set otherwise; how it is spoken is left out. */
export function plainText(item: XmlElement): string {
  const runs = childrenOf(item, 'r').map((run) => childOf(run, 't')?.text ?? '');
  return unescaped([childOf(item, 't')?.text ?? '', ...runs].join(''));
}

/** `_x000D_` stands for a character that XML would not keep. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

/** Digits that a program keeps of a number; the sixteenth of an account is one that it made up. */
const digitsMax = 15;

function numberText(value: string, at: string): string | CellFault {
  const match = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(value);
  const digits = match === null ? '' : `${match[2] ?? ''}${match[3] ?? ''}`.replace(/^0+/, '');
  if (match !== null && digits.length <= digitsMax) return value;
  return { at, reason: `The number ${value.slice(0, 40)} has lost digits.`, remedy: 'Enter it again in a column that is set as text.' };
}

const dayMs = 86_400_000;
/** The day before the first: programs count from 1 January 1900 as 1, and believe that 1900 had a 29 February. */
const from1900 = Date.UTC(1899, 11, 30);
const from1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const serialMax = 2_958_465;

function dayText(value: string, at: string, startsIn1904: boolean): string | CellFault {
  const serial = Number(value);
  if (!(serial >= 61 && serial < serialMax))
    return { at, reason: `${value.slice(0, 40)} is no day.`, remedy: 'Write the day as the text 2026-11-20.' };
  const text = instantFromMs((startsIn1904 ? from1904 : from1900) + Math.round(serial * dayMs));
  // A time without its zone is told as such, and refused where a moment is asked for.
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19);
}

/** Formats 14 to 22 and 45 to 47 are days and times in every program; others say so by their letters. */
export function isDayFormat(id: string, formats: ReadonlyMap<string, string>): boolean {
  const number = Number(id);
  if ((number >= 14 && number <= 22) || (number >= 45 && number <= 47)) return true;
  const code = (formats.get(id) ?? '').replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[ymdhs]/i.test(code);
}
