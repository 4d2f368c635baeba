// SPDX-License-Identifier: Apache-2.0
/** `comity screen resolve`: which entries of several files are one entity, why, and what a person said about it. */
import path from 'node:path';
import { z } from 'zod';
import { fail, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { explain, type Judgement, parseJudgements, recordKey, resolveEntities, type SourceRecord } from '../../screening/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { writeNewFile } from '../write-file.ts';
import { readListFiles } from './list-files.ts';

const idsSchema = z.record(z.string().max(1000), z.string().max(1000));

export const screenResolve: Command = {
  name: 'screen resolve',
  summary: 'says which entries of several files are one entity, with every reason',
  help: `
  FILE...                two or more files of subjects, in any layout that ./comity screen reads; each file is a source, named as the file
  --judgements FILE      CSV with the columns left, right, verdict (same, different, unsure): what a person said about two entries, named
                         as SOURCE:ID. A line taken out of it is undone with the next run
  --ids FILE             the entities of a former run, so that an entity keeps its name
  --save FILE            writes the entities of this run there, for --ids of the next
  --json                 prints entities and unsure pairs as JSON

Prints each entity of more than one entry with the reasons that joined it, then the pairs that a person should judge. Exit code 0: done; 2:
wrongly used, or a file that cannot be read.

  ./comity screen resolve examples/screening/list-xa.csv examples/screening/customers.csv`,
  options: { judgements: { type: 'string' }, ids: { type: 'string' }, save: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length < 2) {
      const remedy = 'See ./comity screen resolve --help.';
      return refuse(output, [{ path: 'FILE', problem: 'Give two files or more.', remedy }], exitCodes.wrongUse, asJson);
    }
    const lists = await readListFiles(given.words);
    if (!lists.ok) return refuse(output, lists.issues, exitCodes.wrongUse, asJson);
    const judged = await judgementsOf(given.text('judgements'));
    if (!judged.ok) return refuse(output, judged.issues, exitCodes.wrongUse, asJson);
    const former = await formerIds(given.text('ids'));
    if (!former.ok) return refuse(output, former.issues, exitCodes.wrongUse, asJson);
    const records = lists.value.flatMap(({ list, subjects }): SourceRecord[] => subjects.map((subject) => ({ source: list, subject })));
    const resolution = resolveEntities(records, judged.value, former.value);
    if (asJson) output.line(JSON.stringify(resolution));
    else show(output, records, resolution);
    const save = given.text('save');
    if (save === null) return exitCodes.done;
    const ids = resolution.clusters.flatMap(({ id, records: members }) => members.map((key) => [key, id] as const));
    const written = await writeNewFile(path.resolve(save), Buffer.from(`${JSON.stringify(Object.fromEntries(ids), null, 2)}\n`));
    return written.ok ? exitCodes.done : refuse(output, written.issues, exitCodes.wrongUse, asJson);
  },
};

async function judgementsOf(name: string | null): Promise<Result<readonly Judgement[]>> {
  if (name === null) return ok([]);
  const bytes = await readGivenFile(name, limits.importBytesMax);
  return bytes.ok ? parseJudgements(new TextDecoder().decode(bytes.value), name) : bytes;
}

async function formerIds(name: string | null): Promise<Result<ReadonlyMap<string, string>>> {
  if (name === null) return ok(new Map());
  const bytes = await readGivenFile(name, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const json = parseStrictJson(bytes.value, name, { bytesMax: limits.importBytesMax, depthMax: 2 });
  if (!json.ok) return json;
  const parsed = idsSchema.safeParse(json.value);
  if (parsed.success) return ok(new Map(Object.entries(parsed.data)));
  return fail(name, 'It does not name an entity for each entry.', 'Give a file that --save wrote.');
}

function show(output: Output, records: readonly SourceRecord[], resolution: ReturnType<typeof resolveEntities>): void {
  const names = new Map(records.map((record) => [recordKey(record), record.subject.names[0]?.text ?? '']));
  const nameOf = (key: string): string => `${key} ${names.get(key) ?? ''}`.trim();
  for (const { id, records: members, joinedBy } of resolution.clusters) {
    if (members.length < 2) continue;
    output.line(`${id}: ${members.map(nameOf).join(' = ')}`);
    for (const joined of joinedBy) {
      if ('verdict' in joined) output.line(`  ${joined.left} and ${joined.right}: a person said so`);
      else {
        output.line(`  ${joined.score.toFixed(3)}  ${joined.left} and ${joined.right}`);
        for (const reason of explain(joined.seen)) output.line(`         ${reason.sentence}`);
      }
    }
  }
  for (const pair of resolution.unsure) output.line(`unsure ${pair.score.toFixed(3)}: ${nameOf(pair.left)} and ${nameOf(pair.right)}`);
  const joined = resolution.clusters.filter((cluster) => cluster.records.length > 1).length;
  output.line(`${resolution.clusters.length} entities, ${joined} of more than one entry, ${resolution.unsure.length} pairs to judge`);
}
