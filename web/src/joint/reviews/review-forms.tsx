// SPDX-License-Identifier: Apache-2.0
/** The longer notes of a peer review: answers to the questions, figures out of our own statistics, the draft of the panel. The server judges them. */
import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JointDetailWire } from '../../../../src/joint-operations/views/wire.ts';
import { type ContentOf, type ContentWire, reviewGrades } from '../../../../src/joint-operations/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure, Waiting } from '../../shell/page.tsx';
import { ownFiguresQuery, writeJoint } from '../joint-calls.ts';

type Review = NonNullable<JointDetailWire['review']>;
export type ReviewNoteKind = 'answers' | 'figures' | 'assess';

export function isReviewNote(kind: string): kind is ReviewNoteKind {
  return kind === 'answers' || kind === 'figures' || kind === 'assess';
}

interface DialogProps {
  readonly matter: string;
  readonly review: Review;
  readonly kind: ReviewNoteKind;
  readonly onClose: () => void;
}

export function ReviewNoteDialog({ matter, review, kind, onClose }: DialogProps) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [said, setSaid] = useState<ContentWire>(() => startOf(kind, review));
  const writing = useMutation({
    mutationFn: () => writeJoint(matter, said),
    onSuccess: async ({ isWaiting }) => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t(isWaiting ? 'joint.waits' : 'joint.written') });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={t(`jointDo.${kind}`)} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate();
        }}
      >
        <Stack gap="md">
          {said.kind === 'answers' && <AnswersFields review={review} said={said} onChange={setSaid} />}
          {said.kind === 'figures' && <FiguresFields matter={matter} said={said} onChange={setSaid} />}
          {said.kind === 'assess' && <DraftFields said={said} onChange={setSaid} />}
          {writing.error !== null && <Failure error={writing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={writing.isPending}>
              {t('joint.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the server counts, such as the moment until which there may be comments, it puts in itself. */
function startOf(kind: ReviewNoteKind, { questions, criteria, assessment, actions }: Review): ContentWire {
  if (kind === 'answers') return { kind, answers: questions.map(({ id, answer }) => ({ question: id, text: answer ?? '' })) };
  if (kind === 'figures') return { kind, figures: [], text: '' };
  return {
    kind,
    version: (assessment?.version ?? 0) + 1,
    text: assessment?.text ?? '',
    findings: assessment?.findings ?? criteria.map((criterion) => ({ criterion, grade: 'not-assessed', text: '' })),
    actions: actions.map(({ id, what }) => ({ id, what, days: daysOfAction })),
    commentBy: new Date().toISOString(),
  };
}

const daysOfAction = 60;

interface FieldsProps<Kind extends ReviewNoteKind> {
  readonly said: ContentOf<Kind>;
  readonly onChange: (said: ContentOf<Kind>) => void;
}

function AnswersFields({ review, said, onChange }: FieldsProps<'answers'> & { review: Review }) {
  const change = (question: string, text: string) =>
    onChange({ ...said, answers: said.answers.map((one) => (one.question === question ? { question, text } : one)) });
  return review.questions.map(({ id, text }) => (
    <Textarea
      key={id}
      label={text}
      required
      autosize
      minRows={2}
      value={said.answers.find(({ question }) => question === id)?.text ?? ''}
      onChange={(event) => change(id, event.currentTarget.value)}
    />
  ));
}

function FiguresFields({ matter, said, onChange }: FieldsProps<'figures'> & { matter: string }) {
  const { t } = useSpeech();
  const own = useQuery(ownFiguresQuery(matter));
  if (own.isPending) return <Waiting rows={4} />;
  if (own.isError) return <Failure error={own.error} onAgain={() => void own.refetch()} />;
  const { figures } = own.data;
  if (figures.length === 0) return <Text size="sm">{t('review.nothingCounted')}</Text>;
  return (
    <>
      <Text size="sm">{t('review.chooseFigures')}</Text>
      {figures.map((one) => (
        <Checkbox
          key={one.figure}
          label={`${t(`reviewFigure.${one.figure}`)}: ${one.value}`}
          checked={said.figures.some(({ figure }) => figure === one.figure)}
          onChange={(event) => {
            const others = said.figures.filter(({ figure }) => figure !== one.figure);
            onChange({ ...said, figures: event.currentTarget.checked ? [...others, one] : others });
          }}
        />
      ))}
      <Textarea
        label={t('jointField.text')}
        autosize
        minRows={2}
        value={said.text}
        onChange={(event) => onChange({ ...said, text: event.currentTarget.value })}
      />
    </>
  );
}

function DraftFields({ said, onChange }: FieldsProps<'assess'>) {
  const { t } = useSpeech();
  const found = (index: number, change: Partial<(typeof said.findings)[number]>) =>
    onChange({ ...said, findings: said.findings.map((one, place) => (place === index ? { ...one, ...change } : one)) });
  return (
    <>
      <Textarea
        label={t('review.summary')}
        required
        autosize
        minRows={2}
        value={said.text}
        onChange={(event) => onChange({ ...said, text: event.currentTarget.value })}
      />
      {said.findings.map(({ criterion, grade, text }, index) => (
        <Group key={criterion} align="flex-start" wrap="nowrap">
          <Select
            label={t(`reviewCriterion.${criterion}`)}
            allowDeselect={false}
            value={grade}
            onChange={(chosen) => found(index, { grade: reviewGrades.find((one) => one === chosen) ?? grade })}
            data={reviewGrades.map((one) => ({ value: one, label: t(`reviewGrade.${one}`) }))}
          />
          <Textarea
            label={t('review.why', { criterion: t(`reviewCriterion.${criterion}`) })}
            required
            autosize
            minRows={1}
            flex={1}
            value={text}
            onChange={(event) => found(index, { text: event.currentTarget.value })}
          />
        </Group>
      ))}
      <ActionFields said={said} onChange={onChange} />
    </>
  );
}

function ActionFields({ said, onChange }: FieldsProps<'assess'>) {
  const { t } = useSpeech();
  const change = (index: number, to: Partial<(typeof said.actions)[number]>) =>
    onChange({ ...said, actions: said.actions.map((one, place) => (place === index ? { ...one, ...to } : one)) });
  const next = `a${Math.max(0, ...said.actions.map(({ id }) => Number(id.slice(1)))) + 1}`;
  return (
    <>
      {said.actions.map(({ id, what, days }, index) => (
        <Group key={id} align="flex-end" wrap="nowrap">
          <TextInput
            label={t('jointField.action')}
            required
            flex={1}
            value={what}
            onChange={(event) => change(index, { what: event.currentTarget.value })}
          />
          <NumberInput
            label={t('review.actionDays')}
            required
            min={1}
            max={250}
            w={150}
            value={days}
            onChange={(value) => change(index, { days: Number(value) })}
          />
          <Button variant="default" onClick={() => onChange({ ...said, actions: said.actions.filter((one) => one.id !== id) })}>
            {t('interests.remove')}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange({ ...said, actions: [...said.actions, { id: next, what: '', days: daysOfAction }] })}
        >
          {t('review.addAction')}
        </Button>
      </Group>
    </>
  );
}
