// SPDX-License-Identifier: Apache-2.0
/** Differences and peer reviews that stand with an agreement, and how each ended. Nothing is shown where there is none. */
import { Box, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { jointOfAgreementQuery } from './joint-calls.ts';
import { StageBadge } from './joint-words.tsx';

export function JointOfAgreement({ digest }: { digest: string }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const mayRead = officer.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'auditor');
  const found = useQuery({ ...jointOfAgreementQuery(digest), enabled: mayRead });
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  const rows = found.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Box my="md">
      <Section title={t('joint.ofAgreement')}>
        <Table className={inbox['table']} aria-label={t('joint.ofAgreement')}>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Link to="/joint/$matterId" params={{ matterId: row.id }} className={inbox['subject']}>
                    {row.title}
                  </Link>
                  <div className={inbox['quiet']}>{t(`jointWork.${row.work}`)}</div>
                </Table.Td>
                <Table.Td>{row.participants.map(({ jurisdiction, name }) => jurisdiction || name).join(', ')}</Table.Td>
                <Table.Td>
                  <StageBadge stage={row.stage} />
                </Table.Td>
                <Table.Td>{dates.day(row.updatedAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
    </Box>
  );
}
