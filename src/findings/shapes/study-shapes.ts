// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes are looked for in files of movements beside everything else, and kept; a finding becomes a lead when an officer says so.
 *
 * Not every finding is one: a shape is a reason to look, most of what it finds is lawful, and an inbox of hundreds of them would be read by
 * nobody. The officer looks at the figure, at what is lawful and looks like it, and takes on what deserves it.
 */
import { noteAudit } from '../../audit/index.ts';
import { limits, newId } from '../../kernel/index.ts';
import type { ShapeFindingWire } from '../../flows/wire.ts';
import { absent, type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { raiseLead, type Raised } from '../leads/raise-lead.ts';
import { filesOfOrder, sourceOfFiles } from '../traces/take-movements.ts';
import { findStudied, findStudy, insertStudy, type StudyRow } from './store.ts';
import type { StudyOrderWire } from './wire.ts';

export async function studyShapesIn(deps: FindingsDeps, order: StudyOrderWire, by: By): Promise<Outcome<StudyRow>> {
  const chosen = await filesOfOrder(deps, order);
  if (chosen.kind !== 'done') return chosen;
  const found = await deps.flows.findShapes(sourceOfFiles(deps, chosen.value), [...new Set(order.shapes)]);
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const { facts, counts, findings } = found.value;
  return change(deps, async (tx) => {
    const id = newId('std', by.now, deps.random);
    const files = chosen.value.map((file) => file.id);
    const row: StudyRow = { id, files, given: order, outcome: { facts, counts }, ordered_by: by.officer, created_at: by.now };
    await insertStudy(tx, row, findings);
    await deps.announce(tx, 'findings');
    const count = counts.reduce((sum, one) => sum + one.count, 0);
    const details = { study: id, digest: facts.digest, count, purpose: order.purpose };
    await noteAudit(tx, { event: 'shapes.studied', actor: by.officer, at: by.now, details }, deps.random);
    return done(row);
  });
}

/** The same finding again is the same lead, whichever study it comes from. */
export function leadOfShape(deps: FindingsDeps, id: string, digest: string, by: By): Promise<Outcome<Raised>> {
  return change(deps, async (tx): Promise<Outcome<Raised>> => {
    const study = await findStudy(tx, id);
    const found = study === null ? null : await findStudied(tx, id, digest);
    if (study === null || found === null) return absent;
    const { shape, sentences, score, input } = found.body;
    const title = titleOfShape(found.body);
    const raised = await raiseLead(
      tx,
      deps,
      {
        kind: 'shape',
        key: keyOfShape(digest),
        title,
        sentence: sentences[0] ?? shape.title,
        strength: score,
        purpose: study.given.purpose,
        facts: {
          about: { kind: 'document', name: title, digest },
          listed: null,
          reasons: sentences.map((sentence) => ({ feature: shape.title, points: 0, sentence })),
          evidence: { engine: `shape ${shape.id}`, version: String(shape.version), inputDigest: input },
        },
        news: null,
      },
      by,
    );
    await deps.announce(tx, 'findings');
    return done(raised);
  });
}

export function keyOfShape(digest: string): string {
  return `shape|${digest}`;
}

function titleOfShape({ shape, parties }: ShapeFindingWire): string {
  const more = parties.count > 1 ? ` and ${parties.count - 1} more` : '';
  return `${shape.title}: ${parties.first[0] ?? ''}${more}`.slice(0, limits.nameCharactersMax);
}
