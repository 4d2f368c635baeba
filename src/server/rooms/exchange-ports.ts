// SPDX-License-Identifier: Apache-2.0
/** What room exchange is given of the others: keys, store, network, and who judges what arrives. */
import type { PartyIdentity } from '../../agreements/index.ts';
import { appendAudit, appendAudits, appendUnasked, type AuditEntry, rootAtSize } from '../../audit/index.ts';
import {
  type CallPeer,
  type DispatchHandler,
  type ExchangePorts,
  httpNetwork,
  instrumentWith,
  isTended,
  laneGate,
  postgresStore,
  pushAgain,
  signingSoon,
} from '../../exchange/index.ts';
import type { RandomBytes, Transaction } from '../../kernel/index.ts';
import { heldKey, isKeyId, realSuites } from '../../seals/index.ts';
import { judgeWith } from '../judge-by-agreement.ts';
import { announce } from '../pool/announce.ts';
import { momentsOfServer } from '../pool/transaction-ends.ts';
import { outboxTopic } from '../streams.ts';
import type { WiringInput } from './wiring-input.ts';

export function portsOf(
  input: WiringInput,
  callPeer: CallPeer,
  identity: PartyIdentity,
  handlers: ReadonlyMap<string, DispatchHandler<Transaction>>,
): ExchangePorts<Transaction> {
  const { files, database, clock, random } = input;
  const store = postgresStore(database, realSuites);
  return {
    ...realSuites,
    self: selfOf(files),
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
    ...auditOnScreen(random),
    rootAt: rootAtSize,
    signSoon: signingSoon(momentsOfServer),
    lanes: laneGate(),
    handlers,
    isTended: (by) => isTended(database, by),
  };
}

/** As the key history says at each moment: it grows while the server runs. */
function selfOf(files: WiringInput['files']): ExchangePorts<Transaction>['self'] {
  const { keys, keyState } = files;
  return {
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
  };
}

function auditOnScreen(random: RandomBytes): Pick<ExchangePorts<Transaction>, 'appendAudit' | 'appendAudits' | 'appendUnasked'> {
  const show = async (tx: Transaction, entries: readonly AuditEntry[]): Promise<void> => {
    if (entries.some(({ event }) => eventsOnScreen.has(event))) await announce(tx, 'deliveries');
  };
  return {
    async appendAudit(tx, entry) {
      const place = await appendAudit(tx, entry, random);
      await show(tx, [entry]);
      return place;
    },
    async appendAudits(tx, entries) {
      const places = await appendAudits(tx, entries, random);
      await show(tx, entries);
      return places;
    },
    async appendUnasked(tx, entries) {
      await appendUnasked(tx, entries, random);
      await show(tx, entries);
    },
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
  'peer.emergency',
]);
