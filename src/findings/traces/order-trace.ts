// SPDX-License-Identifier: Apache-2.0
/**
 * A trace is ordered, computed beside everything else, and kept with its lead in one transaction.
 *
 * A trace that continues what others asked, or what came back to us, takes all entry points of its relay at once, beside the seeds with
 * which the relay began here: what a payment takes along depends on all that is traced at that moment.
 */
import { relayCase } from '../../assistance/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { entryIdOf, type HandedEntry } from '../../flows/index.ts';
import type { SeedWire } from '../../flows/wire.ts';
import { newId, type Transaction } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { raiseLead } from '../leads/raise-lead.ts';
import { keyOfRelay } from './closed-relays.ts';
import type { FlowOrder, FlowTraced } from './flow-engine.ts';
import { handedToUs, openRelay } from './relay-state.ts';
import { findTrace, insertTrace, type MovementFileRow, type TraceRow } from './store.ts';
import { filesOfOrder, sourceOfFiles } from './take-movements.ts';
import type { TraceOrderWire } from './wire.ts';

export async function orderTrace(deps: FindingsDeps, order: TraceOrderWire, by: By): Promise<Outcome<TraceRow>> {
  const chosen = await filesOfOrder(deps, order);
  if (chosen.kind !== 'done') return chosen;
  const files = chosen.value;
  const begun = await beginningOf(deps, order, by);
  if (begun.kind !== 'done') return begun;
  const { relay, seeds, handed, method } = begun.value;
  if (seeds.length === 0 && handed.length === 0) {
    return issue('seeds', 'There is none.', 'Give at least one movement or holding to trace.');
  }
  if (order.reach.some(({ authority }) => authority === deps.assistance.self)) {
    return issue('reach', 'It names ourselves.', 'Name authorities abroad; every other account counts as ours.');
  }
  const wrong = handed.find(({ entry }) => entryIdOf(entry) !== entry.id);
  if (wrong !== undefined) {
    return issue('answers', `The entry point at ${wrong.entry.party} is not named by its own facts.`, 'Ask the requesting authority back.');
  }
  const { services, direction, reach, amountMin, ageDaysMax, hopsMax } = order;
  const limits = { services, direction, reach, amountMin, ageDaysMax, hopsMax };
  const ordered: FlowOrder = { ...limits, seeds, handed, methods: method === null ? [...new Set(order.methods)] : [method] };
  const traced = await deps.flows.trace(sourceOfFiles(deps, files), ordered, deps.assistance.self);
  if (!traced.ok) return { kind: 'issues', issues: traced.issues };
  return change(deps, async (tx) => done(await keepTrace(tx, deps, { order, ordered, relay, files, traced: traced.value }, by)));
}

interface Beginning {
  readonly relay: string;
  readonly seeds: readonly SeedWire[];
  readonly handed: readonly HandedEntry[];
  /** Null where the officer chooses. */
  readonly method: FlowOrder['methods'][number] | null;
}

async function beginningOf(deps: FindingsDeps, order: TraceOrderWire, by: By): Promise<Outcome<Beginning>> {
  const { answers, continues } = order;
  const { assistance } = deps;
  const isContinuing = answers !== null || continues !== null;
  if (!isContinuing) return done({ relay: newId('rly', by.now, deps.random), seeds: order.seeds, handed: [], method: null });
  if (order.seeds.length > 0) return issue('seeds', 'What is continued begins at its entry points.', 'Leave the seeds out.');
  if (order.direction === 'backward') return issue('direction', 'A relay goes forward.', 'Trace backward by itself.');
  const relay = await relayToContinue(deps, order, by);
  const state = relay === null ? null : await openRelay(deps.database, deps, relay, by);
  if (relay === null || state === null) return absent;
  const handed = handedToUs(state, assistance.self);
  if (handed.length === 0) return issue('answers', 'Nothing was handed on to us that is still asked.', 'Trace from seeds of your own.');
  const root = state.traces.find(({ given }) => given.answers === null && given.continues === null);
  const seeds = root?.ordered.seeds ?? [];
  if (root !== undefined && !meansTheSameRows(seeds, root.files, order.files)) {
    return issue('files', 'The seeds of the relay are rows of other files.', 'Give the files of its first trace first, in their order.');
  }
  const method = root?.outcome.parts[0]?.method ?? state.cases[0]?.question.method ?? null;
  return done({ relay, seeds, handed, method });
}

/** A row is counted through all files of a trace: it is the same movement only where those files come first again, in their order. */
export function meansTheSameRows(seeds: readonly SeedWire[], before: readonly string[], now: readonly string[]): boolean {
  return seeds.every((seed) => !('row' in seed)) || before.every((file, place) => now[place] === file);
}

async function relayToContinue(
  { database: db, assistance: { self } }: FindingsDeps,
  { answers, continues }: TraceOrderWire,
  { now }: By,
): Promise<string | null> {
  const continued = continues === null ? null : await findTrace(db, continues);
  const asked = answers === null ? null : await relayCase(db, { self, now }, answers);
  if (asked !== null && asked.side !== 'requested') return null;
  return asked?.question.relay ?? continued?.relay ?? null;
}

interface Kept {
  readonly order: TraceOrderWire;
  readonly ordered: FlowOrder;
  readonly relay: string;
  readonly files: readonly MovementFileRow[];
  readonly traced: FlowTraced;
}

async function keepTrace(tx: Transaction, deps: FindingsDeps, { order, ordered, relay, files, traced }: Kept, by: By): Promise<TraceRow> {
  const [first] = traced.traces;
  if (first === undefined) throw new Error('a trace has at least one method');
  const { id: lead } = await raiseLead(tx, deps, leadOfTrace(order, traced, relay), by);
  const id = newId('trc', by.now, deps.random);
  const row: TraceRow = {
    id,
    relay,
    files: files.map((file) => file.id),
    given: order,
    ordered,
    outcome: traced,
    lead,
    ordered_by: by.officer,
    created_at: by.now,
  };
  await insertTrace(tx, row);
  await deps.announce(tx, 'findings');
  const details = { trace: id, lead, digest: first.digest, count: traced.traces.length, caseRef: order.answers, purpose: order.purpose };
  await noteAudit(tx, { event: 'trace.made', actor: by.officer, at: by.now, details }, deps.random);
  return row;
}

/** Traces of one relay are one lead: the newest of them says what is known. */
function leadOfTrace({ title, purpose }: TraceOrderWire, { traces, parts, facts }: FlowTraced, relay: string) {
  const [first] = traces;
  const holders = first?.holders.count ?? 0;
  const abroad = new Set(parts.flatMap(({ reached }) => reached.map(({ authority }) => authority))).size;
  const beyond = abroad > 0 ? `; it reached accounts under ${abroad} other authorities` : '';
  const sentence = `Value was traced through ${facts.movements} movements to ${holders} ends${beyond}.`;
  return {
    kind: 'flow' as const,
    key: keyOfRelay(relay),
    title,
    sentence,
    strength: null,
    purpose,
    facts: {
      about: { kind: 'document' as const, name: title, digest: first?.digest ?? '' },
      listed: null,
      reasons: traces.map(({ method, holders: { count } }) => ({
        feature: `trace ${method}`,
        points: 0,
        sentence: `By ${method}: ${count} ends.`,
      })),
      evidence: { engine: 'flows trace', version: first?.format ?? '', inputDigest: facts.digest },
    },
    news: null,
  };
}
