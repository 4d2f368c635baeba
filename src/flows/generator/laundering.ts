// SPDX-License-Identifier: Apache-2.0
/** Laundering among accounts: the eight typologies of AMLworld (Altman et al., NeurIPS 2023), and what FATF describes besides. */
import { day, hour, outside } from './field.ts';
import { scaled, scaledWhole, type Stage, type Typology } from './typology.ts';

/** Launderers at low intensity shop like everybody else in between. */
function camouflage({ field, world, at, intensity }: Stage, accounts: readonly string[]): void {
  const { random } = field;
  const payments = scaledWhole(intensity, 4, 0);
  for (const account of accounts) {
    for (let index = 0; index < payments; index += 1) {
      field.pay({ from: account, to: random.pick(world.shops), amount: random.between(5, 80), at: at + random.between(-20, 20) * day });
    }
  }
}

function typology(id: string, shapes: readonly string[], description: string, play: (stage: Stage) => readonly string[]): Typology {
  return {
    id,
    shapes,
    looksLike: [],
    description,
    play(stage) {
      const accounts = play(stage);
      camouflage(stage, accounts);
      return accounts;
    },
  };
}

/** Days within which a stage is done: slow at low intensity. */
function span({ intensity }: Stage): number {
  return scaled(intensity, 6, 0.5) * day;
}

const fanOut = typology('fan-out', ['fan-out'], 'one account pays many', (stage) => {
  const { field, at, intensity } = stage;
  const [source = '', ...members] = field.openAll(1 + scaledWhole(intensity, 4, 20));
  field.pay({ from: outside, to: source, amount: 1500 * members.length, at: at - day });
  for (const member of members)
    field.pay({ from: source, to: member, amount: field.random.between(900, 1400), at: at + field.random.between(0, span(stage)) });
  return [source, ...members];
});

const fanIn = typology('fan-in', ['fan-in'], 'many accounts pay one', (stage) => {
  const { field, at, intensity } = stage;
  const [target = '', ...members] = field.openAll(1 + scaledWhole(intensity, 4, 20));
  for (const member of members) {
    field.pay({ from: outside, to: member, amount: 1500, at: at - field.random.between(1, 5) * day });
    field.pay({ from: member, to: target, amount: field.random.between(900, 1400), at: at + field.random.between(0, span(stage)) });
  }
  return [target, ...members];
});

const gatherScatter = typology(
  'gather-scatter',
  ['gather-scatter', 'fan-in', 'fan-out'],
  'a fan in, then a fan out of the same account',
  (stage) => {
    const { field, at, intensity } = stage;
    const size = scaledWhole(intensity, 3, 12);
    const [middle = ''] = field.openAll(1);
    const [payers, payees] = [field.openAll(size), field.openAll(size)];
    for (const payer of payers) {
      field.pay({ from: outside, to: payer, amount: 2100, at: at - 2 * day });
      field.pay({ from: payer, to: middle, amount: field.random.between(1800, 2000), at: at + field.random.between(0, span(stage) / 2) });
    }
    for (const payee of payees)
      field.pay({
        from: middle,
        to: payee,
        amount: field.random.between(1650, 1850),
        at: at + span(stage) / 2 + field.random.between(1 * hour, span(stage) / 2),
      });
    return [middle, ...payers, ...payees];
  },
);

const scatterGather = typology(
  'scatter-gather',
  ['scatter-gather', 'fan-out', 'fan-in'],
  'a fan out, then a fan in of the same members to another account',
  (stage) => {
    const { field, at, intensity } = stage;
    const [source = '', target = '', ...members] = field.openAll(2 + scaledWhole(intensity, 3, 14));
    field.pay({ from: outside, to: source, amount: 3100 * members.length, at: at - day });
    for (const member of members) {
      const amount = field.random.between(2500, 3000);
      const gets = at + field.random.between(0, span(stage) / 2);
      field.pay({ from: source, to: member, amount, at: gets });
      field.pay({
        from: member,
        to: target,
        amount: amount * scaled(intensity, 0.85, 0.99),
        at: gets + field.random.between(1 * hour, span(stage) / 2),
      });
    }
    return [source, target, ...members];
  },
);

const cycle = typology(
  'cycle',
  ['temporal-cycle', 'simple-cycle', 'peel-chain', 'pass-through'],
  'a sum that goes round and comes back',
  (stage) => {
    const { field, at, intensity } = stage;
    const members = field.openAll(scaledWhole(intensity, 4, 7));
    let amount = 9000;
    let when = at;
    field.pay({ from: outside, to: members[0] ?? '', amount, at: at - day });
    for (const [index, member] of members.entries()) {
      field.pay({ from: member, to: members[(index + 1) % members.length] ?? '', amount, at: when });
      amount *= scaled(intensity, 0.9, 0.995);
      when += (span(stage) / members.length) * field.random.between(0.6, 1.2);
    }
    return members;
  },
);

const randomWalk = typology(
  'random',
  ['pass-through', 'peel-chain', 'fan-in', 'fan-out', 'temporal-cycle', 'scatter-gather'],
  'a sum that is handed on among a few at random, without a plan',
  (stage) => {
    const { field, at, intensity } = stage;
    const members = field.openAll(scaledWhole(intensity, 5, 10));
    let holder = members[0] ?? '';
    let amount = 20_000;
    let when = at;
    field.pay({ from: outside, to: holder, amount, at: at - day });
    for (let hop = 0; hop < scaledWhole(intensity, 6, 24); hop += 1) {
      const next = field.random.pick(members.filter((member) => member !== holder));
      amount *= 0.985;
      field.pay({ from: holder, to: next, amount, at: when });
      holder = next;
      when += field.random.between(1, scaled(intensity, 30, 6)) * hour;
    }
    return members;
  },
);

function payAll(stage: Stage, payers: readonly string[], payees: readonly string[], at: number): void {
  const { field, intensity } = stage;
  for (const payer of payers) {
    for (const payee of payees) {
      if (field.random.next() > scaled(intensity, 0.8, 1)) continue;
      field.pay({ from: payer, to: payee, amount: field.random.between(700, 1300), at: at + field.random.between(0, span(stage)) });
    }
  }
}

const bipartite = typology(
  'bipartite',
  ['bipartite', 'stack', 'fan-in', 'fan-out', 'scatter-gather'],
  'several accounts that all pay several others',
  (stage) => {
    const { field, at, intensity } = stage;
    const [payers, payees] = [field.openAll(scaledWhole(intensity, 2, 6)), field.openAll(scaledWhole(intensity, 3, 7))];
    for (const payer of payers) field.pay({ from: outside, to: payer, amount: 1300 * payees.length, at: at - 2 * day });
    payAll(stage, payers, payees, at);
    return [...payers, ...payees];
  },
);

const stack = typology(
  'stack',
  ['stack', 'bipartite', 'gather-scatter'],
  'two layers, the payees of the first the payers of the second',
  (stage) => {
    const { field, at, intensity } = stage;
    const size = scaledWhole(intensity, 3, 6);
    const [upper, middle, lower] = [field.openAll(size), field.openAll(size), field.openAll(size)];
    for (const payer of upper) field.pay({ from: outside, to: payer, amount: 1400 * size, at: at - 2 * day });
    payAll(stage, upper, middle, at);
    payAll(stage, middle, lower, at + span(stage) + 2 * hour);
    return [...upper, ...middle, ...lower];
  },
);

const peelChain = typology('peel-chain', ['peel-chain'], 'a sum over many hops, a little peeled off at each', (stage) => {
  const { field, at, intensity } = stage;
  const members = field.openAll(scaledWhole(intensity, 6, 24));
  let amount = 50_000;
  let when = at;
  field.pay({ from: outside, to: members[0] ?? '', amount, at: at - day });
  for (const [index, member] of members.slice(0, -1).entries()) {
    const peel = amount * field.random.between(0.03, 0.12);
    if (field.random.next() < scaled(intensity, 0.7, 1)) field.pay({ from: member, to: field.open(), amount: peel, at: when + 0.2 * hour });
    amount -= peel + 1;
    field.pay({ from: member, to: members[index + 1] ?? '', amount, at: when });
    when += field.random.between(0.5, scaled(intensity, 40, 3)) * hour;
  }
  return members.slice(1);
});

const mule = typology('mule', ['pass-through'], 'an account that hands on what it gets within hours, for a commission', (stage) => {
  const { field, at, intensity } = stage;
  const [account = '', boss = ''] = field.openAll(2);
  for (let turn = 0; turn < scaledWhole(intensity, 3, 12); turn += 1) {
    const amount = field.random.between(800, 5000);
    const when = at + turn * field.random.between(20, 40) * hour;
    field.pay({ from: field.open(), to: account, amount, at: when });
    field.pay({
      from: account,
      to: boss,
      amount: amount * scaled(intensity, 0.92, 0.98),
      at: when + field.random.between(0.2, scaled(intensity, 20, 3)) * hour,
    });
  }
  return [account];
});

const smurfs = typology('smurfs', ['structuring', 'fan-in'], 'cash paid in again and again just below the threshold', (stage) => {
  const { field, at, intensity } = stage;
  const account = field.open();
  for (let turn = 0; turn < scaledWhole(intensity, 5, 20); turn += 1) {
    field.pay({
      from: outside,
      to: account,
      amount: field.random.between(scaled(intensity, 8700, 9300), 9990),
      at: at + turn * scaled(intensity, 40, 6) * hour,
    });
  }
  return [account];
});

const pieces = typology('pieces', ['split-payments'], 'one sum paid to one other in pieces on one day', (stage) => {
  const { field, at, intensity } = stage;
  const [payer = '', payee = ''] = field.openAll(2);
  const count = scaledWhole(intensity, 3, 9);
  for (let turn = 0; turn < count; turn += 1) {
    field.pay({
      from: payer,
      to: payee,
      amount: 2900 + field.random.between(-1, 1) * scaled(intensity, 600, 20),
      at: at + turn * field.random.between(0.3, 2) * hour,
    });
  }
  return [payer, payee];
});

/** Without camouflage: an account with which one shops is not dormant. */
const awakened: Typology = {
  id: 'awakened',
  shapes: ['dormant-then-active'],
  looksLike: [],
  description: 'an account bought from somebody, silent for months, then busy for days',
  play(stage) {
    const { field, world, at, intensity } = stage;
    const account = field.open();
    field.pay({
      from: field.random.pick(world.households),
      to: account,
      amount: 50,
      at: Math.max(field.beginsAt, at - scaled(intensity, 135, 160) * day),
    });
    for (let turn = 0; turn < scaledWhole(intensity, 3, 10); turn += 1) {
      const amount = field.random.between(2000, 4000);
      field.pay({ from: field.open(), to: account, amount, at: at + turn * 12 * hour });
      field.pay({ from: account, to: field.open(), amount: amount * scaled(intensity, 0.8, 0.98), at: at + turn * 12 * hour + 30 * hour });
    }
    return [account];
  },
};

const roundSums = typology('round-sums', ['round-amounts', 'fan-out'], 'bribes and shares of loot, in round sums to many', (stage) => {
  const { field, at, intensity } = stage;
  const payer = field.open();
  for (let turn = 0; turn < scaledWhole(intensity, 7, 24); turn += 1) {
    field.pay({
      from: payer,
      to: field.open(),
      amount: field.random.whole(2, 20) * 500,
      at: at + turn * field.random.between(10, 60) * hour,
    });
  }
  return [payer];
});

export const launderingTypologies: readonly Typology[] = [
  fanOut,
  fanIn,
  gatherScatter,
  scatterGather,
  cycle,
  randomWalk,
  bipartite,
  stack,
  peelChain,
  mule,
  smurfs,
  pieces,
  awakened,
  roundSums,
];
