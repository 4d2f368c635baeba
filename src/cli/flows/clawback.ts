// SPDX-License-Identifier: Apache-2.0
/** `comity clawback`: of traced value, what could be seized where it lies, under which order, by whom. */
import { z } from 'zod';
import { clawbackOf } from '../../flows/index.ts';
import { clawbackMethods, type ClawbackWire, freezeAuthoritiesSchema, seedSchema, standingOrderSchema } from '../../flows/wire.ts';
import { failWith, type Issue } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';
import { firmHelp, firmOptions, readFirms } from './read-firms.ts';
import { readNames } from './read-names.ts';
import { priceHelp, priceOptions, readPrices } from './read-prices.ts';

const shownOtherwise = 100;

export const clawback: Command = {
  name: 'clawback',
  summary: 'shows what of traced value could be seized, under which order, by whom, and what cannot be had any more',
  help: `
${movementFileHelp}
  --seeds FILE           where the trace begins, as for trace
  --orders FILE          orders that stand: JSON, each with reference, kind, authority, basis, currency, left, accounts, madeAt
  --authorities FILE     who reaches which accounts, as for freeze-plan
  --method NAME          haircut, fifo, lifo, tiho, or all; all if left out
  --services FILE        parties at which money is mixed, one a line
  --listed FILE          listed addresses, one a line; nearness of each holding is shown
${firmHelp}
${priceHelp}
  --show NUMBER          how many holdings to show; ${shownOtherwise} if left out. All are counted
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. Exit code 0: done; 2: wrongly used, or a file cannot be read.

  ./comity clawback examples/flows/small-layering.csv --seeds examples/flows/seeds.json --orders examples/flows/standing-orders.json \\
      --authorities examples/flows/freeze-authorities.json --method fifo`,
  options: {
    ...movementFileOptions,
    ...firmOptions,
    ...priceOptions,
    seeds: { type: 'string' },
    orders: { type: 'string' },
    authorities: { type: 'string' },
    method: { type: 'string' },
    services: { type: 'string' },
    listed: { type: 'string' },
    show: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const shownMax = numbers.whole('show', 0, 100_000, shownOtherwise);
    const named = given.text('method') ?? 'all';
    const methods = clawbackMethods.filter((method) => named === 'all' || named === method);
    const issues: Issue[] = [...numbers.issues];
    if (methods.length === 0)
      issues.push({ path: '--method', problem: 'It is no method.', remedy: `Choose of ${clawbackMethods.join(', ')}, or all.` });
    const [seeds, orders, authorities] = [
      await readJsonFile(given.text('seeds') ?? '--seeds', z.array(seedSchema).min(1).max(32), 'See examples/flows/seeds.json.'),
      await readJsonFile(
        given.text('orders') ?? '--orders',
        z.array(standingOrderSchema).max(500),
        'See examples/flows/standing-orders.json.',
      ),
      await readJsonFile(
        given.text('authorities') ?? '--authorities',
        freezeAuthoritiesSchema,
        'See examples/flows/freeze-authorities.json.',
      ),
    ];
    const [services, listed] = [await readNames(given.text('services')), await readNames(given.text('listed'))];
    const [firms, prices] = [await readFirms(given), await readPrices(given)];
    const all = [seeds, orders, authorities, services, listed, firms, prices];
    for (const one of all) if (!one.ok) issues.push(...one.issues);
    if (issues.length > 0 || !seeds.ok || !orders.ok || !authorities.ok || !services.ok || !listed.ok || !firms.ok || !prices.ok)
      return refuse(output, failWith(issues).issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const reach = authorities.value;
    const document = clawbackOf(read.value, {
      seeds: seeds.value,
      services: services.value,
      amountMin: null,
      ageDaysMax: null,
      hopsMax: null,
      methods,
      firms: firms.value,
      authorityOf: (party) => reach.find(({ prefixes }) => prefixes.some((prefix) => party.startsWith(prefix)))?.name ?? null,
      orders: orders.value,
      prices: prices.value?.rows ?? [],
      groups: given.text('listed') === null ? [] : [{ name: given.text('listed') ?? '', parties: listed.value }],
      shownMax,
    });
    if (!document.ok) return refuse(output, document.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: document.value, reports: read.value.reports, lines: linesOf(document.value) });
    return exitCodes.done;
  },
};

function linesOf({ asOf, orders, firms, methods }: ClawbackWire): readonly string[] {
  return [
    `as of ${asOf}`,
    ...methods.flatMap(({ method, totals, equivalents, authorities, holdings }) => [
      `${method}:`,
      ...totals.map(
        ({ asset: { symbol }, begun, covered, uncovered, mixed, ended }) =>
          `  of ${begun} ${symbol}: ${covered} could be seized; ` +
          [
            ...uncovered.map(({ why, amount }) => `${amount} ${why.replaceAll('-', ' ')}`),
            `${mixed} mixed`,
            ...ended.map(({ kind, amount }) => `${amount} ${kind}`),
          ].join(', '),
      ),
      ...equivalents.map(({ order, at, missing, reach, withoutPrice }) => {
        const { reference = '', currency = '' } = orders[order] ?? {};
        const unpriced = withoutPrice.length === 0 ? '' : `; no price then of ${withoutPrice.map(({ symbol }) => symbol).join(', ')}`;
        return `  ${reference}: ${reach} ${currency} of other property, for ${missing} at ${at} that cannot be had itself${unpriced}`;
      }),
      ...authorities.map(
        ({ authority, asset: { symbol }, held, covered }) => `  ${authority ?? '(nobody known)'}: ${covered} of ${held} ${symbol}`,
      ),
      ...holdings.first
        .slice(0, 30)
        .map(
          ({ party, firm, held, asset: { symbol }, under, uncovered, why }) =>
            `    ${party}${firm === null ? '' : ` at ${firms[firm]?.name ?? ''}`}: ${held} ${symbol}; ` +
            [
              ...under.map(({ order, amount }) => `${amount} under ${orders[order]?.reference ?? ''}`),
              ...(why === null ? [] : [`${uncovered} ${why.replaceAll('-', ' ')}`]),
            ].join(', '),
        ),
    ]),
  ];
}
