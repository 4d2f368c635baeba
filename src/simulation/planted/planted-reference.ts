// SPDX-License-Identifier: Apache-2.0
/** docs/reference/planted-failures.md, made from the table of planted failures. */
import { type PlantedFailure, plantedFailures } from './planted-table.ts';

export function plantedReference(): string {
  const rows = plantedFailures.map(
    (row) => `| \`${row.name}\` | ${row.failure} | ${row.source} | ${row.mutation} | ${row.promises.join(' or ')} | ${seedsText(row)} |`,
  );
  return [
    '# Planted failures',
    '',
    'For developers and auditors. Made from `src/simulation/planted/planted-table.ts`. Each row is a failure of a system that others',
    'built and run, put into the simulated servers on purpose. The simulation must notice it by the promise that is named, within so',
    'many seeds, counted from seed 1 where no other is named; a test holds each row to that. What takes a long story is looked for in',
    'long ones (`--length long`), which are one of three in any other run. See one for yourself:',
    '',
    '```sh',
    './comity simulate --seeds 20 --plant duplicates-delivered-again',
    '```',
    '',
    '| name | what fails | where it did | what is changed here | noticed by | seeds at most |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'The promises are explained in [what Comity promises](../concepts/promises.md), the simulation in',
    '[simulating a federation](../guides/simulation.md). `assumption` means that the program stopped by itself.',
    '',
  ].join('\n');
}

function seedsText({ seedsMax, firstSeed, length }: PlantedFailure): string {
  const from = firstSeed === undefined ? '' : ` from seed ${firstSeed}`;
  return `${seedsMax}${length === 'long' ? ' long' : ''}${from}`;
}
