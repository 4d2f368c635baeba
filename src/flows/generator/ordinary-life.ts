// SPDX-License-Identifier: Apache-2.0
/**
 * Ordinary life: employers pay wages, households pay rent and shop, shops pay suppliers and pay cash in. It is what every search has to
 * look through.
 */
import { day, type Field, hour, outside } from './field.ts';

/** Households to one employer, shop and landlord. */
const householdsPerEmployer = 25;
const householdsPerShop = 40;
const householdsPerLandlord = 12;

export interface World {
  readonly households: readonly string[];
  readonly employers: readonly string[];
  readonly shops: readonly string[];
  readonly landlords: readonly string[];
}

export function playOrdinaryLife(field: Field, householdCount: number): World {
  const { random } = field;
  const households = field.openAll(householdCount);
  const many = (per: number): readonly string[] => field.openAll(Math.max(2, Math.round(householdCount / per)));
  const world: World = {
    households,
    employers: many(householdsPerEmployer),
    shops: many(householdsPerShop),
    landlords: many(householdsPerLandlord),
  };
  const end = field.beginsAt + field.days * day;
  for (const household of households) {
    const [employer, landlord] = [random.pick(world.employers), random.pick(world.landlords)];
    const favourites = Array.from({ length: 3 }, () => random.pick(world.shops));
    const wage = 1400 + random.pareto(400, 2.2);
    const payday = random.whole(24, 27);
    const friends = Array.from({ length: 2 }, () => random.pick(households)).filter((friend) => friend !== household);
    for (let month = field.beginsAt; month < end; month += 30 * day) {
      const wagesAt = month + payday * day + 9 * hour;
      if (wagesAt < end) field.pay({ from: employer, to: household, amount: wage, at: wagesAt });
      const rentAt = month + random.whole(1, 4) * day + random.between(7, 20) * hour;
      if (rentAt < end) field.pay({ from: household, to: landlord, amount: Math.round(wage * 0.3), at: rentAt });
    }
    let at = field.beginsAt + random.exponential(3 * day);
    while (at < end) {
      const isFriend = random.next() < 0.08 && friends.length > 0;
      const to = isFriend ? random.pick(friends) : random.next() < 0.85 ? random.pick(favourites) : random.pick(world.shops);
      field.pay({ from: household, to, amount: 4 + (random.pareto(12, 1.6) % 900), at });
      at += random.exponential(3 * day);
    }
  }
  playShops(field, world, end);
  return world;
}

function playShops(field: Field, world: World, end: number): void {
  const { random } = field;
  for (const shop of world.shops) {
    const suppliers = Array.from({ length: 4 }, () => random.pick(world.employers));
    for (let week = field.beginsAt + 5 * day; week < end; week += 7 * day) {
      field.pay({ from: outside, to: shop, amount: random.between(500, 4000), at: week + 18 * hour });
      for (const supplier of suppliers)
        field.pay({ from: shop, to: supplier, amount: random.between(200, 3000), at: week + random.between(19, 40) * hour });
    }
  }
  for (const employer of world.employers) {
    for (let month = field.beginsAt + 10 * day; month < end; month += 30 * day) {
      field.pay({ from: employer, to: random.pick(world.landlords), amount: random.between(2000, 9000), at: month + 10 * hour });
    }
  }
}
