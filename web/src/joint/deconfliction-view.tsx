// SPDX-License-Identifier: Apache-2.0
/** Work on the same matter and a question of interest: what is asked, who owes an answer by which of its own working days, and what each said. */
import { Table, Text } from '@mantine/core';
import type { JointDetailWire } from '../../../src/joint-operations/views/wire.ts';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { Fact } from './fact.tsx';
import classes from './joint.module.css';

export function ParallelView({ parallel }: { parallel: NonNullable<JointDetailWire['parallel']> }) {
  const { t, dates } = useSpeech();
  return (
    <>
      <Section title={t('deconfliction.notice')}>
        <dl className={classes['facts']}>
          <Fact name={t('joint.subjects')}>
            {parallel.subjects.map(({ kind, value }) => `${t(`jointWord.${kind}`)} ${value}`).join(', ')}
          </Fact>
          <Fact name={t('jointField.conduct')}>{parallel.conduct}</Fact>
          <Fact name={t('jointField.assessment')}>{parallel.assessment}</Fact>
          {parallel.measures !== '' && <Fact name={t('jointField.measures')}>{parallel.measures}</Fact>}
          {parallel.updates.length > 0 && (
            <Fact name={t('deconfliction.updates')}>
              {parallel.updates.map(({ who, dueAt }) => (
                <div key={who.authorityId}>{t('deconfliction.updateBy', { name: who.name, when: dates.moment(dueAt) })}</div>
              ))}
            </Fact>
          )}
        </dl>
      </Section>
      <Section title={t('deconfliction.answers')} aside={<Text size="sm">{t('deconfliction.calendars')}</Text>}>
        <AnswersTable answers={parallel.answers} />
      </Section>
    </>
  );
}

function AnswersTable({ answers }: { answers: NonNullable<JointDetailWire['parallel']>['answers'] }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={inbox['table']} aria-label={t('deconfliction.answers')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('joint.authority')}</Table.Th>
          <Table.Th w={170}>{t('deconfliction.dueAt')}</Table.Th>
          <Table.Th w={120}>{t('jointField.inquiry')}</Table.Th>
          <Table.Th>{t('jointField.measuresTaken')}</Table.Th>
          <Table.Th>{t('jointField.measuresPlanned')}</Table.Th>
          <Table.Th w={130}>{t('jointField.criminal')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {answers.map(({ who, dueAt, answer }) => (
          <Table.Tr key={who.authorityId}>
            <Table.Td>{who.name}</Table.Td>
            <Table.Td>
              {dates.moment(dueAt)}
              {answer === null && <div className={inbox['quiet']}>{t(isOver(dueAt) ? 'deconfliction.late' : 'deconfliction.owed')}</div>}
            </Table.Td>
            <Table.Td>{answer !== null && t(`jointWord.${answer.inquiry}`)}</Table.Td>
            <Table.Td>{answer?.measuresTaken}</Table.Td>
            <Table.Td>{answer?.measuresPlanned}</Table.Td>
            <Table.Td>{answer !== null && t(`jointWord.${answer.criminal}`)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function InterestView({ interest }: { interest: NonNullable<JointDetailWire['interest']> }) {
  const { t, dates } = useSpeech();
  const { subject, by, asked, reason, dueAt, answer, mayBeIntroduced, introduced } = interest;
  return (
    <Section title={t('deconfliction.question')}>
      <Text size="sm">{t('deconfliction.ask', { by: by.name, asked: asked.name })}</Text>
      <dl className={classes['facts']}>
        <Fact name={t('jointField.subjectValue')}>
          {t(`jointWord.${subject.kind}`)} {subject.value}
        </Fact>
        <Fact name={t('jointField.reason')}>{reason}</Fact>
        {dueAt !== null && (
          <Fact name={t('deconfliction.dueAt')}>
            {dates.moment(dueAt)} {isOver(dueAt) && <strong>{t('deconfliction.late')}</strong>}
          </Fact>
        )}
        {answer !== null && (
          <Fact name={t('deconfliction.answer')}>
            <strong>{t(`jointWord.${answer.outcome}`)}</strong>. {answer.text}
          </Fact>
        )}
        {answer !== null && <Fact name={t('jointField.knowsOthers')}>{t(answer.knowsOthers ? 'jointWord.yes' : 'jointWord.no')}</Fact>}
        <Fact name={t('deconfliction.mayIntroduce')}>
          {mayBeIntroduced.map(({ who, isGiven }) => (
            <div key={who.authorityId}>{t(isGiven ? 'deconfliction.may' : 'deconfliction.mayNot', { name: who.name })}</div>
          ))}
        </Fact>
        {introduced.length > 0 && <Fact name={t('deconfliction.introduced')}>{introduced.join(', ')}</Fact>}
      </dl>
    </Section>
  );
}

/** For the eye alone: what is overdue follows from the dates that the server gave. */
function isOver(dueAt: string): boolean {
  return Date.parse(dueAt) < Date.now();
}
