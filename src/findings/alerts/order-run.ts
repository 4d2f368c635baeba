// SPDX-License-Identifier: Apache-2.0
/** A surveillance run is ordered over a file that was taken in; and how runs are shown. */
import { noteAudit } from '../../audit/index.ts';
import { type Issue, newId } from '../../kernel/index.ts';
import { findPattern, patterns } from '../../surveillance/index.ts';
import { absent, type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import type { WatchOrder } from './market-engine.ts';
import { findMarketFile, insertRun, type MarketFileRow, type RunRow } from './store.ts';
import { editionsFor, publishedEditions } from '../studio/editions.ts';
import { marketFileWire } from './take-file.ts';
import type { RunOrderWire, RunWire } from './wire.ts';

export function orderRun(deps: FindingsDeps, order: RunOrderWire, by: By): Promise<Outcome<RunRow>> {
  return change(deps, async (tx) => {
    const file = await findMarketFile(tx, order.file);
    if (file === null) return absent;
    const ordered = readOrder(order);
    if (Array.isArray(ordered)) return { kind: 'issues', issues: ordered };
    const id = newId('swr', by.now, deps.random);
    const row: RunRow = {
      id,
      file: file.id,
      state: 'waiting',
      ordered,
      editions: editionsFor(ordered, await publishedEditions(tx)),
      outcome: null,
      alerts: 0,
      added: 0,
      left_out: 0,
      problems: [],
      failures: 0,
      ordered_by: by.officer,
      created_at: by.now,
      ended_at: null,
    };
    await insertRun(tx, row);
    await deps.announce(tx, 'findings');
    const details = { run: id, marketFile: file.id, count: order.patterns?.length ?? patterns.length, purpose: file.purpose };
    await noteAudit(tx, { event: 'surveillance.ordered', actor: by.officer, at: by.now, details }, deps.random);
    return done(row);
  });
}

/** The order as the engine takes it; issues where a pattern or a parameter is unknown. */
function readOrder({ patterns: named, parameters, moments }: RunOrderWire): WatchOrder | Issue[] {
  const issues: Issue[] = [];
  for (const id of [...(named ?? []), ...Object.keys(parameters)]) {
    const pattern = findPattern(id);
    if (!pattern.ok) issues.push(...pattern.issues);
    for (const name of Object.keys(parameters[id] ?? {})) {
      if (pattern.ok && !Object.hasOwn(pattern.value.parameters, name)) {
        const remedy = `Choose of ${Object.keys(pattern.value.parameters).join(', ')}.`;
        issues.push({ path: `parameters ${id}`, problem: `It has no parameter "${name}".`, remedy });
      }
    }
  }
  if (issues.length > 0) return issues;
  const values = Object.fromEntries(
    Object.entries(parameters).map(([id, given]) => [
      id,
      Object.fromEntries(Object.entries(given).map(([name, text]) => [name, Number(text)])),
    ]),
  );
  return { patterns: named ?? null, parameters: values, moments };
}

export function runWire(row: RunRow, file: MarketFileRow, names: ReadonlyMap<string, string>): RunWire {
  const { ordered, outcome, problems } = row;
  return {
    id: row.id,
    state: row.state,
    file: marketFileWire(file, names),
    patterns: ordered.patterns?.length ?? patterns.length,
    changedParameters: Object.values(ordered.parameters).reduce((sum, given) => sum + Object.keys(given).length, 0),
    editions: Object.entries(row.editions).map(([pattern, { edition }]) => ({ pattern, edition })),
    moments: ordered.moments.length,
    eventsDigest: outcome?.eventsDigest ?? null,
    events: outcome?.events ?? 0,
    noticed: (outcome?.noticed ?? []).map(({ kind, count, sentence, first, isLeftOut }) => ({
      kind,
      count,
      sentence,
      first: [...first],
      isLeftOut,
    })),
    bookFaults: Object.entries(outcome?.faults ?? {}).flatMap(([fault, count]) => (count > 0 ? [{ fault, count }] : [])),
    alerts: row.alerts,
    added: row.added,
    leftOut: row.left_out,
    problems: problems.map(({ path, problem, remedy }) => ({ path, problem, remedy })),
    orderedBy: names.get(row.ordered_by) ?? row.ordered_by,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}
