// SPDX-License-Identifier: Apache-2.0
/** What is lawful and looks like laundering: employers, landlords, notaries, clubs, families. Three for each shape. */
import { day, type Field, hour } from './field.ts';
import { lawful, type Typology } from './typology.ts';

/** The same people, month after month. */
function monthly(field: Field, months: number, at: number, each: (when: number) => void): void {
  const end = field.beginsAt + field.days * day;
  for (let month = 0; month < months; month += 1) {
    const when = at + (month - Math.floor(months / 2)) * 30 * day;
    if (when > field.beginsAt && when < end) each(when);
  }
}

export const lawfulToMany: readonly Typology[] = [
  lawful('payroll', ['fan-out'], 'wages of an employer, every month to the same staff', ({ at }, field) => {
    const [firm = '', ...staff] = field.openAll(16);
    monthly(field, 5, at, (when) =>
      staff.forEach((member) => field.pay({ from: firm, to: member, amount: 2100 + field.random.between(0, 900), at: when })),
    );
    return [firm];
  }),
  lawful('supplier-run', ['fan-out'], 'a run of payments to suppliers every second week', ({ at }, field) => {
    const [firm = '', ...suppliers] = field.openAll(12);
    for (let turn = -4; turn < 5; turn += 1) {
      for (const supplier of suppliers)
        field.pay({
          from: firm,
          to: supplier,
          amount: field.random.between(300, 7000),
          at: at + turn * 14 * day + field.random.between(0, 8) * hour,
        });
    }
    return [firm];
  }),
  lawful('dividends', ['fan-out'], 'dividends to shareholders, every quarter', ({ at }, field) => {
    const [firm = '', ...holders] = field.openAll(20);
    for (const quarter of [-1, 0, 1])
      for (const holder of holders)
        field.pay({ from: firm, to: holder, amount: field.random.pareto(40, 1.2), at: at + quarter * 45 * day });
    return [firm];
  }),
  lawful('takings', ['fan-in'], 'a shop with its customers all year', ({ at }, field) => {
    const shop = field.open();
    const customers = field.openAll(60);
    for (let turn = -40; turn < 40; turn += 1)
      for (let visit = 0; visit < 4; visit += 1)
        field.pay({
          from: field.random.pick(customers),
          to: shop,
          amount: field.random.between(5, 120),
          at: at + turn * day + visit * hour,
        });
    return [shop];
  }),
  lawful('rents', ['fan-in', 'round-amounts', 'structuring'], 'rents, round ones, every month from the same tenants', ({ at }, field) => {
    const [landlord = '', ...tenants] = field.openAll(11);
    const rents = tenants.map(() => field.random.whole(10, 30) * 100);
    monthly(field, 5, at, (when) =>
      tenants.forEach((tenant, index) =>
        field.pay({ from: tenant, to: landlord, amount: rents[index] ?? 1000, at: when + index * 3 * hour }),
      ),
    );
    return [landlord];
  }),
  lawful('collection', ['fan-in'], 'a collection after an appeal, small sums from many over weeks', ({ at, world }, field) => {
    const charity = field.open();
    for (let gift = 0; gift < 60; gift += 1)
      field.pay({
        from: field.random.pick(world.households),
        to: charity,
        amount: field.random.pick([10, 20, 25, 50]),
        at: at + field.random.exponential(12 * day),
      });
    return [charity];
  }),
];

export const lawfulBetween: readonly Typology[] = [
  lawful(
    'payment-institution',
    ['gather-scatter', 'pass-through'],
    'a payment institution that collects for shops every day',
    ({ at }, field) => {
      const institution = field.open();
      const [payers, shops] = [field.openAll(50), field.openAll(8)];
      for (let turn = -25; turn < 25; turn += 1) {
        let total = 0;
        for (let payment = 0; payment < 6; payment += 1) {
          const amount = field.random.between(10, 300);
          total += amount;
          field.pay({ from: field.random.pick(payers), to: institution, amount, at: at + turn * day + payment * hour });
        }
        field.pay({ from: institution, to: field.random.pick(shops), amount: total * 0.98, at: at + turn * day + 20 * hour });
      }
      return [institution];
    },
  ),
  lawful(
    'cash-pool',
    ['gather-scatter', 'stack'],
    'the cash pool of a group: in and out with the same daughters every week',
    ({ at }, field) => {
      const [pool = '', ...daughters] = field.openAll(9);
      for (let week = -7; week < 7; week += 1) {
        for (const daughter of daughters) {
          field.pay({ from: daughter, to: pool, amount: field.random.between(2000, 9000), at: at + week * 7 * day });
          field.pay({ from: pool, to: daughter, amount: field.random.between(2000, 9000), at: at + week * 7 * day + 2 * day });
        }
      }
      return [pool];
    },
  ),
  lawful('notary', ['gather-scatter', 'pass-through'], 'a notary: one purchase price after another, weeks apart', ({ at }, field) => {
    const notary = field.open();
    for (let deal = -4; deal < 5; deal += 1) {
      const amount = field.random.between(80_000, 400_000);
      const when = at + deal * 9 * day;
      field.pay({ from: field.open(), to: notary, amount, at: when });
      field.pay({ from: notary, to: field.open(), amount, at: when + field.random.between(3, 7) * day });
    }
    return [notary];
  }),
  lawful('wages-to-one-shop', ['scatter-gather'], 'wages, a part of which is spent in the village shop', ({ at }, field) => {
    const [firm = '', shop = '', ...staff] = field.openAll(10);
    monthly(field, 4, at, (when) =>
      staff.forEach((member) => {
        field.pay({ from: firm, to: member, amount: 2000, at: when });
        for (let visit = 1; visit < 5; visit += 1)
          field.pay({ from: member, to: shop, amount: field.random.between(30, 150), at: when + visit * 3 * day });
      }),
    );
    return [firm, shop];
  }),
  lawful(
    'common-supplier',
    ['scatter-gather', 'peel-chain'],
    'a builder, tradesmen, and their common supplier: each keeps his margin',
    ({ at }, field) => {
      const [builder = '', supplier = '', ...trades] = field.openAll(7);
      for (const trade of trades) {
        const amount = field.random.between(3000, 9000);
        field.pay({ from: builder, to: trade, amount, at });
        field.pay({
          from: trade,
          to: supplier,
          amount: amount * field.random.between(0.3, 0.6),
          at: at + field.random.between(1, 10) * day,
        });
      }
      return [builder, supplier];
    },
  ),
  lawful('family-landlord', ['scatter-gather'], 'a parent who sends two children what they pay as rent', ({ at }, field) => {
    const [parent = '', landlord = '', one = '', other = ''] = field.openAll(4);
    monthly(field, 5, at, (when) => {
      for (const child of [one, other]) {
        field.pay({ from: parent, to: child, amount: 700, at: when });
        field.pay({ from: child, to: landlord, amount: 520, at: when + 2 * day });
      }
    });
    return [parent];
  }),
  lawful('loan-returned', ['temporal-cycle'], 'a loan between friends, paid back weeks later in parts', ({ at }, field) => {
    const [one = '', other = ''] = field.openAll(2);
    field.pay({ from: one, to: other, amount: 3000, at });
    for (let part = 1; part < 4; part += 1) field.pay({ from: other, to: one, amount: 1000, at: at + part * 20 * day });
    return [one, other];
  }),
  lawful('trade-circle', ['temporal-cycle', 'simple-cycle'], 'firms that buy from one another, each what it needs', ({ at }, field) => {
    const firms = field.openAll(4);
    for (let turn = -6; turn < 6; turn += 1) {
      firms.forEach((firm, index) =>
        field.pay({
          from: firm,
          to: firms[(index + 1) % firms.length] ?? '',
          amount: field.random.pareto(400, 1.1) % 30_000,
          at: at + turn * 8 * day + field.random.between(0, 7) * day,
        }),
      );
    }
    return firms;
  }),
  lawful('returned-purchase', ['temporal-cycle'], 'a purchase that is sent back and refunded', ({ at, world }, field) => {
    const customer = field.random.pick(world.households);
    const shop = field.open();
    field.pay({ from: customer, to: shop, amount: 480, at });
    field.pay({ from: shop, to: customer, amount: 480, at: at + 9 * day });
    return [shop];
  }),
  lawful('household-circle', ['simple-cycle'], 'an employer, his cook, her butcher, who rents from the employer', ({ at }, field) => {
    const [employer = '', cook = '', butcher = ''] = field.openAll(3);
    monthly(field, 5, at, (when) => {
      field.pay({ from: employer, to: cook, amount: 1700, at: when });
      field.pay({ from: cook, to: butcher, amount: field.random.between(60, 140), at: when + 5 * day });
      field.pay({ from: butcher, to: employer, amount: 900, at: when + 8 * day });
    });
    return [employer];
  }),
  lawful(
    'broker-clearing',
    ['simple-cycle', 'bipartite'],
    'brokers that settle with each other every day, up and down',
    ({ at }, field) => {
      const brokers = field.openAll(4);
      for (let turn = -20; turn < 20; turn += 1) {
        for (const from of brokers) {
          const to = field.random.pick(brokers.filter((broker) => broker !== from));
          field.pay({ from, to, amount: field.random.pareto(1000, 1), at: at + turn * day + 17 * hour });
        }
      }
      return brokers;
    },
  ),
  lawful('household-shops', ['bipartite'], 'two who live together and go to the same three shops', ({ at, world }, field) => {
    const [one = '', other = ''] = field.openAll(2);
    const shops = Array.from({ length: 3 }, () => field.random.pick(world.shops));
    for (let turn = -30; turn < 30; turn += 1)
      field.pay({
        from: field.random.pick([one, other]),
        to: field.random.pick(shops),
        amount: field.random.between(8, 90),
        at: at + turn * day,
      });
    return [one, other];
  }),
  lawful('branches-suppliers', ['bipartite'], 'two branches of a firm with the same supplier and landlord', ({ at }, field) => {
    const [north = '', south = '', supplier = '', landlord = ''] = field.openAll(4);
    monthly(field, 5, at, (when) => {
      for (const branch of [north, south]) {
        field.pay({ from: branch, to: supplier, amount: field.random.between(1000, 5000), at: when });
        field.pay({ from: branch, to: landlord, amount: 2400, at: when + 2 * day });
      }
    });
    return [north, south];
  }),
  lawful(
    'supply-tiers',
    ['stack', 'peel-chain'],
    'makers, wholesalers and shops, each paying up for goods when they are sold',
    ({ at }, field) => {
      const [shops, wholesalers, makers] = [field.openAll(5), field.openAll(2), field.openAll(1)];
      for (let turn = -3; turn < 3; turn += 1) {
        for (const shop of shops)
          field.pay({
            from: shop,
            to: field.random.pick(wholesalers),
            amount: field.random.between(500, 2500),
            at: at + turn * 14 * day + field.random.between(0, 6) * day,
          });
        for (const wholesaler of wholesalers)
          field.pay({
            from: wholesaler,
            to: makers[0] ?? '',
            amount: field.random.between(1500, 4000),
            at: at + turn * 14 * day + 9 * day,
          });
      }
      return wholesalers;
    },
  ),
  lawful('three-tier-agency', ['stack'], 'publishers, an agency and authors, quarter by quarter', ({ at }, field) => {
    const [publishers, agency, authors] = [field.openAll(3), field.open(), field.openAll(6)];
    for (const quarter of [-1, 0, 1]) {
      for (const publisher of publishers) field.pay({ from: publisher, to: agency, amount: 9000, at: at + quarter * 45 * day });
      for (const author of authors) field.pay({ from: agency, to: author, amount: 3800, at: at + quarter * 45 * day + 20 * day });
    }
    return [agency];
  }),
];
