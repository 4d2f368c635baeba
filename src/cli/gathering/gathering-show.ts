// SPDX-License-Identifier: Apache-2.0
/** `comity gathering show`: an order for evidence with its standing, formalities and clocks, from the authority's own server. */
import { type GatheringDetailWire, gatheringDetailSchema } from '../../gathering/wire.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const gatheringShow: Command = {
  name: 'gathering show',
  summary: 'shows what became of an order for evidence, its formalities and its clocks',
  help: `
  CASE                   the case of the order, req_...
${signInHelp}
  --json                 prints it as JSON

Exit code 0: shown; 1: it is not there, or one of its clocks is over; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity gathering show req_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, ...others] = given.words;
    if (caseId === undefined || others.length > 0) {
      const issue = { path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity gathering show --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/gathering/orders/${encodeURIComponent(caseId)}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const detail = gatheringDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(detail));
    else print(output, detail);
    return detail.clocks.some((clock) => clock.isOver) ? exitCodes.no : exitCodes.done;
  },
};

function print(output: Output, { row, sought, formalities, clocks, linked, history }: GatheringDetailWire): void {
  output.line(`${row.kind.replaceAll('-', ' ')} ${row.reference}: ${row.state.replaceAll('-', ' ')}`);
  for (const one of sought) output.line(`  ${(one.outcome ?? 'open').replaceAll('-', ' ')}: ${one.description}${after(one.what)}`);
  for (const one of formalities) {
    const promised = one.willObserve === null ? '' : one.willObserve ? ', promised' : `, set aside: ${one.reason}`;
    output.line(`  formality ${(one.answer ?? 'open').replaceAll('-', ' ')}: ${one.what}${promised}${after(one.note)}`);
  }
  for (const clock of clocks) {
    const met = clock.metAt === null ? (clock.isOver ? 'over' : 'runs') : `met ${clock.metAt}`;
    output.line(`  clock ${clock.what}: due ${clock.dueAt}, ${met}`);
  }
  for (const one of linked) output.line(`  linked: ${one.kind.replaceAll('-', ' ')} ${one.reference}, ${one.state} (${one.caseId})`);
  for (const { at, sentence } of history) output.line(`  ${at}  ${sentence}`);
}

const after = (text: string): string => (text === '' ? '' : `; ${text}`);
