// SPDX-License-Identifier: Apache-2.0
/** What a suspicious report says beyond its core: its accounts with their holders, and the answers of a market abuse form. */
import { Table, Text } from '@mantine/core';
import type { RecordBodyWire } from '../../../src/records/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './records.module.css';

export function Accounts({ body }: { body: RecordBodyWire }) {
  const { t } = useSpeech();
  if (body.kind !== 'suspicious-report' || body.accounts === undefined) return null;
  const { parties } = body;
  return (
    <Section title={t('report.accounts')}>
      <Table className={classes['table']} aria-label={t('report.accounts')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('report.account')}</Table.Th>
            <Table.Th>{t('report.institution')}</Table.Th>
            <Table.Th>{t('report.holders')}</Table.Th>
            <Table.Th>{t('report.accountState')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {body.accounts.map((account) => (
            <Table.Tr key={`${account.institution ?? ''} ${account.number}`}>
              <Table.Td>
                <Text span ff="monospace" size="xs">
                  {account.number}
                </Text>
              </Table.Td>
              <Table.Td>{account.institution ?? account.institutionCode ?? ''}</Table.Td>
              <Table.Td>{account.holders.map((at) => parties[at]?.name ?? '').join(', ')}</Table.Td>
              <Table.Td>{[account.currency, account.status, account.openedOn].filter((piece) => piece !== undefined).join(' · ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

export function FormAnswers({ body }: { body: RecordBodyWire }) {
  const { t } = useSpeech();
  if (body.kind !== 'suspicious-report' || body.form === undefined) return null;
  return (
    <Section title={t(`report.form.${body.form.template}`)}>
      <dl className={classes['facts']}>
        {body.form.fields.map(({ field, entry, value, notApplicable }) => (
          <FormAnswer key={`${field} ${entry}`} name={entry === 1 ? field : `${field} ${entry}`} value={value} reason={notApplicable} />
        ))}
      </dl>
    </Section>
  );
}

function FormAnswer({ name, value, reason }: { name: string; value: string | null; reason: string | null }) {
  const { t } = useSpeech();
  return (
    <>
      <dt>{name}</dt>
      <dd>{value ?? <span className={classes['quiet']}>{t('report.notApplicable', { reason: reason ?? '' })}</span>}</dd>
    </>
  );
}
