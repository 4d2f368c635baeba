// SPDX-License-Identifier: Apache-2.0
/** The agreements this authority is party to: title, parties, who has signed, and whether each is in force. */
import { Button, FileButton, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBooks, IconCertificate, IconFileUpload, IconSignature } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AgreementRowWire } from '../../../src/agreements/wire.ts';
import { agreementCalls, agreementsQuery } from '../calls/agreement-calls.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './agreements.module.css';
import { CheckDraft } from './check-draft.tsx';
import { StatusBadge } from './status-badge.tsx';

export function AgreementsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const agreements = useQuery(agreementsQuery);
  const take = useTakeFile();
  return (
    <Page
      title={t('nav.agreements')}
      under={t('agreements.under')}
      actions={
        <>
          <Button component={Link} to="/agreements/templates" variant="default" leftSection={<IconBooks size={16} aria-hidden />}>
            {t('templates.title')}
          </Button>
          <CheckDraft />
          {officer.roles.includes('administrator') && (
            <>
              <FileButton onChange={(file) => file !== null && take.signatures.mutate(file)} accept=".json,application/json">
                {(looks) => (
                  <Button
                    {...looks}
                    variant="default"
                    loading={take.signatures.isPending}
                    leftSection={<IconSignature size={16} aria-hidden />}
                  >
                    {t('agreements.importSignatures')}
                  </Button>
                )}
              </FileButton>
              <FileButton onChange={(file) => file !== null && take.document.mutate(file)} accept=".json,application/json">
                {(looks) => (
                  <Button {...looks} loading={take.document.isPending} leftSection={<IconFileUpload size={16} aria-hidden />}>
                    {t('agreements.importDocument')}
                  </Button>
                )}
              </FileButton>
            </>
          )}
        </>
      }
    >
      {take.error !== null && <Failure error={take.error} />}
      {agreements.isPending && <Waiting />}
      {agreements.isError && <Failure error={agreements.error} onAgain={() => void agreements.refetch()} />}
      {agreements.data?.length === 0 && (
        <Nothing icon={IconCertificate} title={t('agreements.nothing')}>
          {t('agreements.nothing.under')}
        </Nothing>
      )}
      {agreements.data !== undefined && agreements.data.length > 0 && <AgreementTable rows={agreements.data} />}
    </Page>
  );
}

function useTakeFile() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const taken = (message: string) => () => {
    notifications.show({ message });
    void queryClient.invalidateQueries({ queryKey: ['agreements'] });
  };
  const document = useMutation({ mutationFn: agreementCalls.storeDocument, onSuccess: taken(t('agreements.stored')) });
  const signatures = useMutation({ mutationFn: agreementCalls.admitSignatures, onSuccess: taken(t('agreements.signaturesTaken')) });
  return { document, signatures, error: document.error ?? signatures.error };
}

function AgreementTable({ rows }: { rows: readonly AgreementRowWire[] }) {
  const { t, dates } = useSpeech();
  const body = useRowKeys();
  return (
    <div className={classes['card']}>
      <Table highlightOnHover className={classes['table']} aria-label={t('nav.agreements')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('agreements.title')}</Table.Th>
            <Table.Th w="34%">{t('agreements.parties')}</Table.Th>
            <Table.Th w={140}>{t('agreements.status')}</Table.Th>
            <Table.Th w={190}>{t('agreements.inForce')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row) => (
            <Table.Tr key={row.ref.digest} className={classes['row']}>
              <Table.Td>
                <Link to="/agreements/$digest" params={{ digest: row.ref.digest }} className={classes['title']} data-row>
                  {row.title}
                </Link>
                <div className={classes['quiet']}>
                  {[
                    t('agreement.version', { version: row.ref.version }),
                    t(`legalNature.${row.legalNature}`),
                    ...(row.isBuiltIn ? [t('agreements.builtIn')] : []),
                  ].join(' · ')}
                </div>
              </Table.Td>
              <Table.Td>{row.parties.map((party) => `${party.name} (${party.jurisdiction})`).join(', ')}</Table.Td>
              <Table.Td>
                <StatusBadge status={row.status} />
              </Table.Td>
              <Table.Td>
                {row.inForceUntil === null
                  ? t('agreements.from', { from: dates.day(row.inForceFrom) })
                  : t('agreements.fromUntil', { from: dates.day(row.inForceFrom), until: dates.day(row.inForceUntil) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
