// SPDX-License-Identifier: Apache-2.0
/** `comity joint-alert ask`: the request for the other leg of an alert, with period, instruments and accounts filled in; as a draft, or submitted. */
import { z } from 'zod';
import { assistanceKinds, contentFields } from '../../../agreements/wire.ts';
import { caseDetailSchema, linkRelations } from '../../../assistance/wire.ts';
import { purposes } from '../../../conditions/wire.ts';
import { peerRowSchema } from '../../../exchange/wire.ts';
import { leadDetailSchema, leadDraftAnswerSchema, type leadDraftSchema } from '../../../findings/wire.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../../kernel/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../../sign-in-options.ts';

export const jointAlertAsk: Command = {
  name: 'joint-alert ask',
  summary: 'asks another authority for the other leg of an alert: period, instruments and accounts are filled in',
  help: `
  LEAD                   the alert, by its lead
  --counterpart WHO      the authority that is asked, by its identifier or its name
  --assistance KIND      what is asked for; otherwise transaction-records
  --purpose PURPOSE      otherwise the one of the alert
  --about NAME           asks about this owner or VENUE/ACCOUNT as well; may be given many times
  --links KIND           asks as well which accounts belong with theirs: ${linkRelations.join(' or ')}; may be given many times
  --say FIELD=TEXT       writes a field of the request in place of what is filled in: ${contentFields.slice(0, 4).join(', ')}, ...
  --submit               submits it for approval; without it, it stays a draft that nobody has sent
${signInHelp}
  --json                 prints the case, its state and the question as JSON

A submission that is refused leaves the draft, and says which. Exit code 0: drafted or submitted; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint-alert ask led_01jd8v4k --counterpart 'Financial Market Authority of Xandria' --links owner-group \\
    --say precautions='Known to the market desk alone.' --submit --officer preparer@xb.example --code 123456`,
  options: {
    counterpart: { type: 'string' },
    assistance: { type: 'string' },
    purpose: { type: 'string' },
    about: { type: 'string', multiple: true },
    links: { type: 'string', multiple: true },
    say: { type: 'string', multiple: true },
    submit: { type: 'boolean' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const wish = readWish(given);
    if (!wish.ok) return refuse(output, wish.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const asked = await ask(session.value, wish.value);
    await session.value.end();
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.no, asJson);
    const { row, draft, counterpartName } = asked.value;
    const { id, state } = row;
    if (asJson) output.line(JSON.stringify({ caseId: id, state, question: draft?.alert ?? null }));
    else {
      const { participants = [], underlyings = [], from = '', until = '' } = draft?.alert ?? {};
      output.line(`${counterpartName} is asked about ${participants.join(', ')} in ${underlyings.join(', ')}, from ${from} to ${until}.`);
      const stands = state === 'draft' ? 'a draft that nobody has sent; --submit submits one, and so does the workplace' : state;
      output.line(`${id}: ${stands}.`);
    }
    return exitCodes.done;
  },
};

interface Wish {
  readonly lead: string;
  readonly counterpart: string;
  /** Null: the purpose of the alert. */
  readonly purpose: Order['purpose'] | null;
  readonly order: Omit<Order, 'counterpart' | 'purpose'>;
  readonly say: Readonly<Record<string, string>>;
  readonly isSubmitted: boolean;
}
type Order = z.output<typeof leadDraftSchema>;

function readWish(given: Given): Result<Wish> {
  const issues: Issue[] = [];
  const oneOf = <Word extends string>(option: string, word: string, known: readonly Word[]): Word | null => {
    const found = known.find((one) => one === word) ?? null;
    if (found === null) issues.push({ path: `--${option}`, problem: `"${word}" is none.`, remedy: `Give one of ${known.join(', ')}.` });
    return found;
  };
  const remedy = 'See ./comity joint-alert ask --help.';
  const [lead = '', more] = given.words;
  if (lead === '' || more !== undefined) issues.push({ path: 'LEAD', problem: 'Name one alert.', remedy });
  const counterpart = given.text('counterpart') ?? '';
  if (counterpart === '') issues.push({ path: '--counterpart', problem: 'It is missing.', remedy: 'Name the authority that is asked.' });
  const assistance = oneOf('assistance', given.text('assistance') ?? 'transaction-records', assistanceKinds);
  const named = given.text('purpose');
  const purpose = named === null ? null : oneOf('purpose', named, purposes);
  const links = given.texts('links').flatMap((word) => oneOf('links', word, linkRelations) ?? []);
  const say = given.texts('say').map((text) => [text, /^([a-z-]+)=(.+)$/s.exec(text)] as const);
  for (const [text, match] of say)
    if (match === null) issues.push({ path: `--say ${text}`, problem: 'It is no FIELD=TEXT.', remedy: 'Write it as precautions=TEXT.' });
    else oneOf('say', match[1] ?? '', contentFields);
  if (issues.length > 0 || assistance === null) return failWith(issues);
  return ok({
    lead,
    counterpart,
    purpose,
    order: { assistance, participants: [...given.texts('about')], links: [...new Set(links)] },
    say: Object.fromEntries(say.map(([, match]) => [match?.[1] ?? '', match?.[2] ?? ''])),
    isSubmitted: given.has('submit'),
  });
}

type Asked = z.output<typeof caseDetailSchema> & { readonly counterpartName: string };

async function ask(session: ServerSession, { lead, counterpart, purpose, order, say, isSubmitted }: Wish): Promise<Result<Asked>> {
  const place = `/api/findings/leads/${encodeURIComponent(lead)}`;
  const found = await session.get(place);
  if (!found.ok) return found;
  const alert = leadDetailSchema.parse(found.value);
  if (alert.about.kind !== 'alert') return fail(lead, 'It is no alert of market surveillance.', 'Name the lead of an alert.');
  const peer = await findPeer(session, counterpart);
  if (!peer.ok) return peer;
  const asked = { ...order, counterpart: peer.value.authorityId, purpose: purpose ?? alert.purpose } satisfies Order;
  const drafted = await session.send('POST', `${place}/draft`, asked);
  if (!drafted.ok) return drafted;
  const { caseId } = leadDraftAnswerSchema.parse(drafted.value);
  const ofCase = `/api/assistance/cases/${encodeURIComponent(caseId)}`;
  const staying = ({ path, problem, remedy }: Issue): Issue => ({
    path: `${caseId}, ${path}`,
    problem,
    remedy: `${remedy} The draft stays.`,
  });
  const shown = await session.get(ofCase);
  if (!shown.ok) return shown;
  let detail = caseDetailSchema.parse(shown.value);
  if (Object.keys(say).length > 0 && detail.draft !== null) {
    const written = { ...detail.draft, content: { ...detail.draft.content, ...say } };
    const edited = await session.send('PUT', `/api/assistance/drafts/${encodeURIComponent(caseId)}`, written);
    if (!edited.ok) return failWith(edited.issues.map(staying));
    detail = caseDetailSchema.parse(edited.value);
  }
  const { draft } = detail;
  if (isSubmitted) {
    const submitted = await session.send('POST', `${ofCase}/submission`);
    if (!submitted.ok) return failWith(submitted.issues.map(staying));
    detail = caseDetailSchema.parse(submitted.value);
  }
  return ok({ ...detail, draft, counterpartName: peer.value.name });
}

/** The authority with whom we are in contact, by its identifier or by its whole name. */
async function findPeer(session: ServerSession, named: string): Promise<Result<z.output<typeof peerRowSchema>>> {
  const answer = await session.get('/api/peers');
  if (!answer.ok) return answer;
  const live = z
    .object({ rows: z.array(peerRowSchema) })
    .parse(answer.value)
    .rows.filter(({ state }) => state === 'live');
  const word = named.toLowerCase();
  const found = live.filter(({ authorityId, name }) => authorityId === named || name.toLowerCase() === word);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return ok(first);
  const known = live.map(({ authorityId, name }) => `${name} (${authorityId})`).join(', ');
  const problem = first === undefined ? `We are in contact with nobody of the name "${named}".` : `Several have the name "${named}".`;
  return fail('--counterpart', problem, known === '' ? 'Meet it first, among the peers.' : `Give one of ${known}.`);
}
