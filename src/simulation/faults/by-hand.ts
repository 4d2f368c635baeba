// SPDX-License-Identifier: Apache-2.0
/**
 * What people do to servers during a run: suspend a peer and take it up again, replace a key.
 *
 * People try again: what fails because a server is down, or its storage fails, is done a minute later.
 */
import { affirmDispatches, announceKeys, type ExchangePorts, type MemoryState, type Peer, refreshKeyViews } from '../../exchange/index.ts';
import type { Federation } from '../authorities/federation.ts';
import { isAlive, type Running, type Server } from '../authorities/server-state.ts';
import { isStorageFault, startProcess } from '../authorities/server.ts';
import { portsOf } from '../authorities/server-ports.ts';
import type { Dice } from '../ground/dice.ts';

const minuteMs = 60_000;

type Deed = (tx: MemoryState, ports: ExchangePorts<MemoryState>) => void | Promise<void>;

function byHand(federation: Federation, server: Server, deed: Deed, done: () => void): void {
  const again = (): void => void federation.timeline.later(minuteMs, () => byHand(federation, server, deed, done));
  if (!server.isUp) return again();
  startProcess(federation, server, 'administrator', async (running: Running) => {
    const { incarnation } = server;
    federation.timeline.later(minuteMs, () => {
      if (server.incarnation !== incarnation && !isDone) byHand(federation, server, deed, done);
    });
    let isDone = false;
    try {
      const ports = portsOf(federation, running);
      await ports.store.transaction(async (tx) => deed(tx, ports));
      isDone = true;
      if (isAlive(running)) done();
    } catch (error) {
      if (!isStorageFault(error)) throw error;
      isDone = true;
      again();
    }
  });
}

function changePeer(peer: Server, change: Partial<Peer>): (tx: MemoryState) => void {
  const { authorityId } = peer.member;
  return (tx) => {
    const known = tx.peers.get(authorityId);
    // What froze stays frozen: nobody takes up the exchange with an authority that contradicted itself.
    if (known !== undefined && known.state !== 'frozen') tx.peers.set(authorityId, { ...known, ...change });
  };
}

export function suspendPeer(federation: Federation, by: Server, peer: Server, forMs: number): void {
  const { story, watch, timeline } = federation;
  watch.suspended(by, peer);
  byHand(federation, by, changePeer(peer, { state: 'suspended' }), () => story.tell(by.member.name, `has suspended ${peer.member.name}`));
  timeline.later(forMs, () => byHand(federation, by, changePeer(peer, { state: 'live' }), () => undefined));
}

/** After everything has healed, no exchange stays suspended. */
export function resumeAll(federation: Federation): void {
  for (const server of federation.servers) {
    const others = federation.servers.filter((other) => other !== server);
    const deed: Deed = (tx) => others.forEach((other) => changePeer(other, { state: 'live' })(tx));
    byHand(federation, server, deed, () => undefined);
  }
}

/** The roots have ended the first key of a server and given it another; it uses that one, and tells its peers. */
export function replaceKey(federation: Federation, dice: Dice, stage: 'retired' | 'revoked'): void {
  replaceKeyOf(federation, dice.pick(federation.servers), stage);
}

export function replaceKeyOf(federation: Federation, server: Server, stage: 'retired' | 'revoked'): void {
  if (server.returned !== null || (server.keyStage !== 'first' && server.keyStage !== 'added')) return;
  server.keyStage = stage;
  federation.story.tell(server.member.name, `signs with another key; its first one is ${stage}`);
  tellOfKeys(federation, server);
  if (stage === 'revoked') planVouching(federation, server);
}

/** Some time after its key was declared stolen, a server vouches to one peer for all that it sent it; half of them never do. */
function planVouching(federation: Federation, server: Server): void {
  const dice = federation.dice('vouching');
  const { member } = dice.pick(federation.servers.filter((other) => other !== server));
  if (!dice.chance(0.5)) return;
  const vouch: Deed = async (tx, ports) => {
    const peer = tx.peers.get(member.authorityId);
    if (peer?.state === 'live') await affirmDispatches(ports, tx, peer, ports.clock());
  };
  federation.timeline.later(dice.between(minuteMs, 30 * minuteMs), () =>
    byHand(federation, server, vouch, () => federation.story.tell(server.member.name, `vouches to ${member.name} for what it sent`)),
  );
}

/** As a server does when it starts, and when it sees that its history has grown. */
export function tellOfKeys(federation: Federation, server: Server): void {
  byHand(
    federation,
    server,
    async (tx, ports) => void (await announceKeys(ports, tx, ports.clock())),
    () => undefined,
  );
}

/** A server asks its peers how far their key histories go, as it does every few minutes. */
export function askForKeys(federation: Federation, server: Server): void {
  if (!server.isUp) return;
  startProcess(federation, server, 'key views', async (running) => void (await refreshKeyViews(portsOf(federation, running))));
}
