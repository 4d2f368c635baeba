// SPDX-License-Identifier: Apache-2.0
/** By what right officers sign for the authority: mandates, recorded by an administrator with the digest of the decision. */
import { Button, Group, Modal, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPlus, IconUserShield } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { digestOfFile } from '../attachments/digest-of-file.ts';
import type { MandateRowWire } from '../../../src/negotiation/wire.ts';
import { agreementsQuery } from '../calls/agreement-calls.ts';
import { negotiationCalls, mandatesQuery, negotiationsQuery } from '../calls/negotiation-calls.ts';
import { officersQuery } from '../calls/officer-calls.ts';
import caseClasses from '../case/case.module.css';
import inbox from '../inbox/inbox.module.css';
import { dayOf, endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

export function MandatesPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(mandatesQuery);
  const [isRecording, setRecording] = useState(false);
  const isAdministrator = officer.roles.includes('administrator');
  return (
    <Page
      title={t('mandates.title')}
      under={t('mandates.under')}
      above={
        <Link to="/negotiations" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.negotiations')}
        </Link>
      }
      actions={
        isAdministrator && (
          <Button onClick={() => setRecording(true)} leftSection={<IconPlus size={16} aria-hidden />}>
            {t('mandates.record')}
          </Button>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={4} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconUserShield} title={t('mandates.nothing')}>
          {t('mandates.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && <MandateTable rows={found.data} mayEnd={isAdministrator} />}
      {isRecording && <RecordDialog onClose={() => setRecording(false)} />}
    </Page>
  );
}

function useMandateCall<Given>(call: (given: Given) => Promise<MandateRowWire[]>, done: string, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (rows) => {
      queryClient.setQueryData(mandatesQuery.queryKey, rows);
      notifications.show({ message: done });
      onDone();
    },
  });
}

function MandateTable({ rows, mayEnd }: { rows: readonly MandateRowWire[]; mayEnd: boolean }) {
  const { t, dates } = useSpeech();
  const scopes = useScopes();
  const end = useMandateCall(negotiationCalls.endMandate, t('mandates.ended'), () => undefined);
  return (
    <div className={inbox['card']}>
      {end.error !== null && <Failure error={end.error} />}
      <Table className={inbox['table']} aria-label={t('mandates.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('mandates.officer')}</Table.Th>
            <Table.Th w="24%">{t('mandates.scope')}</Table.Th>
            <Table.Th w={220}>{t('mandates.when')}</Table.Th>
            <Table.Th w={120} aria-label={t('mandates.end')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {row.name}
                <div className={inbox['quiet']}>{row.office}</div>
              </Table.Td>
              <Table.Td>
                {row.scope === everyAgreement ? t('mandates.every') : (scopes.find(({ value }) => value === row.scope)?.label ?? row.scope)}
              </Table.Td>
              <Table.Td>
                {t('agreements.fromUntil', { from: dates.day(row.from), until: dates.day(row.until) })}
                {!row.isCurrent && <div className={inbox['quiet']}>{t('mandates.over')}</div>}
              </Table.Td>
              <Table.Td>
                {mayEnd && row.isCurrent && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => end.mutate(row.id)}
                    aria-label={t('mandates.endOf', { name: row.name })}
                  >
                    {t('mandates.end')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const everyAgreement = 'every-agreement';

/** The agreements that a mandate can be for, and what is being negotiated; each by the identifier that its versions share. */
function useScopes(): { value: string; label: string }[] {
  const agreements = useQuery(agreementsQuery);
  const negotiations = useQuery(negotiationsQuery);
  const titles = new Map([
    ...(negotiations.data ?? []).map(({ agreementId, title }) => [agreementId, title] as const),
    ...(agreements.data ?? []).filter((row) => !row.isBuiltIn).map(({ ref, title }) => [ref.id, title] as const),
  ]);
  return [...titles].map(([value, label]) => ({ value, label })).toSorted((left, right) => left.label.localeCompare(right.label));
}

const yearMs = 365 * 86_400_000;

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t, timeZone } = useSpeech();
  const officers = useQuery(officersQuery);
  const [officer, setOfficer] = useState<string | null>(null);
  const [office, setOffice] = useState('');
  const scopes = useScopes();
  const [scope, setScope] = useState<string>(everyAgreement);
  const [until, setUntil] = useState(() => dayOf(new Date(Date.now() + yearMs).toISOString(), timeZone));
  const [evidence, setEvidence] = useState('');
  const record = useMandateCall(negotiationCalls.recordMandate, t('mandates.recorded'), onClose);
  return (
    <Modal opened onClose={onClose} title={t('mandates.record')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const from = new Date(Date.now() - 60_000).toISOString();
          if (officer !== null) record.mutate({ officer, office, scope, from, until: endOfDay(until, timeZone), evidence });
        }}
      >
        <Stack gap="md">
          <Select
            label={t('mandates.officer')}
            required
            searchable
            value={officer}
            onChange={setOfficer}
            data={(officers.data ?? [])
              .filter(({ roles }) => roles.includes('approver'))
              .map(({ id, name }) => ({ value: id, label: name }))}
            comboboxProps={{ width: 'target' }}
          />
          <Select
            label={t('mandates.scope')}
            required
            searchable
            allowDeselect={false}
            value={scope}
            onChange={(chosen) => setScope(chosen ?? everyAgreement)}
            data={[{ value: everyAgreement, label: t('mandates.every') }, ...scopes]}
            comboboxProps={{ width: 'target' }}
          />
          <TextInput label={t('mandates.office')} required value={office} onChange={(event) => setOffice(event.currentTarget.value)} />
          <TextInput
            type="date"
            label={t('mandates.until')}
            required
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <EvidenceInput value={evidence} onChange={setEvidence} />
          {record.error !== null && <Failure error={record.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" disabled={officer === null || evidence === ''} loading={record.isPending}>
              {t('mandates.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The decision that gives the mandate, by its digest: computed here from the file, which stays where it is. */
function EvidenceInput({ value, onChange }: { value: string; onChange: (digest: string) => void }) {
  const { t } = useSpeech();
  const take = async (file: File): Promise<void> => onChange(await digestOfFile(file));
  return (
    <Stack gap={4}>
      <label htmlFor="mandate-evidence">
        <Text size="sm" fw={500}>
          {t('mandates.evidence')}
        </Text>
      </label>
      <input
        id="mandate-evidence"
        type="file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) void take(file);
        }}
      />
      <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {value === '' ? t('mandates.evidenceHint') : value}
      </Text>
    </Stack>
  );
}
