// SPDX-License-Identifier: Apache-2.0
/**
 * Who is blocked because listed parties own half of it, through however many layers.
 *
 * The rule (OFAC, 13 August 2014; the EU's and the UK's differ in the share and in control): a firm that one or more blocked parties own to
 * 50 % or more *in aggregate* is itself blocked, and what it owns then counts in full for the next layer. Computed from the listed outwards
 * until nothing changes, so that circles of ownership end. Shares are in hundredths of a per cent, whole numbers.
 *
 * A firm just below half is no hit of the rule. It becomes a lead when a blocked party gave up the share that made the half near the
 * listing; a sale long before is a lawful sale.
 */
export interface Stake {
  readonly owner: string;
  readonly owned: string;
  /** Hundredths of a per cent: 5000 is half. */
  readonly shareBp: number;
}

export interface BlockedFirm {
  readonly firm: string;
  readonly shareBp: number;
  /** The blocked owners that together make the half, the largest first. */
  readonly owners: readonly Stake[];
  /** 1 where the owners are listed themselves; more through layers. */
  readonly layer: number;
  readonly sentence: string;
}

export const blockedFromBp = 5000;
/** Layers that are followed; longer chains exist only to be long, and are reported as far as this. */
export const layersMax = 20;

export function blockedFirms(listed: readonly string[], stakes: readonly Stake[], fromBp: number = blockedFromBp): readonly BlockedFirm[] {
  const blocked = new Set(listed);
  const byOwned = Map.groupBy(
    stakes.filter((stake) => stake.owner !== stake.owned && stake.shareBp > 0),
    (stake) => stake.owned,
  );
  const found: BlockedFirm[] = [];
  for (let layer = 1; layer <= layersMax; layer += 1) {
    const next = [...byOwned].flatMap(([firm, held]): BlockedFirm[] => {
      if (blocked.has(firm)) return [];
      const owners = held
        .filter((stake) => blocked.has(stake.owner))
        .toSorted((one, other) => other.shareBp - one.shareBp || (one.owner < other.owner ? -1 : 1));
      const shareBp = owners.reduce((sum, stake) => sum + stake.shareBp, 0);
      return shareBp >= fromBp ? [{ firm, shareBp, owners, layer, sentence: sentenceOf(firm, shareBp, owners) }] : [];
    });
    if (next.length === 0) break;
    for (const one of next) blocked.add(one.firm);
    found.push(...next.toSorted((one, other) => (one.firm < other.firm ? -1 : 1)));
  }
  return found;
}

function sentenceOf(firm: string, shareBp: number, owners: readonly Stake[]): string {
  const parts = owners.map((stake) => `${stake.owner} ${percent(stake.shareBp)}`);
  return `${firm} is owned to ${percent(shareBp)} by blocked parties: ${parts.join(', ')}.`;
}

function percent(shareBp: number): string {
  return `${shareBp / 100} %`;
}

/** A change of stakes: what an owner held before and after a day. */
export interface StakeChange extends Stake {
  readonly shareBeforeBp: number;
  /** Days from the listing of the owner; negative before it. */
  readonly daysFromListing: number;
  /** Whom the share went to; null where that is not known. */
  readonly takenBy: string | null;
}

export interface DivestmentLead {
  readonly firm: string;
  readonly owner: string;
  readonly sentence: string;
}

/** Days around a listing in which giving up the half is a lead: transfers are prepared in weeks, and back-dated in weeks. */
export const divestmentDays = 90;

/** Stakes of listed owners that fell below the half close to the listing. A sale to a stranger long before is not among them. */
export function divestmentLeads(changes: readonly StakeChange[]): readonly DivestmentLead[] {
  return changes.flatMap((change) => {
    const isBelow = change.shareBeforeBp >= blockedFromBp && change.shareBp < blockedFromBp;
    if (!isBelow || Math.abs(change.daysFromListing) > divestmentDays) return [];
    const when = change.daysFromListing < 0 ? `${-change.daysFromListing} days before` : `${change.daysFromListing} days after`;
    const taker = change.takenBy === null ? 'a taker who is not known' : change.takenBy;
    const shares = `from ${percent(change.shareBeforeBp)} to ${percent(change.shareBp)}`;
    return [
      {
        firm: change.owned,
        owner: change.owner,
        sentence: `${change.owner} went ${shares} in ${change.owned} ${when} the listing, to ${taker}.`,
      },
    ];
  });
}
