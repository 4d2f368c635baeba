// SPDX-License-Identifier: Apache-2.0
/**
 * Wiring: what each room is given of the others. The one place where all rooms of an authority meet.
 *
 * Rooms ask for functions, not for each other: `officers` gets one that writes its events into the log, `exchange` one that
 * judges an act by our own agreements, `assistance` one that queues a dispatch. So the table of who may know whom holds, and
 * this file shows at a glance what flows where. It decides nothing, with one exception that it only spells out: which
 * agreement counts here and now (`judge-by-agreement.ts`).
 */
import { agreementCalls, type PartyIdentity } from '../agreements/index.ts';
import { assistanceCalls, assistanceHandlers, endRightsOver } from '../assistance/index.ts';
import { auditCalls, type AuditEntry, noteAudit } from '../audit/index.ts';
import {
  announceKeys,
  askWhatWasSeen,
  type CeremonyDeps,
  confirmationHandler,
  deliverDue,
  type DispatchHandler,
  emergencyHandler,
  exchangeCalls,
  type ExchangePorts,
  keysHandler,
  offerLost,
  peerDoor,
  refreshKeyViews,
  tendDelivery,
  transportKeyInUse,
} from '../exchange/index.ts';
import { bundledLogs, evidenceCalls, type EvidenceDeps, handOverHandlers } from '../evidence/index.ts';
import { freezingCalls } from '../freezing/index.ts';
import { gatheringCalls } from '../gathering/index.ts';
import { jointCalls, type JointDeps, jointHandlers, tendOperations } from '../joint-operations/index.ts';
import type { CallDefinition, Instant, Transaction } from '../kernel/index.ts';
import { letterCalls, type LetterDeps } from '../letters/index.ts';
import { negotiationCalls, negotiationHandlers } from '../negotiation/index.ts';
import { approvalCalls, askedAbout, emergencyCalls, officerCalls } from '../officers/index.ts';
import { onwardCalls, type OnwardDeps, onwardHandlers, tendNewUses } from '../onward/index.ts';
import { hidingReports, type ImportWork, recordCalls } from '../records/index.ts';
import { type HeldKey, realSuites } from '../seals/index.ts';
import { carriers, confirmationApproval } from './approved-acts.ts';
import { type BlobRoom, openBlobRoom } from './blob-work.ts';
import { importWork } from './rooms/import-work.ts';
import { type FindingsRoom, openFindingsRoom } from './rooms/findings-room.ts';
import { keyChangeCalls } from './key-changes/key-changes.ts';
import type { PeerDoorDeps } from './peers/peer-door.ts';
import { reportingCalls } from '../reporting/index.ts';
import { reportingRooms } from './rooms/reporting-room.ts';
import { assistanceDeps, bundleDeps } from './rooms/assistance-deps.ts';
import { portsOf } from './rooms/exchange-ports.ts';
import { dataProtectionCalls } from '../data-protection/index.ts';
import { behindWalls, deskCalls, type DeskDeps } from '../desk/index.ts';
import { dataProtectionDeps } from './rooms/data-protection-room.ts';
import { deskDeps } from './rooms/desk-room.ts';
import { trainingCalls } from '../training/index.ts';
import { evidenceDeps } from './rooms/evidence-room.ts';
import { jointDeps } from './rooms/joint-deps.ts';
import { letterDeps, writingDeps } from './rooms/letters-room.ts';
import { negotiationDeps } from './rooms/negotiation-deps.ts';
import { trainingDeps } from './rooms/training-deps.ts';
import { emergencyDeps, passkeyDeps, reviewDeps } from './rooms/officer-deps.ts';
import { onwardDeps } from './rooms/onward-deps.ts';
import { checkpointKeys, invitationOf } from './rooms/own-keys.ts';
import { agreementKeys, peerOfKey } from './rooms/peer-keys.ts';
import type { WiringInput } from './rooms/wiring-input.ts';
import { announce } from './pool/announce.ts';

export interface Wired {
  /** Every call of every room. */
  readonly calls: readonly CallDefinition[];
  /** Handles what is due in the outbox and says how much it was. */
  readonly deliverDue: (looking?: () => void) => Promise<number>;
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
  /** Imports of long files; null where there is no folder to keep one in. */
  readonly imports: ImportWork | null;
  /** The work on screenings and surveillance runs. */
  readonly findings: Pick<FindingsRoom, 'work' | 'close'>;
  /** For the work on notices. */
  readonly desk: DeskDeps;
  /** Closes the connections to peers that are kept. */
  readonly close: () => void;
  /** Judges what is held, tells peers what they do not know, and calls the duty officer. */
  readonly tendDelivery: () => Promise<number>;
  /** Releases own steps of joint operations at their instant, and calls off what was not decided in time. */
  readonly tendOperations: () => Promise<Instant | null>;
  /** Writes down of new uses whose time to object has passed that nobody objected. */
  readonly tendNewUses: () => Promise<number>;
  /** Takes refused cases off the lists of what is due once the time to answer their refusal has passed. */
  readonly tendRefusals: () => Promise<number>;
}

export function wireRooms(input: WiringInput): Wired {
  const { files, database: db, random, folder, clock } = input;
  const { profile, keys, keyState } = files;
  // `keys` and `files` follow the key history; what is read of them is read when it is needed. The identity never changes.
  const { name, kind, jurisdiction } = profile;
  const identity: PartyIdentity = { authorityId: keyState.authorityId, name, kind, jurisdiction };
  const audit = (tx: Transaction, entry: AuditEntry) => noteAudit(tx, entry, random);
  const handlers = new Map<string, DispatchHandler<Transaction>>();
  const transportKey = (): HeldKey | null => transportKeyInUse(keys, files.keyState);
  const door = peerDoor({ transportKey, networks: input.peerNetworks ?? [], random });
  const ports = portsOf(input, door.call, identity, handlers);
  const passkeys = passkeyDeps(input);
  const asked = { audit, announce, approvalOf: confirmationApproval(passkeys) };
  const ceremony: CeremonyDeps = { database: db, ports, own: identity, suites: realSuites, ...asked };
  const blobRoom = folder === undefined ? null : openBlobRoom({ folder, database: db, random, clock, callPeer: door.call, ports });
  const blobs = blobRoom === null ? {} : { blobs: blobRoom.blobs };
  const keyChanges = { database: db, folder: folder ?? null, files, random };
  const assistance = { ...assistanceDeps(input, ports, { approvals: passkeys, letters: writingDeps(input, ports) }), ...blobs };
  const onward = onwardDeps(input, ports, assistance);
  const { reporting, records } = reportingRooms(input, { assistance, passkeys, onward });
  const joint = jointDeps(input, ports, assistance);
  const evidence = evidenceDeps(input, assistance, { records });
  const findings = openFindingsRoom({ assistance, records, clock, timeZone: profile.calendar.timeZone, ownName: name });
  const desk = deskDeps(input, assistance);
  const agreements = { db, ownKeys: keys, audit, announce, ...agreementKeys(files) };
  const letters = letterDeps(input, ports, { assistance, agreements, onward });
  const negotiation = negotiationDeps(input, ports, { agreements, approvals: passkeys });
  const ofExchange = [confirmationHandler(() => ceremony), keysHandler(ports), emergencyHandler(ports)];
  const ofCases = [...assistanceHandlers(assistance), ...handOverHandlers(evidence), ...onwardHandlers(onward)];
  const all = [...ofExchange, ...ofCases, ...negotiationHandlers(negotiation), ...jointHandlers(joint)];
  for (const handler of all) handlers.set(handler.kind, handler);
  const acts = emergencyDeps(input, ports, { passkeys, carryOut: carriers(ceremony, keyChanges, { joint, evidence, letters, findings }) });
  const calls = [
    ...officerCalls({ ...passkeys, session: { id: assistance.self, name, kind, jurisdiction, timeZone: profile.calendar.timeZone } }),
    ...approvalCalls({ ...acts, ...reviewDeps(input, db, { assistance, onward, negotiation }) }),
    ...emergencyCalls(acts),
    ...keyChangeCalls(keyChanges),
    ...auditCalls({ db, checkpointKeys: () => checkpointKeys(files) }),
    ...agreementCalls(agreements),
    ...exchangeCalls({ ...ceremony, ...blobs, brokeOff: input.brokeOff, invitation: () => invitationOf(input) }),
    ...recordCalls(records),
    ...reportingCalls(reporting),
    ...callsOfCases(input, { evidence, joint, letters }),
    ...callsOfDesk(desk, onward),
    ...onwardCalls(onward, bundleDeps(input, bundledLogs(evidence))),
    ...jointCalls(joint),
    ...findings.calls,
    ...negotiationCalls(negotiation),
  ];
  return {
    calls: hidingReports({ db, waitingUnder: (of, subjects) => askedAbout(of, subjects, clock()) }, calls),
    ...exchangeWork(input, ports),
    peers: { transportKey, peerOfKey: peerOfKey(db, ports) },
    blobRoom,
    findings,
    desk,
    close: door.close,
    ...workByTheClock(input, joint, onward, importWork(input, blobRoom, records)),
  };
}

function workByTheClock({ database, clock }: WiringInput, joint: JointDeps, onward: OnwardDeps, imports: ImportWork | null) {
  return {
    imports,
    tendOperations: () => tendOperations(joint, clock()),
    tendNewUses: () => tendNewUses(onward, clock()),
    tendRefusals: () => endRightsOver(database, clock()),
  };
}

/** Officers' own tools, and the registers of personal data that ring in them. */
function callsOfDesk(desk: DeskDeps, onward: OnwardDeps): CallDefinition[] {
  return [...deskCalls(desk), ...dataProtectionCalls(dataProtectionDeps(desk, onward))];
}

/** Every call that is made in a case, behind the case's wall; those on letters look for it themselves. */
function callsOfCases(
  input: WiringInput,
  { evidence, joint, letters }: { readonly evidence: EvidenceDeps; readonly joint: JointDeps; readonly letters: LetterDeps },
): CallDefinition[] {
  const { assistance } = evidence;
  const ofTraining = trainingCalls(trainingDeps(assistance, joint));
  const ofOthers = [...freezingCalls({ assistance }), ...gatheringCalls({ assistance }), ...evidenceCalls(evidence), ...ofTraining];
  return [
    ...behindWalls(input.database, [...assistanceCalls(assistance, bundleDeps(input, bundledLogs(evidence))), ...ofOthers]),
    ...letterCalls(letters),
  ];
}

type ExchangeWork = 'deliverDue' | 'announceKeys' | 'refreshKeyViews' | 'askWhatWasSeen' | 'offerLost' | 'tendDelivery';

/** What the exchange does by itself, again and again. */
function exchangeWork({ database, clock }: WiringInput, ports: ExchangePorts<Transaction>): Pick<Wired, ExchangeWork> {
  return {
    deliverDue: (looking) => deliverDue(ports, looking),
    announceKeys: () => database.transaction().execute((tx) => announceKeys(ports, tx, clock())),
    refreshKeyViews: () => refreshKeyViews(ports),
    askWhatWasSeen: () => askWhatWasSeen(ports),
    offerLost: () => offerLost(ports),
    tendDelivery: () => tendDelivery(ports),
  };
}
