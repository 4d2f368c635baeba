// SPDX-License-Identifier: Apache-2.0
/** The steps that the server says have their place now, and passing the report on. */
import { Button, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconShare3 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { QueuedReportWire, ReportMove } from '../../../src/reporting/wire.ts';
import { reportingCalls } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PeerSelect } from '../peers/recipient-select.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure } from '../shell/page.tsx';
import { useReportCall } from './report-call.ts';

export function ReportActions({ report }: { report: QueuedReportWire }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'close' | 'forward' | null>(null);
  const move = useReportCall(report.id, (given: ReportMove) => reportingCalls.move(report.id, given, ''));
  return (
    <>
      {move.isError && <Failure error={move.error} />}
      {report.moves
        .filter((one) => one !== 'take-up' || report.state === 'new')
        .map((one) => (
          <Button
            key={one}
            variant={one === 'take-up' || one === 'use' ? 'filled' : 'default'}
            loading={move.isPending && move.variables === one}
            onClick={() => (one === 'close' ? setOpen('close') : move.mutate(one))}
          >
            {t(`reportMove.${one}`)}
          </Button>
        ))}
      {report.mayForward && (
        <Button variant="default" leftSection={<IconShare3 size={16} aria-hidden />} onClick={() => setOpen('forward')}>
          {t('report.forward')}
        </Button>
      )}
      {open === 'close' && <CloseDialog id={report.id} onClose={() => setOpen(null)} />}
      {open === 'forward' && <ForwardDialog id={report.id} onClose={() => setOpen(null)} />}
    </>
  );
}

function CloseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useSpeech();
  const [note, setNote] = useState('');
  const close = useReportCall(id, (given: string) => reportingCalls.move(id, 'close', given), onClose);
  return (
    <Modal opened onClose={onClose} title={t('report.closing')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="sm">
        <Textarea
          autosize
          minRows={3}
          required
          label={t('report.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {close.isError && <Failure error={close.error} />}
        <Button ml="auto" loading={close.isPending} disabled={note.trim() === ''} onClick={() => close.mutate(note)}>
          {t('reportMove.close')}
        </Button>
      </Stack>
    </Modal>
  );
}

function ForwardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [recipient, setRecipient] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<Purpose | null>('admin-enforcement');
  const [legalBasis, setLegalBasis] = useState('');
  const [link, setLink] = useState('');
  const forward = useMutation({
    mutationFn: (order: Parameters<typeof reportingCalls.forward>[1]) => reportingCalls.forward(id, order),
    onSuccess: ({ matter }) => void navigate({ to: '/onward/$matterId', params: { matterId: matter } }),
  });
  const isWhole = recipient !== null && purpose !== null && legalBasis.trim().length >= 5 && link.trim() !== '';
  return (
    <Modal opened onClose={onClose} size="lg" title={t('report.forward')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('forward.under')}</Text>
        <PeerSelect isRequired label={t('forward.recipient')} value={recipient} onChange={setRecipient} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <TextInput
          required
          label={t('forward.legalBasis')}
          description={t('forward.legalBasis.under')}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={3}
          required
          label={t('forward.link')}
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
        />
        {forward.isError && <Failure error={forward.error} />}
        <Button
          ml="auto"
          disabled={!isWhole}
          loading={forward.isPending}
          onClick={() => recipient !== null && purpose !== null && forward.mutate({ recipient, purpose, legalBasis, link })}
        >
          {t('forward.prepare')}
        </Button>
      </Stack>
    </Modal>
  );
}
