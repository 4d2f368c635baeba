// SPDX-License-Identifier: Apache-2.0
/** `comity statistics`: turnaround by counterpart and agreement, refusals, feedback, property, what is overdue; printed, or as a file. */
import type { z } from 'zod';
import { statisticsSchema } from '../../desk/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';

export const statisticsCommand: Command = {
  name: 'statistics',
  summary: 'counts requests of a span of days: turnaround by counterpart and agreement, refusals, feedback, property',
  help: `
  --from DAY             first day, YYYY-MM-DD, in the authority's time zone
  --to DAY               last day
  --csv                  prints the table of requests for a program
  --out FILE             writes all of it to a new file, by its ending: .xlsx (workbook), .pdf (paper), .csv (table of requests)
  --json                 prints all figures as JSON
${signInHelp}

A request counts in the span in which it was received. Exit code 0: counted; 1: the server refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity statistics --from 2026-01-01 --to 2026-12-31 --out 2026.xlsx --officer auditor@xb.example --code 123456`,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    csv: { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [fromDay, toDay] = [given.text('from'), given.text('to')];
    if (fromDay === null || toDay === null || given.words.length > 0) {
      const remedy = 'See ./comity statistics --help.';
      return refuse(output, [{ path: '--from, --to', problem: 'Give the first and the last day.', remedy }], exitCodes.wrongUse, asJson);
    }
    const out = given.text('out');
    const kind = out === null ? (given.has('csv') ? 'csv' : null) : out.slice(out.lastIndexOf('.') + 1).toLowerCase();
    const file = kind === null ? null : (files.find(([ending]) => ending === kind)?.[1] ?? null);
    if (kind !== null && file === null) {
      const remedy = 'End it in .xlsx, .pdf or .csv.';
      return refuse(output, [{ path: '--out', problem: 'The ending says no kind of file.', remedy }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const query = new URLSearchParams({ fromDay, toDay }).toString();
    if (file !== null) {
      const got = await session.value.file(`/api/desk/statistics/${file}?${query}`);
      await session.value.end();
      if (!got.ok) return refuse(output, got.issues, exitCodes.no, asJson);
      if (out === null) {
        output.line(new TextDecoder().decode(got.value).trimEnd());
        return exitCodes.done;
      }
      const written = await writeNewFile(out, got.value);
      if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
      output.line(`${out}: ${got.value.length} bytes`);
      return exitCodes.done;
    }
    const answer = await session.value.get(`/api/desk/statistics?${query}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const found = statisticsSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(found));
    else for (const line of linesOf(found)) output.line(line);
    return exitCodes.done;
  },
};

const files = [
  ['xlsx', 'tables.xlsx'],
  ['pdf', 'report.pdf'],
  ['csv', 'table.csv'],
] as const;

function linesOf({ rows, refusals, feedback, property }: z.infer<typeof statisticsSchema>): string[] {
  if (rows.length === 0) return ['No request was received in these days.'];
  return [
    ...rows.map((row) => {
      const days = row.medianDaysToAnswer === null ? 'none answered yet' : `median ${row.medianDaysToAnswer} days to an answer`;
      const outcome = `${row.answered} answered, ${row.refused} refused, ${row.open} open, ${row.overdue} overdue, ${row.reportedOn} with feedback`;
      return `${row.side} ${row.counterpartName}, ${row.agreementTitle}: ${row.received} received, ${outcome}; ${days}`;
    }),
    ...refusals.map(({ side, ground, meaning, count }) => `refused on ${ground}, ${meaning} (${side}): ${count}`),
    ...feedback.map(({ side, usefulness, count }) => `feedback ${usefulness.replaceAll('-', ' ')} (${side}): ${count}`),
    ...property.map((row) => {
      const states = `${row.toIssuing} to the issuing and ${row.toExecuting} to the executing state`;
      const returned = `${row.toVictims} to victims (${row.victims} compensated), ${states}`;
      return `property in ${row.currency} (${row.side}): ${row.frozenEver} frozen, ${row.held} still, ${row.released} released, ${returned}`;
    }),
  ];
}
