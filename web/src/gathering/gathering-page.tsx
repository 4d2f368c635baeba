// SPDX-License-Identifier: Apache-2.0
/** One order for evidence: what is sought and what became of it, the formalities, the clocks, the linked orders, what both sides said. */
import { Button, Table } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { GatheringDetailWire } from '../../../src/gathering/wire.ts';
import { gatheringCalls, gatheringQuery } from '../calls/orders/gathering-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { OrderClocks, OrderHistory, OrderPage } from '../orders/order-page.tsx';
import classes from '../orders/orders.module.css';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { GatheringActions } from './gathering-actions.tsx';
import { GatheringBadge } from './gathering-badge.tsx';
import { OrderText } from './order-text.tsx';

export function GatheringPage({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(gatheringQuery(caseId));
  if (found.data !== undefined) return <Gathering detail={found.data} />;
  return (
    <Page title={t('gather.order')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Gathering({ detail }: { detail: GatheringDetailWire }) {
  const { t } = useSpeech();
  const { row, clocks, history } = detail;
  return (
    <OrderPage
      row={row}
      badge={<GatheringBadge state={row.state} />}
      about={[t(`gatherKind.${row.kind}`), t(`gather.side.${row.side}`), row.counterpart].join(' · ')}
      actions={<GatheringActions detail={detail} />}
      aside={
        <>
          <OrderClocks clocks={clocks} name={(what) => t(`gatherClock.${what}`)} />
          <Linked detail={detail} />
          <OrderHistory history={history} />
        </>
      }
    >
      <Sought detail={detail} />
      {row.kind !== 'preservation' && <Formalities detail={detail} />}
      <OrderText order={detail.order} />
    </OrderPage>
  );
}

function Sought({ detail: { row, sought } }: { detail: GatheringDetailWire }) {
  const { t, dates } = useSpeech();
  const paper = useMutation({
    mutationFn: () => gatheringCalls.paper(row.caseId),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `order-${row.caseId}.pdf`),
  });
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
    <Section title={t(row.kind === 'preservation' ? 'gather.toPreserve' : 'gather.sought')} aside={print}>
      {paper.isError && <Failure error={paper.error} />}
      <div className={classes['scroll']}>
        <Table aria-label={t('gather.sought')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('gather.what')}</Table.Th>
              <Table.Th>{t('gather.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sought.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.description}
                  {one.instead !== null && <div className={classes['quiet']}>{t('gather.instead', { what: one.instead })}</div>}
                </Table.Td>
                <Table.Td>
                  {t(one.outcome === null ? 'gatherOutcome.open' : `gatherOutcome.${one.outcome}`)}
                  <div className={classes['quiet']}>
                    {[one.what, one.heldBy, one.at === null ? '' : dates.moment(one.at)].filter((word) => word !== '').join(' · ')}
                  </div>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function Formalities({ detail: { formalities } }: { detail: GatheringDetailWire }) {
  const { t } = useSpeech();
  if (formalities.length === 0) {
    return (
      <Section title={t('gather.formalities')}>
        <p className={classes['quiet']}>{t('gather.formalities.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('gather.formalities')}>
      <div className={classes['scroll']}>
        <Table aria-label={t('gather.formalities')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('gather.formality')}</Table.Th>
              <Table.Th>{t('gather.promised')}</Table.Th>
              <Table.Th>{t('gather.met')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {formalities.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.what}
                  {one.why !== '' && <div className={classes['quiet']}>{one.why}</div>}
                </Table.Td>
                <Table.Td>
                  {one.willObserve === null ? '' : t(one.willObserve ? 'gather.willObserve' : 'gather.setAside')}
                  {one.reason !== '' && <div className={classes['quiet']}>{one.reason}</div>}
                </Table.Td>
                <Table.Td>
                  {one.answer === null ? '' : t(`gatherFormality.${one.answer}`)}
                  {one.note !== '' && <div className={classes['quiet']}>{one.note}</div>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function Linked({ detail: { linked } }: { detail: GatheringDetailWire }) {
  const { t } = useSpeech();
  if (linked.length === 0) return null;
  return (
    <Section title={t('gather.linked')}>
      <ul className={classes['clocks']}>
        {linked.map((one) => (
          <li key={one.caseId}>
            <Link to="/gathering/$caseId" params={{ caseId: one.caseId }}>
              {one.reference}
            </Link>
            <span className={classes['quiet']}>
              {t(`gatherKind.${one.kind}`)} · {t(`gatherState.${one.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
