// SPDX-License-Identifier: Apache-2.0
/** Numbers that a command is given as options: in their limits, or an issue that names them. */
import type { Issue } from '../../kernel/index.ts';
import type { Given } from '../command.ts';

export interface NumberOptions {
  readonly issues: readonly Issue[];
  whole(option: string, least: number, most: number, otherwise: number): number;
  wholeOrNull(option: string, least: number, most: number): number | null;
}

export function numberOptions(given: Given): NumberOptions {
  const issues: Issue[] = [];
  const wholeOrNull = (option: string, least: number, most: number): number | null => {
    const text = given.text(option);
    if (text === null) return null;
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    issues.push({ path: `--${option}`, problem: 'It is no whole number in its limits.', remedy: `Give ${least} to ${most}.` });
    return least;
  };
  return { issues, wholeOrNull, whole: (option, least, most, otherwise) => wholeOrNull(option, least, most) ?? otherwise };
}
