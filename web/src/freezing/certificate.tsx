// SPDX-License-Identifier: Apache-2.0
/** The certificate of an order as it was sent. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { FreezeDetailWire } from '../../../src/freezing/wire.ts';
import { freezingCalls } from '../calls/orders/freezing-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { sumText } from './sums.ts';

export function Certificate({ detail: { order, row } }: { detail: FreezeDetailWire }) {
  const { t, dates, language } = useSpeech();
  const paper = useMutation({
    mutationFn: () => freezingCalls.paper(row.caseId),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `certificate-${row.caseId}.pdf`),
  });
  const { property, offence } = order;
  const sum = (minor: string): string => sumText(minor, property.currency, language);
  const entries: readonly (readonly [string, string])[] = [
    [t('order.court'), [order.court, order.validatedBy].filter((one) => one !== '').join(', ')],
    [t('order.issuedOn'), dates.localDay(order.issuedOn)],
    [t('order.finalOn'), order.finalOn === null ? '' : dates.localDay(order.finalOn)],
    [
      t('order.persons'),
      order.persons
        .map((one) =>
          [one.name, t(`position.${one.position}`), one.bornOrRegistered, one.identity].filter((word) => word !== '').join(', '),
        )
        .join('\n'),
    ],
    [t('order.property'), t('order.sums', { here: sum(property.hereMinor), total: sum(property.totalMinor) })],
    [
      t('order.items'),
      property.items.map((one) => [one.description, one.heldBy, one.locator].filter((word) => word !== '').join(', ')).join('\n'),
    ],
    [t('order.grounds'), property.grounds],
    [t('order.facts'), order.facts],
    [t('order.offence'), `${offence.classification}. ${offence.link}`],
    [t('order.listed'), offence.listed.join(', ')],
    [t('order.otherStates'), order.otherStates.map((one) => `${one.jurisdiction}: ${one.why}, ${sum(one.amountMinor)}`).join('\n')],
    [t('order.notice'), order.confidential.deferNotice ? order.confidential.reason : t('order.notice.after')],
    [t('order.hoursMax'), order.hoursMax === null ? '' : String(order.hoursMax)],
    [t('order.restitution'), order.restitution],
    [t('order.remedies'), order.remedies],
    [t('order.contact'), order.contact],
  ];
  const print = (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPrinter size={15} aria-hidden />}
      loading={paper.isPending}
      onClick={() => paper.mutate()}
    >
      {t('gather.paper')}
    </Button>
  );
  return (
    <Section title={t('order.certificate')} aside={print}>
      {paper.isError && <Failure error={paper.error} />}
      <dl className={caseClasses['content']}>
        {entries
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
