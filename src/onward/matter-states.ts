// SPDX-License-Identifier: Apache-2.0
/**
 * The life of a matter as a table: which part we take in it, from which state, by which event, to which state, and whose event it is.
 *
 *     asking      awaiting-approval -> sent -> granted | denied           whoever wishes to pass a datum on
 *     carrying    carried -> granted | denied                              a holder in between
 *     asked       received -> granted | denied                             the originator
 *     giving      awaiting-approval -> sent -> given                       receiving   received
 *     recalling   awaiting-approval -> told -> settled                     holding     received -> executed | kept
 *     using       awaiting-approval -> sent -> noticed -> unobjected | objected | granted; sent -> granted | denied
 *     notifying   awaiting-approval -> sent -> told                        whoever holds data whose protection was breached
 *     notified    received -> noted                                        whoever gave them
 *     permitting  received -> unobjected | objected | granted | denied     the originator of what is to be used otherwise
 *
 * One matter has one identifier at every authority that it reaches and a state at each, since each takes another part in it. A
 * change that the table does not hold is a broken assumption of ours (`moveMatter` stops the work): what a peer can bring about
 * out of order is refused before, with a signed rejection. Held equal to docs/reference/matter-states.md by a test.
 */
import { type MatterKind, type MatterPart, matterParts, type MatterState, matterStates } from './wire.ts';

export interface MatterTransition {
  readonly part: MatterPart;
  readonly from: MatterState;
  readonly event: string;
  readonly to: MatterState;
  /** Whose event it is; `server`: follows from a receipt or its absence; `peer`: from a dispatch of the other side. */
  readonly by: 'officer' | 'server' | 'peer';
}

export const kindOfPart: Readonly<Record<MatterPart, MatterKind>> = {
  asking: 'consent',
  carrying: 'consent',
  asked: 'consent',
  giving: 'disclosure',
  receiving: 'disclosure',
  recalling: 'recall',
  holding: 'recall',
  using: 'new-use',
  permitting: 'new-use',
  notifying: 'breach',
  notified: 'breach',
};

/** In which a matter begins. */
export const firstStates: Readonly<Record<MatterPart, MatterState>> = {
  asking: 'awaiting-approval',
  carrying: 'carried',
  asked: 'received',
  giving: 'awaiting-approval',
  receiving: 'received',
  recalling: 'awaiting-approval',
  holding: 'received',
  using: 'awaiting-approval',
  permitting: 'received',
  notifying: 'awaiting-approval',
  notified: 'received',
};

type Row = readonly [from: MatterState, event: string, to: MatterState, by: MatterTransition['by']];

const beginning = (sent: MatterState): readonly Row[] => [
  ['awaiting-approval', 'the last approval', sent, 'officer'],
  ['awaiting-approval', 'returned to its preparer', 'returned', 'officer'],
];
const failing = (from: MatterState): readonly Row[] => [
  [from, 'its dispatch is not admitted', 'rejected', 'server'],
  [from, 'its dispatch is given up', 'not-delivered', 'server'],
];
const answered = (from: MatterState, by: Row[3]): readonly Row[] => [
  [from, 'consent is granted', 'granted', by],
  [from, 'consent is denied', 'denied', by],
];

const objectedTo = (from: MatterState, by: Row[3]): readonly Row[] => [
  [from, 'its originator consents', 'granted', by],
  [from, 'its originator objects in time', 'objected', by],
];
const answeredNewUse = (from: MatterState, by: Row[3]): readonly Row[] => [
  ...objectedTo(from, by),
  [from, 'its originator does not consent', 'denied', by],
];

const rowsOfPart: Readonly<Record<MatterPart, readonly Row[]>> = {
  asking: [...beginning('sent'), ...answered('sent', 'peer'), ...failing('sent')],
  carrying: [...answered('carried', 'peer'), ...failing('carried')],
  asked: answered('received', 'officer'),
  giving: [...beginning('sent'), ['sent', 'its dispatch is delivered', 'given', 'server'], ...failing('sent')],
  receiving: [],
  recalling: [...beginning('told'), ['told', 'every holder has answered', 'settled', 'peer']],
  holding: [
    ['received', 'carried out', 'executed', 'officer'],
    ['received', 'carried out, where the agreement lets the server do it', 'executed', 'server'],
    ['received', 'kept on a ground of the agreement', 'kept', 'officer'],
  ],
  using: [
    ['awaiting-approval', 'its agreement presumes consent', 'granted', 'server'],
    ...beginning('sent'),
    ['sent', 'its originator is told, and the time to object runs', 'noticed', 'server'],
    ...answeredNewUse('sent', 'peer'),
    ...objectedTo('noticed', 'peer'),
    ['noticed', 'the time to object is over', 'unobjected', 'server'],
    ['unobjected', 'an objection made in time arrives', 'objected', 'peer'],
    ...failing('sent'),
  ],
  permitting: [...answeredNewUse('received', 'officer'), ['received', 'the time to object is over', 'unobjected', 'server']],
  notifying: [
    ...beginning('sent'),
    ['sent', 'whoever gave the data is told', 'told', 'server'],
    ...failing('sent'),
    ['not-delivered', 'sent once more', 'sent', 'officer'],
  ],
  notified: [['received', 'an officer has taken note of it', 'noted', 'officer']],
};

export const matterTransitions: readonly MatterTransition[] = matterParts.flatMap((part) =>
  rowsOfPart[part].map(([from, event, to, by]) => ({ part, from, event, to, by })),
);

/** Whether a matter in which we take this part may go from one state to the other. */
export function mayMove(part: MatterPart, from: MatterState, to: MatterState): boolean {
  return matterTransitions.some((row) => row.part === part && row.from === from && row.to === to);
}

/** Nothing follows this state for whoever takes this part. */
export function isEnd(part: MatterPart, state: MatterState): boolean {
  return !matterTransitions.some((row) => row.part === part && row.from === state);
}

/** The states in which somebody who takes this part can find a matter, in the order of the list of states. */
export function statesOf(part: MatterPart): readonly MatterState[] {
  const reached = new Set([firstStates[part], ...matterTransitions.flatMap((row) => (row.part === part ? [row.to] : []))]);
  return matterStates.filter((state) => reached.has(state));
}

/** docs/reference/matter-states.md, made from the table. */
export function matterStatesReference(): string {
  const rows = matterTransitions.map(
    ({ part, from, event, to, by }) => `| ${kindOfPart[part]} | ${part} | ${from} | ${event} | ${to} | ${by} |`,
  );
  const ends = matterParts.map(
    (part) => `| ${part} | ${firstStates[part]} | ${listed(statesOf(part).filter((state) => isEnd(part, state)))} |`,
  );
  return [
    '# States of a matter',
    '',
    'For officers and lawyers. Made from `src/onward/matter-states.ts` by its test. A matter is a question of consent, a disclosure, a',
    'recall, a new use or the notice of a breach. It has one identifier at every authority that it reaches, and a state at each of them,',
    'since each takes another part in it.',
    '',
    '`officer`: one of ours does it. `peer`: it follows from a dispatch of the other side. `server`: it follows from a receipt or from its',
    'absence, or the agreement lets the server do it.',
    '',
    '| matter | our part | from | event | to | by |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    'Where each part begins, and after which states nothing follows:',
    '',
    '| our part | begins | ends |',
    '|---|---|---|',
    ...ends,
    '',
    'A holder in the tree of a recall is `queued` until its server has the recall, then `told`, and ends `executed` or `refused` (kept on a',
    'ground); `not-delivered` when it could not be told until the dispatch ended. A holder that answers after that is taken as it answers.',
    '',
  ].join('\n');
}

function listed(states: readonly MatterState[]): string {
  return states.join(', ');
}
