// SPDX-License-Identifier: Apache-2.0
/**
 * An order becomes the draft of a request: the certificate as it is, and from it the texts that agreements ask of a request. What
 * stands in the certificate is written once; the case screen submits the draft like every other.
 */
import type { RequestDraftWire } from '../assistance/index.ts';
import { sumWords } from './sum-words.ts';
import type { OrderWire } from './wire.ts';

const assistanceOf = { freezing: 'freeze', confiscation: 'confiscation', suspension: 'suspend-movement' } as const;

const foreseen: Readonly<Record<OrderWire['confiscation'], string>> = {
  attached: 'The order to confiscate it is attached.',
  expected: 'An order to confiscate it is expected.',
  none: 'No order to confiscate it is expected.',
};

export function draftOfOrder(order: OrderWire, given: Pick<RequestDraftWire, 'counterpart' | 'purpose' | 'reference'>): RequestDraftWire {
  const { property, offence, persons } = order;
  const sum = sumWords(order);
  const items = property.items.map(
    (item) => `${item.description}${item.heldBy === '' ? '' : `, held by ${item.heldBy}`}${item.locator === '' ? '' : `, ${item.locator}`}`,
  );
  const listed = offence.listed.length === 0 ? 'none' : offence.listed.join(', ');
  const others = order.otherStates.map((other) => `${other.jurisdiction}: ${other.why}, ${sum(other.amountMinor)}`);
  const holders = property.items.map((item) => item.heldBy).filter((firm) => firm !== '');
  const earlier = order.earlierOrders.map((one) => `${one.kind} of ${one.date}, ${one.reference}`);
  return {
    ...given,
    assistance: assistanceOf[order.kind],
    class: order.urgency === null ? 'normal' : 'urgent',
    urgencyGround: order.urgency === null ? null : 'flight-of-assets',
    urgencyReason: order.urgency?.coordination ?? '',
    content: {
      subject:
        `${property.basis === 'items' ? `${property.items.length} items` : sum(property.hereMinor)}: ${persons.map((person) => person.name).join(', ')}`.slice(
          0,
          300,
        ),
      facts: order.facts,
      'why-useful': property.grounds,
      'legal-provisions': offence.classification,
      offence: `${offence.classification}. Maximum penalty: ${offence.penaltyYearsMax} years. Listed: ${listed}. ${offence.link}`,
      property: [`${sum(property.hereMinor)} here, ${sum(property.totalMinor)} in all.`, ...items].join('\n'),
      'domestic-order': `${order.court}, ${order.issuedOn}, ${order.reference}`,
      precautions: order.confidential.deferNotice ? order.confidential.reason : 'To be kept secret until it is carried out.',
      'other-authorities': others.length === 0 ? 'None.' : others.join('\n'),
      'earlier-request': earlier.length === 0 ? 'None.' : earlier.join('\n'),
      'likely-holder': holders.join(', ') || 'Not known.',
      'link-with-requested': `The property lies there${holders.length === 0 ? '' : `, with ${holders.join(', ')}`}.`,
      'foreseen-use': `The property is secured. ${foreseen[order.confiscation]}`,
      formalities: order.formalities === '' ? 'None.' : order.formalities,
    },
    order: { ...order },
  };
}
