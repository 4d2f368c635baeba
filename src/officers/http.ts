// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of this room: signing in and out, one's own password, and the list of officers for administrators.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../kernel/index.ts';
import { changeOfficer } from './change-officer.ts';
import { changePassword } from './change-password.ts';
import { createOfficer } from './create-officer.ts';
import type { PasskeyDeps } from './passkeys/passkey-deps.ts';
import { passkeyCalls } from './passkeys/http.ts';
import { askForStepUp, stepUp } from './step-up.ts';
import { signIn, type SignInAnswer } from './sign-in.ts';
import { endSession, findSession, listOfficers, type OfficerSession } from './store.ts';
import {
  newOfficerAnswerSchema,
  newOfficerSchema,
  officerChangeSchema,
  officerRowSchema,
  passwordChangeSchema,
  proofAskedSchema,
  sessionSchema,
  type SessionWire,
  signInSchema,
  stepUpSchema,
} from './wire.ts';

export interface OfficerCallDeps extends PasskeyDeps {
  /** Shown to the officer with every session. */
  readonly session: SessionWire['authority'];
}

export function officerCalls(deps: OfficerCallDeps): readonly CallDefinition[] {
  return [
    ...sessionCalls(deps),
    ...stepUpCalls(deps),
    passwordCall(deps),
    ...accountCalls(deps),
    ...passkeyCalls(deps, signInAnswerer(deps)),
  ];
}

function sessionCalls(deps: OfficerCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/session',
      whoMay: 'anyone',
      summary: 'Sign in with e-mail address, password and the code of the authenticator.',
      body: { kind: 'json', schema: signInSchema },
      answer: sessionSchema,
      handle: async (input) => {
        const { body, remoteAddress, now, random } = input;
        return signInAnswerer(deps)(await signIn(deps, { ...body, remoteAddress, now, random }), input.sessionToken);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/session',
      whoMay: [],
      summary: 'The running session: officer, authority, and the token that changing calls must send back.',
      answer: sessionSchema,
      handle: async (input) => {
        const session = input.sessionToken === null ? null : await findSession(deps.db, input.sessionToken, input.now);
        return session === null ? signInNeeded : answerJson(sessionWire(session, deps));
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/session',
      whoMay: [],
      summary: 'Sign out.',
      answer: z.strictObject({}),
      handle: async (input) => {
        const token = input.sessionToken;
        await deps.db.transaction().execute(async (tx) => {
          const ended = token === null ? null : await endSession(tx, token);
          if (ended === null) return;
          const details = { officer: ended.officerId, session: ended.id };
          await deps.audit(tx, { event: 'officer.signed-out', actor: ended.officerId, at: input.now, details });
        });
        return { kind: 'json', value: {}, sessionCookie: null };
      },
    }),
  ];
}

function stepUpCalls(deps: OfficerCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/session/proof/challenge',
      whoMay: [],
      summary: 'What the officer has to show before a call that decides something: an assertion over a challenge drawn now, or a code.',
      answer: proofAskedSchema,
      handle: async ({ officer, now, random }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return answerJson(await askForStepUp(deps, { officer: officer.id, now, random }));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/session/proof',
      whoMay: [],
      summary: 'Shows it: for five minutes the session may make calls that decide something.',
      body: { kind: 'json', schema: stepUpSchema },
      answer: z.strictObject({}),
      handle: async ({ officer, sessionToken, body, now }) => {
        assert(officer !== null && sessionToken !== null, 'the server finds the officer before it makes this call');
        const shown = await stepUp(deps, { officer: officer.id, sessionToken, proof: body.proof, now });
        return shown.ok ? answerJson({}) : { kind: 'issues', issues: shown.issues };
      },
    }),
  ];
}

function passwordCall(deps: OfficerCallDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/session/password',
    whoMay: [],
    summary: "Change one's own password; every other session of the officer ends.",
    body: { kind: 'json', schema: passwordChangeSchema },
    answer: z.strictObject({}),
    handle: async (input) => {
      const { officer, sessionToken, now, random, body } = input;
      assert(officer !== null, 'the server finds the officer before it makes this call');
      const changed = await changePassword(deps, { ...body, officer: officer.id, sessionToken, now, random });
      return changed.ok ? answerJson({}) : { kind: 'issues', issues: changed.issues };
    },
  });
}

function accountCalls(deps: OfficerCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/officers',
      whoMay: ['administrator', 'auditor'],
      summary: 'All officers of this authority, by name.',
      answer: z.array(officerRowSchema),
      handle: async () => answerJson(await listOfficers(deps.db)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/officers',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary: 'Add an officer; the answer shows the first password and the authenticator secret, once.',
      body: { kind: 'json', schema: newOfficerSchema },
      answer: newOfficerAnswerSchema,
      handle: async ({ body, officer, now, random }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
          const created = await createOfficer(tx, { ...body, issuer: deps.session.name }, random, now);
          if (!created.ok) return { kind: 'conflict', issues: created.issues };
          const details = { officer: created.value.officer.id, roles: created.value.officer.roles.join(',') };
          await deps.audit(tx, { event: 'officer.created', actor: officer.id, at: now, details });
          return answerJson(created.value);
        });
      },
    }),
    defineCall({
      method: 'PUT',
      path: '/api/officers/:id',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary: "Change an officer's roles, or disable or enable the officer; disabling ends all sessions.",
      params: z.strictObject({ id: z.string().max(60) }),
      body: { kind: 'json', schema: officerChangeSchema },
      answer: officerRowSchema,
      handle: async ({ params, body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        const answer = await changeOfficer(deps, { id: params.id, ...body, by: officer.id, at: now });
        return answer.kind === 'changed' ? answerJson(answer.officer) : answer;
      },
    }),
  ];
}

const signInNeeded: CallAnswer = {
  kind: 'sign-in-needed',
  issues: [{ path: 'session', problem: 'You are not signed in.', remedy: 'Sign in.' }],
};

function signInAnswerer(deps: OfficerCallDeps) {
  return async (answer: SignInAnswer, formerToken: string | null): Promise<CallAnswer> => {
    if (answer.kind === 'refused') return { kind: 'sign-in-needed', issues: answer.issues };
    if (answer.kind === 'later') return answer;
    // A session that the browser still had is replaced, not left running.
    if (formerToken !== null) await endSession(deps.db, formerToken);
    return { kind: 'json', value: sessionWire(answer.session, deps), sessionCookie: answer.token };
  };
}

function sessionWire(session: OfficerSession, deps: OfficerCallDeps): SessionWire {
  return {
    officer: { ...session.officer, roles: [...session.officer.roles] },
    authority: deps.session,
    csrfToken: session.csrfToken,
    endsAt: session.endsAt,
  };
}
