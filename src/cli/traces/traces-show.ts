// SPDX-License-Identifier: Apache-2.0
/** `comity traces`: the traces of the authority's own server, or one of them with the parts of other authorities and what is still dark. */
import { z } from 'zod';
import { type TraceDetailWire, traceDetailSchema, traceRowSchema } from '../../findings/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const traces: Command = {
  name: 'traces',
  summary: 'lists the traces of the server, or shows one: where the value is, on whose data, and what is still dark',
  help: `
  ID                     a trace; left out: all of them
${signInHelp}
  --json                 prints them as JSON

Exit code 0: shown; 1: there is none such for this officer; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity traces --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [id, ...others] = given.words;
    if (others.length > 0) {
      const issue = { path: others[0] ?? '', problem: 'Name one trace, or none.', remedy: 'See ./comity traces --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/findings/traces${id === undefined ? '' : `/${encodeURIComponent(id)}`}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(answer.value));
    else if (id !== undefined) printTrace(output, traceDetailSchema.parse(answer.value));
    else {
      const rows = z.array(traceRowSchema).parse(answer.value);
      for (const { id: trace, title, methods, holders } of rows) output.line(`${trace}  ${title} (${methods.join(', ')}): ${holders} ends`);
      if (rows.length === 0) output.line('no trace');
    }
    return exitCodes.done;
  },
};

function printTrace(output: Output, { row, picture, reached, traces: made, facts }: TraceDetailWire): void {
  output.line(`${row.title}: ${row.methods.join(', ')}, ${row.direction}, over ${facts.movements} movements, ${facts.digest}`);
  for (const { method, digest } of made) output.line(`  ${method}  ${digest}`);
  for (const { asset, amount } of picture?.begun ?? []) output.line(`began with ${amount} ${asset.symbol}`);
  for (const { authority, kind, party, amount, asset } of picture?.ends ?? []) {
    output.line(`  ${amount.padStart(20)} ${asset.symbol}  ${kind.padEnd(8)} ${party ?? '(not named)'}, on the data of ${authority.name}`);
  }
  for (const { authority, amount, asset, why, caseState } of picture?.dark ?? []) {
    output.line(
      `  ${amount.padStart(20)} ${asset.symbol}  dark     ${authority.name}: ${why}${caseState === null ? '' : `, request ${caseState}`}`,
    );
  }
  for (const { authority, entries, caseId } of reached) {
    output.line(`reached ${authority.name} at ${entries.length} entry points; ${caseId === null ? 'not handed on' : `request ${caseId}`}`);
  }
}
