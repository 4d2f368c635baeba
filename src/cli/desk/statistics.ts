// SPDX-License-Identifier: Apache-2.0
/** `comity statistics`: turnaround by counterpart and agreement, refusals by ground, what is overdue, as a table or CSV. */
import { statisticsSchema } from '../../desk/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const statisticsCommand: Command = {
  name: 'statistics',
  summary: 'counts requests of a span of days: turnaround by counterpart and agreement, refusals by ground',
  help: `
  --from DAY             first day, YYYY-MM-DD, in the authority's time zone
  --to DAY               last day
  --csv                  prints the table for a spreadsheet
  --json                 prints all figures as JSON
${signInHelp}

A request counts in the span in which it was received. Exit code 0: counted; 1: the server refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity statistics --from 2026-01-01 --to 2026-12-31 --csv --officer auditor@xb.example --code 123456`,
  options: { from: { type: 'string' }, to: { type: 'string' }, csv: { type: 'boolean' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [fromDay, toDay] = [given.text('from'), given.text('to')];
    if (fromDay === null || toDay === null || given.words.length > 0) {
      const remedy = 'See ./comity statistics --help.';
      return refuse(output, [{ path: '--from, --to', problem: 'Give the first and the last day.', remedy }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const query = new URLSearchParams({ fromDay, toDay }).toString();
    if (given.has('csv')) {
      const file = await session.value.file(`/api/desk/statistics/table.csv?${query}`);
      await session.value.end();
      if (!file.ok) return refuse(output, file.issues, exitCodes.no, asJson);
      output.line(new TextDecoder().decode(file.value).trimEnd());
      return exitCodes.done;
    }
    const answer = await session.value.get(`/api/desk/statistics?${query}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const found = statisticsSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(found));
    else {
      for (const row of found.rows) {
        const days = row.medianDaysToAnswer === null ? 'none answered yet' : `median ${row.medianDaysToAnswer} days to an answer`;
        const outcome = `${row.answered} answered, ${row.refused} refused, ${row.open} open, ${row.overdue} overdue`;
        output.line(`${row.side} ${row.counterpartName}, ${row.agreementTitle}: ${row.received} received, ${outcome}; ${days}`);
      }
      for (const { side, ground, count } of found.refusals) output.line(`refused on ${ground} (${side}): ${count}`);
      if (found.rows.length === 0) output.line('No request was received in these days.');
    }
    return exitCodes.done;
  },
};
