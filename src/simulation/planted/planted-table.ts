// SPDX-License-Identifier: Apache-2.0
/**
 * Planted failures: what went wrong in systems that others built and run, put into ours on purpose, one at a time.
 *
 * A row says what fails, where it did, what is changed here, which promise must notice, and how many seeds that may take at
 * most. docs/reference/planted-failures.md is made from this table, and a test holds every row to its word: a promise that does
 * not notice the failure it is there for is not a promise.
 */
import type { Plant } from '../authorities/federation.ts';
import type { FaultName } from '../faults/fault-table.ts';
import type { StoryLength } from '../ground/pace.ts';
import type { PromiseName } from '../promises/watching.ts';
import { eventsPastFork, keyEventLost, laterHistoryWins, onlyEndCompared } from './plants-of-keys.ts';
import { answersNotNoted, limitsLoosened, markedAsDestroyed, onwardHoldersForgotten } from './plants-of-passing-on.ts';
import {
  commitNotSynced,
  contradictionNotKept,
  correctedTakenForKnown,
  duplicatesDeliveredAgain,
  inboxInMemory,
  orderNotKept,
  positiveForRejected,
  receiptBeforeCommit,
  rejectionsForgotten,
  revokedKeyCounts,
  twinTaken,
} from './plants-of-receiving.ts';
import {
  cursorOutbox,
  leaseWithoutFence,
  passedOnFreely,
  receiptFiledAsAsked,
  restoredPlainly,
  unsignedErrorEnds,
} from './plants-of-sending.ts';

export interface PlantedFailure {
  readonly name: string;
  readonly failure: string;
  readonly source: string;
  readonly mutation: string;
  /** Those of which one must notice it. */
  readonly promises: readonly PromiseName[];
  /** The faults that it takes to show it quickly; all of them where it is left out. */
  readonly faults?: readonly FaultName[];
  /** The length of stories that it takes; mixed where it is left out. */
  readonly length?: StoryLength;
  /** So many seeds one after the other must be enough. */
  readonly seedsMax: number;
  /** Where the looking begins, when the first seeds are long known not to show it; 1 where it is not said. */
  readonly firstSeed?: number;
  readonly plant: Plant;
}

export const plantedFailures: readonly PlantedFailure[] = [
  {
    name: 'inbox-in-memory',
    failure: 'The list of known duplicates is lost at a restart.',
    source: 'phase4: duplicate managers in memory or in a file',
    mutation: 'a server starts again with an empty inbox',
    promises: ['P1'],
    seedsMax: 20,
    plant: inboxInMemory,
  },
  {
    name: 'duplicates-delivered-again',
    failure: 'A duplicate is detected and delivered all the same.',
    source: 'Holodeck B2B #117',
    mutation: 'a known digest gets its receipt, and its effects once more',
    promises: ['P1'],
    seedsMax: 20,
    plant: duplicatesDeliveredAgain,
  },
  {
    name: 'positive-for-rejected',
    failure: 'A duplicate of a failed message gets a positive receipt.',
    source: 'Holodeck B2B #142',
    mutation: 'what was rejected is said to be delivered when it is asked about again',
    promises: ['P2', 'P3'],
    seedsMax: 60,
    plant: positiveForRejected,
  },
  {
    name: 'corrected-taken-for-known',
    failure: 'Known by name and partner, the corrected message is refused as a duplicate of the failed one.',
    source: 'pyas2 #33',
    mutation: 'a dispatch gets the receipt of a rejected one of its case',
    promises: ['P2'],
    seedsMax: 20,
    firstSeed: 137,
    plant: correctedTakenForKnown,
  },
  {
    name: 'receipt-before-commit',
    failure: 'A receipt is given for what a crash can still take back.',
    source: 'PGlite, which never calls fsync; the opposite of reception awareness in AS4',
    mutation: 'a transaction answers before it is durable',
    promises: ['P2'],
    seedsMax: 5,
    plant: receiptBeforeCommit,
  },
  {
    name: 'unsigned-error-ends',
    failure: 'An error signal without a signature decides what became of a message.',
    source: 'Oxalis-AS4 #205 and what it would take to heed such errors',
    mutation: 'an unsigned error ends a dispatch as rejected',
    promises: ['P3'],
    seedsMax: 20,
    plant: unsignedErrorEnds,
  },
  {
    name: 'cursor-outbox',
    failure: 'An outbox that is read by a rising number loses what becomes ready later under a lower one.',
    source: 'outboxes by sequence on PostgreSQL, measured',
    mutation: 'rows below the highest number seen are passed over',
    promises: ['P3'],
    seedsMax: 10,
    firstSeed: 39,
    plant: cursorOutbox,
  },
  {
    name: 'lease-without-fence',
    failure: 'A worker that was slow does the work a second time after its lease ran out.',
    source: 'leases of job queues without a fencing token',
    mutation: 'settling does not ask whose row it is',
    promises: ['P3', 'assumption'],
    faults: ['stall', 'delay', 'loss'],
    seedsMax: 100,
    plant: leaseWithoutFence,
  },
  {
    name: 'rejections-forgotten',
    failure: 'What was rejected before is accepted when it comes again.',
    source: 'Synapse, CVE-2022-39374',
    mutation: 'rejections are not kept',
    promises: ['P1', 'P2', 'P7'],
    seedsMax: 20,
    plant: rejectionsForgotten,
  },
  {
    name: 'revoked-key-counts',
    failure: 'Whether a key still counts is not looked at.',
    source: 'Synapse #4364',
    mutation: 'peers keep keys without their revocation',
    promises: ['P8'],
    faults: ['key-theft', 'key-revocation', 'loss'],
    seedsMax: 60,
    plant: revokedKeyCounts,
  },
  {
    name: 'receipt-filed-as-asked',
    failure: 'The identifier in the address is believed, and not the one in the document.',
    source: 'Synapse, CVE-2020-26257',
    mutation: 'a receipt counts for the dispatch that was asked about',
    promises: ['P2', 'P3'],
    seedsMax: 40,
    plant: receiptFiledAsAsked,
  },
  {
    name: 'restored-plainly',
    failure: 'A server that was restored from a backup contradicts what it signed after it.',
    source: 'SCITT leaves rolled-back services open; queues with sequence numbers',
    mutation: 'a restored server starts no epoch of its own',
    promises: ['P2', 'P4', 'P7'],
    faults: ['restore', 'duplication', 'loss'],
    seedsMax: 10,
    firstSeed: 55,
    plant: restoredPlainly,
  },
  {
    name: 'contradiction-not-kept',
    failure: 'Who says two things at one place is believed the one or the other, and goes on.',
    source: 'Matrix, whose servers settle a conflict by an algorithm; did:plc, where a higher key rewrites 72 hours',
    mutation: 'a peer that contradicted itself is not frozen',
    promises: ['P7'],
    faults: ['equivocation', 'duplication'],
    seedsMax: 20,
    plant: contradictionNotKept,
  },
  {
    name: 'twin-taken',
    failure: 'A second document for one place is taken for the one that is held.',
    source: 'AS4 gateways that know a message by its identifier and partner (pyas2 #33, Holodeck B2B #128)',
    mutation: 'a dispatch at a place that is taken gets the receipt of the one that is there',
    promises: ['P2', 'P7'],
    faults: ['equivocation'],
    seedsMax: 20,
    plant: twinTaken,
  },
  {
    name: 'only-end-compared',
    failure: 'Two histories that are equally long are never held against each other.',
    source:
      'split views of logs, as Sigsum and the witnesses of C2SP guard against; this exchange, before it asked again from the beginning',
    mutation: 'a peer that ends elsewhere is not asked for its first events',
    promises: ['P7'],
    faults: ['two-key-histories', 'loss', 'partition', 'suspension'],
    seedsMax: 20,
    firstSeed: 10,
    plant: onlyEndCompared,
  },
  {
    name: 'later-history-wins',
    failure: 'Who holds the roots replaces a history that others have relied on.',
    source: 'did:plc, where a higher key rewrites 72 hours',
    mutation: 'a key history that is shown later takes the place of the one that is held',
    promises: ['P7'],
    faults: ['two-key-histories'],
    seedsMax: 20,
    plant: laterHistoryWins,
  },
  {
    name: 'events-past-a-fork',
    failure: 'Events of a contradicting history are appended to the one that is held.',
    source: 'did:webvh implementations that did not check on which entry the next one stands',
    mutation: 'events are compared with the common beginning and written behind the end',
    promises: ['P7'],
    faults: ['two-key-histories'],
    seedsMax: 20,
    plant: eventsPastFork,
  },
  {
    name: 'key-event-lost',
    failure: 'An authority forgets a key event that its peers were told of.',
    source: 'a rename without its folder written out, on ext4 and others; Matrix servers that lost old keys (Synapse #5573)',
    mutation: 'a server starts again with its first key history',
    promises: ['P2', 'P3', 'P7'],
    faults: ['crash', 'key-rotation', 'key-revocation', 'torn-key-update'],
    seedsMax: 20,
    firstSeed: 8,
    plant: keyEventLost,
  },
  {
    name: 'commit-not-synced',
    failure: 'What was answered for is taken back by a power cut.',
    source: 'PGlite, which never calls fsync (measured)',
    mutation: 'a crash loses the last transaction that was committed',
    promises: ['P1', 'P2', 'P3', 'P7'],
    faults: ['crash'],
    seedsMax: 20,
    plant: commitNotSynced,
  },
  {
    name: 'order-not-kept',
    failure: 'What depends on an earlier message is taken before it.',
    source: 'Matrix, whose servers resolve conflicting orders afterwards (CVE-2025-49090)',
    mutation: 'the dispatches of a case go out side by side and are taken as they come',
    promises: ['P4'],
    seedsMax: 20,
    firstSeed: 105,
    plant: orderNotKept,
  },
  {
    name: 'passed-on-freely',
    failure: 'Information goes on to a third authority without its originator.',
    source: 'the reason why FATF Recommendation 40 asks for prior consent',
    mutation: 'the desk does not ask the conditions of a datum',
    promises: ['P9'],
    seedsMax: 20,
    firstSeed: 24,
    plant: passedOnFreely,
  },
  {
    name: 'onward-holders-forgotten',
    failure: 'A recall reaches the first holder, and nobody to whom that one passed it on.',
    source: 'recall of mail: what was forwarded stays with whoever got it',
    mutation: 'to whom a datum of another was passed on is not written down',
    promises: ['P9'],
    faults: [],
    length: 'long',
    seedsMax: 10,
    firstSeed: 5,
    plant: onwardHoldersForgotten,
  },
  {
    name: 'limits-loosened',
    failure: 'What is passed on carries looser limits than it came with.',
    source: 'handling codes that are typed anew at each hop, as in mail between financial intelligence units',
    mutation: 'a holder keeps a datum with one limit loosened',
    promises: ['P9'],
    faults: [],
    length: 'long',
    seedsMax: 10,
    firstSeed: 5,
    plant: limitsLoosened,
  },
  {
    name: 'marked-as-destroyed',
    failure: 'What is said to be destroyed is still there.',
    source: 'deletion by a flag, which leaves the content',
    mutation: 'a recall that was carried out leaves the body',
    promises: ['P9'],
    faults: [],
    seedsMax: 10,
    plant: markedAsDestroyed,
  },
  {
    name: 'recall-answers-lost',
    failure: 'Who recalled something never learns what became of it.',
    source: 'mail and post, which tell of an arrival at most',
    mutation: 'the answer of a holder is taken and not noted',
    promises: ['P9'],
    faults: [],
    seedsMax: 10,
    plant: answersNotNoted,
  },
];
