// SPDX-License-Identifier: Apache-2.0
/**
 * Wiring: what each room is given of the others. The one place where all rooms of an authority meet.
 *
 * Rooms ask for functions, not for each other: `officers` gets one that writes its events into the log, `exchange` one that
 * judges an act by our own agreements, `assistance` one that queues a dispatch. So the table of who may know whom holds, and
 * this file shows at a glance what flows where. It decides nothing, with one exception that it only spells out: which
 * agreement counts here and now (`judge-by-agreement.ts`).
 */
import { strict as assert } from 'node:assert';
import { agreementCalls, agreementsInForce, type PartyIdentity, signedAgreementFile } from '../agreements/index.ts';
import { assistanceCalls, type AssistanceDeps, assistanceHandlers, type BundleDeps, type QueueContent } from '../assistance/index.ts';
import {
  appendAudit,
  type AuditEntry,
  auditCalls,
  type CheckpointKeys,
  proveEntry,
  rootAtSize,
  signCheckpointNow,
} from '../audit/index.ts';
import {
  announceKeys,
  askWhatWasSeen,
  type CallPeer,
  type CeremonyDeps,
  confirmationHandler,
  deliverDue,
  type DispatchContent,
  dispatchesOfCase,
  type DispatchHandler,
  exchangeCalls,
  type ExchangePorts,
  findPeerRecord,
  httpNetwork,
  instrumentWith,
  keysHandler,
  laneGate,
  listPeerRecords,
  makeInvitation,
  type Network,
  openCase,
  peerDoor,
  type PeerNetwork,
  peersByTransportKey,
  postgresStore,
  pushAgain,
  offerLost,
  queueDispatch,
  refreshKeyViews,
  setAsideDispatch,
  tendDelivery,
  transportKeyInUse,
  withholdFromBody,
} from '../exchange/index.ts';
import { dispatchKinds, dispatchSchema } from '../exchange/wire.ts';
import type { CallDefinition, Database, Instant, RandomBytes, Transaction } from '../kernel/index.ts';
import { issuesText } from '../kernel/index.ts';
import { negotiationCalls, negotiationHandlers } from '../negotiation/index.ts';
import { approvalCalls, officerCalls, officerNames, type PasskeyDeps, relyingPartyOf } from '../officers/index.ts';
import { type OnwardContent, onwardCalls, type OnwardDeps, onwardHandlers } from '../onward/index.ts';
import { recordCalls } from '../records/index.ts';
import {
  certificateType,
  enrolmentType,
  foldKeyHistory,
  type HeldKey,
  heldKey,
  isKeyId,
  type KeyState,
  realSuites,
  signDocument,
  writeSigned,
} from '../seals/index.ts';
import type { AuthorityFiles } from './data-folder-files.ts';
import { type FindingsRoom, openFindingsRoom } from './findings-room.ts';
import { judgeWith } from './judge-by-agreement.ts';
import type { PeerDoorDeps } from './peers/peer-door.ts';
import { carriers, confirmationApproval } from './approved-acts.ts';
import { type BlobRoom, openBlobRoom } from './blob-work.ts';
import { keyChangeCalls } from './key-changes/key-changes.ts';
import { negotiationDeps } from './rooms/negotiation-deps.ts';
import { announce, outboxTopic } from './streams.ts';
import { version } from './version.ts';

export interface WiringInput {
  readonly files: AuthorityFiles;
  readonly database: Database;
  /** The address that officers type; their passkeys are bound to its name. */
  readonly publicUrl: string;
  /** The address that stands in our invitation. */
  readonly endpoint: string;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  /** The data folder, in which attachments are kept; without it none are taken. */
  readonly folder?: string;
  /** Where connections to peers may lead; nowhere where it is not said. */
  readonly peerNetworks?: readonly PeerNetwork[];
  /** How peers are reached; through their door where none is given. */
  readonly network?: Network;
}

export interface Wired {
  /** Every call of every room. */
  readonly calls: readonly CallDefinition[];
  /** Handles what is due in the outbox and says how much it was. */
  readonly deliverDue: () => Promise<number>;
  /** Tells live peers how our key history has grown; says by how many events. */
  readonly announceKeys: () => Promise<number>;
  /** Offers again what peers that came back from a backup may have lost. */
  readonly offerLost: () => Promise<number>;
  /** For a server that came back from a backup: what live peers have seen of it. */
  readonly askWhatWasSeen: () => Promise<{ readonly logSize: number; readonly keyEvents: number }>;
  /** Asks live peers how far theirs go. */
  readonly refreshKeyViews: () => Promise<{ readonly asked: number; readonly silent: number }>;
  /** What the door for peers asks: our own key, and whose a foreign one is. */
  readonly peers: Pick<PeerDoorDeps, 'transportKey' | 'peerOfKey'>;
  /** The work on attachments; null where none are taken. */
  readonly blobRoom: BlobRoom | null;
  /** The work on screenings. */
  readonly findings: Pick<FindingsRoom, 'work'>;
  /** Closes the connections to peers that are kept. */
  readonly close: () => void;
  /** Judges what is held, tells peers what they do not know, and calls the duty officer. */
  readonly tendDelivery: () => Promise<number>;
}

export function wireRooms(input: WiringInput): Wired {
  const { files, database: db, random } = input;
  const { profile, keys, keyState } = files;
  // `keys` and `files` follow the key history; what is read of them is read when it is needed. The identity never changes.
  const { name, kind, jurisdiction } = profile;
  const self = keyState.authorityId;
  const identity: PartyIdentity = { authorityId: self, name, kind, jurisdiction };
  const audit = (tx: Transaction, entry: AuditEntry) => appendAudit(tx, entry, random);
  const handlers = new Map<string, DispatchHandler<Transaction>>();
  const transportKey = (): HeldKey | null => transportKeyInUse(keys, files.keyState);
  const door = peerDoor({ transportKey, networks: input.peerNetworks ?? [], random });
  const ports = portsOf(input, door.call, identity, handlers);
  const passkeys = passkeyDeps(input);
  const approvalOf = confirmationApproval(passkeys);
  const ceremony: CeremonyDeps = { database: db, ports, own: identity, suites: realSuites, audit, announce, approvalOf };
  const { folder, clock } = input;
  const blobRoom = folder === undefined ? null : openBlobRoom({ folder, database: db, random, clock, callPeer: door.call, ports });
  const blobs = blobRoom === null ? {} : { blobs: blobRoom.blobs };
  const keyChanges = { database: db, folder: folder ?? null, files, random };
  const assistance = { ...assistanceDeps(input, ports, passkeys), ...blobs };
  const onward = onwardDeps(input, ports, assistance);
  const records = { db, self, officerNames, authorityNames: assistance.authorityNames, announce, suites: realSuites };
  const findings = openFindingsRoom({ assistance, records, clock, timeZone: profile.calendar.timeZone });
  const agreements = { db, ownKeys: keys, suite: realSuites.suite, keyStateOf: keyStates(files), audit, announce };
  const negotiation = negotiationDeps(input, ports, { agreements, approvals: passkeys });
  for (const handler of [
    confirmationHandler(() => ceremony),
    keysHandler(ports),
    ...assistanceHandlers(assistance),
    ...onwardHandlers(onward),
    ...negotiationHandlers(negotiation),
  ])
    handlers.set(handler.kind, handler);
  const calls = [
    ...officerCalls({ ...passkeys, session: { id: self, name, kind, jurisdiction, timeZone: profile.calendar.timeZone } }),
    ...approvalCalls({ ...passkeys, announce, carryOut: carriers(ceremony, keyChanges) }),
    ...keyChangeCalls(keyChanges),
    ...auditCalls({ db, checkpointKeys: () => checkpointKeys(files) }),
    ...agreementCalls(agreements),
    ...exchangeCalls({ ...ceremony, ...blobs, invitation: () => invitationOf(input) }),
    ...recordCalls(records),
    ...assistanceCalls(assistance, bundleDeps(input)),
    ...onwardCalls(onward),
    ...findings.calls,
    ...negotiationCalls(negotiation),
  ];
  return {
    calls,
    deliverDue: () => deliverDue(ports),
    announceKeys: () => db.transaction().execute((tx) => announceKeys(ports, tx, input.clock())),
    refreshKeyViews: () => refreshKeyViews(ports),
    askWhatWasSeen: () => askWhatWasSeen(ports),
    offerLost: () => offerLost(ports),
    peers: { transportKey, peerOfKey: peerOfKey(db, ports) },
    blobRoom,
    findings,
    close: door.close,
    tendDelivery: () => tendDelivery(ports),
  };
}

function invitationOf({ files, endpoint }: WiringInput): ReturnType<typeof makeInvitation> {
  const { authorityId, endpoint: announced } = files.keyState;
  return makeInvitation({ ...files.profile, authorityId, endpoint: announced ?? endpoint }, files.history);
}

function peerOfKey(db: Database, ports: ExchangePorts<Transaction>): Wired['peers']['peerOfKey'] {
  return peersByTransportKey({
    peerIds: async () => (await listPeerRecords(db)).map((record) => record.authority_id),
    peerNow: (authorityId) => ports.store.peerNow(authorityId),
    nowMs: () => performance.now(),
  });
}

/** By which heads of the log are signed now, and by which they were; the origin is the log's name in them. */
function checkpointKeys({ keys, keyState }: AuthorityFiles): Omit<CheckpointKeys, 'now'> {
  const formerPublicKeys = keyState.keys.filter((key) => key.purpose === 'log' && key.keyId !== keys.log.keyId).map((key) => key.publicKey);
  return { logKey: keys.log, origin: `${keyState.authorityId}/acts`, formerPublicKeys };
}

/** The key state of ourselves, and of those whose fingerprint an officer here has confirmed; null for all others. */
function keyStates(files: AuthorityFiles): (db: Database, authorityId: string) => Promise<KeyState | null> {
  return async (db, authorityId) => {
    if (authorityId === files.keyState.authorityId) return files.keyState;
    const record = await findPeerRecord(db, authorityId);
    if (record === null || record.state === 'invited') return null;
    const folded = foldKeyHistory(record.history, realSuites);
    return folded.ok ? folded.value : null;
  };
}

// --- officers -------------------------------------------------------------------------------------------------------

function passkeyDeps({ files, database: db, publicUrl, random }: WiringInput): PasskeyDeps {
  const { profile, keyState, houseRules } = files;
  return {
    db,
    authority: keyState.authorityId,
    relyingParty: relyingPartyOf(publicUrl, profile.name),
    houseRules,
    signEnrolment: (payload) => signWith(files.keys.dispatch, enrolmentType, payload),
    audit: async (tx, entry) => void (await appendAudit(tx, entry, random)),
  };
}

function signWith(key: HeldKey, payloadType: string, payload: Uint8Array): Uint8Array {
  return writeSigned(signDocument({ payloadType, payload, suite: realSuites.suite, keyPair: key, keyId: key.keyId }));
}

// --- exchange -------------------------------------------------------------------------------------------------------

function portsOf(
  input: WiringInput,
  callPeer: CallPeer,
  identity: PartyIdentity,
  handlers: ReadonlyMap<string, DispatchHandler<Transaction>>,
): ExchangePorts<Transaction> {
  const { files, database, clock, random } = input;
  const { keys, keyState } = files;
  const store = postgresStore(database, realSuites);
  return {
    ...realSuites,
    self: {
      authorityId: keyState.authorityId,
      keys,
      get keyState() {
        return files.keyState;
      },
      get history() {
        return files.history;
      },
      get dispatchKey() {
        return keys.dispatch;
      },
      sealKey: (keyId) => (isKeyId(keyId) ? heldKey(keys, keyId) : null),
    },
    // Delivery is woken when the transaction commits, not at the next look.
    store: {
      ...store,
      insertOutgoing: async (tx, row) => {
        await store.insertOutgoing(tx, row);
        await announce(tx, outboxTopic);
      },
      // Whoever looks at the list of peers sees at once that one was frozen or has other keys.
      keys: {
        ...store.keys,
        // With the dispatches that the peer may have lost go their files.
        noteLost: (tx, peer, logSize) => pushAgain(tx, peer).then(() => store.keys.noteLost(tx, peer, logSize)),
        freeze: async (tx, peer, evidence) => {
          const digest = await store.keys.freeze(tx, peer, evidence);
          await announce(tx, 'peers');
          return digest;
        },
        extend: async (tx, peer, given) => {
          await store.keys.extend(tx, peer, given);
          await announce(tx, 'peers');
        },
      },
    },
    network: input.network ?? httpNetwork(callPeer),
    clock,
    random,
    judge: judgeWith(identity),
    instrumentWith: async (tx, peer) => (await instrumentWith(tx, identity, peer))?.digest ?? null,
    appendAudit: auditOnScreen(random),
    rootAt: rootAtSize,
    lanes: laneGate(),
    handlers,
  };
}

function auditOnScreen(random: RandomBytes): ExchangePorts<Transaction>['appendAudit'] {
  return async (tx, entry) => {
    const position = await appendAudit(tx, entry, random);
    if (eventsOnScreen.has(entry.event)) await announce(tx, 'deliveries');
    return position;
  };
}

/** What the list of deliveries shows anew; the rest of the exchange is seen in its cases. */
const eventsOnScreen: ReadonlySet<string> = new Set([
  'dispatch.held',
  'dispatch.in-custody',
  'dispatch.late-receipt',
  'dispatch.not-delivered',
  'dispatch.urgent-late',
  'peer.frozen',
  'peer.log-differs',
]);

// --- assistance -----------------------------------------------------------------------------------------------------

function assistanceDeps(input: WiringInput, ports: ExchangePorts<Transaction>, approvals: PasskeyDeps): AssistanceDeps {
  const { files, database, random } = input;
  const { name, jurisdiction } = files.profile;
  const self = files.keyState.authorityId;
  return {
    database,
    self,
    agreementIndex: (db) => agreementsInForce(db),
    queue: (tx, permit, content) => queueDispatch(ports, tx, permit, dispatchContent(content)),
    authorityNames: async (db, ids) => {
      const peers = (await listPeerRecords(db)).map((record) => [record.authority_id as string, record.invitation] as const);
      const known = new Map([
        [self as string, { name, jurisdiction }],
        ...peers.map(([id, party]) => [id, { name: party.name, jurisdiction: party.jurisdiction }] as const),
      ]);
      return new Map([...known].filter(([id]) => ids.includes(id)));
    },
    officerNames,
    opened: (caseRef, officer) => openCase(ports, caseRef, officer),
    setAside: (tx, aside) => setAsideDispatch(tx, { audit: (entry) => appendAudit(tx, entry, random), announce }, aside),
    approvals,
    announce,
    random,
    suites: realSuites,
  };
}

// --- onward ---------------------------------------------------------------------------------------------------------

/** Documents are signed with the key that counts at that moment, and carry the history that says so. */
function onwardDeps(input: WiringInput, ports: ExchangePorts<Transaction>, assistance: AssistanceDeps): OnwardDeps {
  const { files, database, random } = input;
  const { self, agreementIndex, authorityNames, approvals } = assistance;
  return {
    database,
    self,
    signer: () => ({ key: files.keys.dispatch, history: files.history }),
    agreementIndex,
    queue: (tx, permit, content) => queueDispatch(ports, tx, permit, dispatchContent(content)),
    isPeer: async (db, authorityId) => (await findPeerRecord(db, authorityId)) !== null,
    withhold: withholdFromBody,
    authorityNames,
    officerNames,
    approvals,
    announce,
    random,
    suites: realSuites,
  };
}

/** A room names its kinds and conditions as plain values; what the wire does not know is a broken assumption of that room. */
function dispatchContent(content: QueueContent | OnwardContent): DispatchContent {
  const kind = dispatchKinds.find((known) => known === content.kind);
  assert(kind !== undefined, `"${content.kind}" is no kind of dispatch`);
  return { ...content, kind, conditions: dispatchSchema.shape.conditions.parse(content.conditions) };
}

function bundleDeps(input: WiringInput): BundleDeps {
  const { files } = input;
  const { keys, keyState } = files;
  return {
    dispatchesOfCase,
    agreementFile: signedAgreementFile,
    keyHistory: async (db, authorityId) => {
      if (authorityId === keyState.authorityId) return files.history;
      return (await findPeerRecord(db, authorityId))?.history ?? [];
    },
    checkpoint: async (db, now) => {
      const signed = await signCheckpointNow(db, { ...checkpointKeys(files), now });
      if (!signed.ok) throw new Error(`the log was changed: ${issuesText(signed.issues)}`);
      return signed.value;
    },
    proof: proveEntry,
    version,
    signCertificate: (payload) => signWith(keys.dispatch, certificateType, payload),
  };
}
