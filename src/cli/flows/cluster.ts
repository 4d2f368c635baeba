// SPDX-License-Identifier: Apache-2.0
/** `comity cluster`: which addresses belong together, why, and what tags say of them. */
import { availableParallelism, tmpdir } from 'node:os';
import { formatOfFile, openTextRows } from '../../columns/index.ts';
import { clusterParties, linkReasons, type LinkReason, ordinaryRules, type Tag, tagColumns, tagOf } from '../../flows/index.ts';
import type { ClusteringWire } from '../../flows/wire.ts';
import { fail, type Issue, ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';
import { readNames } from './read-names.ts';

const shownOtherwise = 50;

export const cluster: Command = {
  name: 'cluster',
  summary: 'finds addresses that belong together, with the reason for each link and what tags say',
  help: `
${movementFileHelp}
  --tags FILE            tags: CSV with address, actor, and where known category, abuse, label, confidence, pack
  --reasons LIST         of ${linkReasons.join(', ')}; all of them if left out
  --contested FILE       pairs that an officer says are not one owner's, one a line: ADDRESS ADDRESS
  --show NUMBER          how many clusters and conflicts to show; ${shownOtherwise} if left out. All are counted
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. A tag is a claim with a source; a link between clusters whose tags name different actors is shown and not followed.
Exit code 0: done; 2: wrongly used, or a file cannot be read.

  ./comity cluster examples/flows/small-coins.csv --tags examples/flows/tags.csv`,
  options: {
    ...movementFileOptions,
    tags: { type: 'string' },
    reasons: { type: 'string' },
    contested: { type: 'string' },
    show: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const shownMax = numbers.whole('show', 0, 100_000, shownOtherwise);
    const issues: Issue[] = [...numbers.issues];
    const names = given
      .text('reasons')
      ?.split(',')
      .map((name) => name.trim()) ?? [...linkReasons];
    const reasons = names.flatMap((name): LinkReason[] => linkReasons.filter((reason) => reason === name));
    if (reasons.length < names.length)
      issues.push({ path: '--reasons', problem: 'It names one that there is not.', remedy: `Choose of ${linkReasons.join(', ')}.` });
    const tags = await readTags(given.text('tags'));
    if (!tags.ok) issues.push(...tags.issues);
    const pairs = await readNames(given.text('contested'));
    if (!pairs.ok) issues.push(...pairs.issues);
    if (issues.length > 0 || !tags.ok || !pairs.ok) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const contested = pairs.value.map((line) => line.split(/\s+/)).map(([one = '', other = '']) => [one, other] as const);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const document = clusterParties(read.value, { tags: tags.value, reasons, contested, rules: ordinaryRules, only: null, shownMax });
    await giveDocument(given, output, { document, reports: read.value.reports, lines: linesOf(document) });
    return exitCodes.done;
  },
};

async function readTags(file: string | null): Promise<Result<readonly Tag[]>> {
  if (file === null) return ok([]);
  const format = formatOfFile(file);
  if (format === null) return fail(file, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet.');
  const rows = await openTextRows({ file, format, hasHeader: true, threads: availableParallelism(), spillFolder: tmpdir() });
  if (!rows.ok) return rows;
  try {
    const there = tagColumns.filter((name) => rows.value.columns.includes(name));
    if (!there.includes('address') || !there.includes('actor')) {
      return fail(file, 'It has no columns address and actor.', `It has ${rows.value.columns.slice(0, 20).join(', ')}.`);
    }
    const tags: Tag[] = [];
    for await (const chunk of rows.value.chunks(there)) {
      for (const row of chunk) {
        const tag = tagOf((name) => row[there.indexOf(name)] ?? '');
        if (tag !== null) tags.push(tag);
      }
    }
    return ok(tags);
  } finally {
    rows.value.close();
  }
}

function linesOf({ reasons, coinJoins, clusters, conflicts }: ClusteringWire): readonly string[] {
  return [
    reasons.map(({ reason, links }) => `${links} ${reason}`).join(', ') + `; ${coinJoins} transactions of several owners give no reason`,
    `${clusters.count} clusters of ${clusters.parties} addresses; the largest:`,
    ...clusters.first
      .slice(0, 12)
      .flatMap(({ members, claims, evidence }) => [
        `\n  ${members.count} addresses: ${members.first.slice(0, 4).join(', ')}${members.count > 4 ? ', ...' : ''}`,
        ...claims
          .slice(0, 3)
          .map(
            ({ actor, weight, tags }) =>
              `    said to be ${actor} (${tags[0]?.category ?? ''}), weight ${weight}, by ${tags[0]?.source ?? ''}`,
          ),
        ...evidence.slice(0, 3).map(({ reason, one, other, row }) => `    ${reason} ${one} and ${other}, row ${row}`),
      ]),
    ...(conflicts.count > 0 ? [`\n${conflicts.count} links are not followed:`] : []),
    ...conflicts.first.slice(0, 12).map(({ reason, one, other, row, why }) => `  ${reason} ${one} and ${other}, row ${row}: ${why}`),
  ];
}
