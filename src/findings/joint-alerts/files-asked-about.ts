// SPDX-License-Identifier: Apache-2.0
/**
 * In which of our files the answer to another authority's question lies: what each holds is held against instruments and period.
 *
 *     asked: ZED, 09:20 to 09:25      yven-morning.csv    ZED-USD at YVEN, 09:00 to 12:00     whole
 *                                     yven-late.csv       ZED-USD at YVEN, 14:00 to 17:00     another time
 *                                     zven-morning.csv    OAT-USD at ZVEN, 09:00 to 12:00     other instruments
 *
 * What a file holds is computed once and kept. A run over a file keeps it; of files over which nobody ran anything, a few are looked into at
 * each look, the newest first, and the rest stands there as not looked into.
 */
import type { AlertQuestionWire } from '../../assistance/wire.ts';
import type { MarketHolding } from '../../surveillance/index.ts';
import type { MarketFileRow } from '../alerts/store.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { readHolding } from './read-holding.ts';
import { holdingsOf } from './store.ts';
import type { FileHoldsWire } from './wire.ts';

/** Files that one look reads: a day of a venue takes seconds, and the officer waits. */
const readAtOnceMax = 3;
/** Instruments that are named of a file, those asked about first; the rest is counted. */
const namedMax = 5;

/** The best first, and of equal ones in the order in which fits are listed, as they were given. */
const order: readonly FileHoldsWire['fit'][] = ['whole', 'part', 'not-read', 'other-time', 'other-instruments', 'unreadable'];

export interface RankedFile {
  readonly file: MarketFileRow;
  readonly holds: FileHoldsWire;
}

export async function filesAskedAbout(
  deps: FindingsDeps,
  files: readonly MarketFileRow[],
  question: AlertQuestionWire,
): Promise<readonly RankedFile[]> {
  const kept = await holdingsOf(
    deps.database,
    files.map(({ id }) => id),
  );
  const unknown = files.filter(({ id }) => !kept.has(id)).slice(0, readAtOnceMax);
  const known = new Map([...kept, ...(await lookInto(unknown, (file) => readHolding(deps, sourceOf(deps, file))))]);
  const ranked = files.map((file) => ({ file, holds: fitOf(known.get(file.id), question) }));
  return ranked.toSorted((one, other) => order.indexOf(one.holds.fit) - order.indexOf(other.holds.fit));
}

/** A file that breaks the engine off, such as one too large for its memory, stays as nobody has looked into it: the question is asked all the same. */
export async function lookInto<File extends { readonly id: string }>(
  files: readonly File[],
  read: (file: File) => Promise<MarketHolding | null>,
): Promise<ReadonlyMap<string, MarketHolding | null>> {
  const found = new Map<string, MarketHolding | null>();
  for (const file of files) {
    const holding = await read(file).catch(() => undefined);
    if (holding !== undefined) found.set(file.id, holding);
  }
  return found;
}

/** `undefined`: nobody has looked into it. */
export function fitOf(
  holding: MarketHolding | null | undefined,
  asked: Pick<AlertQuestionWire, 'from' | 'until' | 'underlyings' | 'instruments'>,
): FileHoldsWire {
  if (holding === undefined || holding === null)
    return {
      fit: holding === undefined ? 'not-read' : 'unreadable',
      from: null,
      until: null,
      events: 0,
      instruments: [],
      instrumentsCount: 0,
    };
  const { from, until, events, instrumentsCount } = holding;
  const named = holding.instruments.filter(({ venue, symbol }) =>
    asked.instruments.some((one) => one.venue === venue && one.symbol === symbol),
  );
  const underlyings = new Set([...asked.underlyings, ...named.map(({ underlying }) => underlying)]);
  const isAsked = ({ underlying }: MarketHolding['instruments'][number]): boolean => underlyings.has(underlying);
  const [matching, others] = [holding.instruments.filter(isAsked), holding.instruments.filter((one) => !isAsked(one))];
  const instruments = [...matching, ...others].slice(0, namedMax).map(({ venue, symbol }) => `${symbol} at ${venue}`);
  const [begin, end] = [finely(asked.from), finely(asked.until)];
  const fit =
    matching.length === 0
      ? 'other-instruments'
      : until < begin || from > end
        ? 'other-time'
        : from <= begin && until >= end
          ? 'whole'
          : 'part';
  return { fit, from, until, events, instruments, instrumentsCount };
}

/** A moment with nine decimals of a second, as files have it: others may write fewer. */
function finely(moment: string): string {
  const [whole = '', fraction = ''] = moment.slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}
