// SPDX-License-Identifier: Apache-2.0
/** `comity freeze-plan`: who must freeze what first, and what an order can still find; or a published case, replayed. */
import { z } from 'zod';
import { freezeAuthoritiesSchema, type FreezePlanWire, seedSchema } from '../../flows/wire.ts';
import { planFreeze, replayCase } from '../../flows/index.ts';
import type { Issue } from '../../kernel/index.ts';
import { moment } from '../../kernel/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';
import { readNames } from './read-names.ts';

const shownOtherwise = 50;
const replayedAuthorities = [1, 2, 5, 10] as const;
const replayedMinutes = [72 * 60, 15] as const;

export const freezePlan: Command = {
  name: 'freeze-plan',
  summary: 'plans a freeze: who must act first, what can still be found, what orders would have saved',
  help: `
${movementFileHelp}
  --seeds FILE           what was stolen, as JSON; see ./comity trace
  --alert MOMENT         when the authorities learn of it, such as 2026-10-02T18:00:00.000Z
  --authorities FILE     JSON: [{ "name": "...", "prefixes": ["XB-"], "latencyMinutes": 15 }]
  --services FILE        parties at which the money is out of reach, one a line
  --order-cost NUMBER    what an order costs, in whole units of the asset; 0 if left out
  --method NAME          fifo (the default), haircut, lifo or tiho
  --show NUMBER          how many orders to show; ${shownOtherwise} if left out. All are counted
  --replay               no files: the Bybit theft of 2025 by its published rates, for 1, 2, 5 and 10 authorities
  --seed NUMBER          of the replay; 1 if left out
  --out FILE             writes the plan as JSON
  --json                 prints it as JSON

Needs no server. Exit code 0: planned; 2: wrongly used, or a file cannot be read.

  ./comity freeze-plan --replay`,
  options: {
    ...movementFileOptions,
    seeds: { type: 'string' },
    alert: { type: 'string' },
    authorities: { type: 'string' },
    services: { type: 'string' },
    'order-cost': { type: 'string' },
    method: { type: 'string' },
    show: { type: 'string' },
    replay: { type: 'boolean' },
    seed: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const seed = numbers.whole('seed', 0, 2 ** 31 - 1, 1);
    const [shownMax, orderCost] = [numbers.whole('show', 0, 100_000, shownOtherwise), numbers.whole('order-cost', 0, 1_000_000_000, 0)];
    if (given.has('replay') && numbers.issues.length === 0) return printReplay(given, output, seed);
    const issues: Issue[] = [...numbers.issues];
    const method = z.enum(['fifo', 'haircut', 'lifo', 'tiho']).safeParse(given.text('method') ?? 'fifo');
    if (!method.success) issues.push({ path: '--method', problem: 'It is no method.', remedy: 'Choose of fifo, haircut, lifo, tiho.' });
    const alert = moment.safeParse(given.text('alert') ?? '');
    if (!alert.success) issues.push({ path: '--alert', problem: 'It is no moment in UTC.', remedy: 'Write 2026-10-02T18:00:00.000Z.' });
    const seeds = await readJsonFile(
      given.text('seeds') ?? '--seeds',
      z.array(seedSchema),
      'Give a list of seeds; see ./comity trace --help.',
    );
    if (!seeds.ok) issues.push(...seeds.issues);
    const authorities = await readJsonFile(
      given.text('authorities') ?? '--authorities',
      freezeAuthoritiesSchema,
      'Give a list as --help shows it.',
    );
    if (!authorities.ok) issues.push(...authorities.issues);
    const services = await readNames(given.text('services'));
    if (!services.ok) issues.push(...services.issues);
    if (!method.success || !alert.success || !seeds.ok || !authorities.ok || !services.ok || issues.length > 0) {
      return refuse(output, issues, exitCodes.wrongUse, asJson);
    }
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const plan = planFreeze(read.value, {
      seeds: seeds.value,
      method: method.data,
      alertAt: alert.data,
      authorities: authorities.value,
      services: services.value,
      orderCost,
      shownMax,
    });
    if (!plan.ok) return refuse(output, plan.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: plan.value, reports: read.value.reports, lines: linesOf(plan.value) });
    return exitCodes.done;
  },
};

async function printReplay(given: Given, output: Output, seed: number): Promise<number> {
  const rows = replayCase(seed, replayedAuthorities, replayedMinutes);
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`.padStart(9);
  const lines = [
    'The Bybit theft of 2025 by its published rates. After 59 days 68.57 % could be traced, 27.59 % was dark, 3.84 % frozen.',
    'authorities  latency      frozen      dark  traceable  orders',
    ...rows.map(
      ({ authorities, minutes, frozen, dark, traceable, orders }) =>
        `${String(authorities).padStart(11)}  ${(minutes >= 60 ? `${minutes / 60} h` : `${minutes} min`).padEnd(8)} ` +
        `${percent(frozen)} ${percent(dark)}  ${percent(traceable)}  ${orders}`,
    ),
  ];
  await giveDocument(given, output, { document: { seed, rows }, reports: [], lines });
  return exitCodes.done;
}

function linesOf({ totals, asset, authorities, orders, hindsight, readyTogetherMinutes, alertAt }: FreezePlanWire): readonly string[] {
  return [
    `\nat ${alertAt}: ${totals.held} ${asset} held, ${totals.withinReach} within reach, ${totals.expected} expected to be found`,
    `all are ready together after ${readyTogetherMinutes} minutes; who must act first:`,
    ...authorities.map(
      ({ name, latencyMinutes, holdings, held, expected, fliesPerHour }) =>
        `  ${name}: ${held} in ${holdings} holdings, ${fliesPerHour} leave within an hour; ${expected} expected after ${latencyMinutes} minutes`,
    ),
    `${orders.count} holdings; where the most flies first:`,
    ...orders.first
      .slice(0, 15)
      .map(
        ({ party, authority, held, expected }) =>
          `  ${party.padEnd(36)} ${held.padStart(18)} ${asset}, ${authority ?? 'out of reach'}, ${expected} expected`,
      ),
    'what came after, with these orders:',
    ...hindsight.runs.map(
      ({ minutes, frozen, escaped, loose, orders: sent }) =>
        `  ${minutes === null ? 'own latencies' : `all at ${minutes} min`}: ${frozen} frozen, ${escaped} escaped, ${loose} free; ${sent} orders`,
    ),
    `the fewest orders that stop the most: ${hindsight.smallestCut.orders} ` +
      `(${hindsight.smallestCut.first.slice(0, 6).join(', ')}); ${hindsight.smallestCut.value} is their cost and what escapes`,
  ];
}
