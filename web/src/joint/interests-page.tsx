// SPDX-License-Identifier: Apache-2.0
/** The register of own interests: subjects that this authority works on. It never leaves; questions of others are looked up in it. */
import { Button, Group, Modal, Select, Stack, Table, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconPlus, IconTarget } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InterestRowWire } from '../../../src/joint-operations/views/wire.ts';
import { subjectKinds } from '../../../src/joint-operations/wire.ts';
import { interestsQuery, keepInterest, removeInterest } from './joint-calls.ts';
import caseClasses from '../case/case.module.css';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

const stages = ['watching', 'inquiry', 'pending', 'final'] as const;

export function InterestsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(interestsQuery);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = officer.roles.includes('preparer') || officer.roles.includes('records-keeper');
  return (
    <Page
      title={t('interests.title')}
      under={t('interests.under')}
      above={
        <Link to="/joint" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.joint')}
        </Link>
      }
      actions={
        mayKeep && (
          <Button onClick={() => setAdding(true)} leftSection={<IconPlus size={16} aria-hidden />}>
            {t('interests.add')}
          </Button>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={4} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconTarget} title={t('interests.nothing')}>
          {t('interests.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <InterestTable rows={found.data} mayKeep={mayKeep} />
        </div>
      )}
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function InterestTable({ rows, mayKeep }: { rows: readonly InterestRowWire[]; mayKeep: boolean }) {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: removeInterest,
    onSuccess: (left) => queryClient.setQueryData(interestsQuery.queryKey, left),
  });
  return (
    <Table className={inbox['table']} aria-label={t('interests.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('jointField.subjectValue')}</Table.Th>
          <Table.Th w={160}>{t('jointField.subjectKind')}</Table.Th>
          <Table.Th w={200}>{t('inbox.state')}</Table.Th>
          <Table.Th>{t('interests.remark')}</Table.Th>
          <Table.Th w={120}>{t('interests.actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>
              {row.value}
              <div className={inbox['quiet']}>{dates.day(row.keptAt)}</div>
            </Table.Td>
            <Table.Td>{t(`jointWord.${row.kind}`)}</Table.Td>
            <Table.Td>{t(`interestStage.${row.stage}`)}</Table.Td>
            <Table.Td>{row.remark}</Table.Td>
            <Table.Td>
              {mayKeep && (
                <Button size="compact-xs" variant="default" onClick={() => removing.mutate(row.id)}>
                  {t('interests.remove')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [row, setRow] = useState<Omit<InterestRowWire, 'id' | 'keptAt'>>({
    kind: 'person',
    value: '',
    stage: 'watching',
    caseRef: null,
    remark: '',
  });
  const keeping = useMutation({
    mutationFn: () => keepInterest(row),
    onSuccess: (rows) => {
      queryClient.setQueryData(interestsQuery.queryKey, rows);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('interests.add')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keeping.mutate();
        }}
      >
        <Stack gap="md">
          <Select
            label={t('jointField.subjectKind')}
            allowDeselect={false}
            value={row.kind}
            onChange={(kind) => setRow({ ...row, kind: subjectKinds.find((one) => one === kind) ?? row.kind })}
            data={subjectKinds.map((kind) => ({ value: kind, label: t(`jointWord.${kind}`) }))}
          />
          <TextInput
            label={t('jointField.subjectValue')}
            required
            data-autofocus
            value={row.value}
            onChange={(event) => setRow({ ...row, value: event.currentTarget.value })}
          />
          <Select
            label={t('inbox.state')}
            allowDeselect={false}
            value={row.stage}
            onChange={(stage) => setRow({ ...row, stage: stages.find((one) => one === stage) ?? row.stage })}
            data={stages.map((stage) => ({ value: stage, label: t(`interestStage.${stage}`) }))}
          />
          <Textarea
            label={t('interests.remark')}
            value={row.remark}
            onChange={(event) => setRow({ ...row, remark: event.currentTarget.value })}
          />
          {keeping.error !== null && <Failure error={keeping.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={keeping.isPending}>
              {t('interests.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
