// SPDX-License-Identifier: Apache-2.0
/** A peer review: who looks at whom, what the panel found and who agrees, comments, actions with their days, figures, questions with answers. */
import { Table, Text } from '@mantine/core';
import type { JointDetailWire } from '../../../../src/joint-operations/views/wire.ts';
import inbox from '../../inbox/inbox.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import { Fact } from '../fact.tsx';
import classes from '../joint.module.css';

type Review = NonNullable<JointDetailWire['review']>;

export function ReviewView({ review }: { review: Review }) {
  const { t, dates } = useSpeech();
  const panel = review.panel.map(({ who, word }) => {
    const said = who.authorityId === review.lead.authorityId ? t('joint.lead') : t(`reviewPanel.${word}`);
    return `${who.name} (${said})`;
  });
  return (
    <>
      <Section title={t('review.panelReview')}>
        <dl className={classes['facts']}>
          <Fact name={t('jointField.reviewed')}>{review.reviewed.name}</Fact>
          <Fact name={t('review.panel')}>{panel.join(', ')}</Fact>
          {review.asked.length > 0 && <Fact name={t('jointField.asked')}>{review.asked.map(({ name }) => name).join(', ')}</Fact>}
          <Fact name={t('review.period')}>
            {dates.day(review.fromDay)} – {dates.day(review.toDay)}
          </Fact>
          <Fact name={t('review.answerBy')}>{dates.moment(review.answerBy)}</Fact>
          <Fact name={t('review.published')}>
            {review.publishedAt === null ? t('review.notYet') : `${dates.moment(review.publishedAt)}. ${review.publishedWith}`}
          </Fact>
        </dl>
      </Section>
      {review.assessment !== null && <Findings review={review} assessment={review.assessment} />}
      {review.actions.length > 0 && <Actions review={review} />}
      <Section title={t('review.figures')} aside={<Text size="sm">{t('review.figuresHint')}</Text>}>
        {review.figures.length === 0 && <Text size="sm">{t('review.noFigures')}</Text>}
        {review.figures.map(({ by, figures, text }) => (
          <Text size="sm" key={by.authorityId}>
            <strong>{by.name}</strong>: {figures.map(({ figure, value }) => `${t(`reviewFigure.${figure}`)} ${value}`).join(', ')}
            {text !== '' && `. ${text}`}
          </Text>
        ))}
      </Section>
      <Section title={t('review.questions')}>
        <ol className={classes['notes']}>
          {review.questions.map(({ id, text, answer }) => (
            <li key={id}>
              <strong>{text}</strong>
              <div className={classes['said']}>
                <p>{answer ?? t('deconfliction.owed')}</p>
              </div>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function Findings({ review, assessment }: { review: Review; assessment: NonNullable<Review['assessment']> }) {
  const { t, dates } = useSpeech();
  const title = t(review.publishedAt === null ? 'review.draft' : 'review.findings', { version: assessment.version });
  return (
    <Section title={title}>
      <Text size="sm">{assessment.text}</Text>
      <Table className={inbox['table']} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={210}>{t('review.criterion')}</Table.Th>
            <Table.Th w={150}>{t('review.grade')}</Table.Th>
            <Table.Th>{t('jointField.text')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {assessment.findings.map(({ criterion, grade, text }) => (
            <Table.Tr key={criterion}>
              <Table.Td>{t(`reviewCriterion.${criterion}`)}</Table.Td>
              <Table.Td>
                <strong>{t(`reviewGrade.${grade}`)}</strong>
              </Table.Td>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {assessment.endorsements.map(({ by, isEndorsed, reason }) => (
        <Text size="sm" key={by.authorityId}>
          {t(isEndorsed ? 'review.endorsed' : 'review.dissents', { name: by.name })} {reason}
        </Text>
      ))}
      <Text size="sm">
        <strong>{t('review.commentsOf', { name: review.reviewed.name })}</strong>{' '}
        {assessment.reply ?? t('review.commentBy', { when: dates.moment(assessment.commentBy) })}
      </Text>
    </Section>
  );
}

function Actions({ review }: { review: Review }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('review.actions')}>
      <Table className={inbox['table']} aria-label={t('review.actions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('jointField.action')}</Table.Th>
            <Table.Th w={180}>{t('deconfliction.dueAt')}</Table.Th>
            <Table.Th>{t('jointNote.follow-up')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {review.actions.map(({ id, what, dueAt, last }) => (
            <Table.Tr key={id}>
              <Table.Td>{what}</Table.Td>
              <Table.Td>{dueAt === null ? t('review.oncePublished') : dates.moment(dueAt)}</Table.Td>
              <Table.Td>{last === null ? '' : `${t(last.isDone ? 'jointWord.done' : 'jointWord.not-done')}. ${last.text}`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
