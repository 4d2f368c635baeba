// SPDX-License-Identifier: Apache-2.0
/** The tables inside a record: the parties and owners it names, and the movements of value in a report. */
import { Table, Text } from '@mantine/core';
import type { RecordBodyWire, RegistrationWire } from '../../../src/records/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { useHolds } from './supervision.tsx';
import classes from './records.module.css';

/** A report may name thousands; the screen shows the first, the export has them all. */
const shownMax = 200;

export function Parties({ body }: { body: RecordBodyWire }) {
  const { t } = useSpeech();
  const parties: readonly RegistrationWire['owners'][number][] =
    body.kind === 'suspicious-report' ? body.parties : body.kind === 'registration' ? body.owners : [];
  if (parties.length === 0) return null;
  return (
    <Section title={t('record.parties')}>
      <Table className={classes['table']} aria-label={t('record.parties')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('party.name')}</Table.Th>
            <Table.Th>{t('party.role')}</Table.Th>
            <Table.Th>{t('party.identifiers')}</Table.Th>
            <Table.Th>{t('fact.jurisdiction')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parties.map((party) => (
            <Table.Tr key={`${party.role} ${party.name} ${party.identifiers.map((one) => one.value).join()} ${party.interest?.type ?? ''}`}>
              <Table.Td>
                {party.name}
                {party.birthDate !== null && <div className={classes['quiet']}>{t('party.born', { date: party.birthDate })}</div>}
              </Table.Td>
              <Table.Td>
                {t(`partyRole.${party.role}`)}
                {party.interest !== undefined && <Interest interest={party.interest} />}
              </Table.Td>
              <Table.Td>
                {party.identifiers.map((one) => (
                  <div key={`${one.scheme} ${one.value}`}>
                    <span className={classes['quiet']}>{t(`identifier.${one.scheme}`)}</span>{' '}
                    <Text span ff="monospace" size="xs">
                      {one.value}
                    </Text>
                  </div>
                ))}
              </Table.Td>
              <Table.Td>{party.jurisdiction ?? ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Interest({ interest }: { interest: NonNullable<RegistrationWire['owners'][number]['interest']> }) {
  const { t } = useSpeech();
  const holds = useHolds();
  const { type, shareMin, shareMax, isDirect, isBeneficial = false } = interest;
  const shares = shareMin === shareMax ? [shareMin] : [shareMin, shareMax];
  const parts = [
    t(`interest.${type}`),
    shareMin === undefined && shareMax === undefined ? '' : `${shares.map((share) => share ?? '…').join('–')} %`,
    isDirect === undefined ? '' : t(isDirect ? 'supervision.direct' : 'supervision.indirect'),
    isBeneficial ? t('supervision.beneficial') : '',
    holds(interest),
  ];
  return <div className={classes['quiet']}>{parts.filter((part) => part !== '').join(' · ')}</div>;
}

export function Movements({ body }: { body: RecordBodyWire }) {
  const { t, dates } = useSpeech();
  if (body.kind !== 'suspicious-report' || body.movements.length === 0) return null;
  return (
    <Section title={t('record.movements', { count: body.movements.length })}>
      <Table className={classes['table']} aria-label={t('record.movements', { count: body.movements.length })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('movement.at')}</Table.Th>
            <Table.Th ta="right">{t('movement.amount')}</Table.Th>
            <Table.Th>{t('movement.from')}</Table.Th>
            <Table.Th>{t('movement.to')}</Table.Th>
            <Table.Th>{t('fact.reference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {body.movements.slice(0, shownMax).map((movement) => (
            <Table.Tr key={`${movement.at} ${movement.reference} ${movement.from} ${movement.to} ${movement.amount}`}>
              <Table.Td>{dates.moment(movement.at)}</Table.Td>
              <Table.Td ta="right">{`${movement.amount} ${movement.unit}`}</Table.Td>
              <Table.Td>{movement.from}</Table.Td>
              <Table.Td>{movement.to}</Table.Td>
              <Table.Td>{movement.reference}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {body.movements.length > shownMax && <p className={classes['quiet']}>{t('record.movementsShown', { count: shownMax })}</p>}
    </Section>
  );
}
