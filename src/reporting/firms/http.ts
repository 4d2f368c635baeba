// SPDX-License-Identifier: Apache-2.0
/** The calls of firms' accounts: for officers who let firms in, and the door of the portal. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../../kernel/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import {
  firmChangeSchema,
  firmsAnswerSchema,
  firmSessionSchema,
  firmSignInSchema,
  type FirmSessionWire,
  invitationSchema,
  joiningAnswerSchema,
  joiningSchema,
  joinSchema,
  madeKeySchema,
  newFirmSchema,
  newKeySchema,
  newPersonSchema,
  personChangeSchema,
} from '../wire.ts';
import { addFirm, type By, closeFirm, disablePerson, firmRows, inviteAgain, invitePerson, makeKey, withdrawKey } from './invite.ts';
import { beginJoining, type DoorAnswer, join, type OpenedSession, signInPerson } from './sign-in.ts';
import { endPersonSession, findFirm, findPersonSession, type PersonSession } from './store.ts';

const mayLetIn = ['records-keeper', 'administrator'] as const;
const idParams = z.strictObject({ id: z.string().max(60) });
const nothing = z.strictObject({});

export function firmCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [...accountCalls(deps), ...personCalls(deps), ...keyCalls(deps), ...doorCalls(deps), ...sessionCalls(deps)];
}

function by({ officer, now, random }: CallInput<unknown, unknown, unknown>): By {
  assert(officer !== null, 'the server finds the officer before it makes this call');
  return { officer: officer.id, now, random };
}

function accountCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/reporting/firms',
      whoMay: [...mayLetIn, 'auditor'],
      summary: 'Firms that report, their persons and keys; nothing of what they report.',
      answer: firmsAnswerSchema,
      handle: async ({ now }) =>
        answerJson({ firms: await firmRows(deps.db, now), hasReader: await deps.hasReader(deps.db), address: deps.portalUrl }),
    }),
    defineCall({
      method: 'POST',
      path: '/api/reporting/firms',
      whoMay: mayLetIn,
      summary: 'Gives a firm that must report an account.',
      body: { kind: 'json', schema: newFirmSchema },
      answer: z.strictObject({ id: z.string() }),
      handle: async (input) =>
        deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
          const added = await addFirm(tx, deps, input.body, by(input));
          return added.ok ? answerJson({ id: added.value }) : { kind: 'issues', issues: added.issues };
        }),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/reporting/firms/:id',
      whoMay: mayLetIn,
      needsFreshProof: true,
      summary: "Closes a firm's account, with every session and key of it, or opens it again.",
      params: idParams,
      body: { kind: 'json', schema: firmChangeSchema },
      answer: nothing,
      handle: async (input) => doneOrAbsent(deps, (tx) => closeFirm(tx, deps, { ...input.params, ...input.body }, by(input))),
    }),
  ];
}

type Tx = Parameters<Parameters<ReturnType<ReportingDeps['db']['transaction']>['execute']>[0]>[0];

async function doneOrAbsent(deps: ReportingDeps, work: (tx: Tx) => Promise<boolean>): Promise<CallAnswer> {
  return (await deps.db.transaction().execute(work)) ? answerJson({}) : { kind: 'absent' };
}

function personCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/reporting/firms/:id/persons',
      whoMay: mayLetIn,
      needsFreshProof: true,
      summary: 'Invites a person of the firm; the answer shows the secret of the invitation, once.',
      params: idParams,
      body: { kind: 'json', schema: newPersonSchema },
      answer: invitationSchema,
      handle: async (input) =>
        deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
          const invited = await invitePerson(tx, deps, { firm: input.params.id, ...input.body }, by(input));
          if (invited === null) return { kind: 'absent' };
          return invited.ok ? answerJson(invited.value) : { kind: 'issues', issues: invited.issues };
        }),
    }),
    defineCall({
      method: 'POST',
      path: '/api/reporting/persons/:id/invitation',
      whoMay: mayLetIn,
      needsFreshProof: true,
      summary: 'Invites a person again who lost password or authenticator; sessions end and the former ones are worth nothing.',
      params: idParams,
      answer: invitationSchema,
      handle: async (input) =>
        deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
          const invited = await inviteAgain(tx, deps, input.params.id, by(input));
          return invited === null ? { kind: 'absent' } : answerJson(invited);
        }),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/reporting/persons/:id',
      whoMay: mayLetIn,
      needsFreshProof: true,
      summary: 'Shuts a person of a firm out, or lets the person in again.',
      params: idParams,
      body: { kind: 'json', schema: personChangeSchema },
      answer: nothing,
      handle: async (input) => doneOrAbsent(deps, (tx) => disablePerson(tx, deps, { ...input.params, ...input.body }, by(input))),
    }),
  ];
}

function keyCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/reporting/firms/:id/keys',
      whoMay: mayLetIn,
      needsFreshProof: true,
      summary: "Makes a key for a firm's own program; the answer shows it, once.",
      params: idParams,
      body: { kind: 'json', schema: newKeySchema },
      answer: madeKeySchema,
      handle: async (input) =>
        deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
          const made = await makeKey(tx, deps, { firm: input.params.id, ...input.body }, by(input));
          return made === null ? { kind: 'absent' } : answerJson(made);
        }),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/reporting/keys/:id',
      whoMay: mayLetIn,
      summary: 'Revokes a key at once.',
      params: idParams,
      answer: nothing,
      handle: async (input) => doneOrAbsent(deps, (tx) => withdrawKey(tx, deps, input.params.id, by(input))),
    }),
  ];
}

// --- the door -------------------------------------------------------------------------------------------------------

function doorCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/firm/joining',
      whoMay: 'anyone',
      summary: 'What an invitation invites to, with the secret for the authenticator.',
      body: { kind: 'json', schema: joiningSchema },
      answer: joiningAnswerSchema,
      handle: async (input) => doorAnswer(await beginJoining(deps, input.body.secret, input), answerJson),
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/persons',
      whoMay: 'anyone',
      summary: 'Takes an invitation: sets the password, shows a first code of the authenticator, and signs in.',
      body: { kind: 'json', schema: joinSchema },
      answer: firmSessionSchema,
      handle: async (input) => doorAnswer(await join(deps, input.body, input), opened(deps)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/session',
      whoMay: 'anyone',
      summary: 'Signs a person of a firm in with e-mail address, password and the code of the authenticator.',
      body: { kind: 'json', schema: firmSignInSchema },
      answer: firmSessionSchema,
      handle: async (input) => {
        const answer = await signInPerson(deps, input.body, input);
        // A session that the browser still had is replaced, not left running.
        if (answer.kind === 'done' && input.sessionToken !== null) await endPersonSession(deps.db, input.sessionToken);
        return doorAnswer(answer, opened(deps));
      },
    }),
  ];
}

function doorAnswer<Value>(answer: DoorAnswer<Value>, done: (value: Value) => CallAnswer): CallAnswer {
  if (answer.kind === 'done') return done(answer.value);
  return answer.kind === 'refused' ? { kind: 'sign-in-needed', issues: answer.issues } : answer;
}

function opened(deps: ReportingDeps): (value: OpenedSession) => CallAnswer {
  return ({ token, session }) => ({ kind: 'json', value: sessionWire(deps, session), firmCookie: token });
}

function sessionWire(deps: ReportingDeps, { firm, person, csrfToken, endsAt }: PersonSession): FirmSessionWire {
  return { firm, person, authority: authorityWire(deps), csrfToken, endsAt };
}

function authorityWire({ authority, timeZone }: ReportingDeps): FirmSessionWire['authority'] {
  return { ...authority, timeZone };
}

function sessionCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/firm/session',
      whoMay: 'firm',
      summary: 'Whose session or key it is, and the token that changing calls of a session must send back.',
      answer: firmSessionSchema,
      handle: async ({ reporter, sessionToken, now }) => {
        assert(reporter !== undefined, 'the server finds the firm before it makes this call');
        const session = reporter.person === null || sessionToken === null ? null : await findPersonSession(deps.db, sessionToken, now);
        if (session !== null) return answerJson(sessionWire(deps, session));
        const firm = await findFirm(deps.db, reporter.firm);
        if (firm === null) return { kind: 'absent' };
        const { id, name, lei } = firm;
        return answerJson({ firm: { id, name, lei }, person: null, authority: authorityWire(deps), csrfToken: null, endsAt: null });
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/firm/session',
      whoMay: 'firm',
      summary: 'Signs out.',
      answer: nothing,
      handle: async ({ sessionToken, now }) => {
        await deps.db.transaction().execute(async (tx) => {
          const ended = sessionToken === null ? null : await endPersonSession(tx, sessionToken);
          if (ended !== null) await deps.audit(tx, { event: 'reporting.signed-out', actor: 'firm', at: now, details: {} });
        });
        return { kind: 'json', value: {}, firmCookie: null };
      },
    }),
  ];
}
