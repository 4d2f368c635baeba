// SPDX-License-Identifier: Apache-2.0
/** The calls of passkeys: signing in with one, one's own, and enrolment by registrars. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallOfficer, defineCall, type Result } from '../../kernel/index.ts';
import type { SignInAnswer } from '../sign-in.ts';
import { officerNames } from '../store.ts';
import {
  assertionSchema,
  madePasskeySchema,
  ownPasskeysSchema,
  passkeyNameSchema,
  passkeyOptionsSchema,
  passkeyRowSchema,
  sessionSchema,
  signInOptionsSchema,
} from '../wire.ts';
import { confirmPasskey, finishEnrolment, inviteToEnrol, namePasskey, passkeyRow, revokePasskey, startEnrolment } from './enrol-passkey.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { signInWithPasskey, startSignIn } from './sign-in-with-passkey.ts';
import { findInvitation, listPasskeys } from './store.ts';

/** Answers a sign-in as the call with a password does: the same session, the same cookie. */
type AnswerSignIn = (answer: SignInAnswer, formerToken: string | null) => Promise<CallAnswer>;

const nothing = z.strictObject({});
const idParams = z.strictObject({ id: z.string().max(60) });
const registrars = ['administrator', 'approver'];

export function passkeyCalls(deps: PasskeyDeps, answerSignIn: AnswerSignIn): readonly CallDefinition[] {
  return [...signInCalls(deps, answerSignIn), ...ownCalls(deps), ...registrarCalls(deps)];
}

function signInCalls(deps: PasskeyDeps, answerSignIn: AnswerSignIn): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/session/passkey/challenge',
      whoMay: 'anyone',
      summary: 'Draws the challenge for signing in with a passkey; it is good once, for five minutes.',
      answer: signInOptionsSchema,
      handle: async ({ remoteAddress, now, random }) => {
        const started = await startSignIn(deps, { remoteAddress, now, random });
        return started.kind === 'options' ? answerJson(started.options) : started;
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/session/passkey',
      whoMay: 'anyone',
      summary: 'Sign in with a passkey; the authenticator says which officer it is.',
      body: { kind: 'json', schema: assertionSchema },
      answer: sessionSchema,
      handle: async ({ body, remoteAddress, now, random, sessionToken }) =>
        answerSignIn(await signInWithPasskey(deps, { assertion: body, remoteAddress, now, random }), sessionToken),
    }),
  ];
}

function ownCalls(deps: PasskeyDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/session/passkeys',
      whoMay: [],
      summary: "One's own passkeys, and until when one is invited to enrol another.",
      answer: ownPasskeysSchema,
      handle: async ({ officer, now }) => {
        const viewer = signedIn(officer);
        const invitation = await findInvitation(deps.db, viewer.id, now);
        const rows = (await listPasskeys(deps.db, viewer.id)).map((passkey) => passkeyRow(passkey, '', viewer));
        const { registrarsMin } = deps.houseRules;
        return answerJson({ rows, invitedUntil: invitation?.endsAt ?? null, isPossible: deps.relyingParty !== null, registrarsMin });
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/session/passkeys/challenge',
      whoMay: [],
      summary: 'What the browser needs to make a passkey, for an officer who is invited.',
      answer: passkeyOptionsSchema,
      handle: async ({ officer, now, random }) => answerResult(await startEnrolment(deps, { by: signedIn(officer).id, now, random })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/session/passkeys',
      whoMay: [],
      summary: 'Takes the passkey that was made; where the house rules ask for two registrars, another officer confirms it.',
      body: { kind: 'json', schema: madePasskeySchema },
      answer: passkeyRowSchema,
      handle: async ({ officer, body, now, random }) =>
        answerResult(await finishEnrolment(deps, { by: signedIn(officer).id, made: body, now, random })),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/session/passkeys/:id',
      whoMay: [],
      summary: "Gives one of one's own passkeys another name.",
      params: idParams,
      body: { kind: 'json', schema: passkeyNameSchema },
      answer: nothing,
      handle: async ({ officer, params, body, now }) =>
        answerDone(await namePasskey(deps, { by: signedIn(officer).id, passkey: params.id, name: body.name, now })),
    }),
  ];
}

function registrarCalls(deps: PasskeyDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/passkeys',
      whoMay: [...registrars, 'auditor'],
      summary: 'The passkeys of all officers, the newest first.',
      answer: z.array(passkeyRowSchema),
      handle: async ({ officer }) => {
        const viewer = signedIn(officer);
        const passkeys = await listPasskeys(deps.db, null);
        const ids = passkeys.map((passkey) => passkey.officerId);
        const names = await officerNames(deps.db, ids);
        return answerJson(passkeys.map((passkey) => passkeyRow(passkey, names.get(passkey.officerId) ?? '', viewer)));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/officers/:id/passkey-invitation',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary: 'Invites an officer to enrol a passkey, as the first registrar; it lasts a day.',
      params: idParams,
      answer: nothing,
      handle: async ({ officer, params, now }) =>
        answerDone(await inviteToEnrol(deps, { by: signedIn(officer).id, officer: params.id, now })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/passkeys/:id/confirmation',
      whoMay: registrars,
      needsFreshProof: true,
      summary: 'Confirms a passkey as the second registrar; from then on it speaks for its officer.',
      params: idParams,
      answer: nothing,
      handle: async ({ officer, params, now }) =>
        answerDone(await confirmPasskey(deps, { by: signedIn(officer).id, passkey: params.id, now })),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/passkeys/:id',
      whoMay: [],
      summary: "Revokes a passkey for good: one's own, or, for an administrator, anybody's.",
      params: idParams,
      answer: nothing,
      handle: async ({ officer, params, now }) => {
        const { id, roles } = signedIn(officer);
        const isAdministrator = roles.includes('administrator');
        return answerDone(await revokePasskey(deps, { by: id, passkey: params.id, isAdministrator, now }));
      },
    }),
  ];
}

function signedIn(officer: CallOfficer | null): CallOfficer {
  assert(officer !== null, 'the server finds the officer before it makes this call');
  return officer;
}

function answerResult(result: Result<unknown>): CallAnswer {
  return result.ok ? answerJson(result.value) : { kind: 'issues', issues: result.issues };
}

function answerDone(result: Result<true> | null): CallAnswer {
  if (result === null) return { kind: 'absent' };
  return result.ok ? answerJson({}) : { kind: 'issues', issues: result.issues };
}
