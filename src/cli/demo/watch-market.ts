// SPDX-License-Identifier: Apache-2.0
/**
 * What engines find on the first day. A day of one venue for the inbox of alerts: the market authority takes in a simulated file with
 * manipulators and look-alikes among ordinary traders, runs all patterns over it, and drafts other parameters of one of them. Who did what
 * is invented, as everything here; the truth is in the simulator's seed.
 */
import { gzipSync } from 'node:zlib';
import { eventsOfVenues, marketCsv, timeText } from '../../columns/index.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { practices, type SimulatedDay, simulateMarket } from '../../surveillance/index.ts';
import type { ServerSession } from '../server-session.ts';
import type { Seat } from './ceremony.ts';
import { followMoney } from './follow-money.ts';
import { z } from 'zod';

/** Two who deceive with orders, a ring, one who moves the spot for a derivative, one who pushes the close; and three who only look so. */
const planted = ['spoofer', 'layerer', 'ring', 'product-crosser', 'close-marker', 'quick-maker', 'hedger', 'index-fund'];
const order = { seed: 2028, hours: 2, originMs: Date.parse('2026-11-02T08:00:00.000Z'), intensity: 8, venue: 'XVEN' };

/** Names in the place of the simulator's own, which would tell who is what; invented, one for each that is planted. */
const firms = ['Alder Reach', 'Brackwater', 'Corran Vale', 'Dunmere', 'Eskholm', 'Farrow Bight', 'Glenhollow', 'Hartsedge'];

/** Two of them are called in the file as the authority's register calls them, so that their accounts belong together through it. */
const registered: readonly (readonly [practice: string, owner: string])[] = [
  ['close-marker', 'Brannock Shore Nominees'],
  ['product-crosser', 'Oriel Point Capital LLP'],
];

export const registeredOwners: readonly string[] = registered.map(([, owner]) => owner);

const fileAnswer = z.object({ file: z.object({ id: z.string() }) });
const draftAnswer = z.object({ draft: z.object({ id: z.string() }) });
const runAnswer = z.object({ id: z.string() });
const runsAnswer = z.array(z.object({ id: z.string(), endedAt: z.string().nullable(), alerts: z.int() }));

const lookEveryMs = 250;
const lookMsMax = 120_000;

/** The last watches a venue, and each takes in its part of a flow of money. */
export async function beginFindings(
  seats: readonly Pick<Seat, 'key' | 'authorityId' | 'party'>[],
  analysts: readonly ServerSession[],
  onProgress: (sentence: string) => void,
): Promise<Result<null>> {
  const places = seats.flatMap((seat, index) => analysts.slice(index, index + 1).map((analyst) => ({ ...seat, analyst })));
  const last = places.at(-1);
  if (last === undefined || places.length < 3) return ok(null);
  onProgress(`${places[0]?.party.name ?? ''} follows stolen money to accounts of the others`);
  const followed = await followMoney(places);
  if (!followed.ok) return followed;
  onProgress(`${last.party.name} watches a day of a venue`);
  const watched = await watchMarket(last.analyst);
  return watched.ok ? ok(null) : watched;
}

async function watchMarket(analyst: ServerSession): Promise<Result<null>> {
  const { seed, hours, originMs, intensity, venue } = order;
  const players = practices.filter(({ id }) => planted.includes(id)).map((practice) => ({ practice, intensity }));
  const day = simulateMarket({ seed, hours, originMs, planted: players });
  const events = eventsOfVenues(day.events, [venue]);
  const text = renamed([...marketCsv(events)].join(''), day.planted);
  const query = new URLSearchParams({ fileName: 'xven-2026-11-02.csv.gz', purpose: 'admin-enforcement' });
  // The quickest packing: it is packed once, and the demonstration waits for it.
  const taken = await analyst.sendBytes(`/api/findings/market-files?${query.toString()}`, gzipSync(text, { level: 1 }));
  if (!taken.ok) return taken;
  const moments = day.moments.map(({ kind, timeNs, underlying }) => ({ kind, at: timeText(originMs, timeNs), underlying }));
  const run = { file: fileAnswer.parse(taken.value).file.id, moments };
  const ordered = await analyst.send('POST', '/api/findings/surveillance-runs', run);
  if (!ordered.ok) return ordered;
  const { id } = runAnswer.parse(ordered.value);
  for (let waitedMs = 0; waitedMs < lookMsMax; waitedMs += lookEveryMs) {
    const runs = await analyst.get('/api/findings/surveillance-runs');
    if (!runs.ok) return runs;
    const found = runsAnswer.parse(runs.value).find((one) => one.id === id);
    if (found !== undefined && found.endedAt !== null) {
      const drafted = await draftDetector(analyst);
      return drafted.ok ? ok(null) : drafted;
    }
    await delay(lookEveryMs);
  }
  return fail('market', 'The patterns did not come to their end in two minutes.', 'Look at the log of the server.');
}

function renamed(text: string, planted: SimulatedDay['planted']): string {
  const owners = planted.flatMap(({ name, practice }) =>
    registered.flatMap(([of, owner]) => (of === practice ? [[`Owner ${name}`, owner] as const] : [])),
  );
  const named = owners.reduce((said, [old, owner]) => said.replaceAll(old, owner), text);
  return planted.reduce((said, { name }, place) => said.replaceAll(name, firms[place] ?? name), named);
}

/** For the studio: a detector that somebody would set otherwise; its shadow is on, and the day that was taken in waits for a back-test. */
async function draftDetector(analyst: ServerSession): Promise<Result<unknown>> {
  const reason = 'Orders of less than a third of the displayed depth moved this thin book: look from 15 % on.';
  const order = { pattern: 'spoofing', parameters: { depthShareMin: '0.15' }, reason };
  const drafted = await analyst.send('POST', '/api/findings/detector-drafts', order);
  if (!drafted.ok) return drafted;
  const { draft } = draftAnswer.parse(drafted.value);
  return analyst.send('POST', `/api/findings/detector-drafts/${draft.id}/shadow`, { isOn: true });
}
