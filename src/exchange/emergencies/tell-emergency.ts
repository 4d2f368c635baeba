// SPDX-License-Identifier: Apache-2.0
/**
 * Telling peers of an emergency: that an authority carried an act of its own out with fewer officers than its house rules ask for,
 * and later what the review of that said.
 *
 *     XA  03:10   changes its keys, with two people where it asks for three        -> XB, XC: "key-event, review due by ..."
 *     XB  03:10   an alarm stands on every screen until an officer has taken it: call XA before relying on the new key
 *     XA  day 2   an officer who took no part upholds it                           -> XB, XC: "upheld"
 *
 * It goes under the peering instrument, whose clause 2 lets the parties exchange what concerns their peering: how far the word of
 * the other side rests on its usual care is that. The notice names no officer, no reason and no content.
 *
 * What it does not do: it asks for nothing, and changes nothing of what is believed. Whether a new key is used is for the officers.
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { bodySeedBytes } from '../../seals/index.ts';
import type { Admission, AdmittedDispatch, DispatchHandler, ExchangePorts } from '../ports.ts';
import { queueDispatch } from '../queue-dispatch.ts';
import { emergencyBodySchema, type EmergencyBodyWire } from './wire.ts';

/** Queues the notice to every live peer; gives how many. */
export async function tellEmergency<Tx>(ports: ExchangePorts<Tx>, tx: Tx, body: EmergencyBodyWire, now: Instant): Promise<number> {
  const { self, store } = ports;
  const peers = await store.keys.livePeers(tx);
  for (const peer of peers) {
    const act = { kind: 'peer', from: self.authorityId, to: peer.authorityId, dispatchKind: 'peering' } as const;
    const instrument = await ports.instrumentWith(tx, peer.authorityId);
    assert(instrument !== null, 'there is an instrument with every peer');
    const judged = await ports.judge(tx, { act, agreement: { digest: instrument }, facts: noFacts, at: now, now });
    const permit = judged?.permit ?? null;
    assert(isPermit(permit), 'the peering instrument permits peering');
    await queueDispatch(ports, tx, permit, {
      kind: 'peering.emergency',
      caseRef: null,
      body: { ...body },
      bodySeed: ports.random(bodySeedBytes),
      conditions: [],
      inReplyTo: [],
      class: 'urgent',
      purpose: null,
      preparedBy: self.authorityId,
      approvals: [],
    });
  }
  return peers.length;
}

/** What a server does with the notice of a peer: an alarm until an officer has taken it, and an entry in the log. */
export function emergencyHandler<Tx>(ports: ExchangePorts<Tx>): DispatchHandler<Tx> {
  return {
    kind: 'peering.emergency',
    admit: (tx, dispatch) => admitNotice(ports, tx, dispatch),
    outcome: async () => undefined,
  };
}

async function admitNotice<Tx>(ports: ExchangePorts<Tx>, tx: Tx, dispatch: AdmittedDispatch): Promise<Admission> {
  const { payload, digest, receivedAt: at } = dispatch;
  const parsed = emergencyBodySchema.safeParse(payload.body);
  if (!parsed.success)
    return { outcome: 'rejected', code: 'malformed', reason: 'It is no notice as wire/peering-emergency.md says.', isRetryable: false };
  const { actClass, outcome, emergency } = parsed.data;
  const peer = payload.from as ExchangePorts<Tx>['self']['authorityId'];
  // That it was upheld is good to know; everything else somebody must look at now.
  if (outcome !== 'upheld') await ports.store.raiseAlarm(tx, { kind: 'peer-emergency', peer, about: digest, other: null, at });
  const details = { peer, emergency, kind: actClass, outcome, dispatch: digest };
  await ports.appendAudit(tx, { event: 'peer.emergency', actor: peer, at, details });
  return { outcome: 'admitted' };
}
