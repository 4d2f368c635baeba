// SPDX-License-Identifier: Apache-2.0
/**
 * An officer goes from party to party in files of movements. Each look is judged anew (the files are here and were taken in for this purpose)
 * and noted in the log by the digest of its answer; nothing else is kept.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { ExpansionWire, PartyHistoryWire, PartySumsWire, TraceStep } from '../../flows/wire.ts';
import { type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import type { Looked, LookOrder } from '../traces/flow-engine.ts';
import { filesOfOrder, sourceOfFiles } from '../traces/take-movements.ts';
import {
  aroundDegreeMax,
  aroundPartiesMax,
  type AroundOrderWire,
  canvasPairsMax,
  type HistoryOrderWire,
  historyRowsMax,
  type SumsOrderWire,
  type WayOrderWire,
} from './wire.ts';

export async function partiesAround(deps: FindingsDeps, order: AroundOrderWire, by: By): Promise<Outcome<ExpansionWire>> {
  const { party, way, hopsMax } = order;
  const request = { party, way, hopsMax, partiesMax: aroundPartiesMax + 1, degreeMax: aroundDegreeMax, ...stretchOf(order) };
  const looked = await look(deps, order, { ask: 'around', request });
  if (looked.kind !== 'done') return looked;
  if (looked.value.ask !== 'around') throw new Error('the engine answered another question');
  const { expansion } = looked.value;
  return noted(deps, order.purpose, { kind: 'around', digest: expansion.digest, count: expansion.parties.length }, expansion, by);
}

export async function sumsOfParties(deps: FindingsDeps, order: SumsOrderWire, by: By): Promise<Outcome<PartySumsWire>> {
  const looked = await sumsToShow(deps, order);
  if (looked.kind !== 'done') return looked;
  const sums = looked.value;
  return noted(deps, order.purpose, { kind: 'sums', digest: sums.digest, count: sums.parties.length }, sums, by);
}

/** The sums alone, for whoever notes in the log what becomes of them. */
export async function sumsToShow(deps: FindingsDeps, order: SumsOrderWire): Promise<Outcome<PartySumsWire>> {
  const request = { parties: order.parties, pairsMax: canvasPairsMax, ...stretchOf(order) };
  const looked = await look(deps, order, { ask: 'sums', request });
  if (looked.kind !== 'done') return looked;
  if (looked.value.ask !== 'sums') throw new Error('the engine answered another question');
  return done(looked.value.sums);
}

/** The whole history of one party, replayed to its balances. On paper it is the same document, noted apart. */
export async function historyOfParty(
  deps: FindingsDeps,
  order: HistoryOrderWire,
  kind: 'history' | 'history-paper',
  by: By,
): Promise<Outcome<PartyHistoryWire>> {
  const { party, stated, purpose } = order;
  const request = { party, stated: stated.map((one) => ({ ...one, party })), rowsMax: historyRowsMax };
  const looked = await look(deps, order, { ask: 'history', request });
  if (looked.kind !== 'done') return looked;
  if (looked.value.ask !== 'history') throw new Error('the engine answered another question');
  const { history } = looked.value;
  const count = history.assets.reduce((sum, { movements }) => sum + movements.count, 0);
  return noted(deps, purpose, { kind, digest: history.digest, count }, history, by);
}

interface Way {
  readonly input: string;
  readonly steps: readonly TraceStep[] | null;
}

export async function wayBetween(deps: FindingsDeps, order: WayOrderWire, by: By): Promise<Outcome<Way>> {
  const { from, to, hopsMax } = order;
  const looked = await look(deps, order, { ask: 'way', request: { from, to, hopsMax } });
  if (looked.kind !== 'done') return looked;
  if (looked.value.ask !== 'way') throw new Error('the engine answered another question');
  const { input, steps } = looked.value;
  return noted(deps, order.purpose, { kind: 'way', digest: input, count: steps?.length ?? 0 }, { input, steps }, by);
}

type Files = { readonly files: readonly string[]; readonly purpose: Purpose };

async function look(deps: FindingsDeps, files: Files, order: LookOrder): Promise<Outcome<Looked>> {
  const chosen = await filesOfOrder(deps, files);
  if (chosen.kind !== 'done') return chosen;
  const looked = await deps.flows.lookAround(sourceOfFiles(deps, chosen.value), order);
  return looked.ok ? done(looked.value) : { kind: 'issues', issues: looked.issues };
}

function stretchOf({ from, until }: Pick<AroundOrderWire, 'from' | 'until'>): { readonly fromMs: number; readonly untilMs: number } {
  return {
    fromMs: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from),
    untilMs: until === null ? Number.POSITIVE_INFINITY : Date.parse(until),
  };
}

function noted<Value>(
  deps: FindingsDeps,
  purpose: Purpose,
  shown: { readonly kind: string; readonly digest: string; readonly count: number },
  value: Value,
  by: By,
): Promise<Outcome<Value>> {
  return change(deps, async (tx) => {
    const event = { event: 'surroundings.shown', actor: by.officer, at: by.now, details: { ...shown, purpose } } as const;
    await noteAudit(tx, event, deps.random);
    return done(value);
  });
}
