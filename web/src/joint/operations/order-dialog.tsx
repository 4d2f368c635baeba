// SPDX-License-Identifier: Apache-2.0
/** Laying an order ready for an own step at the instant. Its text stays at this server; only its digest is told to the others. */
import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JointDetailWire } from '../../../../src/joint-operations/views/wire.ts';
import { prepareOrder } from '../joint-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';

export function OrderDialog({ detail, onClose }: { detail: JointDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const steps = detail.operation?.plan.steps.filter(({ owner, isAtInstant }) => owner === detail.self && isAtInstant) ?? [];
  const [order, setOrder] = useState({ step: steps[0]?.id ?? '', addressee: '', text: '' });
  const keeping = useMutation({
    mutationFn: () => prepareOrder(detail.row.id, order),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t('joint.orderKept') });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('jointDo.order')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keeping.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('joint.orderHint')}</Text>
          <Select
            label={t('jointField.step')}
            required
            allowDeselect={false}
            value={order.step}
            onChange={(step) => setOrder({ ...order, step: step ?? '' })}
            data={steps.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <TextInput
            label={t('joint.addressee')}
            required
            value={order.addressee}
            onChange={(event) => setOrder({ ...order, addressee: event.currentTarget.value })}
          />
          <Textarea
            label={t('joint.orderText')}
            required
            autosize
            minRows={4}
            value={order.text}
            onChange={(event) => setOrder({ ...order, text: event.currentTarget.value })}
          />
          {keeping.error !== null && <Failure error={keeping.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={keeping.isPending}>
              {t('joint.keepOrder')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
