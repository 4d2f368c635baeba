// SPDX-License-Identifier: Apache-2.0
/**
 * Deliveries: what was not delivered, does not get through or is held here, with why, and what an officer does about it; above
 * it the alarms that nobody has taken. Empty is how it should be.
 */
import { Button, Group, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconMailCheck, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeliveriesWire, DeliveryRowWire } from '../../../src/exchange/wire.ts';
import { deliveriesQuery, deliveryCalls } from '../calls/delivery-calls.ts';
import { DispatchDigest } from '../case/timeline.tsx';
import { UrgentBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { AsideDialog } from './aside-dialog.tsx';
import classes from './deliveries.module.css';

export function DeliveriesPage() {
  const { t } = useSpeech();
  const deliveries = useQuery(deliveriesQuery);
  const { rows, alarms } = deliveries.data ?? { rows: [], alarms: [] };
  return (
    <Page title={t('nav.deliveries')} under={t('deliveries.under')}>
      {deliveries.isPending && <Waiting />}
      {deliveries.isError && <Failure error={deliveries.error} onAgain={() => void deliveries.refetch()} />}
      {deliveries.data !== undefined && (
        <Column>
          {alarms.map((alarm) => (
            <AlarmNotice key={`${alarm.kind} ${alarm.about}`} alarm={alarm} />
          ))}
          {rows.length > 0 && <DeliveryTable rows={rows} />}
          {rows.length === 0 && (
            <Nothing icon={IconMailCheck} title={t('deliveries.nothing')}>
              {t('deliveries.nothing.under')}
            </Nothing>
          )}
        </Column>
      )}
    </Page>
  );
}

function AlarmNotice({ alarm }: { alarm: DeliveriesWire['alarms'][number] }) {
  const { t, dates } = useSpeech();
  const nameOf = useAuthorityName();
  const mayAct = useMayAct();
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () => deliveryCalls.takeAlarm(alarm.about, alarm.kind),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  const name = nameOf(alarm.peer);
  return (
    <Notice tone="refused" icon={IconAlertTriangle} title={t(`alarm.${alarm.kind}`, { name })} isUrgent>
      <div>{t(`alarm.${alarm.kind}.under`, { name })}</div>
      <div className={classes['facts']}>
        <time dateTime={alarm.at}>{dates.moment(alarm.at)}</time>
        <DispatchDigest digest={alarm.about} />
        {alarm.other !== null && <DispatchDigest digest={alarm.other} />}
        {alarm.caseRef !== null && <CaseLink caseRef={alarm.caseRef} />}
      </div>
      {take.error !== null && <Failure error={take.error} />}
      {mayAct && (
        <Button size="xs" variant="default" mt="sm" loading={take.isPending} onClick={() => take.mutate()}>
          {t('alarm.take')}
        </Button>
      )}
    </Notice>
  );
}

function DeliveryTable({ rows }: { rows: readonly DeliveryRowWire[] }) {
  const { t } = useSpeech();
  const mayAct = useMayAct();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('nav.deliveries')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deliveries.what')}</Table.Th>
            <Table.Th w="34%">{t('deliveries.why')}</Table.Th>
            <Table.Th w={190}>{t('deliveries.since')}</Table.Th>
            {mayAct && <Table.Th w={230}>{t('deliveries.acts')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <DeliveryLine key={row.digest} row={row} mayAct={mayAct} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function DeliveryLine({ row, mayAct }: { row: DeliveryRowWire; mayAct: boolean }) {
  const { t, dates } = useSpeech();
  const name = useAuthorityName()(row.peer);
  return (
    <Table.Tr className={classes['row']}>
      <Table.Td>
        <div className={classes['facts']}>
          {row.class === 'urgent' && <UrgentBadge />}
          <strong>{t(row.direction === 'out' ? 'deliveries.to' : 'deliveries.from', { name })}</strong>
        </div>
        <div className={classes['quiet']}>{kindWords(row.kind)}</div>
        <div className={classes['facts']}>
          {row.caseRef !== null && <CaseLink caseRef={row.caseRef} kind={row.kind} />}
          <DispatchDigest digest={row.digest} />
        </div>
      </Table.Td>
      <Table.Td>
        <div>{t(`deliveries.why.${row.why}`, { name })}</div>
        <div className={classes['quiet']}>
          {row.attempts !== null && t('deliveries.attempts', { count: row.attempts })}
          {row.nextAt !== null && ` ${t('deliveries.next', { when: dates.moment(row.nextAt) })}`}
          {row.isTold === false && ` ${t('deliveries.notTold', { name })}`}
        </div>
      </Table.Td>
      <Table.Td>
        <time dateTime={row.since}>{dates.moment(row.since)}</time>
        {row.notAfter !== null && <div className={classes['quiet']}>{t('deliveries.until', { when: dates.moment(row.notAfter) })}</div>}
      </Table.Td>
      {mayAct && <Table.Td>{row.state === 'not-delivered' && <Acts row={row} />}</Table.Td>}
    </Table.Tr>
  );
}

/** What was given up: prepare it anew, where that is an officer's work, or set it aside with the reason. */
function Acts({ row }: { row: DeliveryRowWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const again = useMutation({
    mutationFn: () => deliveryCalls.sendAgain(row.digest),
    onSuccess: (detail) => {
      notifications.show({ message: t('deliveries.againDone') });
      void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
      const caseId = detail.row.id;
      void navigate(
        detail.row.state === 'draft' ? { to: '/compose/$caseId', params: { caseId } } : { to: '/cases/$caseId', params: { caseId } },
      );
    },
  });
  const onwardAgain = useMutation({
    mutationFn: () => deliveryCalls.sendMatterAgain(row.digest),
    onSuccess: (detail) => {
      notifications.show({ message: t('deliveries.againDone') });
      void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
      void navigate({ to: '/onward/$matterId', params: { matterId: detail.row.id } });
    },
  });
  const isOfMatter = row.kind.startsWith('onward.') && row.why !== 'arrived-after-all' && officer.roles.includes('preparer');
  const isOfCase = row.kind.startsWith('assistance.') && row.why !== 'arrived-after-all';
  const mayPrepare = officer.roles.includes('preparer') || officer.roles.includes('records-keeper');
  // Its records are chosen anew, each with its limits, so it is written anew; sending it takes this one off the list.
  const isReply = row.kind === 'assistance.reply' && row.caseRef !== null;
  const prepare = () => {
    if (isReply) void navigate({ to: '/cases/$caseId/reply', params: { caseId: row.caseRef ?? '' } });
    else if (isOfMatter) onwardAgain.mutate();
    else again.mutate();
  };
  return (
    <>
      <Group gap="xs">
        {(isOfCase || isOfMatter) && mayPrepare && (
          <Button
            size="xs"
            loading={again.isPending || onwardAgain.isPending}
            onClick={prepare}
            leftSection={<IconRefresh size={14} aria-hidden />}
          >
            {t(isReply ? 'deliveries.anew' : 'deliveries.again')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('deliveries.aside')}
        </Button>
      </Group>
      {again.error !== null && <Failure error={again.error} />}
      {onwardAgain.error !== null && <Failure error={onwardAgain.error} />}
      <AsideDialog digest={row.digest} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

/** Leads to the case, or to the matter where the dispatch is of one. */
function CaseLink({ caseRef, kind }: { caseRef: string; kind?: string }) {
  const { t } = useSpeech();
  if (kind?.startsWith('onward.') === true)
    return (
      <Link to="/onward/$matterId" params={{ matterId: caseRef }} className={classes['title']}>
        {t('deliveries.matter')}
      </Link>
    );
  return (
    <Link to="/cases/$caseId" params={{ caseId: caseRef }} className={classes['title']}>
      {t('deliveries.case')}
    </Link>
  );
}

/** Auditors look and change nothing. */
function useMayAct(): boolean {
  const { officer } = useSession();
  return officer.roles.some((role) => role !== 'auditor');
}

/** `assistance.reply` as it is named in the log. */
function kindWords(kind: string): string {
  return kind.replace('.', ' · ');
}
