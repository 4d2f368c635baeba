// SPDX-License-Identifier: Apache-2.0
/** `comity evidence hand-overs`: items that went to the other authority of a case or came from it, and answering one, at the authority's own server. */
import { z } from 'zod';
import { type AnswerOfferWire, answerOfferSchema, type HandOverRowWire, handOverRowSchema } from '../../evidence/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const evidenceHandOvers: Command = {
  name: 'evidence hand-overs',
  summary: 'lists the hand-overs of evidence of a case, each with both signed dispatches; takes one over, or declines it',
  help: `
  CASE                   the case, req_...
  --take ID              takes this hand-over over, hov_..., as it was found:
    --received-by NAME, --place TEXT, --custodian NAME, --condition TEXT
    --seal WORD          intact, broken or no-seal
    --digest DIGEST      of a file: the digest of the bytes that came
  --decline ID           declines it, with --reasons TEXT
${signInHelp}
  --json                 prints them as JSON

Exit code 0: listed, or answered; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity evidence hand-overs req_01jd8v4k --take hov_01jd8v4m --received-by 'Officer Vale' --place Store \\
    --custodian Registry --condition 'As described' --seal intact --officer preparer@xb.example --code 123456`,
  options: {
    json: { type: 'boolean' },
    take: { type: 'string' },
    decline: { type: 'string' },
    reasons: { type: 'string' },
    'received-by': { type: 'string' },
    place: { type: 'string' },
    custodian: { type: 'string' },
    condition: { type: 'string' },
    seal: { type: 'string' },
    digest: { type: 'string' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, ...others] = given.words;
    if (caseId === undefined || others.length > 0) {
      const issue = { path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity evidence hand-overs --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const answer = answerOf(given);
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const base = `/api/evidence/cases/${encodeURIComponent(caseId)}/hand-overs`;
    const { value } = answer;
    const answered =
      value === null
        ? await session.value.get(base)
        : await session.value.send('POST', `${base}/${encodeURIComponent(value.handOver)}/answer`, value.said);
    await session.value.end();
    if (!answered.ok) return refuse(output, answered.issues, exitCodes.no, asJson);
    const { rows } = z.object({ rows: z.array(handOverRowSchema) }).parse(answered.value);
    if (asJson) output.line(JSON.stringify(rows));
    else for (const row of rows) for (const line of linesOf(row)) output.line(line);
    if (rows.length === 0 && !asJson) output.line('No item of evidence went to the other authority or came from it.');
    return exitCodes.done;
  },
};

type Answer = { readonly handOver: string; readonly said: AnswerOfferWire } | null;

function answerOf(given: Given): Result<Answer> {
  const [take, decline] = [given.text('take'), given.text('decline')];
  if (take !== null && decline !== null) return fail('--take, --decline', 'Both are named.', 'Take it over, or decline it.');
  const handOver = take ?? decline;
  if (handOver === null) return ok(null);
  const said =
    take === null
      ? { answer: 'declined', reasons: given.text('reasons') }
      : {
          answer: 'received',
          at: null,
          receivedBy: given.text('received-by'),
          place: given.text('place'),
          custodian: given.text('custodian'),
          condition: given.text('condition'),
          seal: given.text('seal'),
          digest: given.text('digest'),
        };
  const parsed = answerOfferSchema.safeParse(said);
  if (parsed.success) return ok({ handOver, said: parsed.data });
  const [first] = parsed.error.issues;
  const option = optionOf[String(first?.path[0] ?? '')] ?? String(first?.path[0] ?? '');
  return fail(`--${option}`, 'It is missing, or not what is asked for.', 'See ./comity evidence hand-overs --help.');
}

const optionOf: Readonly<Record<string, string>> = { receivedBy: 'received-by' };

function linesOf(row: HandOverRowWire): string[] {
  const [from, to] = row.direction === 'out' ? ['we', row.counterpartName] : [row.counterpartName, 'us'];
  const due = row.dueAt === null ? '' : `, due back ${row.dueAt}`;
  return [
    `${row.id}  ${row.title}: ${row.manner} from ${from} to ${to}${due}; ${row.state.replaceAll('-', ' ')}`,
    `   log of ${row.carried[0]?.entries.length ?? 0} entries, ends with ${row.head}`,
    ...(row.dispatch === null ? [] : [`   handed over by ${row.dispatch}`]),
    ...(row.answerDispatch === null ? [] : [`   answered by ${row.answerDispatch}, log goes on with ${row.headThere ?? 'nothing'}`]),
    ...(row.reasons === '' ? [] : [`   ${row.reasons}`]),
  ];
}
