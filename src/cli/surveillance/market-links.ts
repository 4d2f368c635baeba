// SPDX-License-Identifier: Apache-2.0
/** `comity market-links`: which accounts on markets belong with one, through which records and judgements; and who may hold it. */
import { linkProposalsSchema, type LinkProposalsWire } from '../../findings/index.ts';
import { ok } from '../../kernel/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { readSubjectQuestion, subjectHelp, subjectOptions } from '../records/subject-question.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const marketLinks: Command = {
  name: 'market-links',
  summary: 'shows which accounts on markets belong with one, and through what, and links it to who holds it',
  help: `
  NAME                   an owner or VENUE/ACCOUNT, as alerts of the server name it
${subjectHelp('whether this subject of a record holds it')}
${signInHelp}
  --json                 prints the links and proposals as JSON

It is a use of every record of which something is shown. A link is an officer's judgement, remembered and taken back at will.
Exit code 0: shown; 1: no alert names it, or it was refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity market-links XVEN/acc-7 --purpose supervision --officer preparer@xb.example --code 123456`,
  options: {
    ...subjectOptions,
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const asked = readSubjectQuestion(given, 'market-links', 'NAME');
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const { subject: name, purpose, judgement, undo } = asked.value;
    const done =
      judgement !== null
        ? await session.value.send('POST', '/api/findings/entities/judgements', { left: `market:${name}`, ...judgement })
        : undo !== null
          ? await session.value.send('DELETE', `/api/findings/entities/judgements/${encodeURIComponent(undo)}`, undefined)
          : ok(null);
    const answer = done.ok ? await session.value.send('POST', '/api/findings/market-subjects/links', { name, purpose }) : done;
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(answer.value));
    else print(output, name, linkProposalsSchema.parse(answer.value));
    return exitCodes.done;
  },
};

function print(output: Output, name: string, { links, proposals, accounts, withheld }: LinkProposalsWire): void {
  output.line(name);
  for (const { holders, joined } of links.participants) {
    for (const { label, judged } of holders) output.line(`  held by ${label}: ${judged.reason} ${judged.officerName} (${judged.id})`);
    for (const { participant, relation, steps, alerts } of joined) {
      output.line(`  ${participant}: ${relation}, named in ${alerts} alert${alerts === 1 ? '' : 's'}`);
      for (const { sentence, records } of steps) output.line(`    ${sentence} [${records.map(({ label }) => label).join(' – ')}]`);
    }
  }
  for (const { account, holder, label } of accounts) output.line(`  account ${account}, ${holder} [${label}]`);
  for (const { right, name: subject, label, score, reasonsFor, reasonsAgainst } of proposals) {
    output.line(`Perhaps held by (${score.toFixed(2)}): ${subject}, ${label}, ${right}`);
    for (const { sentence } of reasonsFor) output.line(`  for: ${sentence}`);
    for (const { sentence } of reasonsAgainst) output.line(`  against: ${sentence}`);
  }
  for (const { count, reason } of [...links.withheld, ...withheld]) output.line(`Withheld: ${count}. ${reason}`);
}
