// SPDX-License-Identifier: Apache-2.0
/** Events of a key history, and keys with their purpose and age, as tables. */
import { Table } from '@mantine/core';
import type { OwnKeysWire, PeerKeysWire } from '../../../src/exchange/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import classes from './peers.module.css';

export function KeyEventTable({ events, hasSeen }: { events: PeerKeysWire['events']; hasSeen: boolean }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('keys.history')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80}>{t('keys.place')}</Table.Th>
            <Table.Th>{t('keys.event')}</Table.Th>
            <Table.Th w={190}>{t('keys.dated')}</Table.Th>
            {hasSeen && <Table.Th w={190}>{t('keys.takenIn')}</Table.Th>}
            <Table.Th w={110} ta="right">
              {t('keys.signatures')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <Table.Tr key={event.index}>
              <Table.Td>{event.index}</Table.Td>
              <Table.Td>
                <KindWords kind={event.kind} />
                {event.suspectFrom !== null && ` ${t('keys.suspectFrom', { index: String(event.suspectFrom) })}`}
                <div className={classes['quiet']}>{event.keyIds.map((keyId) => keyId.slice(0, 16)).join(', ')}</div>
              </Table.Td>
              <Table.Td>{dates.moment(event.at)}</Table.Td>
              {hasSeen && <Table.Td>{event.seenAt === null ? '' : dates.moment(event.seenAt)}</Table.Td>}
              <Table.Td ta="right">{event.signatures}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

export function KeyTable({ keys }: { keys: OwnKeysWire['keys'] }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('keys.own')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={170}>{t('keys.purpose')}</Table.Th>
            <Table.Th w={150}>{t('peers.state')}</Table.Th>
            <Table.Th>{t('keys.key')}</Table.Th>
            <Table.Th w={190}>{t('keys.since')}</Table.Th>
            <Table.Th w={190}>{t('keys.until')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map(({ keyId, purpose, state, since, epochFrom, epochUntil }) => (
            <Table.Tr key={keyId}>
              <Table.Td>
                <PurposeWords purpose={purpose} />
              </Table.Td>
              <Table.Td>{t(`keyState.${state}`)}</Table.Td>
              <Table.Td>
                <code>{keyId.slice(0, 24)}</code>
              </Table.Td>
              <Table.Td>{(epochFrom ?? since) === null ? '' : dates.moment(epochFrom ?? since ?? '')}</Table.Td>
              <Table.Td>{epochUntil === null ? '' : dates.moment(epochUntil)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function KindWords({ kind }: { kind: string }) {
  const { t } = useSpeech();
  const key = `keyEvent.${kind}`;
  return <>{isMessageKey(key) ? t(key as 'keyEvent.genesis') : kind}</>;
}

function PurposeWords({ purpose }: { purpose: string }) {
  const { t } = useSpeech();
  const key = `keyPurpose.${purpose}`;
  return <>{isMessageKey(key) ? t(key as 'keyPurpose.root') : purpose}</>;
}
