// SPDX-License-Identifier: Apache-2.0
/**
 * The evidence bundle of a matter: a question of consent, a disclosure or a recall, as far as it went through us.
 *
 *     XA was asked by XC, asked XB, and carried the answer     four dispatches, the keys of XA, XB and XC, both agreements
 *     XB recalled                                              what XB sent to each holder, and what each answered, with their signatures
 *
 * It is made and checked as the bundle of a case is (exchange/evidence). What differs is who took part: in a case two authorities,
 * in a matter everybody who wrote to us or got something from us in it. What passed between others is in their bundles; the
 * documents inside (consent, recall, answers) are signed by their authors and prove themselves.
 *
 * A bundle of a disclosure shows its records, so exporting it is a use of each that we received, under the purpose for which it
 * was given. The corrected record that went with a recall is not shown: the recall names its digest, and that is all it proves.
 */
import { withheldTogether } from '../../agreements/index.ts';
import { appendAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type BundleDeps, entryErased, makeBundle, openBodies, type OpenedBody, statementsOfRecalled } from '../../exchange/index.ts';
import { bundleOrderSchema, type BundleOrderWire } from '../../exchange/wire.ts';
import { type Instant, type Issue, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import { approvalOfExport, askedContent, spendOnExport } from '../../officers/index.ts';
import { heldRecord, type RecordUseAnswerWire, useRecord } from '../../records/index.ts';
import { bodyPlaces, digestOfJson, type Withholding, withholdInBodies } from '../../seals/index.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { eventsOf, findMatter, type MatterRecord } from '../store.ts';
import { sentenceOf } from '../timeline.ts';

export type ExportedMatter =
  | { readonly kind: 'exported'; readonly bytes: Uint8Array }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export interface ExportingMatter {
  readonly matter: string;
  readonly order: BundleOrderWire;
  readonly officer: string;
  readonly now: Instant;
}

/** The ZIP, once enough officers have approved it; absent for a matter that is unknown, or of which nothing was sent or came. */
export async function exportMatter(deps: OnwardDeps, bundle: BundleDeps, given: ExportingMatter): Promise<ExportedMatter> {
  const { officer, now, order } = given;
  const row = await findMatter(deps.database, given.matter);
  const dispatches = row === null ? [] : await bundle.dispatchesOfCase(deps.database, row.id);
  if (row === null || dispatches.length === 0) return { kind: 'absent' };
  if (order.custody !== null && order.custody.length > 0) return { kind: 'issues', issues: [noEvidence] };
  const opened = openBodies(dispatches);
  const less = withholdInBodies(opened, [...order.withhold, ...correctionsOf(opened, order.withhold)], withheldTogether);
  if (!less.ok) return { kind: 'issues', issues: less.issues };
  const withheld = [...opened.flatMap(statementsOfRecalled), ...less.value.statements];
  const shown = shownRecords(row, opened, order.withhold);
  const refused = await refusedExports(deps, row, shown, given);
  if (refused.length > 0) return { kind: 'issues', issues: refused };
  const names = await namesOf(deps, opened);
  const withheldCount = withheld.reduce((sum, one) => sum + one.count, 0);
  const standing = await standingOf(deps, row, given, { opened, withheld: digestOfJson(withheld), withheldCount, names });
  if (standing.kind === 'waits') return standing;
  const made = await makeBundle(deps.database, bundle, {
    caseRef: row.id,
    exporter: deps.self,
    officer,
    now,
    recipient: order.recipient,
    purpose: order.purpose,
    dispatches,
    opened,
    bodies: less.value.bodies,
    withheld,
    custody: [],
    about: [
      [kindWords[row.kind], row.id],
      ['Between', [...names.values()].join(', ')],
    ],
    exporterName: names.get(deps.self) ?? deps.self,
    summary: await summaryOf(deps, row, names, now),
  });
  if (made === null) return { kind: 'issues', issues: [entryErased] };
  const { bytes, digest } = made;
  const details = { caseRef: row.id, bundle: digest, size: bytes.length, count: dispatches.length, withheld: withheldCount };
  const write = async (tx: Transaction): Promise<readonly Issue[]> => {
    const recalledSince = await exportEach(tx, deps, row, shown, given);
    if (recalledSince.length > 0) return recalledSince.map(({ issue }) => issue);
    const exported = { ...details, subject: standing.subject };
    await appendAudit(tx, { event: 'bundle.exported', actor: officer, at: now, details: exported }, deps.random);
    return [];
  };
  const issues = await spendOnExport(deps, { subject: standing.subject, now, write });
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'exported', bytes };
}

/** The order of a bundle that waits for approval, or was approved: what the approver looks at, and what is then fetched. */
export async function orderedMatterBundle(
  deps: OnwardDeps,
  given: { readonly matter: string; readonly subject: string; readonly now: Instant },
): Promise<BundleOrderWire | null> {
  const { matter, subject, now } = given;
  const content = await askedContent(deps.database, { actClass: 'export', caseRef: matter, subject }, now);
  const order = bundleOrderSchema.safeParse(content);
  return order.success ? order.data : null;
}

const noEvidence: Issue = {
  path: 'custody',
  problem: 'What is settled about a datum outside of a case has no items of evidence.',
  remedy: 'Ask for the bundle of the case.',
};

const kindWords = {
  consent: 'Question of consent',
  disclosure: 'Disclosure',
  recall: 'Recall',
  'new-use': 'New use',
  breach: 'Notice of a breach',
} as const;

/** The corrected record in a recall is withheld where nobody chose otherwise for a place around it. */
function correctionsOf(opened: readonly OpenedBody[], chosen: readonly Withholding[]): Withholding[] {
  return opened.flatMap(({ kind, body }, index): Withholding[] => {
    const dispatch = index + 1;
    const isThere = kind === 'onward.recall' && bodyPlaces(body).some(({ pointer }) => pointer === '/correction/body');
    const isChosen = chosen.some((one) => one.dispatch === dispatch && (one.pointer === '' || one.pointer.startsWith('/correction')));
    return isThere && !isChosen ? [{ dispatch, pointer: '/correction/body', manner: 'withheld', reason: correctionShown }] : [];
  });
}

const correctionShown = 'The corrected record itself is not needed to show that it was put in place of the former.';

/** The records that the bundle shows whole or in part: those of a disclosure that are not withheld as a whole. */
function shownRecords(row: MatterRecord, opened: readonly OpenedBody[], chosen: readonly Withholding[]): readonly string[] {
  const at = opened.findIndex(({ kind }) => kind === 'onward.disclosure');
  if (row.kind !== 'disclosure' || at < 0) return [];
  const isGone = (place: string): boolean =>
    chosen.some(({ dispatch, pointer }) => dispatch === at + 1 && (place === pointer || place.startsWith(`${pointer}/`)));
  return row.record_ids.filter((_, index) => !isGone(`/records/${index}/body`));
}

/** What may not be exported; nothing but the refusals themselves is written down. */
async function refusedExports(
  deps: OnwardDeps,
  row: MatterRecord,
  shown: readonly string[],
  given: ExportingMatter,
): Promise<readonly Issue[]> {
  let refused: Refusals = [];
  await wholeUseCase(deps.database, async (tx) => {
    refused = await exportEach(tx, deps, row, shown, given);
    return { kind: 'undone' as const };
  });
  const ids = refused.map(({ recordId }) => recordId);
  if (ids.length > 0) await deps.database.transaction().execute((tx) => exportEach(tx, deps, row, ids, given));
  return refused.map(({ issue }) => issue);
}

type Refusals = readonly { readonly recordId: string; readonly issue: Issue }[];

/** Each received record that is shown is used once, in this manner, for the purpose for which it was given. */
async function exportEach(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  shown: readonly string[],
  { officer, now }: ExportingMatter,
): Promise<Refusals> {
  const answers: (readonly [string, RecordUseAnswerWire | null])[] = [];
  for (const recordId of await receivedAmong(tx, shown)) {
    const note = 'Export of the evidence bundle of the disclosure.';
    const use = { recordId, purpose: row.facts.purpose as Purpose, manner: 'export', officer, caseRef: row.id, note } as const;
    answers.push([recordId, await useRecord(tx, use, deps, now, deps.random)]);
  }
  return answers.flatMap(([recordId, answer]) => {
    if (answer?.use.outcome === 'permitted') return [];
    const why = answer?.use.reasons.map((reason) => reason.sentence).join(' ') ?? 'It is not here any more.';
    const problem = `It may not be exported for the purpose for which it was given. ${why}`;
    const remedy = 'Ask its originator, or withhold it from the bundle.';
    return [{ recordId, issue: { path: `records.${recordId}`, problem, remedy } }];
  });
}

/** Of what a recall took out there is nothing to use: the bundle says why its place is empty. Our own is not used by showing it. */
async function receivedAmong(tx: Transaction, ids: readonly string[]): Promise<readonly string[]> {
  const found = [];
  for (const id of ids) found.push(await heldRecord(tx, id));
  return found.flatMap((record) => (record === null || record.sender === null || record.recall?.state === 'executed' ? [] : [record.id]));
}

async function namesOf(deps: OnwardDeps, opened: readonly OpenedBody[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(opened.flatMap(({ from, to }) => [from, to]))];
  const found = await deps.authorityNames(deps.database, ids);
  return new Map(ids.map((id) => [id, found.get(id)?.name ?? id]));
}

function standingOf(
  deps: OnwardDeps,
  row: MatterRecord,
  { order, officer, now }: ExportingMatter,
  made: {
    readonly opened: readonly OpenedBody[];
    readonly withheld: string;
    readonly withheldCount: number;
    readonly names: ReadonlyMap<string, string>;
  },
): ReturnType<typeof approvalOfExport> {
  const { recipient, purpose } = order;
  const { opened, withheld, withheldCount, names } = made;
  const others = [...names].filter(([id]) => id !== deps.self).map(([, name]) => name);
  return approvalOfExport(deps, {
    about: row.id,
    caseRef: row.id,
    officer,
    named: { caseRef: row.id, officer, dispatches: opened.map(({ digest }) => digest), recipient, purpose, withheld },
    shown: {
      counterpart: others.join(', '),
      matter: row.id,
      dispatches: String(opened.length),
      withheld: String(withheldCount),
      ...(recipient === null ? {} : { recipient }),
      ...(purpose === null ? {} : { purpose }),
    },
    content: { ...order },
    now,
  });
}

async function summaryOf(deps: OnwardDeps, row: MatterRecord, names: ReadonlyMap<string, string>, now: Instant): Promise<string> {
  const events = (await eventsOf(deps.database, row.id)).filter(({ facts }) => facts.dispatch !== null);
  return [
    `# ${kindWords[row.kind]} ${row.id}`,
    '',
    `Exported by ${names.get(deps.self) ?? deps.self} at ${now}. State here: ${row.state}.`,
    '',
    '| moment (UTC) | what happened | dispatch |',
    '|---|---|---|',
    ...events.map(({ at, facts }) => `| ${at} | ${sentenceOf(facts, names)} | ${facts.dispatch ?? ''} |`),
    '',
    'This page is a help for the eye. What is proven is said by the verifier, from the signed files beside it.',
    '',
  ].join('\n');
}
