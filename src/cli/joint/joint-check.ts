// SPDX-License-Identifier: Apache-2.0
/** `comity joint check`: whether the plan of a joint operation can be carried out as it stands, and who leads by its criteria; without a server. */
import { planIssues, planSchema, tallyOf } from '../../joint-operations/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';

export const jointCheck: Command = {
  name: 'joint check',
  summary: 'checks the plan of a joint operation: steps, instant, press, and who leads by the stated criteria',
  help: `
  PLAN                   the plan as JSON
  --json                 prints the weights and what is wrong as JSON

Exit code 0: it can be carried out as it stands; 1: something is wrong; 2: wrongly used, or no plan.

  ./comity joint check examples/joint/plan-three-authorities.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'PLAN', problem: 'Name exactly one plan.', remedy: 'See ./comity joint check --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const read = await readJsonFile(file, planSchema, 'Give the plan of a joint operation as JSON.');
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const plan = read.value;
    const issues = planIssues(plan);
    const tally = tallyOf(plan);
    if (asJson) output.line(JSON.stringify({ lead: plan.lead, tally, issues }));
    else {
      const needed = plan.participants.filter(({ isNeeded }) => isNeeded).length;
      output.line(
        `${plan.title}: ${plan.participants.length} authorities, ${needed} needed; decided by ${plan.decideBy}, at ${plan.instant}`,
      );
      for (const { authority, weight } of tally) output.line(`  ${authority === plan.lead ? 'leads' : '     '}  ${authority}  ${weight}`);
      for (const { path, problem, remedy } of issues) output.line(`  ${path}: ${problem} ${remedy}`);
      if (issues.length === 0) output.line('  In order.');
    }
    return issues.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
