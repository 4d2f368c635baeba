// SPDX-License-Identifier: Apache-2.0
/** Orders to freeze, to confiscate and to hold movements back, given and received, the nearest clock first. */
import { Table } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FreezeRowWire } from '../../../src/freezing/wire.ts';
import { freezesQuery } from '../calls/orders/freezing-calls.ts';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { OrderLine, OrdersPage } from '../orders/orders-page.tsx';
import classes from '../orders/orders.module.css';
import { FreezeBadge } from './freeze-badge.tsx';
import { sumText } from './sums.ts';

export function FreezesPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const found = useQuery(freezesQuery);
  return (
    <OrdersPage
      title={t('nav.freezing')}
      under={t('freeze.under')}
      nothing={{ icon: IconSnowflake, title: t('freeze.nothing'), under: t('freeze.nothing.under') }}
      begin={{ label: t('freeze.new'), run: () => void navigate({ to: '/freezing/new' }) }}
      orderHead={t('freeze.order')}
      heads={[
        { name: t('freeze.frozenOf'), width: 190, className: classes['sum'] },
        { name: t('inbox.state'), width: 150 },
      ]}
      found={found}
      line={FreezeLine}
    />
  );
}

function FreezeLine({ row }: { row: FreezeRowWire }) {
  const { t, language } = useSpeech();
  const order = (
    <>
      <Link to="/freezing/$caseId" params={{ caseId: row.caseId }} className={inbox['subject']} data-row>
        {row.reference}
      </Link>
      <div className={inbox['quiet']}>{t(`assistance.${row.assistance}`)}</div>
    </>
  );
  const clock = row.nextClock === null ? '' : t(`freezeClock.${row.nextClock.what}`);
  return (
    <OrderLine row={row} clock={clock} side={t(`freeze.side.${row.side}`)} order={order}>
      <Table.Td className={classes['sum']}>
        {sumText(row.frozenMinor, row.currency, language)}
        <div className={inbox['quiet']}>{t('freeze.of', { sum: sumText(row.hereMinor, row.currency, language) })}</div>
      </Table.Td>
      <Table.Td>
        <FreezeBadge state={row.state} />
      </Table.Td>
    </OrderLine>
  );
}
