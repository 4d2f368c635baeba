// SPDX-License-Identifier: Apache-2.0
/**
 * An order becomes the draft of a request: the form as it is, and from it the texts that agreements ask of a request. What stands in the
 * form is written once; the case screen submits the draft like every other.
 */
import type { RequestDraftWire } from '../assistance/index.ts';
import { kindWords } from './measure-words.ts';
import type { OpenGatheringWire, SoughtWire } from './wire.ts';

export function draftOfGathering({ counterpart, assistance, purpose, order }: OpenGatheringWire): RequestDraftWire {
  const { offence, persons, sought } = order;
  const formalities = order.kind === 'preservation' ? [] : order.formalities;
  const earlier = order.earlierOrders.map((one) => `${one.kind} of ${one.date}, ${one.reference}`);
  const listed = offence.listed.length === 0 ? 'none' : offence.listed.join(', ');
  const questions = sought.filter((one) => one.questions.trim() !== '').map((one) => `${one.description}\n${one.questions}`);
  const periods = sought.flatMap((one) => periodOf(one) ?? []);
  const follows = order.kind === 'preservation' || order.follows === null ? [] : [`It follows the order to preserve ${order.follows}.`];
  return {
    counterpart,
    purpose,
    assistance,
    reference: order.reference,
    class: order.urgency === null ? 'normal' : 'urgent',
    urgencyGround: order.urgency === null ? null : 'loss-of-evidence',
    urgencyReason: order.urgency?.reason ?? '',
    content: {
      subject:
        `${kindWords[order.kind]}: ${(persons.length === 0 ? sought.map((one) => one.description) : persons.map((one) => one.name)).join(', ')}`.slice(
          0,
          300,
        ),
      facts: order.facts,
      'why-useful': order.necessity,
      'legal-provisions': offence.classification,
      offence: `${offence.classification}. Maximum penalty: ${offence.penaltyYearsMax} years. Listed: ${listed}.`,
      'likely-holder': sought.map(holderOf).join('\n'),
      formalities:
        formalities.length === 0 ? 'None.' : formalities.map(({ what, why }) => [what, why].filter(Boolean).join(': ')).join('\n'),
      precautions: order.confidential.isAsked ? order.confidential.reason : 'None beyond the agreement.',
      'earlier-request': [...follows, ...earlier].join('\n') || 'None.',
      'domestic-order': `${order.issuer}, ${order.issuedOn}, ${order.reference}`,
      'foreseen-use': `Evidence in the proceedings ${order.reference}.`,
      ...(questions.length === 0 ? {} : { questions: questions.join('\n\n') }),
      ...(periods.length === 0 ? {} : { period: periods.join('\n') }),
    },
    order: { ...order },
  };
}

function holderOf({ description, heldBy, locator }: SoughtWire): string {
  return [description, heldBy === '' ? 'holder not known' : heldBy, locator].filter((word) => word !== '').join(', ');
}

function periodOf({ description, from, to }: SoughtWire): string | null {
  if (from === null && to === null) return null;
  return `${description}: ${from ?? 'from the beginning'} to ${to ?? 'now'}`;
}
