// SPDX-License-Identifier: Apache-2.0
/**
 * From blocks to movements: each transaction is a party of its own, `tx:ID`, into which inputs flow and out of which outputs flow.
 *
 *     address A --input 0.7--> tx:9f.. --output 0.5--> address B
 *                                      --output 0.1999--> address A'
 *                                      --fee 0.0001--> (outside)
 *
 * So first-in-first-out through a transaction is the published rule for unspent outputs (inputs laid end to end, sliced by the outputs,
 * the fee last), and pro rata is the haircut. What a block mines comes from outside. An input whose coin no file holds comes from
 * outside with what the outputs lack, and is counted. Of two blocks on one parent only that is taken on which another one stands; of two
 * such, the first. Both are named.
 */
import type { MovementsIntake } from '../build-movements.ts';
import { ingestNotes, type IngestNotes, type IngestReport } from '../ingest-report.ts';
import type { BitcoinBlock, BitcoinOutput, BitcoinTransaction } from './bitcoin-encoding.ts';

/** Coins that earlier blocks and files made, by `transaction:output`. */
export type KnownCoins = Map<string, BitcoinOutput>;

export interface BlocksOptions {
  readonly source: string;
  readonly coins: KnownCoins;
  readonly rowsBefore: number;
}

/** Adds the movements of blocks, in the order of the chain. A row of the report is a movement. */
export function addBitcoinBlocks(blocks: readonly BitcoinBlock[], builder: MovementsIntake, options: BlocksOptions): IngestReport {
  const notes = ingestNotes();
  const asset = builder.asset({ symbol: 'BTC', ledger: 'bitcoin', decimals: 8 });
  const standing = withoutReorged(blocks, notes);
  let row = options.rowsBefore;
  for (const block of standing) {
    for (const transaction of block.transactions) {
      const added = addTransaction({ transaction, timeMs: block.timeMs, asset, rowBefore: row, builder, coins: options.coins, notes });
      row += added;
    }
  }
  return notes.report(options.source);
}

function withoutReorged(blocks: readonly BitcoinBlock[], notes: IngestNotes): readonly BitcoinBlock[] {
  const parents = new Set(blocks.map(({ previous }) => previous));
  const byParent = Map.groupBy(blocks, ({ previous }) => previous);
  const lost = new Set<BitcoinBlock>();
  for (const siblings of byParent.values()) {
    const kept = siblings.find(({ hash }) => parents.has(hash)) ?? siblings[0];
    for (const block of siblings) {
      if (block === kept) continue;
      lost.add(block);
      const sentence = 'Another block stands on the same parent; the one on which the chain goes on is taken.';
      notes.fault({ kind: 'reorged-block', isLeftOut: true, sentence, place: `block ${block.hash}` });
    }
  }
  return blocks.filter((block) => !lost.has(block));
}

interface Adding {
  readonly transaction: BitcoinTransaction;
  readonly timeMs: number;
  readonly asset: number;
  readonly rowBefore: number;
  readonly builder: MovementsIntake;
  readonly coins: KnownCoins;
  readonly notes: IngestNotes;
}

function addTransaction(adding: Adding): number {
  const { transaction, timeMs, asset, builder, coins, notes } = adding;
  const group = builder.transactions.numberOf(transaction.id);
  const hub = builder.parties.numberOf(`tx:${transaction.id}`);
  let added = 0;
  const add = (kind: 'input' | 'output' | 'fee' | 'issue', from: number, to: number, amount: number): void => {
    added += 1;
    notes.row();
    notes.keep();
    const line = String(added);
    builder.add({ timeMs, kind, from, to, asset, amount, transaction: group, sourceRow: adding.rowBefore + added, line });
  };
  const paid = transaction.outputs.reduce((sum, { satoshi }) => sum + satoshi, 0);
  let known = 0;
  let isWhole = true;
  for (const { spends, coin } of transaction.isCoinbase ? [] : transaction.inputs) {
    const spent = coin ?? coins.get(spends) ?? null;
    coins.delete(spends);
    if (spent === null) isWhole = false;
    else {
      known += spent.satoshi;
      add('input', builder.parties.numberOf(spent.holder), hub, spent.satoshi);
    }
  }
  if (transaction.isCoinbase) add('issue', 0, hub, paid);
  else if (!isWhole) {
    const sentence = 'The coins of some inputs are in no file given; what the outputs lack comes from outside.';
    notes.fault({ kind: 'coins-from-elsewhere', isLeftOut: false, sentence, place: `transaction ${transaction.id}` });
    if (paid > known) add('input', 0, hub, paid - known);
  }
  for (const [index, output] of transaction.outputs.entries()) {
    add('output', hub, builder.parties.numberOf(output.holder), output.satoshi);
    coins.set(`${transaction.id}:${index}`, output);
  }
  if (!transaction.isCoinbase && known > paid) add('fee', hub, 0, known - paid);
  return added;
}
