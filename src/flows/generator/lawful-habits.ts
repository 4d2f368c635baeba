// SPDX-License-Identifier: Apache-2.0
/** More that is lawful and looks like laundering: habits of one account, and pools and chains that have their good reasons. */
import { day, type Field, hour, outside } from './field.ts';
import { lawful, type Typology } from './typology.ts';

const token = { symbol: 'TOK', ledger: 'chain-one' } as const;

export const lawfulHabits: readonly Typology[] = [
  lawful('exchange-withdrawals', ['peel-chain'], 'an exchange that pays its customers out of one account', ({ at }, field) => {
    const exchange = field.open();
    for (let turn = 0; turn < 40; turn += 1)
      field.pay({ from: exchange, to: field.open(), amount: field.random.pareto(50, 1.1), at: at + turn * 5 * hour, ...token });
    return [exchange];
  }),
  lawful(
    'wage-to-savings',
    ['pass-through', 'dormant-then-active'],
    'a wage, half of which goes into savings on the same day',
    ({ at }, field) => {
      const [firm = '', saver = '', savings = ''] = field.openAll(3);
      for (let month = -2; month < 3; month += 1) {
        field.pay({ from: firm, to: saver, amount: 3000, at: at + month * 30 * day });
        field.pay({ from: saver, to: savings, amount: 1500, at: at + month * 30 * day + hour });
      }
      return [saver];
    },
  ),
  lawful(
    'cash-of-a-shop',
    ['structuring', 'nested-service'],
    'the takings of a shop, paid in every evening, as the day was',
    ({ at }, field) => {
      const shop = field.open();
      for (let turn = -40; turn < 40; turn += 1)
        field.pay({ from: outside, to: shop, amount: 2500 + (field.random.pareto(800, 1.4) % 12_000), at: at + turn * day + 19 * hour });
      return [shop];
    },
  ),
  lawful('one-grade', ['structuring', 'round-amounts'], 'an account of a couple with two wages and a bonus', ({ at }, field) => {
    const [firm = '', couple = ''] = field.openAll(2);
    for (let month = -2; month < 3; month += 1)
      for (const wage of [4700, 5200]) field.pay({ from: firm, to: couple, amount: wage, at: at + month * 30 * day });
    field.pay({ from: firm, to: couple, amount: 9500, at: at + 3 * day });
    return [couple];
  }),
  lawful('several-bills', ['split-payments'], 'bills of one firm, paid on one day, each as it is', ({ at }, field) => {
    const [customer = '', firm = ''] = field.openAll(2);
    for (const bill of [120, 1890, 47.5]) field.pay({ from: customer, to: firm, amount: bill, at: at + bill });
    return [customer];
  }),
  lawful('app-limit', ['split-payments'], 'rent in two parts on two days, since an app has its limit', ({ at }, field) => {
    const [tenant = '', landlord = ''] = field.openAll(2);
    field.pay({ from: tenant, to: landlord, amount: 1000, at });
    field.pay({ from: tenant, to: landlord, amount: 350, at: at + 25 * hour });
    return [tenant];
  }),
  lawful('two-visits', ['split-payments'], 'the same shop twice on one day, for different things', ({ at, world }, field) => {
    const customer = field.random.pick(world.households);
    const shop = field.open();
    field.pay({ from: customer, to: shop, amount: 8.4, at });
    field.pay({ from: customer, to: shop, amount: 61.9, at: at + 6 * hour });
    return [shop];
  }),
  lawful('instalments', ['round-amounts', 'structuring'], 'a car in round instalments to one dealer', ({ at }, field) => {
    const [buyer = '', dealer = ''] = field.openAll(2);
    for (let turn = -3; turn < 5; turn += 1) field.pay({ from: buyer, to: dealer, amount: 1000, at: at + turn * 14 * day });
    return [buyer];
  }),
  lawful('allowances', ['round-amounts'], 'allowances of a family, round and small', ({ at }, field) => {
    const [parent = '', ...children] = field.openAll(4);
    for (let turn = -3; turn < 4; turn += 1)
      for (const child of children) field.pay({ from: parent, to: child, amount: 100, at: at + turn * 14 * day });
    return [parent];
  }),
  lawful(
    'inheritance',
    ['dormant-then-active'],
    'an old account into which an inheritance comes, and out of which a house is paid',
    ({ at, world }, field) => {
      const [heir = '', seller = ''] = field.openAll(2);
      field.pay({ from: field.random.pick(world.households), to: heir, amount: 80, at: Math.max(field.beginsAt, at - 140 * day) });
      field.pay({ from: field.open(), to: heir, amount: 180_000, at });
      field.pay({ from: heir, to: seller, amount: 150_000, at: at + 40 * day });
      return [heir];
    },
  ),
  lawful('seasonal', ['dormant-then-active'], 'a beach bar: some takings in one season and the same in the next', ({ at }, field) => {
    const bar = field.open();
    for (const season of [0, 125])
      for (let turn = 0; turn < 20; turn += 1)
        field.pay({ from: field.open(), to: bar, amount: field.random.between(10, 60), at: field.beginsAt + (season + turn) * day });
    return at > 0 ? [bar] : [];
  }),
  lawful('lottery', ['mixer'], 'a lottery: equal tickets, few prizes', ({ at }, field) => {
    const lottery = field.open();
    for (let sold = 0; sold < 60; sold += 1) field.pay({ from: field.open(), to: lottery, amount: 5, at: at + sold * hour, ...token });
    for (const prize of [100, 60, 30]) field.pay({ from: lottery, to: field.open(), amount: prize, at: at + 3 * day, ...token });
    return [lottery];
  }),
  lawful('club-fees', ['mixer', 'nested-service'], 'a club: equal fees, a few refunds, bills of all sizes', ({ at, world }, field) => {
    const club = field.open();
    for (let member = 0; member < 40; member += 1)
      field.pay({ from: field.random.pick(world.households), to: club, amount: 60, at: at + field.random.between(0, 20) * day });
    for (let bill = 0; bill < 25; bill += 1)
      field.pay({
        from: club,
        to: field.random.pick(world.shops),
        amount: field.random.between(10, 200),
        at: at + field.random.between(20, 40) * day,
      });
    return [club];
  }),
  lawful('savings-group', ['mixer', 'gather-scatter'], 'twelve who pay in every month and take turns with the whole', ({ at }, field) => {
    const [purse = '', ...members] = field.openAll(13);
    for (let month = -2; month < 3; month += 1) {
      for (const member of members) field.pay({ from: member, to: purse, amount: 100, at: at + month * 30 * day });
      field.pay({ from: purse, to: members[month + 2] ?? '', amount: 1200, at: at + month * 30 * day + 2 * day });
    }
    return [purse];
  }),
  lawful('trader', ['bridge-hops'], 'a trader who swaps there and back on days of his choice, each time another sum', ({ at }, field) => {
    const account = field.open();
    for (let turn = 0; turn < 8; turn += 1)
      swap(field, { account, turn, amount: field.random.between(100, 3000), at: at + turn * field.random.between(1.5, 4) * day });
    return [account];
  }),
  lawful('rebalanced-fund', ['bridge-hops'], 'a fund that rebalances once a month', ({ at }, field) => {
    const account = field.open();
    for (let turn = -2; turn < 3; turn += 1) swap(field, { account, turn: turn + 2, amount: 5000, at: at + turn * 30 * day });
    return [account];
  }),
  lawful('migration', ['bridge-hops'], 'a token that moves to another chain: one hop for each holder', ({ at }, field) => {
    const holders = field.openAll(10);
    holders.forEach((account, turn) => swap(field, { account, turn: 0, amount: 200, at: at + turn * hour }));
    return holders;
  }),
  lawful('omnibus-broker', ['nested-service'], 'a broker: customers pay in, once a day one sum goes to the clearer', ({ at }, field) => {
    const [broker = '', clearer = ''] = field.openAll(2);
    const customers = field.openAll(25);
    for (let turn = -15; turn < 15; turn += 1) {
      let total = 0;
      for (let payment = 0; payment < 4; payment += 1) {
        const amount = field.random.between(100, 2000);
        total += amount;
        field.pay({ from: field.random.pick(customers), to: broker, amount, at: at + turn * day + payment * 2 * hour });
      }
      field.pay({ from: broker, to: clearer, amount: total, at: at + turn * day + 20 * hour });
    }
    return [broker];
  }),
];

function swap(
  field: Field,
  { account, turn, amount, at }: { readonly account: string; readonly turn: number; readonly amount: number; readonly at: number },
): void {
  const [given, got] = turn % 2 === 0 ? (['TOK', 'COIN'] as const) : (['COIN', 'TOK'] as const);
  const common = { at, kind: 'swap', transaction: `${account}-swap-${turn}-${Math.round(at)}`, ledger: 'chain-one' } as const;
  field.pay({ ...common, from: account, to: outside, amount, symbol: given });
  field.pay({ ...common, from: outside, to: account, amount: amount * 0.998, symbol: got });
}
