// SPDX-License-Identifier: Apache-2.0
/** `comity exposure`: how near everybody's money lies to listed addresses, by hops and by share. */
import path from 'node:path';
import { exposureTo } from '../../flows/index.ts';
import type { ExposureWire } from '../../flows/wire.ts';
import type { Issue } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';
import { readNames } from './read-names.ts';

const hopsOtherwise = 5;
const shownOtherwise = 100;

export const exposure: Command = {
  name: 'exposure',
  summary: 'shows how near money lies to listed addresses, by hops and by share',
  help: `
${movementFileHelp}
  --listed FILE          listed addresses, one a line; may be given several times, each file a group
  --services FILE        parties at which money stops, one a line
  --hops-max NUMBER      hops that are counted; ${hopsOtherwise} if left out
  --show NUMBER          how many parties to show; ${shownOtherwise} if left out. All are counted
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. The share is by haircut, exact to the unit. Exit code 0: nobody is exposed; 1: somebody is; 2: wrongly used, or a
file cannot be read.

  ./comity exposure examples/flows/small-layering.csv --listed examples/flows/listed.txt`,
  options: {
    ...movementFileOptions,
    listed: { type: 'string', multiple: true },
    services: { type: 'string' },
    'hops-max': { type: 'string' },
    show: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const [hopsMax, shownMax] = [numbers.whole('hops-max', 1, 200, hopsOtherwise), numbers.whole('show', 0, 100_000, shownOtherwise)];
    const issues: Issue[] = [...numbers.issues];
    const groups: { name: string; parties: readonly string[] }[] = [];
    for (const file of given.texts('listed')) {
      const names = await readNames(file);
      if (names.ok) groups.push({ name: path.basename(file), parties: names.value });
      else issues.push(...names.issues);
    }
    if (given.texts('listed').length === 0)
      issues.push({ path: '--listed', problem: 'It is missing.', remedy: 'Give a file with listed addresses.' });
    const services = await readNames(given.text('services'));
    if (!services.ok) issues.push(...services.issues);
    if (issues.length > 0 || !services.ok) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const document = exposureTo(read.value, { groups, services: services.value, hopsMax, shownMax });
    if (!document.ok) return refuse(output, document.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: document.value, reports: read.value.reports, lines: linesOf(document.value) });
    return document.value.parties.count === 0 ? exitCodes.done : exitCodes.no;
  },
};

function linesOf({ groups, parties }: ExposureWire): readonly string[] {
  return [
    ...groups.map(({ name, listed, found }) => `${name}: ${found} of ${listed} listed addresses move value here`),
    `${parties.count} holdings are exposed`,
    ...parties.first
      .slice(0, 30)
      .flatMap(({ party, asset, to }) =>
        to.map(
          ({ group, hops, arrived, arrivedShare, held, heldShare }) =>
            `  ${party.padEnd(40)} ${groups[group]?.name ?? ''}: ${hops} hops, got ${arrived} ${asset.symbol} (${(arrivedShare * 100).toFixed(2)} %), ` +
            `holds ${held} (${(heldShare * 100).toFixed(2)} %)`,
        ),
      ),
  ];
}
