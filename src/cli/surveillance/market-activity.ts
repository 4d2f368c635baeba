// SPDX-License-Identifier: Apache-2.0
/** `comity market-activity`: what a participant did in files of market events over time, or what happened in an instrument. */
import { unitsText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { describeActivity } from '../../surveillance/index.ts';
import type { MarketActivityWire, MarketSubjectWire } from '../../surveillance/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { marketFileHelp, marketFileOptions, readMarketFiles } from './market-files.ts';

export const marketActivity: Command = {
  name: 'market-activity',
  summary: 'says what a participant did over time, what is unusual for it, and whom it met more often than by chance',
  help: `
${marketFileHelp}
  --participant NAME     a beneficial owner, or VENUE/ACCOUNT where none is known, as alerts name them; or
  --instrument VENUE/SYMBOL
  --json                 prints all steps

Needs no server. Exit code 0; 2: wrongly used, a file cannot be read, or it holds no event of it.

  ./comity market-activity examples/market/small-day.csv --participant 'Invented Holdings'`,
  options: { ...marketFileOptions, participant: { type: 'string' }, instrument: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const subject = subjectOf(given);
    if (!subject.ok) return refuse(output, subject.issues, exitCodes.wrongUse, asJson);
    const files = await readMarketFiles(given, () => undefined);
    if (!files.ok) return refuse(output, files.issues, exitCodes.wrongUse, asJson);
    const activity = describeActivity(files.value.events, subject.value);
    if (!activity.ok) return refuse(output, activity.issues, exitCodes.wrongUse, asJson);
    if (asJson) output.line(JSON.stringify(activity.value));
    else for (const line of activityLines(subject.value, activity.value)) output.line(line);
    return exitCodes.done;
  },
};

function subjectOf(given: Given): Result<MarketSubjectWire> {
  const [participant, instrument] = [given.text('participant'), given.text('instrument')];
  const name = participant ?? instrument;
  if (name === null || (participant !== null && instrument !== null)) {
    return fail('--participant', 'Name one participant or one instrument.', 'Write it as an alert names it, such as XVEN/acc-71.');
  }
  return ok({ kind: participant === null ? 'instrument' : 'participant', name });
}

function activityLines({ name }: MarketSubjectWire, activity: MarketActivityWire): readonly string[] {
  const percentOf = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    `${name}: ${activity.from} to ${activity.until}, ${activity.steps} steps of ${(activity.stepMs / 1000).toFixed(1)} s`,
    ...(activity.accounts.length === 0 ? [] : [`accounts: ${activity.accounts.join(', ')}`]),
    ...activity.instruments.map(({ venue, symbol, orders, withdrawnShare, trades, bought, sold, sizeDecimals, usual, positionByStep }) => {
      const size = (units: number): string => unitsText(BigInt(Math.round(units)), sizeDecimals);
      const unusual =
        usual === null
          ? 'active too seldom to say what is usual'
          : `${usual.unusualSteps.length} of ${usual.activeSteps} active steps are unusual`;
      return (
        `${venue}/${symbol}: ${orders} orders${withdrawnShare === null ? '' : ` (${percentOf(withdrawnShare)} of their size withdrawn)`}, ` +
        `${trades} trades, ${positionByStep === null ? 'taken to buy' : 'bought'} ${size(bought)}, ` +
        `${positionByStep === null ? 'to sell' : 'sold'} ${size(sold)}; ${unusual}`
      );
    }),
    ...activity.others.map(
      ({ name: other, trades, share, shareByChance, isFrequent }) =>
        `${other}: ${trades} trades, ${percentOf(share)}${shareByChance === null ? '' : `, by chance ${percentOf(shareByChance)}`}` +
        (isFrequent ? ', far more often than by chance' : ''),
    ),
  ];
}
