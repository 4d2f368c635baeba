// SPDX-License-Identifier: Apache-2.0
/** Changing the roles of an officer, or disabling the officer; disabling ends every session. */
import { Button, Group, Modal, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficerRowWire } from '../../../src/officers/wire.ts';
import { officerCalls } from '../calls/officer-calls.ts';
import { passkeyCalls } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { RoleBoxes } from './role-boxes.tsx';

export function ChangeOfficerDialog({ row, onClose }: { row: OfficerRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState(row.roles);
  const [isDisabled, setDisabled] = useState(row.isDisabled);
  const change = useMutation({
    mutationFn: () => officerCalls.change(row.id, { roles, isDisabled }),
    onSuccess: () => {
      notifications.show({ message: t('officers.changed', { name: row.name }) });
      void queryClient.invalidateQueries({ queryKey: ['officers'] });
      onClose();
    },
  });
  const invite = useMutation({
    mutationFn: () => passkeyCalls.invite(row.id),
    onSuccess: () => notifications.show({ message: t('officers.invited', { name: row.name }) }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('officers.changeName', { name: row.name })}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Stack gap="md">
        <RoleBoxes chosen={roles} onChange={setRoles} />
        <Switch
          label={t('officers.disable')}
          description={t('officers.disableHint')}
          checked={isDisabled}
          onChange={(event) => setDisabled(event.currentTarget.checked)}
        />
        <div>
          <Button variant="default" size="xs" loading={invite.isPending} onClick={() => invite.mutate()} disabled={row.isDisabled}>
            {t('officers.invite')}
          </Button>
          <Text size="xs" c="dimmed" mt={4}>
            {t('officers.inviteHint')}
          </Text>
        </div>
        {invite.error !== null && <Failure error={invite.error} />}
        {change.error !== null && <Failure error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button loading={change.isPending} disabled={roles.length === 0} onClick={() => change.mutate()}>
            {t('state.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
