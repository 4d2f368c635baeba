// SPDX-License-Identifier: Apache-2.0
/** `comity joint show`: one joint matter with its notes, readiness, decision and steps, from the authority's own server. */
import { type JointDetailWire, jointDetailSchema } from '../../joint-operations/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const jointShow: Command = {
  name: 'joint show',
  summary: 'shows a joint matter: readiness, decision, steps, notes, and what we may say now',
  help: `
  MATTER                 the matter, jnt_...
${signInHelp}
  --json                 prints it as JSON

Exit code 0: shown; 1: it is not there, or it is our turn and the time is over; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint show jnt_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [matter, ...others] = given.words;
    if (matter === undefined || others.length > 0) {
      const issue = { path: 'MATTER', problem: 'Name exactly one matter.', remedy: 'See ./comity joint show --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/joint/matters/${encodeURIComponent(matter)}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const detail = jointDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(detail));
    else print(output, detail);
    const { isOurTurn, dueAt } = detail.row;
    return isOurTurn && dueAt !== null && dueAt < new Date().toISOString() ? exitCodes.no : exitCodes.done;
  },
};

function print(output: Output, { row, head, operation, notes, behind, may }: JointDetailWire): void {
  output.line(`${row.title}: ${row.work.replaceAll('-', ' ')}, ${row.stage.replaceAll('-', ' ')}${row.isOurTurn ? '; our turn' : ''}`);
  if (operation !== null) {
    const { plan, readiness, decision, steps } = operation;
    output.line(`  decided by ${plan.decideBy}, at ${plan.instant}; led by ${nameOf(row, plan.lead)}`);
    for (const { who, state, isNeeded } of readiness) output.line(`  ${state.padEnd(8)}  ${who.name}${isNeeded ? '' : ' (not needed)'}`);
    output.line(decision === null ? '  not decided' : `  ${decision.outcome} by ${decision.by.name} at ${decision.at}`);
    for (const { id, owner, last } of steps) output.line(`  step ${id} of ${owner.name}: ${last === null ? 'no report' : last.outcome}`);
  }
  for (const { at, author, kind } of notes) output.line(`  ${at}  ${author.name}: ${kind.replaceAll('-', ' ')}`);
  for (const { who, notes: count, isOnItsWay } of behind)
    output.line(`  ${who.name} is not known to hold ${count} of them${isOnItsWay ? '; on their way' : ''}`);
  output.line(`  head ${head}; we may: ${may.join(', ') || 'nothing'}`);
}

function nameOf({ participants }: JointDetailWire['row'], authority: string): string {
  return participants.find(({ authorityId }) => authorityId === authority)?.name ?? authority;
}
