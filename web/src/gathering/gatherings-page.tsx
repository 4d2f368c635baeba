// SPDX-License-Identifier: Apache-2.0
/** Investigation orders, orders to preserve and letters of request, given and received, the nearest clock first. */
import { Table } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { GatheringRowWire } from '../../../src/gathering/wire.ts';
import { gatheringsQuery } from '../calls/orders/gathering-calls.ts';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { OrderLine, OrdersPage } from '../orders/orders-page.tsx';
import { GatheringBadge } from './gathering-badge.tsx';

export function GatheringsPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const found = useQuery(gatheringsQuery);
  return (
    <OrdersPage
      title={t('nav.gathering')}
      under={t('gather.under')}
      nothing={{ icon: IconFileSearch, title: t('gather.nothing'), under: t('gather.nothing.under') }}
      begin={{ label: t('gather.new'), run: () => void navigate({ to: '/gathering/new', search: {} }) }}
      orderHead={t('gather.order')}
      heads={[
        { name: t('gather.answered'), width: 130 },
        { name: t('inbox.state'), width: 170 },
      ]}
      found={found}
      line={GatheringLine}
    />
  );
}

function GatheringLine({ row }: { row: GatheringRowWire }) {
  const { t } = useSpeech();
  const order = (
    <>
      <Link to="/gathering/$caseId" params={{ caseId: row.caseId }} className={inbox['subject']} data-row>
        {row.reference}
      </Link>
      <div className={inbox['quiet']}>
        {t(`gatherKind.${row.kind}`)} · {t(`assistance.${row.assistance}`)}
      </div>
    </>
  );
  const clock = row.nextClock === null ? '' : t(`gatherClock.${row.nextClock.what}`);
  return (
    <OrderLine row={row} clock={clock} side={t(`gather.side.${row.side}`)} order={order}>
      <Table.Td>{t('gather.answeredOf', { answered: String(row.answered), sought: String(row.sought) })}</Table.Td>
      <Table.Td>
        <GatheringBadge state={row.state} />
      </Table.Td>
    </OrderLine>
  );
}
