// SPDX-License-Identifier: Apache-2.0
/** Laundering on chains: a pool that mixes, a sum that changes ledgers, a service inside a service (FATF 2020 and 2021, published thefts). */
import { day, hour, outside } from './field.ts';
import { scaled, scaledWhole, type Typology } from './typology.ts';

const poolSums = [100, 1000] as const;

const mixing: Typology = {
  id: 'mixing',
  shapes: ['mixer'],
  looksLike: [],
  description: 'a pool of equal deposits and withdrawals; some come back to parties that know each other',
  play({ field, at, intensity }) {
    const { random } = field;
    const pool = field.open();
    const deposits = scaledWhole(intensity, 24, 120);
    const linked: string[] = [];
    for (let turn = 0; turn < deposits; turn += 1) {
      const sum = poolSums[turn % poolSums.length] ?? 100;
      const [payer = '', fresh = ''] = field.openAll(2);
      const when = at + random.between(0, 10 * day);
      field.pay({ from: outside, to: payer, amount: sum * 1.1, at: when - day, symbol: 'TOK', ledger: 'chain-one' });
      field.pay({ from: payer, to: pool, amount: sum, at: when, symbol: 'TOK', ledger: 'chain-one' });
      const isCareless = random.next() < scaled(intensity, 0.1, 0.4);
      const out = isCareless ? payer : fresh;
      if (isCareless) linked.push(payer);
      field.pay({ from: pool, to: out, amount: sum * 0.99, at: when + random.between(6, 60) * hour, symbol: 'TOK', ledger: 'chain-one' });
    }
    return [pool, ...linked];
  },
};

const chainHopping: Typology = {
  id: 'chain-hopping',
  shapes: ['bridge-hops'],
  looksLike: [],
  description: 'a sum that is swapped and bridged again and again within hours',
  play({ field, at, intensity }) {
    const account = field.open();
    let amount = 40_000;
    let when = at;
    const hops = scaledWhole(intensity, 4, 12);
    const place = (hop: number) => ({ symbol: `TOK${hop % 3}`, ledger: `chain-${['one', 'two', 'three'][hop % 3] ?? ''}` });
    field.pay({ from: outside, to: account, amount, at: at - hour, ...place(0) });
    for (let hop = 0; hop < hops; hop += 1) {
      const transaction = `${account}-hop-${hop}`;
      field.pay({ from: account, to: outside, amount, at: when, kind: 'bridge', transaction, ...place(hop) });
      amount *= scaled(intensity, 0.95, 0.995);
      field.pay({ from: outside, to: account, amount, at: when + 60_000, kind: 'bridge', transaction, ...place(hop + 1) });
      when += field.random.between(0.2, scaled(intensity, 20, 2)) * hour;
    }
    return [account];
  },
};

const serviceInside: Typology = {
  id: 'service-inside',
  shapes: ['nested-service'],
  looksLike: [],
  description: 'somebody who takes orders on a forum and hands each sum on to his own account at an exchange',
  play({ field, at, intensity }) {
    const [account = '', exchange = ''] = field.openAll(2);
    for (let turn = 0; turn < scaledWhole(intensity, 14, 60); turn += 1) {
      const when = at + turn * scaled(intensity, 14, 5) * hour;
      const amount = field.random.between(50, 900);
      field.pay({ from: field.open(), to: account, amount, at: when });
      field.pay({
        from: account,
        to: exchange,
        amount: amount * 0.985,
        at: when + field.random.between(0.2, scaled(intensity, 12, 2)) * hour,
      });
    }
    return [account];
  },
};

export const cryptoTypologies: readonly Typology[] = [mixing, chainHopping, serviceInside];
