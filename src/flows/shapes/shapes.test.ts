// SPDX-License-Identifier: Apache-2.0
/** Shapes are found where they were planted, lawful look-alikes are left alone, and another run gives the same bytes. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { movementMappingsInTheBox, movementsBuilder, openTextRows, readMovementRows } from '../../columns/index.ts';
import { generateMovements, type Planted, typologies } from '../generator/generate-movements.ts';
import { digested } from '../tracing/trace.ts';
import { shapeFindingSchema, type ShapeFindingWire } from '../wire.ts';
import { shapesReference } from './reference.ts';
import { runShapes, scoresByParty } from './run-shapes.ts';
import { shapes } from './shapes.ts';

const beginsAt = Date.parse('2026-01-01T00:00:00.000Z');

function played(seed: number, intensity: number): { readonly planted: readonly Planted[]; readonly findings: readonly ShapeFindingWire[] } {
  const { movements, planted } = generateMovements({
    seed,
    households: 120,
    beginsAt,
    planted: typologies.map((typology) => ({ typology, intensity })),
  });
  return { planted, findings: runShapes(digested(movements), { shapes, parameters: {}, onProgress: () => undefined }) };
}

function shapesAt(findings: readonly ShapeFindingWire[], accounts: readonly string[]): readonly string[] {
  const own = new Set(accounts);
  return findings.filter(({ parties }) => parties.first.some((name) => own.has(name))).map(({ shape }) => shape.id);
}

describe('planted laundering', () => {
  const { planted, findings } = played(5, 8);

  for (const { id, shapes: wanted, accounts, isLaundering } of planted) {
    if (!isLaundering) continue;
    test(`${id} is found as ${wanted.join(' or ')}`, () => {
      const found = shapesAt(findings, accounts);
      assert.ok(
        found.some((shape) => wanted.includes(shape)),
        `found: ${found.join(', ')}`,
      );
    });
  }

  test('each shape has three lawful look-alikes, and at most one in twenty sets it off', () => {
    for (const { id, lookAlikes } of shapes) {
      assert.equal(lookAlikes.length, 3, id);
      assert.ok(planted.filter(({ looksLike }) => looksLike.includes(id)).length >= 3, `${id} has three played`);
    }
    let [pairs, set] = [0, 0];
    for (const seed of [5, 6]) {
      const day = seed === 5 ? { planted, findings } : played(seed, 8);
      for (const { looksLike, accounts, isLaundering } of day.planted) {
        if (isLaundering) continue;
        const found = shapesAt(day.findings, accounts);
        pairs += looksLike.length;
        set += looksLike.filter((shape) => found.includes(shape)).length;
      }
    }
    assert.ok(pairs > 80 && set / pairs <= 0.05, `${set} of ${pairs}`);
  });

  test('findings keep their schema, name their evidence and say why; the same payments give the same bytes', () => {
    for (const finding of findings) {
      assert.ok(shapeFindingSchema.safeParse(finding).success);
      assert.ok(finding.evidence.count > 0 && finding.sentences.length > 0);
    }
    assert.deepEqual(played(5, 8).findings, findings);
  });

  test('at the lowest intensity fewer are found than at the highest, and never none', () => {
    const share = (intensity: number): number => {
      const day = played(9, intensity);
      const laundering = day.planted.filter(({ isLaundering }) => isLaundering);
      return (
        laundering.filter(({ shapes: wanted, accounts }) => shapesAt(day.findings, accounts).some((shape) => wanted.includes(shape)))
          .length / laundering.length
      );
    };
    const [low, high] = [share(1), share(10)];
    assert.ok(low > 0.3 && low <= high && high >= 0.9, `${low} ${high}`);
  });
});

test('docs/reference/shapes.md is what the shapes say', async () => {
  const page = await readFile(new URL('../../../docs/reference/shapes.md', import.meta.url), 'utf8').catch(() => '');
  assert.equal(page.trimEnd(), shapesReference().trimEnd(), 'write it again: ./comity shapes --reference > docs/reference/shapes.md');
});

test('AMLSim: whoever made the payments of an alert is found', async (t) => {
  const folder = new URL('../../../../shared/data/flows/amlsim-20K_fanin200/', import.meta.url);
  if (!existsSync(folder)) return t.skip(`no graph at ${folder.pathname}`);
  const mapping = movementMappingsInTheBox.get('amlsim');
  const file = fileURLToPath(new URL('transactions.csv.gz', folder));
  const rows = await openTextRows({ file, format: 'csv', hasHeader: true, threads: 1, spillFolder: tmpdir() });
  assert.ok(rows.ok && mapping);
  const builder = movementsBuilder();
  await readMovementRows(rows.value, builder, { source: 'amlsim', mapping, rowsBefore: 0, onProgress: () => undefined });
  rows.value.close();
  const findings = runShapes(digested(builder.finish().movements), {
    shapes: shapes.filter(({ id }) => id === 'split-payments' || id === 'fan-in'),
    parameters: {},
    onProgress: () => undefined,
  });
  const labels = (await readFile(new URL('nodes.csv', folder), 'utf8'))
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const labelled = new Set(labels.flatMap(([id = '', isFraud]) => (isFraud === '1' ? [id] : [])));
  // A label's step says when the party paid in an alert; -1 are those that were labelled and never did.
  const acted = labels.filter(([, isFraud, , step]) => isFraud === '1' && Number(step) >= 0).map(([id = '']) => id);
  const found = scoresByParty(findings);
  const right = [...found.keys()].filter((id) => labelled.has(id)).length;
  assert.ok(right / found.size > 0.9, `precision ${right / found.size}`);
  assert.ok(acted.filter((id) => found.has(id)).length / acted.length > 0.85, 'of those who paid in an alert');
});
