// SPDX-License-Identifier: Apache-2.0
/**
 * Everything found about one participant or one instrument, over all files taken in: its alerts in whatever state, its accounts, who is
 * named beside it, and in which files it can be looked at.
 *
 * A participant is known by the name that alerts give it: the beneficial owner where the file knows one, else the account at its venue.
 * So two files that name the same account lead to the same page, and an owner named in one file alone does not swallow what another file
 * says of an account without one.
 */
import type { MarketActivityWire, MarketSubjectWire } from '../../surveillance/wire.ts';
import type { Purpose } from '../../conditions/index.ts';
import { accountLinks } from '../account-links/show-links.ts';
import { absent, type By, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { alertRows, gatheredMax } from './alert-list.ts';
import { accountsInAlerts, alertLines, countAlerts, findMarketFile, newestMarketFiles } from './store.ts';
import { marketFileWire } from './take-file.ts';
import type { MarketSubjectPageWire } from './wire.ts';
import { sourceOf } from './work-runs.ts';

/** Alerts listed with what they say; the total counts the rest. */
const alertsMax = 100;
/** Participants named beside it: whom a person reads through. */
const togetherMax = 20;
/** Files that a list offers: a few weeks of them. */
const filesMax = 100;

export async function marketSubject(deps: FindingsDeps, subject: MarketSubjectWire, by: By): Promise<MarketSubjectPageWire> {
  const { database: db } = deps;
  const { kind, name } = subject;
  const where = kind === 'participant' ? { participants: [name], instrument: null } : { participants: null, instrument: name };
  const filter = { states: null, assignee: null, pattern: null, without: null, ...where };
  const lines = await alertLines(db, filter, gatheredMax);
  return {
    subject,
    accounts: kind === 'participant' ? await accountsInAlerts(db, name) : [],
    alerts: await alertRows(deps, lines.slice(0, alertsMax), by.officer),
    total: await countAlerts(db, filter),
    links: await linksFor(deps, kind === 'participant' ? name : null, [...new Set(lines.map(({ purpose }) => purpose))], by),
    together: counted(lines.flatMap(({ participants }) => participants.filter((other) => kind === 'instrument' || other !== name)))
      .slice(0, togetherMax)
      .map(([other, alerts]) => ({ name: other, alerts })),
    files: await filesOf(deps, new Map(counted(lines.map(({ file }) => file)))),
  };
}

/** What may be seen for any purpose for which it was found: links of the first that shows most. */
async function linksFor(
  deps: FindingsDeps,
  participant: string | null,
  purposes: readonly Purpose[],
  by: By,
): Promise<MarketSubjectPageWire['links']> {
  const found: MarketSubjectPageWire['links'][] = [];
  if (participant !== null)
    for (const purpose of purposes) found.push(await accountLinks(deps.database, deps, { participants: [participant], purpose }, by));
  const size = ({ participants }: MarketSubjectPageWire['links']): number =>
    participants.reduce((sum, { holders, joined }) => sum + holders.length + joined.length, 0);
  return found.toSorted((one, other) => size(other) - size(one))[0] ?? { participants: [], withheld: [], isMore: false };
}

/** How often each occurs, the most first. */
function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([left, one], [right, other]) => other - one || (left < right ? -1 : 1));
}

async function filesOf(deps: FindingsDeps, alerts: ReadonlyMap<string, number>): Promise<MarketSubjectPageWire['files']> {
  const newest = await newestMarketFiles(deps.database, filesMax);
  const missing = [...alerts.keys()].filter((id) => newest.every((file) => file.id !== id));
  const older = await Promise.all(missing.slice(0, filesMax).map((id) => findMarketFile(deps.database, id)));
  const files = [...newest, ...older.flatMap((file) => file ?? [])];
  const names = await deps.officerNames(deps.database, [...new Set(files.map((file) => file.taken_by))]);
  return files
    .map((file) => ({ file: marketFileWire(file, names), alerts: alerts.get(file.id) ?? 0 }))
    .toSorted((left, right) => right.alerts - left.alerts || (left.file.takenAt < right.file.takenAt ? 1 : -1));
}

/** What it did in one file; issues where the file holds nothing of it. */
export async function activityOfSubject(
  deps: FindingsDeps,
  { file: id, ...subject }: MarketSubjectWire & { readonly file: string },
): Promise<Outcome<MarketActivityWire>> {
  const file = await findMarketFile(deps.database, id);
  if (file === null) return absent;
  const activity = await deps.markets.activity(sourceOf(deps, file), subject);
  return activity.ok ? done(activity.value) : { kind: 'issues', issues: activity.issues };
}
