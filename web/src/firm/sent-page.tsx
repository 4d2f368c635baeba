// SPDX-License-Identifier: Apache-2.0
/** What the firm has sent, and one submission with its answer and the files of it. */
import { Button, Group, Table } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconSend2 } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { firmCalls, submissionQuery, submissionsQuery } from './firm-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { AnswerView } from './answer-view.tsx';

export function SentPage() {
  const { t, dates } = useSpeech();
  const sent = useQuery(submissionsQuery);
  return (
    <Page title={t('portal.sent')}>
      {sent.isPending && <Waiting />}
      {sent.isError && <Failure error={sent.error} />}
      {sent.data?.length === 0 && <Nothing icon={IconSend2} title={t('portal.nothingSent')} />}
      {sent.data !== undefined && sent.data.length > 0 && (
        <div className={listClasses['card']}>
          <Table className={listClasses['table']} aria-label={t('portal.sent')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('portal.file')}</Table.Th>
                <Table.Th w={180}>{t('portal.sentAt')}</Table.Th>
                <Table.Th w={190}>{t('portal.sentBy')}</Table.Th>
                <Table.Th w={100} ta="right">
                  {t('portal.taken')}
                </Table.Th>
                <Table.Th w={110} ta="right">
                  {t('portal.rejected')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sent.data.map((row) => (
                <Table.Tr key={row.id} className={listClasses['row']}>
                  <Table.Td>
                    <Link to="/firm/sent/$submissionId" params={{ submissionId: row.id }} className={listClasses['title']}>
                      {row.fileName}
                    </Link>
                    <div className={listClasses['quiet']}>
                      {t(`portal.way.${row.way}`)}, {t(`portal.format.${row.format}`)}
                    </div>
                  </Table.Td>
                  <Table.Td>{dates.moment(row.sentAt)}</Table.Td>
                  <Table.Td>{row.sentBy ?? t('portal.byProgram')}</Table.Td>
                  <Table.Td ta="right">{row.accepted}</Table.Td>
                  <Table.Td ta="right">{row.rejected}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}

export function SubmissionPage({ id }: { id: string }) {
  const { t, dates } = useSpeech();
  const submission = useQuery(submissionQuery(id));
  const save = useMutation({
    mutationFn: (as: 'json' | 'csv') => firmCalls.answerFile(id, as),
    onSuccess: ({ blob, fileName }, as) => saveFile(blob, fileName ?? `answer.${as}`),
  });
  const back = (
    <Link to="/firm/sent" className={caseClasses['back']}>
      <IconArrowLeft size={15} aria-hidden />
      {t('portal.sent')}
    </Link>
  );
  return (
    <Page
      title={submission.data?.fileName ?? t('portal.sent')}
      above={back}
      under={submission.data !== undefined && dates.moment(submission.data.sentAt)}
      actions={
        <Group gap="xs">
          {(['csv', 'json'] as const).map((as) => (
            <Button key={as} variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => save.mutate(as)}>
              {t(`portal.save.${as}`)}
            </Button>
          ))}
        </Group>
      }
    >
      {submission.isPending && <Waiting />}
      {submission.isError && <Failure error={submission.error} />}
      {save.isError && <Failure error={save.error} />}
      {submission.data !== undefined && (
        <Column>
          <Section title={t('portal.outcome')}>
            <AnswerView answer={submission.data.answer} isSent />
          </Section>
        </Column>
      )}
    </Page>
  );
}
