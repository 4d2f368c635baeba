// SPDX-License-Identifier: Apache-2.0
/** What was carried out as an emergency: what waits for its review first, then what was reviewed and how. */
import { Badge, Button, Group, Modal, Radio, Stack, Table, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EmergencyRowWire, type ReviewOutcome, reviewOutcomes } from '../../../src/officers/wire.ts';
import { approvalCalls, emergenciesQuery } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './approvals.module.css';
import { useJudging } from './use-judging.ts';

const readers: readonly string[] = ['approver', 'administrator', 'auditor'];

/** Nothing where there was none, or for whom they are not. */
export function Emergencies() {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const { data = [] } = useQuery({ ...emergenciesQuery, enabled: officer.roles.some((role) => readers.includes(role)) });
  const [reviewing, setReviewing] = useState<EmergencyRowWire | null>(null);
  if (data.length === 0) return null;
  return (
    <Section title={t('emergency.title')}>
      <div className={classes['card']}>
        <Table aria-label={t('emergency.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('asked.what')}</Table.Th>
              <Table.Th>{t('emergency.by')}</Table.Th>
              <Table.Th>{t('onward.reason')}</Table.Th>
              <Table.Th>{t('emergency.reviewUntil')}</Table.Th>
              <Table.Th>{t('asked.actions')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  {t(`actClass.${row.actClass}`)}
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {Object.values(row.shown).join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {row.preparedByName}, {row.releasedByName}
                  <Text size="xs" c="dimmed">
                    {dates.moment(row.at)}
                  </Text>
                </Table.Td>
                <Table.Td>{row.reason}</Table.Td>
                <Table.Td>
                  <Standing row={row} />
                </Table.Td>
                <Table.Td>
                  {row.mayReview && (
                    <Button
                      size="compact-sm"
                      onClick={() => setReviewing(row)}
                      aria-label={t('emergency.reviewName', { what: t(`actClass.${row.actClass}`) })}
                    >
                      {t('emergency.review')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {reviewing !== null && <ReviewDialog row={reviewing} onClose={() => setReviewing(null)} />}
    </Section>
  );
}

function Standing({ row }: { row: EmergencyRowWire }) {
  const { t, dates } = useSpeech();
  const { review } = row;
  if (review !== null)
    return (
      <>
        {t('emergency.reviewedBy', { outcome: t(`emergency.${review.outcome}`), name: review.byName, when: dates.moment(review.at) })}
        {review.wasLate && (
          <Text size="xs" c="dimmed">
            {t('emergency.wasLate')}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {review.remarks}
        </Text>
      </>
    );
  const until = dates.moment(row.reviewDueAt);
  return row.isOverdue ? (
    <Badge color="red" variant="light" tt="none">
      {t('emergency.overdue', { when: until })}
    </Badge>
  ) : (
    <>{until}</>
  );
}

function ReviewDialog({ row, onClose }: { row: EmergencyRowWire; onClose: () => void }) {
  const { t, dates } = useSpeech();
  const [outcome, setOutcome] = useState<ReviewOutcome | null>(null);
  const [remarks, setRemarks] = useState('');
  const review = useJudging(
    (said: ReviewOutcome) => approvalCalls.review(row.id, said, remarks),
    () => t('emergency.reviewed'),
    onClose,
  );
  const facts = {
    prepared: row.preparedByName,
    released: row.releasedByName,
    when: dates.moment(row.at),
    count: String(row.approversMin),
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('emergency.reviewName', { what: t(`actClass.${row.actClass}`) })}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (outcome !== null) review.mutate(outcome);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('emergency.reviewUnder', facts)}</Text>
          <Text size="sm" fs="italic">
            {row.reason}
          </Text>
          <Radio.Group value={outcome} onChange={(value) => setOutcome(reviewOutcomes.find((one) => one === value) ?? null)}>
            <Stack gap="xs">
              {reviewOutcomes.map((one) => (
                <Radio key={one} value={one} label={t(`emergency.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('emergency.remarks')}
            autosize
            minRows={3}
            maxLength={2000}
            required
            value={remarks}
            onChange={(event) => setRemarks(event.currentTarget.value)}
          />
          {review.error !== null && <Failure error={review.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" disabled={outcome === null || remarks.trim() === ''} loading={review.isPending}>
              {t('emergency.review')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
