// SPDX-License-Identifier: Apache-2.0
/** A list of orders, given and received, the nearest clock first: to freeze property, to gather evidence. */
import { Button, Table } from '@mantine/core';
import { type Icon, IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

interface OrderRow {
  readonly caseId: string;
  readonly counterpart: string;
  readonly nextClock: { readonly dueAt: string; readonly isOver: boolean; readonly owedBy: 'us' | 'them' } | null;
}

/** The head of a column after those that every list of orders has. */
interface Head {
  readonly name: string;
  readonly width: number;
  readonly className?: string | undefined;
}

interface Props<Row extends OrderRow> {
  readonly title: string;
  readonly under: string;
  readonly nothing: { readonly icon: Icon; readonly title: string; readonly under: string };
  readonly begin: { readonly label: string; readonly run: () => void };
  readonly orderHead: string;
  readonly heads: readonly Head[];
  readonly found: UseQueryResult<readonly Row[]>;
  /** One row of the table, an `OrderLine`. */
  readonly line: ComponentType<{ readonly row: Row }>;
}

export function OrdersPage<Row extends OrderRow>(props: Props<Row>) {
  const { officer } = useSession();
  const { title, under, nothing, begin, found } = props;
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={begin.run}>
      {begin.label}
    </Button>
  );
  return (
    <Page title={title} under={under} actions={officer.roles.includes('preparer') && button}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data?.length === 0 && (
        <Nothing icon={nothing.icon} title={nothing.title}>
          {nothing.under}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <OrderTable {...props} rows={found.data} />
        </div>
      )}
    </Page>
  );
}

function OrderTable<Row extends OrderRow>({ rows, title, orderHead, heads, line: Line }: Props<Row> & { rows: readonly Row[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  const sorted = rows.toSorted((left, right) => ((left.nextClock?.dueAt ?? '9') < (right.nextClock?.dueAt ?? '9') ? -1 : 1));
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={210}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{orderHead}</Table.Th>
          <Table.Th w="22%">{t('inbox.counterpart')}</Table.Th>
          {heads.map(({ name, width, className = '' }) => (
            <Table.Th key={name} w={width} className={className}>
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {sorted.map((row) => (
          <Line key={row.caseId} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface LineProps {
  readonly row: OrderRow;
  /** What is due next, in words; empty where nothing is. */
  readonly clock: string;
  /** Which side we are on. */
  readonly side: string;
  /** The link to the order, with what it is beneath. */
  readonly order: ReactNode;
  /** The cells of the further columns. */
  readonly children: ReactNode;
}

export function OrderLine({ row: { nextClock, counterpart }, clock, side, order, children }: LineProps) {
  const { t } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        {nextClock === null ? (
          <span className={inbox['quiet']}>{t('inbox.noDeadline')}</span>
        ) : (
          <>
            <DeadlineWords dueAt={nextClock.dueAt} isOver={nextClock.isOver} />
            <div className={inbox['quiet']}>
              {clock} · {t(`deadline.owedBy.${nextClock.owedBy}`)}
            </div>
          </>
        )}
      </Table.Td>
      <Table.Td>{order}</Table.Td>
      <Table.Td>
        <div className={inbox['counterpart']}>{counterpart}</div>
        <div className={inbox['quiet']}>{side}</div>
      </Table.Td>
      {children}
    </Table.Tr>
  );
}
