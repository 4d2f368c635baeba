// SPDX-License-Identifier: Apache-2.0
/**
 * What every datum given under an agreement must carry at least, and the condition that carries it.
 *
 * The floor is the meet of all terms on use. An agreement without such a term still leaves a floor, the careful one: its own
 * purposes, the receiving authority alone, passing on and evidence only with the originator's leave. An originator may always
 * be stricter, never looser; the receiver and the verifier check that again from the dispatch alone.
 */
import { type Condition, type ConditionLimits, loosenings, meet, parseCondition } from '../../conditions/index.ts';
import { addMs, type IdOf, type Instant } from '../../kernel/index.ts';
import { type KnownAgreement, refOf } from '../documents/agreement-document.ts';
import { type CompiledAgreement, compileAgreement, remembered } from './compiled-agreement.ts';

const dayMs = 86_400_000;

/** The least that a datum given at `now` must carry; where the agreement limits its retention, it ends that long after. */
export function replyLimits(agreement: KnownAgreement, now: Instant): ConditionLimits {
  const { lasting, retentionDays } = floorOf(compileAgreement(agreement));
  return { ...lasting, usableUntil: retentionDays === null ? null : addMs(now, retentionDays * dayMs) };
}

/**
 * A condition of `originator` with these limits, citing the clause on use. It does not check that they are strict enough;
 * `everyDatumConditioned` does.
 */
export function buildCondition(input: {
  readonly agreement: KnownAgreement;
  readonly originator: string;
  readonly limits: ConditionLimits;
  readonly id: IdOf<'cnd'>;
  /** JSON pointer of the part it covers; empty for the whole datum. */
  readonly scope: string;
}): Condition {
  const { agreement, originator, limits, id, scope } = input;
  const compiled = compileAgreement(agreement);
  const clause = (compiled.conditions[0]?.clause ?? compiled.purposes.values().next().value ?? compiled.firstClause).clause;
  return { ...limits, id, originator, agreement: refOf(agreement), clause, scope };
}

/**
 * Whether each datum's conditions together are at least as strict as the agreement asks. A datum without a condition is not,
 * and neither is one with a condition that cannot be read. Of a limited retention it asks that an end is set, and with
 * `givenAt` that the end is not later than the agreement allows for data given then.
 */
export function everyDatumConditioned(
  agreement: KnownAgreement,
  data: readonly { readonly conditions: readonly unknown[] }[],
  givenAt: Instant | null = null,
): boolean {
  const { lasting, retentionDays } = floorOf(compileAgreement(agreement));
  return data.every(({ conditions }) => {
    const read = conditions.flatMap((value) => {
      const condition = parseCondition(value, 'condition');
      return condition.ok ? [condition.value] : [];
    });
    if (read.length === 0 || read.length < conditions.length) return false;
    // Only conditions on the whole datum count: one on a part leaves the rest unlimited.
    const whole = read.filter((condition) => condition.scope === '').map(limitsOf);
    if (whole.length === 0) return false;
    const together = meet(whole);
    if (loosenings(together, lasting).length > 0) return false;
    if (retentionDays === null) return true;
    return together.usableUntil !== null && (givenAt === null || together.usableUntil <= addMs(givenAt, retentionDays * dayMs));
  });
}

function limitsOf(condition: Condition): ConditionLimits {
  const { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note } = condition;
  return { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note };
}

interface Floor {
  /** Without the end, which depends on when the datum is given. */
  readonly lasting: ConditionLimits;
  readonly retentionDays: number | null;
}

function floorOf(agreement: CompiledAgreement): Floor {
  return remembered(agreement, 'floor', () => {
    const own = agreement.conditions.map((condition) => condition.limits);
    const days = agreement.conditions.flatMap(({ retentionDays }) => (retentionDays === null ? [] : [retentionDays]));
    const careful: ConditionLimits = {
      purposes: [...agreement.purposes.keys()],
      handling: 'amber+strict',
      onward: 'consent',
      recipients: [],
      evidentialUse: 'with-permission',
      mayNotifySubject: false,
      usableUntil: null,
      note: '',
    };
    return { lasting: meet(own.length > 0 ? own : [careful]), retentionDays: days.length > 0 ? Math.min(...days) : null };
  });
}
