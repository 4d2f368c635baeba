// SPDX-License-Identifier: Apache-2.0
/**
 * Screening: quality and speed from one run and one configuration.
 *
 * The published lists are loaded together (the consolidated screening list, the Security Council's list, listed wallets), names are asked for
 * with every reason, a change of 100 subjects is screened against a million invented customers, and the public name pairs are scored by the
 * same matcher at the same threshold. Rates and loads are counted in processor time of this one thread, since other work on the machine
 * would be counted otherwise; p50 and p99 are by the clock, and the processor time of the same questions stands beside them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import {
  buildIndex,
  corruptedEntities,
  type ListedSubject,
  matchThreshold,
  ordinaryNames,
  qualityOf,
  questionOf,
  readList,
  readNamePairs,
  recordKey,
  rescreen,
  resolveEntities,
  scorePairs,
  search,
} from '../src/screening/index.ts';
import type { Print } from './main.ts';

const folder = new URL('../../shared/data/', import.meta.url);
const queries = 5000;
const customers = 1_000_000;
const ordinary = 1000;
const seed = 20_260_101;

/** Processor time of this process in seconds. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function load(): readonly { readonly list: string; readonly subjects: readonly ListedSubject[] }[] {
  const files = [
    'sanctions/us-consolidated-screening-list.csv.gz',
    'sanctions/un-consolidated-list.xml',
    'sanctions/ofac-crypto-addresses.csv',
  ];
  return files.map((name) => {
    const bytes = readFileSync(new URL(name, folder));
    const read = readList(name.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString(), name);
    if (!read.ok) throw new Error(read.issues[0]?.problem);
    return { list: name, subjects: read.value.subjects };
  });
}

export async function run(print: Print): Promise<void> {
  if (!existsSync(folder)) throw new Error('The published lists are not beside the project, in shared/data.');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  let from = processorSeconds();
  const lists = load();
  const index = buildIndex(lists);
  print({ name: 'screening.load_s', value: processorSeconds() - from, unit: 's', goal: 2 });
  print({ name: 'screening.names', value: index.names, unit: 'names' });
  collect();
  print({ name: 'screening.memory_mb', value: (process.memoryUsage().heapUsed - before) / 1e6, unit: 'MB', goal: 200 });
  const asked = questions(lists);
  const [waits, work]: [number[], number[]] = [[], []];
  from = processorSeconds();
  for (const question of asked) {
    const [start, before] = [performance.now(), processorSeconds()];
    search(index, question);
    waits.push(performance.now() - start);
    work.push((processorSeconds() - before) * 1000);
  }
  print({ name: 'screening.queries_per_s', value: asked.length / (processorSeconds() - from), unit: 'per s of one core', goal: 1000 });
  print({ name: 'screening.p50_ms', value: percentile(waits, 0.5), unit: 'ms' });
  print({ name: 'screening.p99_ms', value: percentile(waits, 0.99), unit: 'ms', goal: 10 });
  print({ name: 'screening.p99_processor_ms', value: percentile(work, 0.99), unit: 'ms', goal: 10 });
  const strangers = ordinaryNames(ordinary, seed).filter((name) => search(index, questionOf(name, 'person')).length > 0);
  print({ name: 'screening.false_hits_per_1000', value: (strangers.length * 1000) / ordinary, unit: 'names' });
  measureRescreening(lists, print);
  measureQuality(print);
  measureResolution(print);
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
}

/** Half are listed names as they stand, half ordinary names that mostly find nothing. */
function questions(lists: ReturnType<typeof load>): ReturnType<typeof questionOf>[] {
  const listed = lists.flatMap((list) => list.subjects.filter((subject) => subject.names.length > 0));
  const step = listed.length / (queries / 2);
  const own = Array.from({ length: queries / 2 }, (_, at) => listed[Math.floor(at * step)] as ListedSubject);
  const names = ordinaryNames(queries / 2, seed + 1);
  return own.flatMap((subject, at) => [questionOf(subject.names[0]?.text ?? '', subject.kind), questionOf(names[at] ?? '', 'person')]);
}

function measureRescreening(lists: ReturnType<typeof load>, print: Print): void {
  const changed = (lists[0]?.subjects ?? []).filter((subject) => subject.kind === 'person').slice(0, 100);
  const pool = ordinaryNames(100_000, seed + 2);
  function* all(): Generator<string> {
    for (let at = 0; at < customers; at += 1) yield pool[at % pool.length] ?? '';
  }
  const from = processorSeconds();
  const result = rescreen(changed, { list: 'us', threshold: matchThreshold }, all(), (name) => questionOf(name, 'person'));
  print({ name: 'screening.rescreen_s', value: processorSeconds() - from, unit: 's', goal: 60 });
  print({ name: 'screening.rescreen_compared_share', value: result.compared / customers, unit: 'share' });
}

function measureQuality(print: Print): void {
  const pairs = readNamePairs(readFileSync(new URL('names/name-pairs.csv', folder), 'utf8'), 'name-pairs.csv');
  if (!pairs.ok) throw new Error(pairs.issues[0]?.problem);
  for (const row of qualityOf(scorePairs(pairs.value), seed)) {
    const name = row.group.replaceAll('_', '-');
    print({ name: `screening.f1.${name}`, value: row.f1, unit: 'F1', ...(row.group === 'all' ? { goal: 0.86, limit: 0.79 } : {}) });
    print({ name: `screening.recall.${name}`, value: row.recall, unit: 'share' });
  }
}

/** Pairs of records of one entity that are joined: of those joined how many rightly, and of those there are how many. */
function measureResolution(print: Print): void {
  const made = corruptedEntities(2000, seed + 3);
  const entityOf = new Map(made.map(({ record, entity }) => [recordKey(record), entity]));
  const from = processorSeconds();
  const records = made.map((one) => one.record);
  const { clusters } = resolveEntities(records, []);
  const seconds = processorSeconds() - from;
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  const sizes = (groups: Iterable<readonly string[]>): number => [...groups].reduce((sum, group) => sum + pairs(group.length), 0);
  const found = sizes(clusters.map((cluster) => cluster.records));
  const right = sizes(clusters.flatMap((cluster) => [...Map.groupBy(cluster.records, (key) => entityOf.get(key)).values()]));
  const all = sizes(Map.groupBy(records.map(recordKey), (key) => entityOf.get(key)).values());
  print({ name: 'screening.resolution_precision', value: right / found, unit: 'share' });
  print({ name: 'screening.resolution_recall', value: right / all, unit: 'share' });
  print({ name: 'screening.resolution_records_per_s', value: made.length / seconds, unit: 'per s of one core' });
}
