// SPDX-License-Identifier: Apache-2.0
/**
 * Bitcoin blocks as JSON, as a node's `getblock HASH 2` or `3` answers: one block, a list of blocks, or one a line.
 *
 * With verbosity 3 every input says what it spends (`prevout`). Amounts are decimals of a bitcoin there; their text is taken, never the
 * rounded number, so 0.1 is ten million satoshi and nothing else: numbers are put into quotes before the text is parsed.
 */
import { z } from 'zod';
import { failWith, ok, type Result } from '../../kernel/index.ts';
import { unitsOf } from '../exact-units.ts';
import { holderOfScript } from './bitcoin-addresses.ts';
import type { BitcoinBlock, BitcoinOutput } from './bitcoin-encoding.ts';

const satoshiDecimals = 8;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const script = z.object({ hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) });
const coin = z.object({ value: z.string(), scriptPubKey: script });
const blockSchema = z.object({
  hash,
  previousblockhash: hash.optional(),
  time: z.string().regex(/^\d{1,12}$/),
  tx: z.array(
    z.object({
      txid: hash,
      vin: z.array(
        z.object({ coinbase: z.string().optional(), txid: hash.optional(), vout: z.string().optional(), prevout: coin.optional() }),
      ),
      vout: z.array(coin),
    }),
  ),
});

export function readBitcoinJson(text: string, source: string): Result<readonly BitcoinBlock[]> {
  const values = parseNumbersAsText(text);
  const parsed = z.array(blockSchema).safeParse(values);
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.slice(0, 10).map(({ path, message }) => ({
        path: `${source}: ${path.join('.')}`,
        problem: `${message}.`,
        remedy: 'Give blocks as `getblock HASH 3` answers them.',
      })),
    );
  }
  return ok(
    parsed.data.map((block) => ({
      hash: block.hash,
      previous: block.previousblockhash ?? '',
      timeMs: Number(block.time) * 1000,
      transactions: block.tx.map((transaction) => ({
        id: transaction.txid,
        isCoinbase: transaction.vin.some((input) => input.coinbase !== undefined),
        inputs: transaction.vin.map((input) => ({
          spends: `${input.txid ?? ''}:${input.vout ?? ''}`,
          coin: input.prevout === undefined ? null : outputOf(input.prevout),
        })),
        outputs: transaction.vout.map(outputOf),
      })),
    })),
  );
}

function outputOf({ value, scriptPubKey }: z.infer<typeof coin>): BitcoinOutput {
  return { holder: holderOfScript(Buffer.from(scriptPubKey.hex, 'hex')), satoshi: unitsOf(value, satoshiDecimals) ?? Number.NaN };
}

/** One value, a list of values, or one value a line; each number becomes the text it was written as. */
function parseNumbersAsText(text: string): unknown {
  const whole = parsedOrNull(text);
  if (whole !== null) return Array.isArray(whole) ? whole : [whole];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsedOrNull);
}

/** A string as it stands, or a number outside of one. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(stringOrNumber, (found) => (found.startsWith('"') ? found : `"${found}"`)));
  } catch {
    return null;
  }
}
