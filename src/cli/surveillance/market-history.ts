// SPDX-License-Identifier: Apache-2.0
/** `comity market-history`: an account's or an instrument's whole history replayed, proven where it can be, its gaps named; as a document. */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { auditHistory, type HistorySubject } from '../../surveillance/index.ts';
import type { MarketHistoryWire } from '../../surveillance/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { writeNewFile } from '../write-file.ts';
import { marketFileHelp, marketFileOptions, readMarketFiles } from './market-files.ts';

export const marketHistory: Command = {
  name: 'market-history',
  summary: 'replays the history of an account or an instrument, proves what it ends in, and names gaps',
  help: `
${marketFileHelp}
  --account VENUE/NAME   whose history, or
  --instrument VENUE/SYMBOL
  --out FILE             writes the document into a new file: input's digest, what happened, proofs, gaps
  --json                 prints the document

Needs no server. Exit code 0: everything that could be checked is equal; 1: there are gaps; 2: wrongly used, or a file cannot be read.

  ./comity market-history examples/market/small-day.csv --account XVEN/acc-71`,
  options: {
    ...marketFileOptions,
    account: { type: 'string' },
    instrument: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const subject = subjectOf(given);
    if (!subject.ok) return refuse(output, subject.issues, exitCodes.wrongUse, asJson);
    const files = await readMarketFiles(given, () => undefined);
    if (!files.ok) return refuse(output, files.issues, exitCodes.wrongUse, asJson);
    const history = auditHistory(files.value.events, subject.value);
    if (!history.ok) return refuse(output, history.issues, exitCodes.wrongUse, asJson);
    const out = given.text('out');
    if (out !== null) {
      const written = await writeNewFile(out, new TextEncoder().encode(`${JSON.stringify(history.value)}\n`));
      if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    }
    if (asJson) output.line(JSON.stringify(history.value));
    else for (const line of historyLines(history.value)) output.line(line);
    return history.value.gapsCount === 0 ? exitCodes.done : exitCodes.no;
  },
};

function subjectOf(given: Given): Result<HistorySubject> {
  const [account, instrument] = [given.text('account'), given.text('instrument')];
  const named = account ?? instrument;
  if (named === null || (account !== null && instrument !== null)) {
    return fail('--account', 'Name one account or one instrument.', 'Write it as VENUE/NAME, such as XVEN/acc-71.');
  }
  const [venue = '', ...rest] = named.split('/');
  return ok({ kind: account === null ? 'instrument' : 'account', venue, name: rest.join('/') });
}

function historyLines({
  subject,
  from,
  until,
  events,
  instruments,
  proofs,
  gaps,
  gapsCount,
  digest,
}: MarketHistoryWire): readonly string[] {
  const proof = (name: string, given: { readonly checked: number; readonly equal: number } | null): string =>
    given === null ? `${name}: cannot be checked` : `${name}: ${given.equal} of ${given.checked} are equal`;
  return [
    `${subject.kind} ${subject.venue}/${subject.name}: ${events} events, ${from ?? ''} to ${until ?? ''}`,
    ...instruments.map(
      ({ venue, symbol, orders, trades, bought, sold, paid, received, quoteCurrency }) =>
        `${venue}/${symbol}: ${orders.placed} orders (${orders.filled} filled, ${orders.withdrawn} withdrawn, ${orders.open} open with ` +
        `${orders.openSize}), ${trades} trades, bought ${bought} for ${paid} ${quoteCurrency}, sold ${sold} for ${received} ${quoteCurrency}`,
    ),
    [proof('orders', proofs.orders), proof('positions', proofs.positions), proof('numbers', proofs.numbers)].join('; '),
    ...gaps.map(({ at, event, sentence }) => `gap at ${at}, ${event}: ${sentence}`),
    gapsCount === 0 ? `no gap; ${digest}` : `${gapsCount} gap${gapsCount === 1 ? '' : 's'}; ${digest}`,
  ];
}
