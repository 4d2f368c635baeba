// SPDX-License-Identifier: Apache-2.0
/**
 * A breach of personal data, folded from its entries: who must be told by when, who was, and what may follow. Pure.
 *
 *     discovered Friday 17:00, records of XB affected   supervisor by Monday 17:00; XB by the hours of its agreement
 *     assessed: high                                     persons too, without undue delay, or the reason why not
 *     supervisor told Tuesday                            only with the reasons for the delay
 *     closed                                             only when nothing is owed any more
 *
 * Source: Regulation (EU) 2016/679, articles 33 and 34; EDPB Guidelines 2/2020, paragraphs 22 and 23 (notice to the authority that
 * transferred the data); Convention 108+, article 7(2).
 */
import { type Instant, type Issue, msBetween } from '../kernel/index.ts';
import { hoursAfter, supervisorHours } from './clocks.ts';
import type { Kept } from './person-request.ts';
import type { BreachDetailWire, BreachEntryWire, BreachNext, BreachSaidWire, MatterClockWire } from './wire.ts';

/** An authority whose data are affected, and within how many hours the agreement with it lets it be told. */
export interface Affected {
  readonly authority: string;
  readonly name: string;
  readonly hours: number;
}
export interface Breach {
  readonly risk: 'unlikely' | 'likely' | 'high' | null;
  readonly isClosed: boolean;
  readonly originators: BreachDetailWire['originators'];
  readonly clocks: readonly MatterClockWire[];
  /** In words: what keeps it from being closed. */
  readonly owed: readonly string[];
}

/** How a notice that went by dispatch stands; room onward knows. */
export type Notices = ReadonlyMap<string, { readonly state: 'underway' | 'told' | 'failed'; readonly toldAt: Instant | null }>;

export function playBreach(
  {
    discoveredAt,
    affected,
    notices,
  }: { readonly discoveredAt: Instant; readonly affected: readonly Affected[]; readonly notices: Notices },
  entries: readonly Kept<BreachSaidWire>[],
  now: Instant,
): Breach {
  const last = <Kind extends BreachSaidWire['kind']>(kind: Kind) =>
    entries.findLast((entry): entry is Kept<Extract<BreachSaidWire, { kind: Kind }>> => entry.said.kind === kind);
  const risk = last('assessed')?.said.risk ?? null;
  const notTold = last('supervisor-not-told');
  // A risk that is seen later makes the reason not to tell a thing of the past.
  const isExcused = notTold !== undefined && risk === 'unlikely';
  const supervisorAt = last('supervisor-told')?.said.at ?? (isExcused ? notTold.at : null);
  const originators = affected.map(({ authority, name }) => ({ authority, name, ...told(authority, entries, notices) }));
  const toldAt = (authority: string): string | null => originators.find((one) => one.authority === authority)?.toldAt ?? null;
  const arePersonsDone = last('persons-told') !== undefined || last('persons-not-told') !== undefined;
  const isClosed = last('closed') !== undefined;
  const clocks = [
    clock('supervisor', hoursAfter(discoveredAt, supervisorHours), supervisorAt as Instant | null, now),
    ...affected.map(({ name, hours, authority }) => clock(name, hoursAfter(discoveredAt, hours), toldAt(authority) as Instant | null, now)),
  ];
  const owed = [
    ...(risk === null ? ['assess the risk'] : []),
    ...(supervisorAt === null ? ['tell the supervisor'] : []),
    ...originators.flatMap(({ name, toldAt: at }) => (at === null ? [`tell ${name}`] : [])),
    ...(risk === 'high' && !arePersonsDone ? ['tell the persons'] : []),
  ];
  return { risk, isClosed, originators, clocks, owed };
}

/** By whatever means, the first moment; and the latest notice by dispatch. One that was not delivered tells nobody. */
function told(authority: string, entries: readonly Kept<BreachSaidWire>[], notices: Notices) {
  const entered = entries.flatMap(({ said }) => (said.kind === 'originator-told' && said.originator === authority ? [said.at] : []));
  const sent = entries.flatMap(({ said }) => (said.kind === 'notice-sent' && said.originator === authority ? [said.notice] : []));
  const arrived = sent.flatMap((matter) => notices.get(matter)?.toldAt ?? []);
  const [toldAt = null] = [...entered, ...arrived].toSorted();
  const matter = sent.at(-1) ?? null;
  return { toldAt, notice: matter === null ? null : { matter, state: notices.get(matter)?.state ?? ('underway' as const) } };
}

function clock(what: string, dueAt: Instant, metAt: Instant | null, now: Instant): MatterClockWire {
  return { what, dueAt, metAt, state: metAt !== null ? 'met' : dueAt < now ? 'over' : 'running' };
}

export function nextOfBreach(breach: Breach, isKeeper: boolean): BreachNext[] {
  if (breach.isClosed || !isKeeper) return [];
  const isSupervisorOwed = breach.owed.includes('tell the supervisor');
  return [
    'assessed',
    ...(isSupervisorOwed ? (['supervisor-told'] as const) : []),
    ...(isSupervisorOwed && breach.risk === 'unlikely' ? (['supervisor-not-told'] as const) : []),
    ...(breach.originators.some((one) => one.toldAt === null) ? (['originator-told'] as const) : []),
    ...(breach.originators.some(mayBeNotified) ? (['notice-sent'] as const) : []),
    ...(breach.risk === null ? [] : (['persons-told', 'persons-not-told'] as const)),
    'measure-taken',
    ...(breach.owed.length === 0 ? (['closed'] as const) : []),
  ];
}

/** Not told yet, and no notice is on its way. */
export function mayBeNotified({ toldAt, notice }: Breach['originators'][number]): boolean {
  return toldAt === null && notice?.state !== 'underway';
}

export function checkBreachEntry(
  breach: Breach,
  { entry, discoveredAt, now }: { readonly entry: BreachEntryWire; readonly discoveredAt: Instant; readonly now: Instant },
): Issue[] {
  if ('at' in entry && (entry.at > now || entry.at < discoveredAt)) {
    return [
      { path: 'at', problem: 'Nobody was told before it was discovered, or is told in the future.', remedy: 'Write when it was done.' },
    ];
  }
  if (entry.kind === 'supervisor-told') {
    const isLate = msBetween(hoursAfter(discoveredAt, supervisorHours), entry.at as Instant) > 0;
    if (!isLate || entry.lateReasons.trim() !== '') return [];
    const problem = `It was told later than ${supervisorHours} hours after the discovery.`;
    return [{ path: 'lateReasons', problem, remedy: 'Give the reasons for the delay.' }];
  }
  if (entry.kind === 'originator-told' && breach.originators.find((one) => one.authority === entry.originator)?.toldAt !== null) {
    return [
      {
        path: 'originator',
        problem: 'No data of this authority are affected, or it was told.',
        remedy: 'Choose one that is owed the notice.',
      },
    ];
  }
  return [];
}
