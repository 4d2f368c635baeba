// SPDX-License-Identifier: Apache-2.0
/**
 * The rota: who is on duty, who is away, and who stands in.
 *
 * Work that nobody has goes to those on duty. Work of an officer who is away is shown to the deputy too. A deputy gains no right: whoever
 * stands in for an approver must approve in their own name, and four eyes stay four.
 */
import { type Instant, type LocalDate, localDateOf, newId } from '../../kernel/index.ts';
import { absent, type By, change, type DeskDeps, deskRoles, done, issue, note, officerWith, type Outcome } from '../desk-deps.ts';
import { deleteRota, findRota, insertRota, type RotaRecord, rotaFrom } from './store.ts';
import type { NewRotaEntry, RotaWire } from './wire.ts';

export interface RotaNow {
  readonly onDuty: readonly string[];
  /** Who stands in for whom. */
  readonly deputies: ReadonlyMap<string, string>;
  readonly away: readonly string[];
}

/** The rota on one day: an officer who is away is not on duty. */
export function rotaOn(entries: readonly RotaRecord[], day: LocalDate): RotaNow {
  const today = entries.filter((entry) => entry.from_day <= day && day <= entry.to_day);
  const absences = today.filter((entry) => entry.kind === 'absence');
  const away = [...new Set(absences.map((entry) => entry.officer))];
  return {
    onDuty: [...new Set(today.filter((entry) => entry.kind === 'duty' && !away.includes(entry.officer)).map((entry) => entry.officer))],
    deputies: new Map(absences.flatMap((entry) => (entry.deputy === null ? [] : [[entry.officer, entry.deputy] as const]))),
    away,
  };
}

/** The officer, and everybody who is away today and for whom this officer stands in. */
export function actingFor({ deputies }: RotaNow, officer: string): string[] {
  return [officer, ...[...deputies].flatMap(([away, deputy]) => (deputy === officer && away !== officer ? [away] : []))];
}

export async function rotaAt(deps: DeskDeps, now: Instant): Promise<RotaNow> {
  const day = localDateOf(now, deps.timeZone);
  return rotaOn(await rotaFrom(deps.database, day), day);
}

export async function shownRota(deps: DeskDeps, now: Instant): Promise<RotaWire> {
  const day = localDateOf(now, deps.timeZone);
  const entries = await rotaFrom(deps.database, day);
  const ids = entries.flatMap((entry) => (entry.deputy === null ? [entry.officer] : [entry.officer, entry.deputy]));
  const names = await deps.officerNames(deps.database, [...new Set(ids)]);
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' });
  const officers = (await deps.officers(deps.database)).filter((one) => one.roles.some((role) => deskRoles.includes(role)));
  return {
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      officer: named(entry.officer),
      fromDay: entry.from_day,
      toDay: entry.to_day,
      deputy: entry.deputy === null ? null : named(entry.deputy),
      isNow: entry.from_day <= day,
    })),
    officers: officers.map(({ id, name }) => ({ id, name })),
  };
}

/** One's own absence by anybody; duties and absences of others by an approver. */
export function addToRota(deps: DeskDeps, given: NewRotaEntry, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (given.toDay < given.fromDay) return issue('toDay', 'It ends before it begins.', 'Give a later day.');
    if (!mayChange(given, who)) return issue('officer', 'Only an approver plans duties, and the absence of others.', 'Ask one.');
    if ((await officerWith(deps, tx, given.officer, deskRoles)) === null)
      return issue('officer', 'That is no officer who works on cases.', 'Choose an officer of the list.');
    const { deputy } = given;
    if (deputy !== null) {
      if (given.kind === 'duty') return issue('deputy', 'A duty has no deputy.', 'Plan the duty of the other officer instead.');
      if (deputy === given.officer) return issue('deputy', 'Nobody stands in for themself.', 'Choose another officer.');
      if ((await officerWith(deps, tx, deputy, deskRoles)) === null)
        return issue('deputy', 'That is no officer who works on cases.', 'Choose an officer of the list.');
    }
    const days = { from_day: given.fromDay as LocalDate, to_day: given.toDay as LocalDate };
    const made = { id: newId('rot', who.now, deps.random), made_by: who.officer.id, made_at: who.now };
    await insertRota(tx, { ...made, ...days, kind: given.kind, officer: given.officer, deputy });
    await note(deps, tx, 'rota.changed', who, { officer: given.officer, kind: given.kind, event: 'added' });
    return done(null);
  });
}

export function takeFromRota(deps: DeskDeps, id: string, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    const entry = await findRota(tx, id);
    if (entry === null) return absent;
    if (!mayChange(entry, who)) return issue('officer', 'Only an approver plans duties, and the absence of others.', 'Ask one.');
    await deleteRota(tx, id);
    await note(deps, tx, 'rota.changed', who, { officer: entry.officer, kind: entry.kind, event: 'removed' });
    return done(null);
  });
}

function mayChange(entry: { readonly kind: string; readonly officer: string }, { officer }: By): boolean {
  return officer.roles.includes('approver') || (entry.kind === 'absence' && entry.officer === officer.id);
}
