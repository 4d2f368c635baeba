// SPDX-License-Identifier: Apache-2.0
/**
 * What the bundle does not show, and who says why.
 *
 * A part that is withheld is seen from the body itself: its digest stands in its place. The reason is a statement, of the exporter
 * under its signature (certificate), or of a later holder under nobody's (withheld.json). Both must speak of exactly what is
 * withheld: a part without a reason makes the bundle invalid, and so does a reason for a part that is shown. A part that went
 * with a larger one around it may keep its older reason.
 */
import { fail, type Issue, ok, type Result } from '../kernel/index.ts';
import { bundleLayout, withheldPlaces, type WithheldStatement } from '../seals/index.ts';
import type { Frame } from './bundle-check.ts';
import type { BundledDispatch } from './read-bundle.ts';

export interface WithheldLine extends Omit<WithheldStatement, 'dispatch'> {
  /** The file of the dispatch, and what kind it is. */
  readonly path: string;
  readonly kind: string;
  /** Who gives the reason: the exporter's name, or what a later holder calls himself. */
  readonly statedBy: string;
  /** Whether the reason stands under the exporter's signature. */
  readonly isSigned: boolean;
}

type Stated = WithheldStatement & Pick<WithheldLine, 'statedBy' | 'isSigned'>;
type Place = Pick<WithheldStatement, 'pointer' | 'manner' | 'count'>;

export function checkWithheld({ bundle, names }: Frame): Result<readonly WithheldLine[]> {
  const { certificate, holderStatements } = bundle;
  const exporter = names.get(certificate.exportedBy) ?? certificate.exportedBy;
  const stated: Stated[] = [
    ...certificate.withheld.map((one) => ({ ...one, statedBy: exporter, isSigned: true })),
    ...holderStatements.map(({ by, at, ...one }) => ({ ...one, statedBy: `${by}, ${at}`, isSigned: false })),
  ];
  const issues: Issue[] = stated
    .filter((one) => bundle.dispatches.every(({ digest }) => digest !== one.dispatch))
    .map((one) => problem(fileOf(one), 'It gives a reason for a dispatch that is not in the bundle.'));
  const lines: WithheldLine[] = [];
  for (const dispatch of bundle.dispatches) {
    const own = stated.filter((one) => one.dispatch === dispatch.digest);
    issues.push(...issuesOf(dispatch, own));
    const { path, facts } = dispatch;
    lines.push(
      ...own.map(({ pointer, manner, count, reason, statedBy, isSigned }) => ({
        path,
        kind: facts.kind,
        pointer,
        manner,
        count,
        reason,
        statedBy,
        isSigned,
      })),
    );
  }
  return issues.length > 0 ? { ok: false, issues } : ok(lines);
}

function issuesOf(dispatch: BundledDispatch, stated: readonly Stated[]): Issue[] {
  const path = bundleLayout.body(dispatch.digest);
  const actual = withheldPlaces(dispatch.body);
  const unexplained = actual.flatMap((place): Issue[] => {
    const count = stated.filter((one) => isSame(one, place)).reduce((sum, one) => sum + one.count, 0);
    if (count === place.count) return [];
    return [
      problem(
        path,
        `${place.count} at "${place.pointer}" ${place.count === 1 ? 'is' : 'are'} ${place.manner}, and a reason is given for ${count}.`,
      ),
    ];
  });
  const idle = stated
    .filter((one) => !actual.some((place) => isSame(one, place) || surrounds(place, one)))
    .map((one) => problem(fileOf(one), `It gives a reason for withholding "${one.pointer}", which is shown.`));
  return [...unexplained, ...idle];
}

function isSame(one: Place, place: Place): boolean {
  return one.pointer === place.pointer && one.manner === place.manner;
}

/** Whether what was stated can have gone with this place: it lies below it, or was a member of it. */
function surrounds(place: Place, one: Place): boolean {
  if (one.pointer.startsWith(`${place.pointer}/`)) return true;
  return place.manner === 'withheld' && one.manner === 'hidden' && one.pointer === place.pointer;
}

function fileOf(one: Stated): string {
  return one.isSigned ? bundleLayout.certificate : bundleLayout.withheld;
}

function problem(path: string, sentence: string): Issue {
  const failed = fail(path, sentence, 'Ask the maker of this copy for it again.');
  return failed.issues[0] ?? { path, problem: sentence, remedy: '' };
}
