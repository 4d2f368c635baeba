// SPDX-License-Identifier: Apache-2.0
/** The report of custody for a court, and the custody file that proves its lines. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure } from '../shell/page.tsx';

export function ReportDialog(props: { caseId: string; purpose: Purpose | null; onClose: () => void }) {
  const { t } = useSpeech();
  const { caseId, onClose } = props;
  const [purpose, setPurpose] = useState(props.purpose);
  const [forum, setForum] = useState('');
  const make = useMutation({
    mutationFn: (given: { what: 'report' | 'custody-file'; purpose: Purpose }) =>
      evidenceCalls.report(caseId, given.what, { items: null, forum, purpose: given.purpose }),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `custody-${caseId}`),
  });
  const isReady = purpose !== null && forum.trim() !== '';
  const button = (what: 'report' | 'custody-file', label: string, variant: 'filled' | 'default') => (
    <Button
      variant={variant}
      disabled={!isReady}
      loading={make.isPending}
      onClick={() => purpose !== null && make.mutate({ what, purpose })}
    >
      {label}
    </Button>
  );
  return (
    <Modal opened onClose={onClose} title={t('evidence.report')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('evidence.report.under')}
        </Text>
        <TextInput required label={t('evidenceField.forum')} value={forum} onChange={(event) => setForum(event.currentTarget.value)} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {make.isError && <Failure error={make.error} />}
        <Group justify="flex-end">
          {button('custody-file', t('evidence.custodyFile'), 'default')}
          {button('report', t('evidence.pdf'), 'filled')}
        </Group>
      </Stack>
    </Modal>
  );
}
