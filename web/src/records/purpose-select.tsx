// SPDX-License-Identifier: Apache-2.0
/** The purpose of looking at records: nothing is searched or read without one. */
import { Select } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { type Purpose, purposes } from '../../../src/conditions/wire.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';

export function PurposeSelect({ purpose, onChange }: { purpose: Purpose | null; onChange: (purpose: Purpose | null) => void }) {
  const { t } = useSpeech();
  return (
    <Select
      label={t('records.purpose')}
      placeholder={t('records.purpose.choose')}
      searchable
      withAsterisk
      allowDeselect={false}
      leftSection={<IconTarget size={16} aria-hidden />}
      value={purpose}
      onChange={onChange}
      data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
    />
  );
}
