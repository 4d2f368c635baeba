// SPDX-License-Identifier: Apache-2.0
/**
 * Messages counted by the provider that sent them: how many there were, how many lacked something, and which rules were missed most.
 *
 * A provider that fails again and again is a matter for its authority (Regulation (EU) 2023/1113, articles 17(2) and 21(2)). How often is
 * often enough, no article says; so the figures stand there and an officer judges.
 */
import { normalise } from '../../search-text.ts';
import { leiOfPerson, nameOf } from '../people.ts';
import { lacks } from '../rules/judge-message.ts';
import type { JudgedTravelRuleWire, PersonOfMessage, TravelRuleFirmsWire } from '../wire.ts';

type Firm = TravelRuleFirmsWire['firms'][number];

/** Rules shown of each provider. */
const missedMax = 5;

interface Counting {
  readonly add: (message: { readonly provider: PersonOfMessage | null; readonly rules: readonly JudgedTravelRuleWire[] }) => void;
  /** Those with the most deficient messages first. */
  readonly counted: () => Firm[];
}

interface FirmCount {
  firm: string | null;
  readonly lei: string | null;
  messages: number;
  deficientMessages: number;
  readonly deficient: { fatf: number; eu: number; ivms101: number };
  readonly missed: Map<string, { readonly rule: string; readonly source: string; count: number }>;
}

export function countFirms(): Counting {
  const firms = new Map<string, FirmCount>();
  return {
    add({ provider, rules }) {
      const [lei, firm] = provider === null ? [null, null] : [leiOfPerson(provider), nameOf(provider)];
      const key = lei ?? (firm === null ? '' : normalise(firm));
      const count = firms.get(key) ?? {
        firm,
        lei,
        messages: 0,
        deficientMessages: 0,
        deficient: { fatf: 0, eu: 0, ivms101: 0 },
        missed: new Map(),
      };
      firms.set(key, count);
      count.firm ??= firm;
      count.messages += 1;
      const lacking = lacks(rules);
      for (const regime of ['fatf', 'eu', 'ivms101'] as const) if (lacking[regime]) count.deficient[regime] += 1;
      if (Object.values(lacking).includes(true)) count.deficientMessages += 1;
      for (const { rule, source, outcome } of rules) {
        if (outcome !== 'missing') continue;
        const row = count.missed.get(rule) ?? { rule, source, count: 0 };
        count.missed.set(rule, row);
        row.count += 1;
      }
    },
    counted: () =>
      [...firms.values()]
        .toSorted(
          (left, right) =>
            right.deficientMessages - left.deficientMessages ||
            right.messages - left.messages ||
            (left.firm ?? '').localeCompare(right.firm ?? ''),
        )
        .map(({ firm, lei, messages, deficient, missed }) => ({
          firm,
          lei,
          messages,
          deficient,
          missed: [...missed.values()]
            .toSorted((left, right) => right.count - left.count || (left.rule < right.rule ? -1 : 1))
            .slice(0, missedMax),
        })),
  };
}
