// SPDX-License-Identifier: Apache-2.0
/**
 * What a recipient of a bundle would see, before it is made: which places are shown, what is withheld and why, what the custodian's
 * certificate would state, and what its originator forbids to export.
 *
 * By the same functions as the export, so that what is shown here is what comes out; and nothing is written down, since nothing
 * leaves. Values are not in it: those of received records are read under a purpose, on the page of the record.
 */
import assert from 'node:assert/strict';
import { withheldTogether } from '../../agreements/index.ts';
import { type BundleDeps, openBodies, statedFacts, statementsOfRecalled } from '../../exchange/index.ts';
import { type Instant, type Issue, issuesText } from '../../kernel/index.ts';
import { askedContent } from '../../officers/index.ts';
import { type AuthorityId, type BodyPart, bodyPlaces, type Digest, readBody, withheldParts, withholdInBodies } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { findCase } from '../store.ts';
import { bundleOrderSchema, type BundleOrderWire, type BundlePreviewWire } from '../wire.ts';
import { aboutCase, dispatchesToShow, namesOf } from './export-bundle.ts';
import { leftOut, refusedTexts, refusedNow } from './export-uses.ts';

export type Previewed =
  | { readonly kind: 'preview'; readonly preview: BundlePreviewWire }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export interface Previewing {
  readonly caseId: string;
  readonly order: BundleOrderWire;
  readonly officer: string;
  readonly now: Instant;
}

export async function previewBundle(deps: AssistanceDeps, bundle: BundleDeps, given: Previewing): Promise<Previewed> {
  const { order, officer, now } = given;
  const row = await findCase(deps.database, given.caseId);
  const dispatches = await dispatchesToShow(deps, bundle, row);
  if (row === null || row.agreement === null || dispatches.length === 0) return { kind: 'absent' };
  const bodies = openBodies(dispatches);
  const less = withholdInBodies(bodies, order.withhold, withheldTogether);
  if (!less.ok) return { kind: 'issues', issues: less.issues };
  const withheld = [...bodies.flatMap(statementsOfRecalled), ...less.value.statements];
  const custody = await bundle.custodyOfCase(deps.database, { caseRef: row.id, items: order.custody, now });
  if (!custody.ok) return { kind: 'issues', issues: custody.issues };
  const left = await leftOut(deps, row, { dispatches, withhold: order.withhold });
  const refusals = [...(await refusedTexts(deps, row, left, now)), ...(await refusedNow(deps, row, left, { officer, now }))];
  const names = await namesOf(deps, row);
  const numbers = new Map(bodies.map(({ digest }, index): [string, number] => [digest, index + 1]));
  const facts = { caseRef: row.id, exportedBy: deps.self as AuthorityId, officer, exportedAt: now, recipient: order.recipient };
  const software = { name: 'comity', version: bundle.version } as const;
  const words = { exporter: names.get(deps.self) ?? deps.self, about: aboutCase(deps, row, names, custody.value.logs) };
  return {
    kind: 'preview',
    preview: {
      dispatches: bodies.map(({ digest, root, body, kind, from, createdAt }, index) => {
        const shown = shownBody(less.value.bodies.get(digest), root, body);
        const head = { number: index + 1, kind, from, fromName: names.get(from) ?? from, createdAt };
        return { ...head, places: bodyPlaces(shown), hidden: withheldParts(shown).filter(({ manner }) => manner === 'hidden').length };
      }),
      withheld: withheld.map(({ dispatch, ...one }) => ({ dispatch: numbers.get(dispatch) ?? 0, ...one })),
      stated: statedFacts({ ...facts, purpose: order.purpose, software }, words).map(([what, words]) => ({
        what,
        words,
      })),
      custody: {
        items: custody.value.logs.map(({ id, number, title, places }) => ({ id, number, title, entries: places.length })),
        leftOut: [...custody.value.leftOut],
      },
      refusals,
    },
  };
}

/** The body as it would be read by whoever gets it. */
function shownBody(document: Uint8Array | undefined, root: Digest, whole: BodyPart): BodyPart {
  if (document === undefined) return whole;
  const read = readBody(document, root);
  assert(read.ok, read.ok ? '' : issuesText(read.issues));
  return read.value;
}

/** The order of a bundle that waits for approval, or was approved: what the approver looks at, and what is then fetched. */
export async function orderedBundle(
  deps: AssistanceDeps,
  given: { readonly caseId: string; readonly subject: string; readonly now: Instant },
): Promise<BundleOrderWire | null> {
  const { caseId, subject, now } = given;
  const content = await askedContent(deps.database, { actClass: 'export', caseRef: caseId, subject }, now);
  const order = bundleOrderSchema.safeParse(content);
  return order.success ? order.data : null;
}
