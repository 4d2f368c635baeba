// SPDX-License-Identifier: Apache-2.0
/**
 * What keeps a travel-rule message from being a record at all: texts that cannot be shown, an amount that is none, a moment that has no
 * meaning. What the travel rule demands and the message lacks does not: that is what it is kept for (rules/).
 */
import { isCurrency, type Instant, type Issue } from '../../kernel/index.ts';
import { amountFaults, type Faults, lineFaults, momentFaults } from '../field-checks.ts';
import type { TravelRuleMessageWire } from './wire.ts';

export function travelRuleMessageFaults(message: TravelRuleMessageWire, now: Instant): Faults {
  const { sentAt, transfer } = message;
  const faults: Issue[] = [...textsOf(message, '')];
  if (sentAt !== undefined) faults.push(...momentFaults(sentAt, '/sentAt', now));
  if (transfer?.at !== undefined) faults.push(...momentFaults(transfer.at, '/transfer/at', now));
  if (transfer?.amount !== undefined) {
    const paths = { amount: '/transfer/amount', unit: '/transfer/asset' };
    faults.push(...amountFaults(transfer.amount, transfer.asset ?? '', paths));
  }
  if (transfer?.value !== undefined) {
    const { amount, currency } = transfer.value;
    const path = '/transfer/value/currency';
    if (!isCurrency(currency))
      faults.push({ path, problem: `"${currency}" is not a currency.`, remedy: 'Give a code of ISO 4217, e.g. EUR.' });
    else faults.push(...amountFaults(amount, currency, { amount: '/transfer/value/amount', unit: path }));
  }
  if (message.ownership !== undefined && message.selfHosted === undefined) {
    const problem = 'It says who owns a self-hosted wallet, and no side is self-hosted.';
    faults.push({ path: '/ownership', problem, remedy: 'Say which side is, or leave it out.' });
  }
  return faults;
}

/** Every text of the message, wherever it stands. */
function textsOf(value: unknown, path: string): Faults {
  if (typeof value === 'string') return lineFaults(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${path}/${name}`));
}
