// SPDX-License-Identifier: Apache-2.0
/** `comity ramps`: what crossed between money and digital assets, at which firms, and how they stood then. */
import type { RampsWire } from '../../flows/wire.ts';
import { rampsOf } from '../../flows/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { giveDocument } from './print-out.ts';
import { firmHelp, firmOptions, readFirms } from './read-firms.ts';
import { priceHelp, priceOptions, readPrices } from './read-prices.ts';

const linesMax = 60;

export const ramps: Command = {
  name: 'ramps',
  summary: 'shows what crossed between money and digital assets, by month and asset, at which firms and in which jurisdictions',
  help: `
${movementFileHelp}
${firmHelp}
${priceHelp}
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. Money is what lies on the ledger "bank". A crossing has both legs in one transaction; what has one leg is shown as a
side of its firm, and nothing is joined by likeness. Exit code 0: done; 2: wrongly used, or a file cannot be read.

  ./comity ramps examples/flows/ramps.csv --registrations examples/records/xb-registrations.csv \
      --firms examples/flows/firm-accounts.json --prices examples/flows/ramp-prices.csv`,
  options: {
    ...movementFileOptions,
    ...firmOptions,
    ...priceOptions,
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const firms = await readFirms(given);
    if (!firms.ok) return refuse(output, firms.issues, exitCodes.wrongUse, asJson);
    const prices = await readPrices(given);
    if (!prices.ok) return refuse(output, prices.issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const document = rampsOf(read.value, { firms: firms.value, prices: prices.value });
    if (!document.ok) return refuse(output, document.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: document.value, reports: read.value.reports, lines: linesOf(document.value) });
    return exitCodes.done;
  },
};

function linesOf({ currency, firms, jurisdictions, crossings, sides, unknown }: RampsWire): readonly string[] {
  const worth = ({ value }: { readonly value: string | null }): string => (value === null ? '' : `, worth ${value} ${currency ?? ''}`);
  const who = (firm: number | null): string => (firm === null ? '(no known firm)' : (firms[firm]?.name ?? ''));
  const stood = (standing: string | null): string => standing ?? 'nobody known';
  return [
    'both legs known, by jurisdiction of registration:',
    ...jurisdictions.map(
      ({ jurisdiction, ramp, standing, money, moneyAmount, digital, digitalAmount, movements, ...one }) =>
        `  ${(jurisdiction ?? '??').padEnd(3)} ${ramp.padEnd(3)} ${moneyAmount} ${money.symbol}, ${digitalAmount} ${digital.symbol} in ${movements}, ` +
        `${stood(standing)}${worth(one)}`,
    ),
    'month by month:',
    ...crossings
      .slice(0, linesMax)
      .map(
        ({ month, firm, ramp, standing, money, moneyAmount, digital, digitalAmount, movements }) =>
          `  ${month} ${who(firm)}, ${ramp}: ${moneyAmount} ${money.symbol}, ${digitalAmount} ${digital.symbol} in ${movements}, ${stood(standing)}`,
      ),
    'one leg known; how much of it crossed is not:',
    ...sides
      .slice(0, linesMax)
      .map(
        ({ month, firm, ramp, side, asset, amount, movements, standing, ...one }) =>
          `  ${month} ${who(firm)}, ${side}: ${amount} ${asset.symbol} in ${movements}; ${ramp}-ramp, ${stood(standing)}${worth(one)}`,
      ),
    `not known: ${unknown.oneLeg} exchanges lack a leg, ${unknown.notOneAndOne} are not one of money and one digital, ` +
      `${unknown.severalFirms} lie between two firms, ${unknown.claimedTwice.count} addresses have two registrations`,
    ...unknown.unseen.map(({ name, jurisdiction, why }) => `  nothing seen of ${name} (${jurisdiction}): ${why.replaceAll('-', ' ')}`),
  ];
}
