// SPDX-License-Identifier: Apache-2.0
/**
 * Plants in what a server keeps of data that go further: who holds them, under which limits, and what is left after a recall.
 */
import type { Plant } from '../authorities/federation.ts';
import type { Row } from '../rooms/memory-tables.ts';

/** Rows of one table are written otherwise than the room says. */
function writing(table: string, change: (rows: readonly Row[], former: readonly Row[]) => readonly Row[]): Plant {
  return {
    tables: (tables) => ({
      ...tables,
      replace: (name, rows) => tables.replace(name, name === table ? change(rows, tables.rows(name)) : rows),
    }),
  };
}

/** To whom a datum of another was passed on is written down nowhere; so its recall ends here. */
export const onwardHoldersForgotten: Plant = writing('record_holders', (rows) => rows.filter((row) => row['consent_digest'] === null));

/** A datum is kept under a looser limit than it came with, and goes on under that. */
export const limitsLoosened: Plant = writing('record_versions', (rows) =>
  rows.map((row) => ({ ...row, conditions: String(row['conditions']).replaceAll('"mayNotifySubject":false', '"mayNotifySubject":true') })),
);

/** What is said to be destroyed is only marked so. */
export const markedAsDestroyed: Plant = writing('record_versions', (rows, former) =>
  rows.map((row) => {
    const before = former.find((other) => other['record_id'] === row['record_id'] && other['version'] === row['version']);
    return row['erased_at'] === null || before === undefined ? row : { ...row, body: before['body'] };
  }),
);

/** What a holder has done about a recall is taken, and does not reach the tree. */
export const answersNotNoted: Plant = writing('onward_nodes', (rows) =>
  rows.map((row) => (row['state'] === 'executed' || row['state'] === 'refused' ? { ...row, state: 'told' } : row)),
);
