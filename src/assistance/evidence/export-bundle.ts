// SPDX-License-Identifier: Apache-2.0
/**
 * The evidence bundle of a case: everything an outsider needs to check, offline, what passed between two authorities.
 *
 * The bundle holds the exact signed dispatches and their bodies, so it holds the records that were disclosed. Exporting it is
 * therefore a use of each received record that it shows (export-uses.ts), and where a condition forbids it, there is no bundle
 * and the answer names the record and the clause; unless the officer withholds it. Everything is vouched for by the custodian's
 * certificate, which says for whom, to what end, and what was withheld and why. The custody logs of evidence of the case go with it, as
 * far as the order does not leave them out.
 */
import assert from 'node:assert/strict';
import { trainingMark, withheldTogether } from '../../agreements/index.ts';
import { appendAudit } from '../../audit/index.ts';
import {
  type BundleDeps,
  type BundleDispatch,
  type CustodyChoice,
  entryErased,
  makeBundle,
  openBodies,
  type StatedRow,
  statementsOfRecalled,
} from '../../exchange/index.ts';
import type { Instant, Issue, Transaction } from '../../kernel/index.ts';
import { approvalOfExport, spendOnExport } from '../../officers/index.ts';
import { bodyPlaces, bundleLayout, digestOfJson, withholdInBodies, type WithheldStatement } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { trainingSentence } from '../cases/case-row.ts';
import { type CaseRecord, eventsOfCase, findCase, stepsOfCases } from '../store.ts';
import { sentenceOf } from '../cases/timeline.ts';
import type { BundleOrderWire, BundlePlacesWire } from '../wire.ts';
import { leftOut, noteExports, refusedExports, refusedTexts } from './export-uses.ts';

export type Exported =
  | { readonly kind: 'exported'; readonly bytes: Uint8Array }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

interface Export {
  readonly caseId: string;
  readonly order: BundleOrderWire;
  readonly officer: string;
  readonly now: Instant;
}

/**
 * The bundle as a ZIP, once enough officers have approved it; absent for a case that is unknown, or whose request has not gone
 * yet. What may not be exported is said before anybody is asked to approve it.
 */
export async function exportBundle(deps: AssistanceDeps, bundle: BundleDeps, given: Export): Promise<Exported> {
  const { officer, now, order } = given;
  const row = await findCase(deps.database, given.caseId);
  // First the dispatches, then the head: so the head covers every one of them.
  const dispatches = await dispatchesToShow(deps, bundle, row);
  if (row === null || row.agreement === null || dispatches.length === 0) return { kind: 'absent' };
  const opened = openBodies(dispatches);
  const less = withholdInBodies(opened, order.withhold, withheldTogether);
  if (!less.ok) return { kind: 'issues', issues: less.issues };
  const withheld = [...opened.flatMap(statementsOfRecalled), ...less.value.statements];
  const left = await leftOut(deps, row, { dispatches, withhold: order.withhold });
  const custody = await bundle.custodyOfCase(deps.database, { caseRef: row.id, items: order.custody, now });
  if (!custody.ok) return { kind: 'issues', issues: custody.issues };
  const refused = [...(await refusedTexts(deps, row, left, now)), ...(await refusedExports(deps, row, left, given))];
  if (refused.length > 0) return { kind: 'issues', issues: refused };
  const names = await namesOf(deps, row);
  const withheldCount = withheld.reduce((sum, one) => sum + one.count, 0);
  const { recipient, purpose } = order;
  const { logs } = custody.value;
  const standing = await standingOf(deps, row, given, { dispatches, withheld, withheldCount, logs, names });
  if (standing.kind === 'waits') return standing;
  const made = await makeBundle(deps.database, bundle, {
    caseRef: row.id,
    exporter: deps.self,
    officer,
    now,
    recipient,
    purpose,
    dispatches,
    opened,
    bodies: less.value.bodies,
    withheld,
    custody: logs,
    about: aboutCase(deps, row, names, logs),
    exporterName: names.get(deps.self) ?? deps.self,
    summary: await summaryOfCase(deps, row, logs, now),
  });
  if (made === null) return { kind: 'issues', issues: [entryErased] };
  const { bytes, digest } = made;
  const details = { caseRef: row.id, bundle: digest, size: bytes.length, count: dispatches.length, withheld: withheldCount };
  const write = async (tx: Transaction): Promise<readonly Issue[]> => {
    const recalledSince = await noteExports(deps, row, left, given, tx);
    if (recalledSince.length > 0) return recalledSince;
    const exported = { ...details, subject: standing.subject };
    await appendAudit(tx, { event: 'bundle.exported', actor: officer, at: now, details: exported }, deps.random);
    return [];
  };
  const issues = await spendOnExport(deps, { subject: standing.subject, now, write });
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'exported', bytes };
}

interface Standing {
  readonly dispatches: readonly { readonly digest: string }[];
  readonly withheld: readonly WithheldStatement[];
  readonly withheldCount: number;
  readonly logs: CustodyChoice['logs'];
  readonly names: ReadonlyMap<string, string>;
}

/** Whether exactly this bundle was approved: these dispatches, what is withheld of them, and these custody logs up to their last entries. */
function standingOf(deps: AssistanceDeps, row: CaseRecord, { officer, now, order }: Export, bundle: Standing) {
  const { dispatches, withheld, withheldCount, logs, names } = bundle;
  const { recipient, purpose } = order;
  const counts = { dispatches: String(dispatches.length), withheld: String(withheldCount), custodyLogs: String(logs.length) };
  const digests = dispatches.map(({ digest }) => digest);
  const heads = logs.map(({ head }) => head);
  return approvalOfExport(deps, {
    about: row.id,
    caseRef: row.id,
    officer,
    named: { caseRef: row.id, officer, dispatches: digests, recipient, purpose, withheld: digestOfJson(withheld), custody: heads },
    shown: { ...shownOf(order), counterpart: names.get(row.counterpart) ?? row.counterpart, case: row.id, ...counts },
    content: { ...order },
    now,
  });
}

function shownOf({ recipient, purpose }: BundleOrderWire): Readonly<Record<string, string>> {
  return { ...(recipient === null ? {} : { recipient }), ...(purpose === null ? {} : { purpose }) };
}

async function summaryOfCase(deps: AssistanceDeps, row: CaseRecord, logs: CustodyChoice['logs'], now: Instant): Promise<string> {
  const names = await namesOf(deps, row);
  const events = (await eventsOfCase(deps.database, row.id)).filter((event) => event.facts.dispatch !== null);
  return [
    `# Case ${row.id}`,
    '',
    `Exported by ${names.get(deps.self) ?? deps.self} at ${now}. State: ${row.state}.`,
    ...(names.get(row.counterpart)?.endsWith(trainingMark) === true ? ['', trainingSentence] : []),
    '',
    '| moment (UTC) | what happened | dispatch |',
    '|---|---|---|',
    ...events.map((event) => `| ${event.at} | ${sentenceOf(event.facts, names)} | ${event.facts.dispatch ?? ''} |`),
    ...custodySummary(logs),
    '',
    'This page is a help for the eye. What is proven is said by the verifier, from the signed files beside it.',
    '',
  ].join('\n');
}

function custodySummary(logs: CustodyChoice['logs']): string[] {
  if (logs.length === 0) return [];
  const rows = logs.map(({ id, number, title, places }) => `| ${number} | ${title} | ${places.length} | ${bundleLayout.custody(id)} |`);
  return ['', '| item of evidence | what it is | entries of its custody log | file |', '|---|---|---|---|', ...rows];
}

/** None until the request has gone: a draft that was shown is no request, and proves nothing to a court. */
export async function dispatchesToShow(
  deps: AssistanceDeps,
  bundle: BundleDeps,
  row: CaseRecord | null,
): Promise<readonly BundleDispatch[]> {
  const steps = row === null ? [] : await stepsOfCases(deps.database, [row.id]);
  const hasRequest = steps.some(({ kind, dispatch }) => kind === 'request' && dispatch !== null);
  return row === null || !hasRequest ? [] : bundle.dispatchesOfCase(deps.database, row.id);
}

/** What can be withheld from the bundle of a case, dispatch by dispatch; null where there is no bundle. */
export async function bundlePlaces(deps: AssistanceDeps, bundle: BundleDeps, caseId: string): Promise<BundlePlacesWire | null> {
  const row = await findCase(deps.database, caseId);
  const dispatches = await dispatchesToShow(deps, bundle, row);
  if (row === null || dispatches.length === 0) return null;
  const names = await namesOf(deps, row);
  return {
    dispatches: openBodies(dispatches).map(({ body, kind, from, createdAt }, index) => {
      return { number: index + 1, kind, from, fromName: names.get(from) ?? from, createdAt, places: bodyPlaces(body) };
    }),
  };
}

export async function namesOf(deps: AssistanceDeps, row: CaseRecord): Promise<ReadonlyMap<string, string>> {
  const found = await deps.authorityNames(deps.database, [deps.self, row.counterpart]);
  return new Map([...found].map(([id, one]) => [id, one.name]));
}

/** The first lines of the certificate: which case, between whom, and the custody of which items. */
export function aboutCase(
  deps: AssistanceDeps,
  row: CaseRecord,
  names: ReadonlyMap<string, string>,
  logs: CustodyChoice['logs'],
): readonly StatedRow[] {
  const [own, other] = [deps.self, row.counterpart].map((id) => names.get(id) ?? id);
  assert(own !== undefined && other !== undefined);
  const [requesting, requested] = row.side === 'requesting' ? [own, other] : [other, own];
  return [
    ['Case', row.id],
    ['Between', `${requesting} (asked) and ${requested} (was asked)`],
    ...(other.endsWith(trainingMark) ? [['Training', trainingSentence] as const] : []),
    ...(logs.length === 0 ? [] : [['Custody logs', logs.map(({ number, title }) => `item ${number}, ${title}`).join('; ')] as const]),
  ];
}
