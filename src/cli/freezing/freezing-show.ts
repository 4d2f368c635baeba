// SPDX-License-Identifier: Apache-2.0
/** `comity freezing show`: the ledger and the clocks of an order, from the authority's own server. */
import { type FreezeDetailWire, freezeDetailSchema } from '../../freezing/wire.ts';
import { formatMoney, isCurrency } from '../../kernel/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const freezingShow: Command = {
  name: 'freezing show',
  summary: 'shows the ledger and the clocks of an order to freeze or confiscate',
  help: `
  CASE                   the case of the order, req_...
${signInHelp}
  --json                 prints it as JSON

Exit code 0: shown; 1: it is not there, or one of its clocks is over; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity freezing show req_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, ...others] = given.words;
    if (caseId === undefined || others.length > 0) {
      const issue = { path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity freezing show --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/freezing/orders/${encodeURIComponent(caseId)}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const detail = freezeDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(detail));
    else print(output, detail);
    return detail.clocks.some((clock) => clock.isOver) ? exitCodes.no : exitCodes.done;
  },
};

function print(output: Output, { row, lines, totals, clocks, history }: FreezeDetailWire): void {
  const sum = (minor: string): string =>
    isCurrency(row.currency) ? `${formatMoney({ amountMinor: BigInt(minor), currency: row.currency })} ${row.currency}` : minor;
  output.line(`${row.reference}: ${row.state.replaceAll('-', ' ')}, ${sum(totals.frozenMinor)} of ${sum(row.hereMinor)} frozen`);
  for (const line of lines) output.line(`  ${line.state.padEnd(8)}  ${sum(line.valueMinor)}  ${line.description}, ${line.heldBy}`);
  for (const clock of clocks) {
    const met = clock.metAt === null ? (clock.isOver ? 'over' : 'runs') : `met ${clock.metAt}`;
    output.line(`  clock ${clock.what}: due ${clock.dueAt}, ${met}`);
  }
  for (const { at, sentence } of history) output.line(`  ${at}  ${sentence}`);
}
