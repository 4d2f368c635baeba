// SPDX-License-Identifier: Apache-2.0
/** `comity approvals review`: what an officer is about to approve, read on another machine, with its digest computed there. */
import { parseStrictJson, type Result, ok, fail, type JsonValue } from '../../kernel/index.ts';
import { reviewSchema, reviewsSchema, type ReviewWire } from '../../officers/index.ts';
import { bodyRootOf, digestOfText, fromHex } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const approvalsReview: Command = {
  name: 'approvals review',
  summary: 'lists what you are about to approve, or prints the exact text of one thing after computing its digest',
  help: `
[NUMBER]                 the short number that the first device shows; without it, everything that you are about to approve is listed
${signInHelp}
  --json                 prints the answer of the server as JSON

For approvers who have no passkey; with one, open /review in a browser. Run it on another machine than the one on which you approve.
Exit code 0: listed, or the text makes the digest; 1: nothing has this number, or the text does not make the digest: do not approve;
2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity approvals review abcd-efgh --officer approver@xa.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [code, more] = given.words;
    if (more !== undefined) {
      const issue = { path: more, problem: 'This command takes one short number.', remedy: 'See ./comity approvals review --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const lines = await (code === undefined ? listed(session.value, asJson) : read(session.value, code, asJson));
    await session.value.end();
    if (!lines.ok) return refuse(output, lines.issues, exitCodes.no, asJson);
    for (const line of lines.value) output.line(line);
    return exitCodes.done;
  },
};

async function listed(session: ServerSession, asJson: boolean): Promise<Result<readonly string[]>> {
  const answer = await session.get('/api/approvals/reviews');
  if (!answer.ok) return answer;
  const { open, given } = reviewsSchema.parse(answer.value);
  if (asJson) return ok([JSON.stringify({ open, given })]);
  const rows = open.map(({ code, way, subject, preparedAt }) => `${code}  ${way.name}, since ${preparedAt}: ${subject}`);
  const done = given.map(({ code, actClass, at }) => `${code}  ${actClass}, approved ${at}`);
  return ok([...(rows.length === 0 ? ['You are about to approve nothing.'] : rows), ...done]);
}

async function read(session: ServerSession, code: string, asJson: boolean): Promise<Result<readonly string[]>> {
  const answer = await session.send('POST', '/api/approvals/reviews', { code });
  if (!answer.ok) return answer;
  const review = reviewSchema.parse(answer.value);
  const parts = partsOf(review);
  if (!parts.ok) return parts;
  if (asJson) return ok([JSON.stringify(review)]);
  return ok([
    `${review.way.name}, prepared by ${review.preparedByName}`,
    `${review.subject}: computed here from the text below`,
    ...parts.value.flatMap((part) => ['', JSON.stringify(part, null, 2)]),
  ]);
}

/** The text and what stands in it, each once it came to the digest that it should have. */
function partsOf(review: ReviewWire): Result<readonly JsonValue[]> {
  const wrong = fail('subject', 'The text does not make the digest that would be signed.', 'Do not approve it, and tell an administrator.');
  if (digestOfText(review.text) !== review.subject) return wrong;
  const parts: JsonValue[] = [];
  for (const { digest, text, seed } of review.opened) {
    const json = parseStrictJson(new TextEncoder().encode(text), 'opened');
    const bytes = seed === null ? null : fromHex(seed);
    if (!json.ok || !review.text.includes(JSON.stringify(digest))) return wrong;
    const computed = bytes === null ? digestOfText(text) : bodyRootOf(json.value, bytes);
    if (computed !== digest) return wrong;
    parts.push(json.value);
  }
  const whole = parseStrictJson(new TextEncoder().encode(review.text), 'text');
  return whole.ok ? ok([...parts, whole.value]) : whole;
}
