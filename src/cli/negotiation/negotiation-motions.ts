// SPDX-License-Identifier: Apache-2.0
/** `comity negotiation motions`: motions about a party of an agreement in force: listing them, moving, voting and answering. */
import type { Result } from '../../kernel/index.ts';
import { type Declaration, motionAims, type NegotiationDetailWire, negotiationDetailSchema, votes } from '../../negotiation/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const negotiationMotions: Command = {
  name: 'negotiation motions',
  summary: 'shows the motions about parties of an agreement; moves, votes or answers',
  help: `
  AGREEMENT              the digest of the agreement, sha256:...
  --move AIM             suspend or lift: moves that the others suspend --party, or end that, with its --reason
  --party AUTHORITY      the authority that the motion concerns, ca1...
  --vote VOTE            for or against: votes on --motion
  --motion NOTE          the motion, by the digest that the list shows
  --answer TEXT          what this authority has to say to a --motion that concerns it
  --reason TEXT          every party reads it; a vote may go without
${signInHelp}
  --json                 prints the motions as JSON

A motion and a vote bind the authority: they wait for signatories with a mandate, who sign in the workplace. An answer goes at once.
Exit code 0: listed, prepared or sent; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity negotiation motions sha256:4f... --move suspend --party ca1xcxc... \\
    --reason "It passes on what it receives." --officer keeper@xb.example --code 123456`,
  options: {
    move: { type: 'string' },
    party: { type: 'string' },
    vote: { type: 'string' },
    motion: { type: 'string' },
    answer: { type: 'string' },
    reason: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const wrong = (problem: string) =>
      refuse(output, [{ path: 'AGREEMENT', problem, remedy: 'See ./comity negotiation motions --help.' }], exitCodes.wrongUse, asJson);
    const [agreement, ...others] = given.words;
    if (agreement === undefined || others.length > 0) return wrong('Name exactly one agreement by its digest.');
    const asked = stepOf(given);
    if (asked === null)
      return wrong('Give --move with --party and --reason, --vote with --motion, --answer with --motion, or none of them.');
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await carryOut(session.value, agreement, asked);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const detail = negotiationDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify({ motions: detail.motions, waiting: detail.waiting?.content ?? null }));
    else for (const line of linesOf(detail)) output.line(line);
    return exitCodes.done;
  },
};

type Step = { readonly kind: 'list' } | { readonly kind: 'answer'; readonly motion: string; readonly text: string } | Declaration;

/** Null where the options do not fit together. */
function stepOf(given: Given): Step | null {
  const [move, vote, text] = [given.text('move'), given.text('vote'), given.text('answer')];
  const [party, motion, reason] = [given.text('party'), given.text('motion'), given.text('reason') ?? ''];
  const steps = [move, vote, text].filter((step) => step !== null);
  if (steps.length === 0) return party === null && motion === null ? { kind: 'list' } : null;
  if (steps.length > 1) return null;
  const aim = motionAims.find((name) => name === move);
  if (aim !== undefined) return party === null || reason.trim() === '' ? null : { kind: 'motion', party, aim, reason };
  const known = votes.find((name) => name === vote);
  if (motion === null) return null;
  if (known !== undefined) return { kind: 'motion-vote', motion, vote: known, reason };
  return text === null || text.trim() === '' ? null : { kind: 'answer', motion, text };
}

async function carryOut(session: ServerSession, agreement: string, step: Step): Promise<Result<unknown>> {
  const life = `/api/negotiations/lives/${encodeURIComponent(agreement)}`;
  if (step.kind === 'list') return session.get(life);
  if (step.kind !== 'answer') return session.send('POST', life, step);
  const found = await session.get(life);
  if (!found.ok) return found;
  const { id } = negotiationDetailSchema.parse(found.value).row;
  return session.send('POST', `/api/negotiations/${id}/motion-answers`, { motion: step.motion, text: step.text });
}

function linesOf({ motions, waiting }: NegotiationDetailWire): string[] {
  const aims = { suspend: 'suspend', lift: 'end the suspension of' } as const;
  const lines = motions.flatMap((motion) => {
    const given = motion.votes.filter(({ vote }) => vote === 'for').length;
    return [
      motion.note,
      `  ${aims[motion.aim]} ${motion.party.name}, moved by ${motion.by.name} on ${motion.at.slice(0, 10)}: ${motion.reason}`,
      `  ${motion.state} (${motion.until}): ${given} for, ${motion.needed} of ${motion.votes.length + motion.notVoted.length} needed`,
      ...motion.votes.map(({ by, vote }) => `  ${by.name}: ${vote}`),
      ...(motion.answer === null ? [] : [`  ${motion.party.name} answers: ${motion.answer}`]),
    ];
  });
  const waits =
    waiting === null ? [] : [`A step (${waiting.content.kind}) waits for ${waiting.approversMin} signatories in the workplace.`];
  return [...(lines.length === 0 ? ['No motion about a party.'] : lines), ...waits];
}
