// SPDX-License-Identifier: Apache-2.0
/** `comity joint-alert answer`: what another authority asks about the other leg of its alert, our part of it as a reply, or what we told taken back. */
import type { z } from 'zod';
import { caseDetailSchema } from '../../../assistance/wire.ts';
import { type legAnswerOrderSchema, legQuestionSchema, type LegQuestionWire } from '../../../findings/index.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../../kernel/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../../sign-in-options.ts';

export const jointAlertAnswer: Command = {
  name: 'joint-alert answer',
  summary: 'shows what another authority asks about its alert, prepares our part as a reply, or takes back what was told',
  help: `
  CASE                   the request, req_...; without further options, the question and what may be told are shown
  --file FILE            tells what those asked about did in this file of market events, mkf_...
  --other NAME           tells of this owner or VENUE/ACCOUNT as well; may be given many times
  --link NAME            tells that this account belongs with those asked about, where it is offered; may be given many times
  --named                names others; without it, each stands by a number
  --complete             nothing more comes; without it, more may come
  --take-back REASON     takes back what was told before, in place of --file
  --text TEXT            the words of the reply
${signInHelp}
  --json                 prints the question, or the case and its state, as JSON

It waits for its approvals like every reply. Exit code 0: shown or prepared; 1: refused, or nothing such is asked; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint-alert answer req_01jd8v4k --file mkf_01jd7a2b --link 'Second Name Ltd' \\
    --text 'As asked, on the events of the venue.' --officer preparer@xa.example --code 123456`,
  options: {
    file: { type: 'string' },
    other: { type: 'string', multiple: true },
    link: { type: 'string', multiple: true },
    named: { type: 'boolean' },
    complete: { type: 'boolean' },
    'take-back': { type: 'string' },
    text: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const wish = readWish(given);
    if (!wish.ok) return refuse(output, wish.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const done = await carryOut(session.value, wish.value);
    await session.value.end();
    if (!done.ok) return refuse(output, done.issues, exitCodes.no, asJson);
    if (done.value.kind === 'question') {
      if (asJson) output.line(JSON.stringify(done.value.question));
      else print(output, done.value.question);
      return exitCodes.done;
    }
    const { caseId, state, waits } = done.value;
    if (asJson) output.line(JSON.stringify({ caseId, state, waits }));
    else output.line(`${caseId}: ${waits ? 'the reply waits for its approval' : 'the reply is on its way'}; the request is ${state}.`);
    return exitCodes.done;
  },
};

type Order = z.input<typeof legAnswerOrderSchema>;
interface Wish {
  readonly caseId: string;
  /** Null: the question is shown. */
  readonly order: Order | null;
  /** Accounts whose links are told. */
  readonly linked: readonly string[];
}

function readWish(given: Given): Result<Wish> {
  const remedy = 'See ./comity joint-alert answer --help.';
  const [caseId = '', more] = given.words;
  const [file, reason, text] = [given.text('file'), given.text('take-back'), given.text('text')];
  const [others, linked] = [given.texts('other'), given.texts('link')];
  const ofPart = [
    ...(others.length > 0 ? ['--other'] : []),
    ...(linked.length > 0 ? ['--link'] : []),
    ...(given.has('named') ? ['--named'] : []),
  ];
  const ofAnswer = [...ofPart, ...(text === null ? [] : ['--text']), ...(given.has('complete') ? ['--complete'] : [])];
  const issues: Issue[] = [];
  const wrong = (path: string, problem: string, what = remedy): void => void issues.push({ path, problem, remedy: what });
  if (caseId === '' || more !== undefined) wrong('CASE', 'Name one request.');
  if (file !== null && reason !== null) wrong('--take-back', 'It is given beside --file.', 'Tell a part, or take back what was told.');
  const isAnswer = file !== null || reason !== null;
  if (!isAnswer && ofAnswer.length > 0)
    wrong(
      '--file',
      `It is missing, beside ${ofAnswer.join(', ')}.`,
      `./comity joint-alert answer ${caseId === '' ? 'CASE' : caseId} lists the files.`,
    );
  if (reason !== null && ofPart.length > 0)
    wrong(ofPart.join(', '), 'It belongs to a part that is told.', 'Leave it out beside --take-back.');
  if (isAnswer && (text ?? '').trim() === '') wrong('--text', 'It is missing.', 'Give the words of the reply.');
  if (reason !== null && reason.trim() === '') wrong('--take-back', 'It is empty.', 'Say why it was wrong: the other side reads it.');
  if (issues.length > 0) return failWith(issues);
  const words = { completeness: given.has('complete') ? 'complete' : 'partial', text: text ?? '' } as const;
  if (reason !== null) return ok({ caseId, order: { kind: 'withdrawn', reason, ...words }, linked });
  if (file === null) return ok({ caseId, order: null, linked });
  return ok({
    caseId,
    order: { kind: 'part', file, others: [...others], naming: given.has('named') ? 'named' : 'coded', ...words },
    linked,
  });
}

type Done =
  | { readonly kind: 'question'; readonly question: LegQuestionWire }
  | { readonly kind: 'prepared'; readonly caseId: string; readonly state: string; readonly waits: boolean };

async function carryOut(session: ServerSession, { caseId, order, linked }: Wish): Promise<Result<Done>> {
  const place = `/api/findings/cases/${encodeURIComponent(caseId)}/alert`;
  const found = await session.get(place);
  if (!found.ok) return found;
  const question = legQuestionSchema.parse(found.value);
  if (order === null) return ok({ kind: 'question', question });
  const links = question.links.filter(({ participant }) => linked.includes(participant));
  for (const name of linked)
    if (!links.some(({ participant }) => participant === name))
      return fail(`--link ${name}`, 'Our registers link it with nobody asked about, in a way that is asked for.', 'Leave it out.');
  const refs = links.map(({ asked, participant }) => ({ asked, participant }));
  const told = await session.send('POST', place, order.kind === 'part' ? { ...order, links: refs } : order);
  if (!told.ok) return told;
  const shown = await session.get(`/api/assistance/cases/${encodeURIComponent(caseId)}`);
  if (!shown.ok) return shown;
  const { row, steps } = caseDetailSchema.parse(shown.value);
  return ok({ kind: 'prepared', caseId, state: row.state, waits: steps.some(({ state }) => state === 'awaiting-approval') });
}

function print(
  output: Output,
  { question, authority, caseState, isAnswerable, files, suggestions, links, mayTell, told }: LegQuestionWire,
): void {
  const { pattern, participants, underlyings, from, until } = question;
  output.line(`${authority.name}: ${pattern.title}; the request is ${caseState}${isAnswerable ? '' : ' and cannot be answered now'}`);
  output.line(`  asked about: ${participants.join(', ')}`);
  output.line(`  in ${underlyings.join(', ')}, from ${from} to ${until}`);
  for (const { id, name, holds } of files) output.line(`  file ${id}  ${name}: ${holdsText(holds)}`);
  if (files.length > 0 && files.every(({ holds: { fit } }) => fit !== 'whole' && fit !== 'part'))
    output.line('  No file that was looked into holds what is asked about, in that time.');
  if (files.length === 0) output.line('  No file of market events was taken in.');
  for (const { asked, participant, relation, obstacle } of links)
    output.line(`  link: ${participant} and ${asked}, ${relation}${obstacle === null ? '' : `; not to be told: ${obstacle}`}`);
  for (const { name, why } of suggestions) if (why !== 'asked') output.line(`  other: ${name} (${why})`);
  output.line(`  beside what those asked about did, the agreement lets be told: ${mayTell.join(', ') || 'nothing'}`);
  for (const { at, kind, acts } of told) output.line(`  ${at}: ${kind === 'part' ? `${acts} acts told` : 'taken back'}`);
}

const fitWords: Readonly<Record<LegQuestionWire['files'][number]['holds']['fit'], string>> = {
  whole: 'holds all of the period',
  part: 'holds a part of the period',
  'not-read': 'nobody has looked into it yet',
  'other-time': 'holds the instruments at another time',
  'other-instruments': 'holds none of the instruments',
  unreadable: 'no event in it can be read',
};

function holdsText({ fit, from, until, instruments, instrumentsCount }: LegQuestionWire['files'][number]['holds']): string {
  if (from === null || until === null) return fitWords[fit];
  const more = instrumentsCount - instruments.length;
  return `${fitWords[fit]}; ${instruments.join(', ')}${more > 0 ? ` and ${more} more` : ''}, ${from} to ${until}`;
}
