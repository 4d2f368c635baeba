// SPDX-License-Identifier: Apache-2.0
/** `comity liquidity`: how much of an asset went between jurisdictions in each period, and how fast it turned over. */
import { liquidityOfAsset } from '../../flows/index.ts';
import type { LiquidityWire } from '../../flows/wire.ts';
import type { Issue } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';

export const liquidity: Command = {
  name: 'liquidity',
  summary: 'shows how an asset moves between jurisdictions over time, and how fast it turns over',
  help: `
${movementFileHelp}
  --asset SYMBOL         the asset
  --jurisdictions LIST   beginnings of parties' names: XA=XA-,XB=XB-
  --period-days NUMBER   length of a period; 1 if left out
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. Exit code 0: done; 2: wrongly used, or a file cannot be read.

  ./comity liquidity examples/flows/small-layering.csv --asset EUR --jurisdictions XA=XA-,XB=XB-,XC=XC-`,
  options: {
    ...movementFileOptions,
    asset: { type: 'string' },
    jurisdictions: { type: 'string' },
    'period-days': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const periodDays = numbers.whole('period-days', 1, 3660, 1);
    const issues: Issue[] = [...numbers.issues];
    const prefixes = (given.text('jurisdictions') ?? '').split(',').map((part) => {
      const [jurisdiction = '', prefix = ''] = part.split('=');
      if (jurisdiction === '' || prefix === '')
        issues.push({ path: '--jurisdictions', problem: `"${part.slice(0, 40)}" names none.`, remedy: 'Write XA=XA-,XB=XB-.' });
      return { jurisdiction, prefix };
    });
    if (issues.length > 0) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const document = liquidityOfAsset(read.value, { asset: given.text('asset') ?? '', ledger: null, prefixes, periodDays });
    if (!document.ok) return refuse(output, document.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: document.value, reports: read.value.reports, lines: linesOf(document.value) });
    return exitCodes.done;
  },
};

function linesOf({ asset, flows, velocity }: LiquidityWire): readonly string[] {
  return [
    `\n${asset.ledger}/${asset.symbol}`,
    ...flows
      .slice(0, 60)
      .map(({ begins, from, to, amount }) => `  ${begins.slice(0, 10)} ${from.padEnd(10)} > ${to.padEnd(10)} ${amount.padStart(20)}`),
    'turnovers:',
    ...velocity
      .slice(0, 60)
      .map(({ begins, jurisdiction, turnovers }) => `  ${begins.slice(0, 10)} ${jurisdiction.padEnd(10)} ${turnovers.toFixed(3)}`),
  ];
}
