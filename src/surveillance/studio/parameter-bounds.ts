// SPDX-License-Identifier: Apache-2.0
/**
 * Between which values an authority may set the parameters of a pattern.
 *
 * The bounds come from the unit: a share lies between nothing and all, a count begins at one, a window is no longer than the data of
 * its kind. They keep out what means nothing (a negative window, half an order) and what a machine could not carry (a baseline of years,
 * looked at event by event); whether a value is wise is for the back-test and the second officer to say.
 *
 *     spoofing, depthShareMin 1.4   ->  'depthShareMin lies between 0 and 1 share.'
 *     spoofing, levels 2.5          ->  'levels is counted in whole levels.'
 *     ramping, spanMin 90 of 60     ->  'spanMin is not above span, which is 60 min.'
 *
 * The obvious alternative, bounds written at each of some 180 parameters, would say the same few things 180 times.
 */
import type { Issue, ParameterValues } from '../../kernel/index.ts';
import type { Pattern } from '../pattern.ts';

export interface ParameterBounds {
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

const boundsOfUnit: Readonly<Record<string, ParameterBounds>> = {
  share: { from: 0, to: 1, isWhole: false },
  // More than any table of half a million events holds of one thing.
  count: { from: 1, to: 100_000, isWhole: true },
  // Deeper than any venue publishes its book.
  levels: { from: 1, to: 100, isWhole: true },
  ratio: { from: 0, to: 10_000, isWhole: false },
  deviations: { from: 0, to: 100, isWhole: false },
  // An hour, a day, a day and a month: a longer window is another practice, or another unit.
  ms: { from: 1, to: 3_600_000, isWhole: false },
  s: { from: 1, to: 86_400, isWhole: false },
  min: { from: 1, to: 1440, isWhole: false },
  h: { from: 1, to: 744, isWhole: false },
};

/** Narrower than the unit says, where the parameter counts something of its own. */
const ownBounds: Readonly<Record<string, ParameterBounds>> = {
  // A size has at most fifteen digits that a double keeps.
  significantDigits: { from: 1, to: 15, isWhole: true },
};

/** Parameters of which the first is a least value of what the second is the most of. */
const ordered: readonly (readonly [string, string])[] = [
  ['spanMin', 'span'],
  ['baselineMin', 'baseline'],
];

/** The bounds of a parameter; null where the pattern has none of that name. */
export function boundsOf({ parameters }: Pick<Pattern, 'parameters'>, name: string): ParameterBounds | null {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return parameter === undefined ? null : (ownBounds[name] ?? boundsOfUnit[parameter.unit] ?? null);
}

/** What is wrong with values for a pattern, each with the parameter it is about; values that are not given are the pattern's own. */
export function checkParameters(pattern: Pick<Pattern, 'parameters'>, given: ParameterValues): readonly Issue[] {
  const { parameters } = pattern;
  const issues = Object.entries(given).flatMap(([name, value]): Issue[] => {
    const path = `parameters.${name}`;
    const bounds = boundsOf(pattern, name);
    if (bounds === null)
      return [{ path, problem: `There is no such parameter as ${name}.`, remedy: `It has ${Object.keys(parameters).join(', ')}.` }];
    const { from, to, isWhole } = bounds;
    const unit = parameters[name]?.unit ?? '';
    const remedy = `Give a ${isWhole ? 'whole ' : ''}value from ${from} to ${to}.`;
    if (!(value >= from && value <= to)) return [{ path, problem: `${name} lies between ${from} and ${to} ${unit}.`, remedy }];
    return isWhole && !Number.isInteger(value) ? [{ path, problem: `${name} is counted in whole ${unit}.`, remedy }] : [];
  });
  if (issues.length > 0) return issues;
  const valueOf = (name: string): number | undefined => given[name] ?? parameters[name]?.value;
  return ordered.flatMap(([least, most]): Issue[] => {
    const [low, high] = [valueOf(least), valueOf(most)];
    if (low === undefined || high === undefined || low <= high) return [];
    const problem = `${least} is not above ${most}, which is ${high} ${parameters[most]?.unit ?? ''}.`;
    return [{ path: `parameters.${least}`, problem, remedy: `Lower it, or raise ${most}.` }];
  });
}
