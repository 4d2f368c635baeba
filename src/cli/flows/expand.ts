// SPDX-License-Identifier: Apache-2.0
/** `comity expand`: the parties around one, hop by hop, with the sums between them; or the shortest way to another. */
import { digestOfValue, type WhoPaidWhom } from '../../columns/index.ts';
import { expandParty, type ExpandRequest, indexMovements, placesMax, shortestWay, stepOf, whoPaidWhom } from '../../flows/index.ts';
import type { ExpansionWire, TraceStep } from '../../flows/wire.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { keptTable, movementFileHelp, type MovementFiles, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';

const hopsOtherwise = 2;
const partiesOtherwise = 2000;
const degreeOtherwise = 500;

export const expand: Command = {
  name: 'expand',
  summary: 'shows the parties around one with the sums between them, or the shortest way to another',
  help: `
${movementFileHelp}
  --party NAME           the party, as the files write it
  --to NAME              shows the shortest way there in the place of the surroundings, each movement after the one before
  --hops NUMBER          how far; ${hopsOtherwise} if left out
  --way in|out|both      who paid it, whom it paid, or both, which is what is done if it is left out
  --parties NUMBER       the most parties; ${partiesOtherwise} if left out. What is left out is counted
  --degree NUMBER        a party with more movements on one side is shown and not gone through; ${degreeOtherwise} if left out
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. Of a table that is kept it reads what the search touches: 4 bytes a party of the table and 12 a party that it
reached, of which there may be ${placesMax}. Exit code 0: done; 1: there is no way; 2: wrongly used, or a file cannot be read.

  ./comity expand examples/flows/small-layering.csv --party XA-3003`,
  options: {
    ...movementFileOptions,
    party: { type: 'string' },
    to: { type: 'string' },
    hops: { type: 'string' },
    way: { type: 'string' },
    parties: { type: 'string' },
    degree: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const hopsMax = numbers.whole('hops', 1, 200, hopsOtherwise);
    const [partiesMax, degreeMax] = [
      numbers.whole('parties', 1, 1_000_000, partiesOtherwise),
      numbers.whole('degree', 1, 100_000_000, degreeOtherwise),
    ];
    const way = given.text('way') ?? 'both';
    const issues = [...numbers.issues];
    if (way !== 'in' && way !== 'out' && way !== 'both')
      issues.push({ path: '--way', problem: 'It is no way.', remedy: 'Choose of in, out, both.' });
    if (issues.length > 0 || (way !== 'in' && way !== 'out' && way !== 'both')) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const request = {
      party: given.text('party') ?? '',
      hopsMax,
      way,
      partiesMax,
      degreeMax,
      fromMs: Number.NEGATIVE_INFINITY,
      untilMs: Number.POSITIVE_INFINITY,
    } as const;
    return given.text('to') === null
      ? showAround(given, output, request)
      : showWay(given, output, { ...request, to: given.text('to') ?? '' });
  },
};

/** Of a table that is kept, only what the search touches is read. */
async function openPaid(given: Given, output: Output): Promise<Result<Paid>> {
  const kept = await keptTable(given);
  if (kept !== null) {
    if (!kept.ok) return kept;
    const table = kept.value;
    const steps = (rows: readonly number[]): readonly TraceStep[] => {
      const some = table.loadRows(rows);
      return rows.map((_row, index) => stepOf(some, index));
    };
    return ok({ paid: table, digest: table.facts.digest, reports: table.facts.reports, steps });
  }
  const read = await readMovementFiles(given, tellOf(given, output));
  if (!read.ok) return read;
  const { movements, digest, reports } = read.value;
  const paid = whoPaidWhom(movements, indexMovements(movements));
  return ok({ paid, digest, reports, steps: (rows) => rows.map((row) => stepOf(movements, row)) });
}

interface Paid extends Pick<MovementFiles, 'digest' | 'reports'> {
  readonly paid: WhoPaidWhom;
  readonly steps: (rows: readonly number[]) => readonly TraceStep[];
}

async function showAround(given: Given, output: Output, request: ExpandRequest): Promise<number> {
  const asJson = given.has('json');
  const read = await openPaid(given, output);
  if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
  const { paid, digest, reports } = read.value;
  const expansion = expandParty(paid, request);
  if (!expansion.ok) return refuse(output, expansion.issues, exitCodes.wrongUse, asJson);
  const content = { ...expansion.value, input: digest };
  const document: ExpansionWire = { ...content, digest: digestOfValue(content) };
  await giveDocument(given, output, { document, reports, lines: linesOf(document) });
  return exitCodes.done;
}

async function showWay(given: Given, output: Output, { party, to: target, hopsMax }: ExpandRequest & { to: string }): Promise<number> {
  const asJson = given.has('json');
  const read = await openPaid(given, output);
  if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
  const { paid, digest, reports } = read.value;
  const [from, to] = [paid.parties.find(party), paid.parties.find(target)];
  const rows = from === null || to === null ? ok(null) : shortestWay(paid, { from, to, hopsMax, placesMax });
  if (!rows.ok) return refuse(output, rows.issues, exitCodes.wrongUse, asJson);
  const steps = rows.value === null ? [] : read.value.steps(rows.value);
  const lines = steps.map(
    ({ row, at, from: payer, to: payee, amount, asset }) => `  row ${row}, ${at}: ${payer} > ${payee}, ${amount} ${asset}`,
  );
  const document = { input: digest, steps };
  await giveDocument(given, output, { document, reports, lines: rows.value === null ? [`no way within ${hopsMax} hops`] : lines });
  return rows.value === null ? exitCodes.no : exitCodes.done;
}

function tellOf(given: Given, output: Output): (sentence: string) => void {
  return (sentence) => (given.has('json') ? undefined : output.problem(sentence));
}

function linesOf({ parties, edges, movementsLeftOut }: ExpansionWire): readonly string[] {
  return [
    `${parties.length} parties, ${edges.length} pairs${movementsLeftOut > 0 ? `; ${movementsLeftOut} movements to others left out` : ''}`,
    ...edges
      .slice(0, 60)
      .map(
        ({ from, to, asset, movements, amount }) =>
          `  ${from} > ${to}: ${amount} ${asset.symbol} in ${movements} movement${movements === 1 ? '' : 's'}`,
      ),
    ...(parties.some(({ isHub }) => isHub)
      ? [
          `not gone through: ${parties
            .filter(({ isHub }) => isHub)
            .map(({ name }) => name)
            .join(', ')}`,
        ]
      : []),
  ];
}
