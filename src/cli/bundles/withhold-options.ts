// SPDX-License-Identifier: Apache-2.0
/**
 * The options that name what a bundle is not to show: places as `3/records/0/body/name`, that is the number of the dispatch in
 * the bundle and a JSON pointer into its body. `./comity bundle places FILE` lists them.
 */
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { Withholding } from '../../seals/index.ts';
import type { Given } from '../command.ts';

export const withholdOptions = {
  withhold: { type: 'string', multiple: true },
  hide: { type: 'string', multiple: true },
  reason: { type: 'string', multiple: true },
} as const;

export const withholdHelp = `  --withhold PLACE       a place that is not shown; its name stays in sight. As 3/records/0/body/name: number of the dispatch,
                         and where in its body. May be given many times
  --hide PLACE           a member that is not shown, nor its name; the reader learns that there is one more
  --reason TEXT          why, for the reader: once for all places, or once for each in their order (--withhold first)`;

export function readWithholdings(given: Given): Result<readonly Withholding[]> {
  const reasons = given.texts('reason');
  const named = [
    ...given.texts('withhold').map((place) => ({ place, manner: 'withheld' as const, option: '--withhold' })),
    ...given.texts('hide').map((place) => ({ place, manner: 'hidden' as const, option: '--hide' })),
  ];
  const issues: Issue[] = [];
  if (named.length > 0 && reasons.length !== 1 && reasons.length !== named.length) {
    const problem = `There are ${named.length} places and ${reasons.length} reasons.`;
    issues.push({ path: '--reason', problem, remedy: 'Give one reason for all, or one for each.' });
  }
  if (named.length === 0 && reasons.length > 0) {
    issues.push({ path: '--reason', problem: 'Nothing is withheld.', remedy: 'Name a place by --withhold or --hide.' });
  }
  const withholdings = named.map(({ place, manner, option }, index): Withholding => {
    const [, number = '', pointer = ''] = /^(\d{1,4})((?:\/.*)?)$/s.exec(place) ?? [];
    if (number === '') issues.push({ path: option, problem: `"${place}" is no place.`, remedy: 'Write it as 3/records/0/body/name.' });
    return { dispatch: Number(number), pointer, manner, reason: (reasons.length === 1 ? reasons[0] : reasons[index]) ?? '' };
  });
  return issues.length > 0 ? failWith(issues) : ok(withholdings);
}
