// SPDX-License-Identifier: Apache-2.0
/**
 * What the flow thread does: reads files of movements into one table, and traces value through it.
 *
 * The last tables stay in memory with their digests. It is plain functions over one state, so that tests can call it without a thread.
 */
import { findMovementLayout, type MovementFile, type Movements, type ReadMovementFiles, readMovementFiles } from '../../columns/index.ts';
import type {
  Exposed,
  FlowEngine,
  FlowOrder,
  FlowSource,
  FlowTraced,
  FreezeOrder,
  Liquid,
  Looked,
  LookOrder,
  MovementFacts,
  Reach,
  ShapesFound,
} from '../../findings/index.ts';
import {
  clawbackOf,
  compareMethods,
  exposureTo,
  findEntries,
  findShape,
  liquidityOfAsset,
  pairTotals,
  planFreeze,
  rampsOf,
  relayPartOf,
  runTraceWithin,
  shortenTrace,
  showsAllWays,
  studyShapes,
} from '../../flows/index.ts';
import type { ClawbackWire, FreezePlanWire, TraceWire, RampsWire } from '../../flows/wire.ts';
import { fail, failWith, ok, type Result } from '../../kernel/index.ts';
import type { EngineAnswer } from '../engines/engine-thread.ts';
import { holdTables, inOwnFiles } from '../engines/held-tables.ts';
import { lookAround } from './look-around.ts';

/** The source as it goes to the thread; bytes are null where the thread is thought to hold the table. */
export type SentSource = Omit<FlowSource, 'bytes'> & { readonly bytes: readonly Uint8Array[] | null };

export type FlowJob =
  | { readonly kind: 'look'; readonly source: SentSource }
  | { readonly kind: 'trace'; readonly source: SentSource; readonly order: FlowOrder; readonly self: string }
  | { readonly kind: 'shapes'; readonly source: SentSource; readonly shapes: readonly string[] }
  | { readonly kind: 'expose'; readonly source: SentSource; readonly order: Parameters<FlowEngine['expose']>[1] }
  | { readonly kind: 'around'; readonly source: SentSource; readonly order: LookOrder }
  | { readonly kind: 'ramps'; readonly source: SentSource; readonly order: Parameters<FlowEngine['ramps']>[1] }
  | { readonly kind: 'clawback'; readonly source: SentSource; readonly order: Parameters<FlowEngine['clawback']>[1] }
  | { readonly kind: 'liquidity'; readonly source: SentSource; readonly order: Parameters<FlowEngine['liquidity']>[1] }
  | { readonly kind: 'freeze'; readonly source: SentSource; readonly order: FreezeOrder };
export type FlowValue =
  | Result<MovementFacts>
  | Result<FlowTraced>
  | Result<ShapesFound>
  | Result<Exposed>
  | Result<Looked>
  | Result<RampsWire>
  | Result<ClawbackWire>
  | Result<Liquid>
  | Result<FreezePlanWire>;

type HeldTable = ReadMovementFiles;

/** Tables held: one under the eyes of one officer, and that of another. A million movements take about 60 MB. */
const tablesMax = 2;
/** Ways and holders that a kept trace shows: what a person looks through. All are counted. */
const waysShown = 500;
/** Ways of a trace that can be handed on: each of them is looked at for where it ended. */
const waysMax = 200_000;

export function openFlowWork(): { readonly work: (job: FlowJob) => Promise<EngineAnswer<FlowValue>> } {
  const tableOf = holdTables<SentSource, readonly Uint8Array[], HeldTable>(tablesMax, readTable);
  return {
    async work(job) {
      const table = await tableOf(job.source);
      if (table === null) return { kind: 'bytes-needed' };
      if (!table.ok) return { kind: 'answer', value: failWith(table.issues) };
      if (job.kind === 'look') return { kind: 'answer', value: ok(factsOf(table.value)) };
      if (job.kind === 'expose') return { kind: 'answer', value: expose(table.value, job.order) };
      if (job.kind === 'around') return { kind: 'answer', value: lookAround(table.value, job.order) };
      if (job.kind === 'ramps') return { kind: 'answer', value: rampsOf(table.value, job.order) };
      if (job.kind === 'clawback') return { kind: 'answer', value: clawback(table.value, job.order) };
      if (job.kind === 'liquidity') return { kind: 'answer', value: liquid(table.value, job.order) };
      if (job.kind === 'shapes') return { kind: 'answer', value: findShapes(table.value, job.shapes) };
      return { kind: 'answer', value: job.kind === 'trace' ? trace(table.value, job.order, job.self) : freeze(table.value, job.order) };
    },
  };
}

function factsOf({ movements, digest, reports }: HeldTable): MovementFacts {
  const { count, parties, assets, timeMs } = movements;
  const moment = (row: number): string | null => (count === 0 ? null : new Date(timeMs[row] ?? 0).toISOString());
  return {
    digest,
    movements: count,
    parties: parties.size - 1,
    assets: assets.map(({ symbol, ledger }) => ({ symbol, ledger })),
    from: moment(0),
    until: moment(count - 1),
    noticed: reports.flatMap(({ faults }) => faults),
  };
}

function trace(table: HeldTable, order: FlowOrder, self: string): Result<FlowTraced> {
  const { movements } = table;
  const { handed, methods, direction, amountMin, ageDaysMax, hopsMax } = order;
  const supervisorOf = supervisors(order.reach);
  const abroad = order.reach.length === 0 ? [] : partiesWhere(movements, (name) => supervisorOf(name) !== null);
  const found = findEntries(movements, handed);
  const seeds = [...order.seeds, ...found.seeds];
  if (seeds.length === 0 && handed.length > 0) {
    return fail(
      'files',
      'None of the entry points is among these movements.',
      'Choose the files in which those accounts received that value.',
    );
  }
  const rules = { services: [...order.services, ...abroad], amountMin, ageDaysMax, hopsMax };
  const traces: TraceWire[] = [];
  const parts: FlowTraced['parts'][number][] = [];
  for (const method of methods) {
    const extent = { holdersMax: waysMax, waysMax, wholeWaysMax: waysShown };
    const traced = runTraceWithin(table, { seeds, method, direction, ...rules, pathsMax: waysShown }, extent);
    if (!traced.ok) return traced;
    const kept = shortenTrace(traced.value, waysShown);
    traces.push(kept);
    if (method === 'poison' || direction === 'backward' || parts.length > 0) continue;
    if (!showsAllWays(traced.value)) return tooManyWays;
    const askers = [...(order.seeds.length > 0 ? [null] : []), ...new Set(handed.map(({ askedBy }) => askedBy))];
    const stands = [...order.seeds.map(() => null), ...found.stands];
    for (const askedBy of askers) {
      const facts = { authority: self, askedBy, trace: kept.digest, supervisorOf, seeds: stands, notFound: found.notFound };
      parts.push(relayPartOf(traced.value, facts));
    }
  }
  const compared = methods.length < 2 ? null : compareMethods(table, { seeds, direction, ...rules, pathsMax: waysShown }, methods);
  if (compared !== null && !compared.ok) return compared;
  return ok({ facts: factsOf(table), traces, comparison: compared === null ? null : compared.value.comparison, parts });
}

const tooManyWays = fail(
  'amountMin',
  `The value went more than ${waysMax} ways.`,
  'Set the least amount to be followed, name services at which to stop, or limit the hops.',
);

function expose(table: HeldTable, order: Parameters<FlowEngine['expose']>[1]): Result<Exposed> {
  const exposure = exposureTo(table, { ...order, shownMax: waysShown });
  return exposure.ok ? ok({ facts: factsOf(table), exposure: exposure.value }) : exposure;
}

function clawback(table: HeldTable, { reach, ...order }: Parameters<FlowEngine['clawback']>[1]): Result<ClawbackWire> {
  return clawbackOf(table, { ...order, authorityOf: supervisors(reach), shownMax: waysShown });
}

function liquid(table: HeldTable, order: Parameters<FlowEngine['liquidity']>[1]): Result<Liquid> {
  const liquidity = liquidityOfAsset(table, order);
  return liquidity.ok ? ok({ liquidity: liquidity.value, totals: pairTotals(liquidity.value) }) : liquidity;
}

/** Findings that a study keeps: what an officer looks through. All are counted. */
const findingsMax = 200;

function findShapes(table: HeldTable, ids: readonly string[]): Result<ShapesFound> {
  const chosen = ids.map(findShape);
  const issues = chosen.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) return failWith(issues);
  const looked = chosen.flatMap((one) => (one.ok ? [one.value] : []));
  const found = studyShapes(table, { shapes: looked, parameters: {}, onProgress: () => undefined });
  const strongest = found.toSorted((left, right) => right.finding.score - left.finding.score).slice(0, findingsMax);
  return ok({
    facts: factsOf(table),
    counts: looked.map(({ id, title }) => ({ shape: id, title, count: found.filter(({ finding }) => finding.shape.id === id).length })),
    findings: strongest.map(({ finding, edges }) => ({ finding, edges: edges() })),
  });
}

/** Each account stands under the one authority that supervises it, or under none that is asked. */
function freeze(table: HeldTable, { authorities, notAsked, ...order }: FreezeOrder): Result<FreezePlanWire> {
  const supervisorOf = supervisors([...authorities, ...notAsked]);
  const reach = authorities.map(({ authority, name, latencyMinutes }) => ({
    name,
    parties: partiesWhere(table.movements, (party) => supervisorOf(party) === authority),
    latencyMinutes,
  }));
  return planFreeze(table, { ...order, authorities: reach, orderCost: 0, shownMax: waysShown });
}

/** Named accounts go before prefixes, and longer prefixes before shorter ones. */
function supervisors(reach: readonly Reach[]): (party: string) => string | null {
  const named = new Map(reach.flatMap(({ authority, parties }) => parties.map((party) => [party, authority] as const)));
  const prefixes = reach
    .flatMap(({ authority, prefixes: own }) => own.map((prefix) => ({ authority, prefix })))
    .toSorted((left, right) => right.prefix.length - left.prefix.length);
  return (party) => named.get(party) ?? prefixes.find(({ prefix }) => party.startsWith(prefix))?.authority ?? null;
}

function partiesWhere({ parties }: Movements, isWanted: (name: string) => boolean): string[] {
  const names: string[] = [];
  for (let party = 1; party < parties.size; party += 1) {
    const name = parties.nameOf(party);
    if (isWanted(name)) names.push(name);
  }
  return names;
}

async function readTable({ files }: Pick<SentSource, 'files'>, bytes: readonly Uint8Array[]): Promise<Result<ReadMovementFiles>> {
  const layouts: MovementFile['layout'][] = [];
  for (const { layout: name } of files) {
    const layout = findMovementLayout(name);
    if (layout === null) return fail('layout', `There is no layout "${name}".`, 'Take the file in again with another layout.');
    layouts.push(layout);
  }
  const given = files.map(({ name }, index) => ({ name, bytes: bytes[index] ?? new Uint8Array() }));
  return inOwnFiles(given, async (own, spillFolder) => {
    const parts = own.flatMap((file, index) => {
      const layout = layouts[index];
      return layout === undefined ? [] : [{ file, source: files[index]?.name ?? '', layout }];
    });
    const read = await readMovementFiles(parts, { threads: 1, spillFolder, tell: () => undefined });
    if (!read.ok || read.value.movements.count > 0) return read;
    return fail(files[0]?.name ?? 'file', 'No movement could be read from it.', 'Look at the layout: another source writes other columns.');
  });
}
