// SPDX-License-Identifier: Apache-2.0
/** The order as it was sent. */
import type { GatheringOrderWire } from '../../../src/gathering/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import type { Translate } from '../messages/translate.ts';
import { Section } from '../shell/page.tsx';

type Entry = readonly [term: string, text: string];

export function OrderText({ order }: { order: GatheringOrderWire }) {
  const { t, dates } = useSpeech();
  const day = (date: string | null): string => (date === null ? '' : dates.localDay(date));
  return (
    <Section title={t('gather.text')}>
      <dl className={caseClasses['content']}>
        {entriesOf(order, { t, day })
          .filter(([, text]) => text !== '')
          .map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

interface Words {
  readonly t: Translate;
  /** Nothing for a day that is not named. */
  readonly day: (date: string | null) => string;
}

function entriesOf(order: GatheringOrderWire, { t, day }: Words): readonly Entry[] {
  const { offence, confidential } = order;
  return [
    [t('gather.issuer'), `${order.issuer} (${t(`capacity.${order.capacity}`)})`],
    [t('gather.validatedBy'), order.validatedBy],
    [t('order.issuedOn'), day(order.issuedOn)],
    [t('gather.orderId'), order.orderId],
    [t('gather.proceedings'), t(`proceedings.${order.proceedings}`)],
    [t('order.urgency'), order.urgency?.reason ?? ''],
    [
      t('gather.holders'),
      order.sought.map((one) => words(one.description, one.heldBy, one.locator, period(day(one.from), day(one.to)))).join('\n'),
    ],
    [
      t('gather.questions'),
      order.sought
        .map((one) => one.questions)
        .filter((one) => one !== '')
        .join('\n\n'),
    ],
    [t('order.persons'), order.persons.map((one) => words(one.name, t(`gatherPosition.${one.position}`), one.identity)).join('\n')],
    [t('order.facts'), order.facts],
    [t('order.offence'), offence.classification],
    [t('order.listed'), offence.listed.join(', ')],
    [t('gather.necessity'), order.necessity],
    ...ownEntries(order, { t, day }),
    [t('gather.secret'), confidential.isAsked ? confidential.reason : ''],
    [t('order.remedies'), order.remedies],
    [t('order.contact'), order.contact],
  ];
}

function ownEntries(order: GatheringOrderWire, { t, day }: Words): readonly Entry[] {
  if (order.kind === 'preservation') {
    const { what, expectedOn } = order.production;
    return [
      [t('gather.days'), String(order.days)],
      [t('gather.production'), words(what, day(expectedOn))],
    ];
  }
  const shared: readonly Entry[] = [
    [t('gather.attendance'), t(`attendance.${order.attendance}`)],
    [t('gather.follows'), order.follows ?? ''],
  ];
  if (order.kind === 'investigation') return [...shared, [t('gather.atHome'), order.isAvailableAtHome ? t('gather.yes') : t('gather.no')]];
  return [
    ...shared,
    [t('gather.basis'), words(t(`basisOfLetter.${order.basis}`), order.assurance)],
    [t('gather.channel'), order.channel],
    [t('gather.speciality'), order.keepsSpeciality ? t('gather.yes') : t('gather.no')],
  ];
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

function period(from: string, to: string): string {
  return from === '' && to === '' ? '' : `${from} – ${to}`;
}
