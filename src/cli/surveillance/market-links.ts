// SPDX-License-Identifier: Apache-2.0
/** `comity market-links`: which accounts on markets belong with one, through which records and judgements; and who may hold it. */
import { purposes, purposeSchema } from '../../conditions/wire.ts';
import { linkProposalsSchema, type LinkProposalsWire } from '../../findings/index.ts';
import { judgementVerdictSchema, judgementVerdicts } from '../../findings/wire.ts';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const marketLinks: Command = {
  name: 'market-links',
  summary: 'shows which accounts on markets belong with one, and through what, and links it to who holds it',
  help: `
  NAME                   an owner or VENUE/ACCOUNT, as alerts of the server name it
  --purpose PURPOSE      what records are looked at for: ${purposes.slice(0, 3).join(', ')}, ...
  --judge KEY            first judges whether this subject of a record holds it, by the key of a proposal
  --verdict VERDICT      ${judgementVerdicts.join(', ')}
  --reason TEXT          why
  --undo ID              first takes this judgement back
${signInHelp}
  --json                 prints the links and proposals as JSON

It is a use of every record of which something is shown. A link is an officer's judgement, remembered and taken back at will.
Exit code 0: shown; 1: no alert names it, or it was refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity market-links XVEN/acc-7 --purpose supervision --officer preparer@xb.example --code 123456`,
  options: {
    purpose: { type: 'string' },
    judge: { type: 'string' },
    verdict: { type: 'string' },
    reason: { type: 'string' },
    undo: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const asked = readQuestion(given);
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const { name, purpose, judgement, undo } = asked.value;
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

interface Asked {
  readonly name: string;
  readonly purpose: string;
  readonly judgement: { readonly right: string; readonly verdict: string; readonly reason: string } | null;
  readonly undo: string | null;
}

function readQuestion(given: Given): Result<Asked> {
  const issues: Issue[] = [];
  const remedy = 'See ./comity market-links --help.';
  const name = given.words.join(' ');
  if (name === '') issues.push({ path: 'NAME', problem: 'It is missing.', remedy });
  const purpose = given.text('purpose') ?? '';
  if (!purposeSchema.safeParse(purpose).success)
    issues.push({ path: '--purpose', problem: 'It is missing, or none that is known.', remedy });
  const [right, verdict, reason] = [given.text('judge'), given.text('verdict') ?? '', given.text('reason') ?? ''];
  if (right !== null && (!judgementVerdictSchema.safeParse(verdict).success || reason === '')) {
    const problem = 'A judgement needs a verdict and a reason.';
    issues.push({ path: '--verdict', problem, remedy: `Give one of ${judgementVerdicts.join(', ')}, and --reason.` });
  }
  if (right !== null && given.text('undo') !== null)
    issues.push({ path: '--undo', problem: 'It is given beside a judgement.', remedy: 'Do one after the other.' });
  if (issues.length > 0) return failWith(issues);
  return ok({ name, purpose, judgement: right === null ? null : { right, verdict, reason }, undo: given.text('undo') });
}

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
