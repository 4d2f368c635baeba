// SPDX-License-Identifier: Apache-2.0
/**
 * The fields that audit events may carry: each has one meaning and one kind in the whole log, so that an auditor can search for
 * it without knowing the event. Which event carries which stands in the catalogue.
 */
export const auditFieldKinds = {
  id: 'an identifier of ours, of an authority or of a key',
  digest: 'a digest, "sha256:" and 64 hexadecimal digits',
  code: 'a word or list of words from our own vocabulary: small letters, digits and . , + : / -',
  clause: 'the number of a clause',
  count: 'a whole number, zero or more',
  flag: 'true or false',
  instant: 'a moment in UTC',
} as const;
export type AuditFieldKind = keyof typeof auditFieldKinds;

interface Field {
  readonly kind: AuditFieldKind;
  readonly meaning: string;
}

export const auditFields = {
  officer: { kind: 'id', meaning: 'the officer it concerns' },
  preparedBy: { kind: 'id', meaning: 'the officer who prepared it' },
  session: { kind: 'id', meaning: 'the session' },
  method: { kind: 'code', meaning: 'how the officer proved it: passkey, or password+totp' },
  passkey: { kind: 'id', meaning: 'the passkey' },
  roles: { kind: 'code', meaning: 'the roles held from now on' },
  isDisabled: { kind: 'flag', meaning: 'whether the officer is disabled from now on' },
  reason: { kind: 'code', meaning: 'why, as a code' },
  subject: { kind: 'digest', meaning: 'the exact step that was approved or returned' },
  step: { kind: 'code', meaning: 'the kind of step of the case' },
  kind: { kind: 'code', meaning: 'the kind of dispatch, step, record or thing' },
  class: { kind: 'code', meaning: 'normal or urgent' },
  matter: { kind: 'id', meaning: 'the question of consent, the disclosure or the recall' },
  consent: { kind: 'digest', meaning: 'the signed consent of the originator' },
  caseRef: { kind: 'id', meaning: 'the case: the identifier of its first request' },
  agreement: { kind: 'digest', meaning: 'the agreement' },
  agreementId: { kind: 'id', meaning: 'the identifier that all versions of the agreement share' },
  version: { kind: 'count', meaning: 'the version' },
  clause: { kind: 'clause', meaning: 'the clause that decided' },
  party: { kind: 'id', meaning: 'the party that signed' },
  peer: { kind: 'id', meaning: 'the other authority' },
  authority: { kind: 'id', meaning: 'this authority' },
  keyState: { kind: 'digest', meaning: 'the key history up to its last event' },
  keyEvents: { kind: 'count', meaning: 'how many events the key history of this authority had' },
  peerKeyState: { kind: 'digest', meaning: "the other authority's key history up to its last event" },
  peerKeyEvents: { kind: 'count', meaning: "how many events the other authority's key history had here" },
  key: { kind: 'id', meaning: 'the key' },
  digest: { kind: 'digest', meaning: 'the document it concerns' },
  dispatch: { kind: 'digest', meaning: 'the dispatch' },
  dispatchId: { kind: 'id', meaning: 'the identifier inside the dispatch' },
  envelope: { kind: 'digest', meaning: 'the sealed envelope' },
  receipt: { kind: 'digest', meaning: 'the signed receipt' },
  inReplyTo: { kind: 'digest', meaning: 'the dispatch that is answered' },
  verdict: { kind: 'digest', meaning: 'the verdict' },
  outcome: { kind: 'code', meaning: 'permitted, needs or refused; or the state of a receipt' },
  code: { kind: 'code', meaning: 'the code of a rejection' },
  isRetryable: { kind: 'flag', meaning: 'whether sending it again can help' },
  attempts: { kind: 'count', meaning: 'how often it was tried' },
  purpose: { kind: 'code', meaning: 'the purpose of the use' },
  manner: { kind: 'code', meaning: 'read, search, export, print or pass on' },
  condition: { kind: 'id', meaning: 'the condition that decided' },
  record: { kind: 'id', meaning: 'the record' },
  attachment: { kind: 'id', meaning: 'the file that travels with a dispatch' },
  use: { kind: 'id', meaning: 'the recorded use' },
  import: { kind: 'id', meaning: 'the import' },
  format: { kind: 'code', meaning: 'the format of the file' },
  file: { kind: 'digest', meaning: 'the bytes of the file' },
  query: { kind: 'digest', meaning: 'what was searched for, as a digest' },
  count: { kind: 'count', meaning: 'how many' },
  rejected: { kind: 'count', meaning: 'how many were rejected' },
  size: { kind: 'count', meaning: 'how large, in bytes' },
  from: { kind: 'code', meaning: 'the state before' },
  to: { kind: 'code', meaning: 'the state after' },
  event: { kind: 'code', meaning: 'what changed the state' },
  side: { kind: 'code', meaning: 'requesting or requested' },
  ground: { kind: 'code', meaning: 'the ground of a refusal' },
  bundle: { kind: 'digest', meaning: 'the exported file' },
  withheld: { kind: 'count', meaning: 'how many parts are not shown' },
  index: { kind: 'count', meaning: 'the position of another entry of this log' },
  at: { kind: 'instant', meaning: 'when it takes effect' },
} as const satisfies Readonly<Record<string, Field>>;
export type AuditFieldName = keyof typeof auditFields;
