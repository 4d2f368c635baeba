// SPDX-License-Identifier: Apache-2.0
/**
 * exchange: dispatches between authorities, directly from server to server.
 *
 * A dispatch is signed content under a permit; an envelope is its sealed form for one recipient; a receipt is the
 * recipient's signed answer. Between them lie an outbox and an inbox in the database, so that a crash at any moment loses
 * nothing and doubles nothing.
 *
 *     sender                                              receiver
 *     queueDispatch(permit)   outbox row, log entry
 *     deliverDue              claim, seal, post  ------>  receiveEnvelope: open, verify, judge by its own agreement,
 *                                                         the room's effects, inbox row, log entry and receipt,
 *     settle, room is told    <------ signed receipt      all in one transaction
 *     tendDelivery            <------ later receipts      judged after it was held; opened by an officer
 *
 * Several dispatches that wait for one peer travel in a pouch (pouches/), are judged in one transaction and end in one, each for
 * itself: what is bad among them harms no other.
 *
 * keys/ keeps a server's sight of its peers' keys fresh, and tells peers when its own change.
 *
 * A small worked case. The network loses the answer. The sender knows nothing, tries again five seconds later with the same
 * dispatch; its digest is in the receiver's inbox, so nothing happens there, and the receipt of the first time comes back,
 * byte for byte. Had the receiver rejected it, the same rejection would come back; a corrected dispatch has another digest
 * and is not stopped by it.
 *
 * Each receipt names a state of the recipient's side and rests on what is durable there: custody (held, since one before it in
 * its channel is missing), delivered, opened, rejected (delivery/delivery-states.ts has both tables). A receipt of custody asks for
 * what is missing. What a sender gives up it says with a signed statement, and the recipient answers it with its last word.
 *
 * What it promises: a digest is admitted at most once, with its effects; a positive receipt exists only when what it states
 * is durable; every dispatch ends as delivered, rejected (signed) or not delivered (recorded), never in silence; within a
 * case, dispatches of one side arrive in the order in which they were sent.
 *
 * What it does not do. It knows no case and no record: rooms give it a handler for each kind of dispatch. It follows no
 * address from inside a dispatch, takes nothing from an authority whose fingerprint was not confirmed, and lets nothing out
 * without a permit. Unsigned answers only move the moment of the next attempt.
 *
 * All logic takes clock, randomness, storage, network and suites as ports (ports.ts), so that a whole federation can be
 * simulated in one process from a seed; memory-store.ts is the storage for that.
 *
 * Source: DSSE for the signature, RFC 9180 for the sealing. The obvious alternative, a
 * message broker in the middle, would be a centre that no regulator may own.
 */
export { affirmDispatches, announceKeys } from './keys/announce-keys.ts';
export { offerLost } from './keys/offer-lost.ts';
export { keysHandler } from './keys/keys-handler.ts';
export {
  answerKeyQuestion,
  askWhatWasSeen,
  isKeyViewStale,
  keyViewLimits,
  readAnswer,
  refreshKeyViews,
  refreshPeerKeys,
} from './keys/key-views.ts';
export { peerKeyFacts, suspectCounts } from './keys/store.ts';
export { withholdFromBody } from './bodies/store.ts';
export { bodyWithout } from './bodies/without-parts.ts';
export { bodyWithoutParts } from './bodies/without-parts.ts';
export { emergencyHandler, tellEmergency } from './emergencies/tell-emergency.ts';
export { type StatedRow, statedFacts } from './evidence/certificate-page.ts';
export type { CustodyChoice, CustodyLogs } from './evidence/custody-files.ts';
export {
  type BundleDeps,
  type BundleDispatch,
  entryErased,
  makeBundle,
  openBodies,
  type OpenedBody,
  statementsOfRecalled,
} from './evidence/make-bundle.ts';
export { deliverDue, leaseMs } from './deliver-due.ts';
export { channelOf, type OpenDispatch, readDispatchForm, readPayload, readReceipt, validityMsMax } from './dispatch.ts';
export { deliveryStatesReference, type InboxState, type OutboxState } from './delivery/delivery-states.ts';
export { type DeliveryFigures, deliveryFigures } from './deliveries/http.ts';
export { wasGivenUp } from './deliveries/store.ts';
export { setAsideDispatch } from './deliveries/set-aside.ts';
export { laneGate, type LaneGate, restLongestMs } from './delivery/lanes.ts';
export { openCase } from './delivery/open-case.ts';
export { takeReceipt } from './delivery/take-receipt.ts';
export { takeStatement } from './delivery/take-statement.ts';
export { tendDelivery } from './delivery/tend-delivery.ts';
export { readEnvelopeForm, sealEnvelope } from './envelope.ts';
export { exchangeCalls, type ExchangeCallDeps, httpNetwork } from './http.ts';
export { type MemoryState, memoryStore, type MemoryStore } from './memory-store.ts';
export { confirmPeer } from './confirm-peer.ts';
export {
  type AskedConfirmation,
  type CeremonyDeps,
  confirmationHandler,
  type ConfirmationStanding,
  instrumentWith,
  type PeerAudit,
} from './peer-ceremony.ts';
export { makeInvitation, partyOf, readInvitation } from './peers.ts';
export type {
  AdmittedDispatch,
  Admission,
  AuditEntry,
  DispatchHandler,
  DispatchOutcome,
  ExchangePorts,
  ExchangeStore,
  Judge,
  Evidence,
  Network,
  NetworkAnswer,
  Peer,
  PeerAddress,
  ReceivedByLetter,
  Self,
  SentByLetter,
  SentDispatch,
} from './ports.ts';
export { signingSoon } from './outbox/sign-soon.ts';
export { type DispatchContent, queueDispatch } from './queue-dispatch.ts';
export { envelopesMax, packAnswers, packPouch, pouchBytesMax, unpackAnswers, unpackPouch } from './pouches/pouch.ts';
export { receivePouch } from './pouches/receive-pouch.ts';
export { receiptGiven, receiveEnvelope, type ReceiveAnswer } from './receive-envelope.ts';
export { nextDelayMs, retryRules, validityMs } from './retry.ts';
export {
  type CaseDispatch,
  dispatchesOfCase,
  findPeerRecord,
  isTended,
  listPeerRecords,
  postgresStore,
  type RecordedAct,
  recordedActs,
} from './store.ts';
export { exchangeMigrations, type PeerRecord } from './tables/store.ts';
export { networkOfAddress, type PeerNetwork, peerNetworks } from './transport/connect-guard.ts';
export { callClock, type CallPeer, type PeerCall, type PeerDoor, peerDoor } from './transport/http.ts';
export { type SeenNonces, seenNonces } from './transport/seen-nonces.ts';
export {
  type CallFault,
  checkCall,
  isBodyOf,
  nonceBytes,
  signAnswer,
  signCall,
  type SignedHeaders,
  statusOfFault,
} from './transport/signed-call.ts';
export { peersByTransportKey, transportKeyInUse } from './transport/transport-keys.ts';
export {
  type AttachmentRow,
  type AttachmentState,
  attachmentStates,
  placeOfSealed,
  rangeBytes,
  type WholeAttachment,
  wholeAttachments,
} from './blobs/attachment.ts';
export { checkNextBlob, type CheckDeps, openBlob, tidyBlobs } from './blobs/check-blobs.ts';
export { type BlobFiles, blobFiles } from './blobs/disk/store.ts';
export { announceBlobs, beginUpload, type BlobDeps, type Standing, takeUploadRange } from './blobs/keep-files.ts';
export { pushNextBlob, type PushDeps } from './blobs/push-blobs.ts';
export { replaySchema, type ReplayWire } from './verdicts/wire.ts';
export {
  attachmentMigrations,
  attachmentsOfCase,
  beginAnew,
  bindToCase,
  bindToDispatch,
  countOfBlob,
  findAttachment,
  pushAgain,
  removeAttachment,
  takeEnclosed,
} from './blobs/store.ts';
