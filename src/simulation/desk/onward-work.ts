// SPDX-License-Identifier: Apache-2.0
/**
 * The work of a simulated desk on data that go further, by the use cases of room onward: gives records of its own unasked, asks an
 * originator's consent and passes on, answers such questions, recalls and corrects what was its own, and answers recalls.
 *
 * What may be done follows from the room's own tables. What the room does not let happen (no consent yet, a recall that is open) ends
 * with its issues, and nothing was done; that is tried on purpose.
 */
import type { ExchangePorts, MemoryState } from '../../exchange/index.ts';
import { addMs, canonicalJson, newId } from '../../kernel/index.ts';
import { answerConsent, answerRecall, askConsent, type OnwardDeps, prepareDisclosure, startRecall } from '../../onward/index.ts';
import { leiOf, newSalt } from '../../records/index.ts';
import { digestOf } from '../../seals/index.ts';
import type { Federation } from '../authorities/federation.ts';
import type { Running, Server } from '../authorities/server-state.ts';
import { portsOf } from '../authorities/server-ports.ts';
import type { Dice } from '../ground/dice.ts';
import { insertRows, rowsIn } from '../rooms/memory-database.ts';
import { onwardRoom } from '../rooms/onward-room.ts';

const purpose = 'admin-enforcement';
/** Own records of one server that are made: a few are given, passed on and recalled, rather than many given once. */
const ownRecordsMax = 3;

interface Desk {
  readonly federation: Federation;
  readonly server: Server;
  readonly ports: ExchangePorts<MemoryState>;
  readonly deps: OnwardDeps;
  readonly dice: Dice;
}
type Deed = (desk: Desk) => Promise<unknown>;

export async function workOnward(federation: Federation, running: Running, dice: Dice): Promise<void> {
  const { server } = running;
  const ports = portsOf(federation, running);
  const desk: Desk = { federation, server, ports, dice, deps: onwardRoom(federation, running, () => ports).deps() };
  await dice.pick(deedsOf(server.store.state()))(desk);
}

/** Whether a question or a recall lies here that nobody has answered. */
export function isWaitedFor(state: MemoryState): boolean {
  return rowsIn(state, 'onward_matters').some((row) => row['state'] === 'received' && row['part'] !== 'receiving');
}

/** What can be tried now; that which others wait for is likelier. */
function deedsOf(state: MemoryState): readonly Deed[] {
  const matters = rowsIn(state, 'onward_matters').filter((row) => row['state'] === 'received');
  const records = rowsIn(state, 'records');
  const received = records.filter((row) => row['is_received'] === true);
  const held = new Set(rowsIn(state, 'record_holders').map((row) => row['record_id']));
  const own = records.filter((row) => row['is_received'] === false && held.has(row['id']));
  const often = (deed: Deed, count: number): Deed[] => Array.from({ length: count }, () => deed);
  return [
    give,
    ...matters.flatMap((row) => {
      if (row['part'] === 'asked') return often((desk) => answerQuestion(desk, String(row['id'])), 4);
      return row['part'] === 'holding' ? often((desk) => answerOneRecall(desk, String(row['id'])), 4) : [];
    }),
    ...received.flatMap((row) => often((desk) => passOn(desk, String(row['id'])), 2)),
    ...own.map(
      (row): Deed =>
        (desk) =>
          recall(desk, String(row['id'])),
    ),
  ];
}

function by({ server, ports }: Desk): { readonly officer: string; readonly now: ReturnType<Desk['ports']['clock']> } {
  return { officer: server.member.officers.preparer, now: ports.clock() };
}

async function give(desk: Desk): Promise<void> {
  const { federation, server, dice, deps } = desk;
  const own = rowsIn(server.store.state(), 'records').filter((row) => row['is_received'] === false);
  const known = own.length < ownRecordsMax ? null : dice.pick(own);
  const recordId = known === null ? await ownRecord(desk.ports, server, dice) : String(known['id']);
  const to = dice.pick(federation.servers.filter((other) => other !== server));
  await prepareDisclosure(deps, {
    recordIds: [recordId],
    recipient: to.member.authorityId,
    purpose,
    reason: 'It concerns you.',
    ...by(desk),
  });
}

/** As an import writes it: the record, and its first version. */
export async function ownRecord(ports: Desk['ports'], server: Server, dice: Dice): Promise<string> {
  const now = ports.clock();
  const id = newId('rcd', now, dice.bytes);
  await ports.store.transaction(async (tx) => {
    const found = {
      title: 'Example Trading',
      subtitle: '',
      names_text: '',
      search_text: '',
      identifiers: [],
      names: [],
      finding_keys: [],
      sound_keys: [],
    };
    const way = { is_received: false, origin_id: id, sender: null, case_ref: null, dispatch_digest: null, origin_record: id, chain: '[]' };
    const originator = server.member.authorityId;
    const rest = { version: 1, condition_count: 0, recorded_at: now, consent: null, recall: null };
    insertRows(tx, 'records', [{ id, kind: 'compliance-record', reference: id, originator, ...way, ...found, ...rest }]);
    insertRows(tx, 'record_versions', [versionRow(id, 1, now, newSalt(dice.bytes))]);
  });
  return id;
}

function versionRow(id: string, version: number, now: string, salt: string) {
  const body = {
    kind: 'compliance-record',
    reference: id,
    firm: 'Example Trading',
    lei: leiOf('XADEMO000000000001'),
    recordType: 'sanction',
    date: '2026-11-19',
    authority: 'Example authority',
    summary: `Version ${version}.`,
    outcome: 'Fine.',
    amount: null,
  };
  const text = canonicalJson(body);
  const none = { provenance: '[]', conditions: '[]', withheld: '[]' };
  const kept = { ...none, body: text, body_digest: digestOf(new TextEncoder().encode(`${salt}${text}`)), salt };
  return { record_id: id, version, ...kept, recorded_at: now, recorded_until: null, import_id: null, erased_at: null };
}

/** Where a consent is what is missing, it is asked for. */
async function passOn(desk: Desk, recordId: string): Promise<void> {
  const { federation, server, dice, deps } = desk;
  const to = dice.pick(federation.servers.filter((other) => other !== server)).member.authorityId;
  const reason = 'It concerns them.';
  const given = await prepareDisclosure(deps, { recordIds: [recordId], recipient: to, purpose, reason, ...by(desk) });
  if (given.kind !== 'issues') return;
  const isAsked = rowsIn(server.store.state(), 'onward_matters').some(
    (row) => row['part'] === 'asking' && (row['record_ids'] as readonly string[]).includes(recordId) && row['state'] === 'sent',
  );
  if (!isAsked) await askConsent(deps, { recordId, recipient: to, purpose, reason, ...by(desk) });
}

async function answerQuestion(desk: Desk, matter: string): Promise<void> {
  const { dice, deps } = desk;
  const isGranted = dice.chance(0.85);
  const until = isGranted && dice.chance(0.2) ? addMs(by(desk).now, dice.between(60_000, 3_600_000)) : null;
  const answer = isGranted
    ? ({ answer: 'granted', limits: null, until, ground: null, reasons: '' } as const)
    : ({ answer: 'denied', limits: null, until: null, ground: 'R02', reasons: 'It would harm a case of ours.' } as const);
  await answerConsent(deps, { matter, ...by(desk) }, answer);
}

async function recall(desk: Desk, recordId: string): Promise<void> {
  const { dice, deps, ports } = desk;
  const isCorrection = dice.chance(0.4);
  if (isCorrection) await ports.store.transaction(async (tx) => newVersion(tx, desk, recordId));
  const change = isCorrection ? 'correction' : 'withdrawal';
  await startRecall(deps, { recordId, change, reason: 'The name is another firm.', ...by(desk) });
}

/** As the import of a corrected record writes it. */
function newVersion(tx: MemoryState, { ports, dice }: Desk, recordId: string): void {
  const now = ports.clock();
  const records = rowsIn(tx, 'records');
  const found = records.find((row) => row['id'] === recordId);
  if (found === undefined) return;
  const version = Number(found['version']) + 1;
  tx.effects.set(
    'table records',
    records.map((row) => (row === found ? { ...row, version, recorded_at: now } : row)),
  );
  insertRows(tx, 'record_versions', [versionRow(recordId, version, now, newSalt(dice.bytes))]);
}

async function answerOneRecall(desk: Desk, matter: string): Promise<void> {
  const { dice, deps } = desk;
  const isCarriedOut = dice.chance(0.75);
  const answer = isCarriedOut
    ? ({ outcome: 'executed', ground: null, reasons: '' } as const)
    : ({ outcome: 'refused', ground: 'legal-hold', reasons: 'A court has it.' } as const);
  await answerRecall(deps, { matter, ...by(desk) }, answer);
}
