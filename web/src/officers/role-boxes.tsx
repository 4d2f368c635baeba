// SPDX-License-Identifier: Apache-2.0
/** Choosing the roles of an officer, each with what it lets the officer do. */
import { Checkbox, Stack } from '@mantine/core';
import { type Role, roles } from '../../../src/officers/wire.ts';
import { useSpeech } from '../messages/language.tsx';

export function RoleBoxes({ chosen, onChange }: { chosen: readonly Role[]; onChange: (roles: Role[]) => void }) {
  const { t } = useSpeech();
  return (
    <Checkbox.Group
      label={t('officers.roles')}
      value={[...chosen]}
      onChange={(next) => onChange(roles.filter((role) => next.includes(role)))}
    >
      <Stack gap="xs" mt={6}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} description={t(`role.${role}.meaning`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
