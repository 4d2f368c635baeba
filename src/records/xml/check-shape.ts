// SPDX-License-Identifier: Apache-2.0
/**
 * An element against the table of its format: every fault with the line of the file, the path of the element, and what to do.
 *
 * Faults are listed together, so that a firm mends a file once. A value is quoted only as far as it helps to find it, and no more than
 * forty characters of it.
 */
import { type ShapeField, type Shape, shapeOfField, type Shapes } from './shapes.ts';
import type { XmlElement } from './read-xml.ts';

export interface PlacedFault {
  readonly line: number;
  /** Such as `report/transaction[2]/t_from/from_account/account`. */
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

/** What a jurisdiction adds to a format: its lists of codes, and elements that it demands although the format does not. */
export interface LocalRules {
  readonly lists: Readonly<Record<string, ReadonlySet<string>>>;
  readonly demands: Readonly<Record<string, readonly string[]>>;
}

/** Faults of one record told one by one: more have one cause. */
const faultsMax = 200;

export function shapeFaults(element: XmlElement, shape: string, shapes: Shapes, local: LocalRules): readonly PlacedFault[] {
  const faults: PlacedFault[] = [];
  checkElement({ element, shape, path: element.name }, { shapes, local, faults });
  return faults.slice(0, faultsMax);
}

interface Checking {
  readonly shapes: Shapes;
  readonly local: LocalRules;
  readonly faults: PlacedFault[];
}

interface Place {
  readonly element: XmlElement;
  readonly shape: string;
  readonly path: string;
}

function checkElement({ element, shape: name, path }: Place, checking: Checking): void {
  const { shapes, faults } = checking;
  const shape = shapes.get(name);
  if (shape === undefined || faults.length > faultsMax) return;
  const counts = new Map<string, number>();
  let reached = -1;
  for (const child of element.children) {
    const field = shape.fields.get(child.name);
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    const place = { element: child, shape: name, path: `${path}/${child.name}${field?.isMany === true ? `[${count}]` : ''}` };
    if (field === undefined) {
      faults.push({ line: child.line, path: place.path, problem: 'No element of this name may stand here.', remedy: allowed(shape) });
      continue;
    }
    if (count === 2 && !field.isMany)
      faults.push({ line: child.line, path: place.path, problem: 'It stands here a second time.', remedy: 'Keep one of the two.' });
    if (field.order < reached) {
      const before = [...shape.fields.values()][reached]?.name ?? '';
      faults.push({ line: child.line, path: place.path, problem: `It stands behind "${before}".`, remedy: 'Put it before that element.' });
    } else reached = field.order;
    checkField(field, place, checking);
  }
  if (element.text.trim() !== '')
    faults.push({
      line: element.line,
      path,
      problem: 'Text stands between its elements.',
      remedy: 'Put it into an element that holds text.',
    });
  checkMissing(element, { shape, path, counts }, checking);
}

function allowed(shape: Shape): string {
  const names = [...shape.fields.values()].filter(({ isAttribute }) => !isAttribute).map(({ name }) => name);
  return `Leave it out; "${shape.name}" takes ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' and others' : ''}.`;
}

function checkMissing(
  element: XmlElement,
  { shape, path, counts }: { shape: Shape; path: string; counts: ReadonlyMap<string, number> },
  { local, faults }: Checking,
): void {
  const { line } = element;
  const demanded = local.demands[shape.name] ?? [];
  const groups = new Map<string, { names: string[]; found: number; isRequired: boolean }>();
  for (const field of shape.fields.values()) {
    const isThere = field.isAttribute ? element.attributes[field.name] !== undefined : (counts.get(field.name) ?? 0) > 0;
    if (field.isAttribute && isThere)
      checkText(field, element.attributes[field.name] ?? '', { line, path: `${path}/@${field.name}` }, { local, faults });
    if (field.group !== '') {
      const group = groups.get(field.group) ?? { names: [], found: 0, isRequired: false };
      group.names.push(field.name);
      group.found += isThere ? 1 : 0;
      group.isRequired ||= field.isRequired;
      groups.set(field.group, group);
      continue;
    }
    if (isThere || !(field.isRequired || demanded.includes(field.name))) continue;
    const what = field.isAttribute ? `The attribute "${field.name}"` : `The element "${field.name}"`;
    const remedy = field.isRequired ? 'Add it; the format demands it.' : 'Add it; the authority demands it.';
    faults.push({ line, path, problem: `${what} is missing.`, remedy });
  }
  for (const { names, found, isRequired } of groups.values()) {
    const list = names.map((name) => `"${name}"`).join(', ');
    if (found === 0 && isRequired)
      faults.push({ line, path, problem: `One of ${list} must be there.`, remedy: 'Add the one that applies.' });
    if (found > 1) faults.push({ line, path, problem: `Only one of ${list} may be there.`, remedy: 'Keep the one that applies.' });
  }
}

function checkField(field: ShapeField, { element, path }: Place, checking: Checking): void {
  const inner = shapeOfField(field);
  const { faults } = checking;
  if (inner === null) {
    if (element.children.length > 0)
      faults.push({ line: element.line, path, problem: 'It holds elements where text belongs.', remedy: 'Give the text alone.' });
    else checkText(field, element.text, { line: element.line, path }, checking);
    return;
  }
  if (inner.wrapped === null) {
    checkElement({ element, shape: inner.shape, path }, checking);
    return;
  }
  for (const [index, child] of element.children.entries()) {
    const at = `${path}/${child.name}[${index + 1}]`;
    if (child.name !== inner.wrapped)
      faults.push({ line: child.line, path: at, problem: `Only "${inner.wrapped}" may stand here.`, remedy: 'Leave it out.' });
    else checkElement({ element: child, shape: inner.shape, path: at }, checking);
  }
}

type TextCheck = (text: string, words: readonly string[]) => readonly [problem: string, remedy: string] | null;

const dateShape = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const dayShape = /^(\d{4})(\d{2})(\d{2})$/;
const integerShape = /^[+-]?\d{1,19}$/;

function isCalendarDay(year: string, month: string, day: string): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

const dateRemedy = 'Write it as 2026-11-20T15:30:00; leave it out where the day is not known.';
const checks: Readonly<Record<string, TextCheck>> = {
  text: (text, [, min = '0', max = '0']) => lengthFault(text, Number(min), Number(max)),
  clean(text, [, max = '0']) {
    if (text !== '' && !/^\S+( +\S+)*$/.test(text))
      return ['It begins or ends with a space, or holds a line break.', 'Write it on one line, without spaces around it.'];
    return lengthFault(text, 0, Number(max));
  },
  date(text) {
    const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = dateShape.exec(text.trim()) ?? [];
    if (year === '') return [`${quoted(text)} is not a date.`, dateRemedy];
    const isGood = isCalendarDay(year, month, day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
    return isGood ? null : [`${quoted(text)} is not a day of the calendar.`, dateRemedy];
  },
  day: (text) => dayFault(text, false),
  dayOrEmpty: (text) => (text === '' ? null : dayFault(text, false)),
  birthDay: (text) => (text === '' ? null : dayFault(text, true)),
  time: (text) =>
    text === '' || /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) ? null : [`${quoted(text)} is not a time.`, 'Write it as 15:30:00.'],
  decimal: (text) =>
    /^[+-]?\d{1,15}(\.\d{1,8})?$/.test(text.trim())
      ? null
      : [`${quoted(text)} is not an amount.`, 'Write digits with a point, such as 1250.50.'],
  int(text, [, min = '', max = '']) {
    if (!integerShape.test(text.trim())) return [`${quoted(text)} is not a whole number.`, 'Write digits alone.'];
    const isInside = (min === '' || Number(text) >= Number(min)) && (max === '' || Number(text) <= Number(max));
    return isInside
      ? null
      : [`${quoted(text)} is not between ${min} and ${max === '' ? 'the largest number' : max}.`, 'Correct the number.'];
  },
  long: (text) => (integerShape.test(text.trim()) ? null : [`${quoted(text)} is not a whole number.`, 'Write digits alone.']),
  bool: (text) =>
    ['true', 'false', '0', '1'].includes(text.trim()) ? null : [`${quoted(text)} is neither true nor false.`, 'Write true or false.'],
  yes: (text) => (['Y', ''].includes(text) ? null : [`${quoted(text)} is not Y.`, 'Write Y, or leave it out.']),
};

function dayFault(text: string, mayBeVague: boolean): readonly [string, string] | null {
  const [, year = '', month = '', day = ''] = dayShape.exec(text) ?? [];
  const isVague = mayBeVague && (month === '00' || day === '00') && Number(month) < 13 && Number(day) < 32;
  if (/^(19|20)/.test(year) && (isVague || isCalendarDay(year, month, day))) return null;
  return [`${quoted(text)} is not a day of the calendar.`, 'Write it as 20261120.'];
}

function lengthFault(text: string, min: number, max: number): readonly [string, string] | null {
  if (text.length < min) return ['It is empty.', 'Fill it in, or leave the element out where it may be left out.'];
  if (text.length > max) return [`It has ${text.length} characters; ${max} are the most.`, 'Shorten it; tell the rest in the narrative.'];
  return null;
}

function checkText(
  field: ShapeField,
  text: string,
  place: { line: number; path: string },
  { local, faults }: Pick<Checking, 'local' | 'faults'>,
): void {
  const [word = '', name = ''] = field.type;
  if (word === 'list' || word === 'code') {
    const known = local.lists[name];
    if (known === undefined ? text.trim() !== '' && text.length <= codeCharactersMax : known.has(text.trim())) return;
    const sample = [...(known ?? [])].slice(0, 15).join(', ');
    const remedy = known === undefined ? 'Give a code of the list.' : `Use one of: ${sample}${known.size > 15 ? ', and others' : ''}.`;
    faults.push({ ...place, problem: `${quoted(text)} is not in the list "${name}".`, remedy });
    return;
  }
  const found = checks[word]?.(text, field.type) ?? null;
  if (found !== null) faults.push({ ...place, problem: found[0], remedy: found[1] });
}

/** Codes are short in every list that is known. */
const codeCharactersMax = 40;

function quoted(text: string): string {
  const line = text.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ');
  return line.length <= 40 ? `"${line}"` : `"${line.slice(0, 40).toWellFormed()}…"`;
}
