// SPDX-License-Identifier: Apache-2.0
//
// Who may make which call: one row for every call of the server, as a lawyer may read it. A call without a row fails the
// stranger test, and so does a row whose call is gone or says otherwise.
//
//     anyone     without signing in
//     peer       another server, judged by what its bytes prove
//     officer    every officer who is signed in
//     a list     officers with one of these roles; to all others it looks like nothing
import type { Role } from '../../src/officers/wire.ts';

export type MayCall = 'anyone' | 'peer' | 'officer' | readonly Role[];

const administrator: readonly Role[] = ['administrator'];
const logReaders: readonly Role[] = ['auditor', 'administrator'];
const readers: readonly Role[] = ['preparer', 'approver', 'records-keeper'];
const caseReaders: readonly Role[] = [...readers, 'auditor'];
const preparer: readonly Role[] = ['preparer'];
const answerers: readonly Role[] = ['preparer', 'records-keeper'];
const approver: readonly Role[] = ['approver'];
const drafters: readonly Role[] = ['preparer', 'administrator'];
const negotiationReaders: readonly Role[] = [...drafters, 'approver', 'auditor'];

export const callTable: readonly (readonly [call: string, mayCall: MayCall])[] = [
  ['GET /api/about', 'anyone'],
  ['GET /api/openapi.json', 'anyone'],
  ['GET /health', 'anyone'],
  ['GET /metrics', 'anyone'],

  ['POST /api/session', 'anyone'],
  ['GET /api/session', 'officer'],
  ['DELETE /api/session', 'officer'],
  ['POST /api/session/proof/challenge', 'officer'],
  ['POST /api/session/proof', 'officer'],
  ['POST /api/session/password', 'officer'],
  ['POST /api/session/passkey/challenge', 'anyone'],
  ['POST /api/session/passkey', 'anyone'],
  ['GET /api/session/passkeys', 'officer'],
  ['POST /api/session/passkeys/challenge', 'officer'],
  ['POST /api/session/passkeys', 'officer'],
  ['PUT /api/session/passkeys/{id}', 'officer'],
  ['GET /api/passkeys', ['administrator', 'approver', 'auditor']],
  ['POST /api/passkeys/{id}/confirmation', ['administrator', 'approver']],
  ['DELETE /api/passkeys/{id}', 'officer'],
  ['POST /api/officers/{id}/passkey-invitation', administrator],
  ['GET /api/officers', logReaders],
  ['POST /api/officers', administrator],
  ['PUT /api/officers/{id}', administrator],

  ['POST /api/approvals/proof', approver],
  ['GET /api/approvals', 'officer'],
  ['POST /api/approvals', approver],
  ['POST /api/approvals/return', approver],

  ['GET /api/audit/entries', logReaders],
  ['GET /api/audit/checkpoint', logReaders],
  ['GET /api/audit/entries/{index}/proof', logReaders],

  ['GET /api/agreements', 'officer'],
  ['POST /api/agreements', administrator],
  ['GET /api/agreements/{digest}', 'officer'],
  ['GET /api/agreements/{digest}/file', 'officer'],
  ['GET /api/agreements/templates', 'officer'],
  ['GET /api/agreements/templates/{key}', 'officer'],
  ['POST /api/agreements/templates/{key}/document', 'officer'],
  ['POST /api/agreements/lint', 'officer'],
  ['POST /api/agreements/decide', 'officer'],
  ['POST /api/agreements/ways', 'officer'],
  ['GET /api/agreements/network', 'officer'],
  ['POST /api/agreements/reach', 'officer'],
  ['POST /api/agreements/{digest}/further-use', 'officer'],
  ['POST /api/agreements/signatures', administrator],
  ['POST /api/agreements/{digest}/signature', administrator],

  ['POST /exchange/v1/envelopes', 'peer'],
  ['GET /exchange/v1/receipts/{digest}', 'peer'],
  ['GET /exchange/v1/blobs/{digest}', 'peer'],
  ['PUT /exchange/v1/blobs/{digest}/{at}', 'peer'],
  ['POST /exchange/v1/keys', 'peer'],
  ['POST /exchange/v1/receipts', 'peer'],
  ['POST /exchange/v1/non-deliveries', 'peer'],
  ['GET /api/deliveries', [...caseReaders, 'administrator']],
  ['POST /api/deliveries/{digest}/aside', [...readers, 'administrator']],
  ['POST /api/deliveries/{digest}/alarms/{kind}', [...readers, 'administrator']],
  ['GET /api/peers', 'officer'],
  ['POST /api/peers', administrator],
  ['GET /api/peers/invitation', administrator],
  ['GET /api/peers/outbox', logReaders],
  ['POST /api/peers/{id}/confirmation', administrator],
  ['POST /api/peers/{id}/suspension', administrator],
  ['POST /api/peers/{id}/affirmation', administrator],
  ['GET /api/peers/{id}/keys', logReaders],
  ['GET /api/peers/{id}/evidence/{digest}', logReaders],
  ['GET /api/keys', logReaders],
  ['POST /api/keys/changes', administrator],

  ['GET /api/verdicts/replay', logReaders],

  ['GET /api/records', readers],
  ['POST /api/records/{id}/uses', readers],
  ['GET /api/records/{id}/uses', caseReaders],
  ['GET /api/records/{id}/way', caseReaders],
  ['POST /api/records/imports', ['records-keeper']],
  ['GET /api/records/imports', ['records-keeper', 'auditor']],

  ['GET /api/assistance/cases', caseReaders],
  ['GET /api/assistance/cases/{id}', caseReaders],
  ['POST /api/assistance/cases/{id}/paper', caseReaders],
  ['GET /api/assistance/cases/{id}/bundle-places', caseReaders],
  ['POST /api/assistance/cases/{id}/bundle-preview', caseReaders],
  ['GET /api/assistance/cases/{id}/bundle-orders/{subject}', caseReaders],
  ['POST /api/assistance/cases/{id}/bundle', caseReaders],
  ['POST /api/assistance/attachments', answerers],
  ['GET /api/assistance/attachments/{id}', answerers],
  ['DELETE /api/assistance/attachments/{id}', answerers],
  ['PUT /api/assistance/attachments/{id}/ranges/{place}', answerers],
  ['GET /api/assistance/attachments/{id}/file', readers],
  ['POST /api/assistance/verdict', preparer],
  ['POST /api/assistance/drafts', preparer],
  ['PUT /api/assistance/drafts/{id}', preparer],
  ['POST /api/assistance/cases/{id}/submission', preparer],
  ['POST /api/assistance/cases/{id}/acknowledgement', answerers],
  ['POST /api/assistance/cases/{id}/questions', answerers],
  ['POST /api/assistance/cases/{id}/answers', preparer],
  ['POST /api/assistance/cases/{id}/replies', answerers],
  ['POST /api/assistance/cases/{id}/refusal', answerers],
  ['POST /api/assistance/cases/{id}/withdrawal', preparer],
  ['POST /api/assistance/dispatches/{digest}/again', answerers],
  ['GET /api/onward/matters', caseReaders],
  ['GET /api/onward/matters/{id}', caseReaders],
  ['POST /api/onward/question', answerers],
  ['POST /api/onward/consents', preparer],
  ['POST /api/onward/consents/{id}/answer', answerers],
  ['POST /api/onward/disclosures', preparer],
  ['POST /api/onward/recalls', answerers],
  ['POST /api/onward/recalls/{id}/answer', answerers],
  ['POST /api/onward/steps/{id}/approval', approver],
  ['POST /api/onward/steps/{id}/return', approver],

  ['GET /api/findings/lists', caseReaders],
  ['GET /api/findings/lists/{list}/versions', caseReaders],
  ['GET /api/findings/lists/{list}/difference', caseReaders],
  ['POST /api/findings/lists/versions', ['records-keeper']],
  ['PUT /api/findings/lists/{list}', ['records-keeper']],
  ['POST /api/findings/searches', readers],
  ['GET /api/findings/screenings', caseReaders],
  ['POST /api/findings/screenings', answerers],
  ['POST /api/findings/screenings/files', answerers],
  ['POST /api/findings/screenings/{id}/stop', answerers],
  ['GET /api/findings/leads', caseReaders],
  ['POST /api/findings/leads', answerers],
  ['GET /api/findings/leads/{id}', caseReaders],
  ['POST /api/findings/leads/{id}/comparison', readers],
  ['POST /api/findings/leads/{id}/judgement', answerers],
  ['POST /api/findings/leads/{id}/moves', answerers],
  ['POST /api/findings/leads/{id}/draft', preparer],
  ['GET /api/findings/triagers', answerers],
  ['POST /api/findings/evasion', answerers],
  ['GET /api/findings/entities', caseReaders],
  ['POST /api/findings/entities/resolution', answerers],
  ['POST /api/findings/entities/judgements', answerers],
  ['DELETE /api/findings/entities/judgements/{id}', answerers],
  ['GET /api/negotiations', negotiationReaders],
  ['POST /api/negotiations', drafters],
  ['GET /api/negotiations/templates', drafters],
  ['GET /api/negotiations/mandates', negotiationReaders],
  ['POST /api/negotiations/mandates', administrator],
  ['DELETE /api/negotiations/mandates/{id}', administrator],
  ['GET /api/negotiations/lives/{digest}', negotiationReaders],
  ['POST /api/negotiations/lives/{digest}', drafters],
  ['GET /api/negotiations/{id}', negotiationReaders],
  ['GET /api/negotiations/{id}/redline', negotiationReaders],
  ['GET /api/negotiations/{id}/replay', negotiationReaders],
  ['GET /api/negotiations/{id}/notes', negotiationReaders],
  ['GET /api/negotiations/{id}/papers/{digest}', negotiationReaders],
  ['PUT /api/negotiations/{id}/draft', drafters],
  ['POST /api/negotiations/{id}/versions', drafters],
  ['POST /api/negotiations/{id}/comments', drafters],
  ['POST /api/negotiations/{id}/agreement', drafters],
  ['POST /api/negotiations/{id}/checks', drafters],
  ['POST /api/negotiations/{id}/votes', drafters],
  ['POST /api/negotiations/{id}/end', drafters],
  ['POST /api/negotiations/{id}/papers', drafters],
  ['POST /api/negotiations/{id}/sending', drafters],
  ['POST /api/negotiations/{id}/signature', drafters],
  ['POST /api/negotiations/{id}/waiting/approval', approver],
  ['POST /api/negotiations/{id}/waiting/return', approver],

  ['POST /api/assistance/steps/{id}/approval', approver],
  ['POST /api/assistance/steps/{id}/return', approver],
];

/**
 * Calls that decide something: the officer must have proved within five minutes that it is them. An approval is none of them, since
 * it carries a proof of its own; nor is what only protects, such as suspending a peer or revoking a passkey.
 */
export const decidingCalls: readonly string[] = [
  'POST /api/agreements/{digest}/signature',
  'POST /api/keys/changes',
  'POST /api/officers',
  'PUT /api/officers/{id}',
  'POST /api/officers/{id}/passkey-invitation',
  'POST /api/onward/consents/{id}/answer',
  'POST /api/onward/recalls',
  'POST /api/passkeys/{id}/confirmation',
  'POST /api/peers/{id}/affirmation',
  'POST /api/peers/{id}/confirmation',
];
