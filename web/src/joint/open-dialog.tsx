// SPDX-License-Identifier: Apache-2.0
/** Opening a joint matter by its first note: a notice, a question, a difference. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ContentWire } from '../../../src/joint-operations/wire.ts';
import { openJoint, reviewAgreementsQuery, routesQuery } from './joint-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { FieldsForm, type NotNamed, startValues } from './fields-form.tsx';
import { listOf, noteFields, openChoices, type OpeningKind, type Values } from './note-fields.ts';

interface OpenDialogProps {
  readonly kind: OpeningKind;
  /** What is known already, where it is opened from another page. */
  readonly start?: Values;
  readonly onClose: () => void;
}

export function OpenDialog({ kind, start, onClose }: OpenDialogProps) {
  const { t } = useSpeech();
  const { authority } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const routes = useQuery({ ...routesQuery, enabled: kind === 'raise' });
  const reviewable = useQuery({ ...reviewAgreementsQuery, enabled: kind === 'review' });
  const fields = noteFields[kind];
  const [values, setValues] = useState<Values>(() => ({ ...startValues(fields), ...start }));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const opening = useMutation({
    mutationFn: () =>
      openJoint(
        kind === 'review'
          ? reviewOf(values, authority.id, reviewable.data ?? [])
          : firstNote(kind, values, authority.id, routes.data ?? []),
      ),
    onSuccess: async ({ matter, isWaiting }) => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t(isWaiting ? 'joint.waits' : 'joint.written') });
      onClose();
      if (!isWaiting) await navigate({ to: '/joint/$matterId', params: { matterId: matter } });
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={t(`jointOpen.${kind}`)} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const open = openChoices(fields, values);
          setMissing(open);
          if (open.length === 0) opening.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t(`jointOpenHint.${kind}`)}</Text>
          <FieldsForm fields={fields} values={values} onChange={setValues} missing={missing} notNamed={notNamedIn(values)} />
          {opening.error !== null && <Failure error={opening.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={opening.isPending}>
              {t('joint.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Of a review: whoever is reviewed sits on no panel, and each authority is named once. */
function notNamedIn({ reviewed = '', panelMembers = '', asked = '' }: Values): NotNamed {
  const [panel, others] = [listOf(panelMembers), listOf(asked)];
  return { panelMembers: [reviewed, ...others], asked: [reviewed, ...panel], reviewed: [...panel, ...others] };
}

type Routes = readonly { readonly agreement: { readonly digest: string }; readonly route: unknown; readonly isBinding: boolean }[];

function firstNote(kind: Exclude<OpeningKind, 'review'>, values: Values, self: string, routes: Routes): ContentWire {
  const { title = '', peer = '', conduct = '', subjectKind = '', subjectValue = '' } = values;
  const answerDays = Number(values.answerDays);
  const subject = { kind: subjectKind, value: subjectValue };
  const participants = [self, ...listOf(values.participants ?? '')];
  const notice = {
    title,
    participants,
    subjects: [subject],
    conduct,
    assessment: values.assessment ?? '',
    measures: values.measures ?? '',
  };
  const found = routes.find(({ agreement }) => agreement.digest === values.agreement);
  const said: Readonly<Record<Exclude<OpeningKind, 'review'>, unknown>> = {
    notice: { kind, ...notice, answerDays, updateDays: Number(values.updateDays) },
    question: { kind, participants: [self, peer], subject, reason: values.reason ?? '', introduce: values.introduce, answerDays },
    raise: {
      kind,
      title,
      participants: [self, peer],
      about: values.about,
      agreement: found?.agreement,
      caseRef: (values.caseRef ?? '') === '' ? null : values.caseRef,
      position: values.position ?? '',
      asks: values.asks ?? '',
      route: found?.route,
      isBinding: found?.isBinding,
    },
  };
  return said[kind] as ContentWire;
}

type Reviewable = readonly { readonly agreement: { readonly digest: string } }[];

/** Who opens a review leads its panel; until when the reviewed authority answers, the server counts. */
function reviewOf(values: Values, self: string, reviewable: Reviewable): ContentWire {
  const { title = '', reviewed = '', panelMembers = '', asked = '', fromDay = '', toDay = '', criteria = '' } = values;
  const said: unknown = {
    kind: 'review',
    title,
    reviewed,
    panel: [self, ...listOf(panelMembers)],
    asked: listOf(asked),
    agreement: reviewable.find(({ agreement }) => agreement.digest === values.agreement)?.agreement,
    fromDay,
    toDay,
    criteria: listOf(criteria),
    answerDays: Number(values.answerDays),
    answerBy: new Date().toISOString(),
    commentDays: Number(values.commentDays),
  };
  return said as ContentWire;
}
