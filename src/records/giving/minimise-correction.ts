// SPDX-License-Identifier: Apache-2.0
/**
 * Minimising the correction of a record that was given minimised: each holder gets the corrected record as narrowly as what it holds, or
 * more narrowly, and never a field that was withheld from it.
 *
 * Places count entries of lists, and a correction may take an owner out or put one in, so what was withheld is followed by person, not
 * by place:
 *
 *     given     owners: [Vesper (day of birth withheld), Halloway (day of birth given, with a reason)]
 *     correct   owners: [Halloway, Vesper, Marlow]
 *     goes      Halloway with, Vesper without, Marlow as the proposal for this purpose says: without
 *
 * A field goes where the same field of the same person, or of the record itself, was given before. It does not go where it was withheld
 * before, where the purpose of that giving does not need it, or where a field of its name was withheld and nobody can say whose this one
 * is. Someone whom several of the former record may be gets what all of them had. Who got the record more than once gets the narrowest
 * of its views.
 *
 * The obvious alternative, the same places again, would show the day of birth of whoever moved up in the list.
 *
 * What it does not do: as in every minimisation, free text is not read.
 */
import type { Purpose } from '../../conditions/index.ts';
import { type Instant, ok, type Result } from '../../kernel/index.ts';
import { checkRecordBody } from '../record-body.ts';
import type { RecordBodyWire } from '../wire.ts';
import { bodyWithout, copiesWithheld, type MinimisableField, minimisableFields, type WithheldField } from './minimise.ts';

/** One giving, as far as it says what its recipient may see. */
export interface GivenView {
  readonly purpose: Purpose;
  readonly withheld: readonly WithheldField[];
  /** The whole record of that time; null where it is not here any more, and then nothing counts as given before. */
  readonly former: RecordBodyWire | null;
}

/** What is withheld of the corrected record from somebody to whom it was given in these ways; empty where it was always given whole. */
export function withheldOfCorrection(corrected: RecordBodyWire, views: readonly GivenView[]): readonly WithheldField[] {
  const fields = minimisableFields(corrected);
  const minimised = views.filter(({ withheld }) => withheld.length > 0);
  const found = fields.filter((field) => minimised.some((view) => isWithheldFrom(field, view)));
  if (found.length === 0 && !(minimised.length > 0 && copiesWithheld(corrected).length > 0)) return [];
  return [...found.map(({ path, reason }) => ({ path, reason })), ...copiesWithheld(corrected)];
}

/** The corrected record without these fields; a fault where it would not be a record any more. */
export function correctionFor(corrected: RecordBodyWire, withheld: readonly WithheldField[], now: Instant): Result<RecordBodyWire> {
  if (withheld.length === 0) return ok(corrected);
  const without = bodyWithout(
    corrected,
    withheld.map(({ path }) => path),
  );
  return without.ok ? checkRecordBody(without.value, now) : without;
}

function isWithheldFrom(field: MinimisableField, { purpose, withheld, former }: GivenView): boolean {
  const before = former === null ? [] : minimisableFields(former).filter((one) => isSameField(one, field));
  const isHidden = (one: MinimisableField) => withheld.some(({ path }) => path === one.path);
  if (before.some(isHidden)) return true;
  if (before.length > 0 && !hasNamesake(field, former)) return false;
  const wasWithheldOfOthers = withheld.some(({ path }) => path.endsWith(`/${field.member}`));
  return wasWithheldOfOthers || !field.neededFor.includes(purpose);
}

/** Of the record itself: the same member. Of a person: the same member of somebody in the same list who has a name or number in common. */
function isSameField(before: MinimisableField, now: MinimisableField): boolean {
  if (before.member !== now.member) return false;
  if (before.person === null || now.person === null) return before.person === now.person;
  return isSamePerson(before.person, now.person);
}

type Person = NonNullable<MinimisableField['person']>;

function isSamePerson(one: Person, other: Person): boolean {
  return one.list === other.list && one.calledBy.some((name) => other.calledBy.includes(name));
}

/** Whether somebody of the former record may be the same person and had nothing there: who of them is meant cannot be said then. */
function hasNamesake({ person, member }: MinimisableField, former: RecordBodyWire | null): boolean {
  if (person === null || former === null) return false;
  const persons = new Map(
    minimisableFields(former).flatMap((one) => (one.person === null ? [] : [[one.person.path, one.person] as const])),
  );
  const same = [...persons.values()].filter((one) => isSamePerson(one, person));
  return same.some(({ path }) => !minimisableFields(former).some((one) => one.person?.path === path && one.member === member));
}
