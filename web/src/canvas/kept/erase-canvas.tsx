// SPDX-License-Identifier: Apache-2.0
/** Erasing what a canvas says, on a ground and with a reason; and what stands there afterwards. */
import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import { type CanvasDetailWire, type ErasureGround, erasureGrounds } from '../../../../src/findings/canvases/wire.ts';
import { useFindingCall } from '../../findings/finding-call.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Failure } from '../../shell/page.tsx';
import { keptCalls } from './kept-calls.ts';

export function EraseCanvas({ detail }: { detail: CanvasDetailWire }) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconEraser size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('canvas.erase')}
      </Button>
      {isOpen && <EraseDialog detail={detail} onClose={() => setOpen(false)} />}
    </>
  );
}

function EraseDialog({ detail: { caseId, id }, onClose }: { detail: CanvasDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const [ground, setGround] = useState<ErasureGround | null>(null);
  const [reason, setReason] = useState('');
  const call = useFindingCall((given: ErasureGround) => keptCalls.erase(caseId, id, { ground: given, reason: reason.trim() }), {
    said: t('canvas.erase.done'),
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('canvas.erase')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ground !== null) call.mutate(ground);
        }}
      >
        <Stack gap="sm">
          <p>{t('canvas.erase.under')}</p>
          <Select
            label={t('canvas.erase.ground')}
            required
            allowDeselect={false}
            value={ground}
            onChange={(value) => setGround(erasureGrounds.find((one) => one === value) ?? null)}
            data={erasureGrounds.map((value) => ({ value, label: t(`canvas.erase.ground.${value}`) }))}
          />
          <Textarea
            label={t('canvas.erase.reason')}
            description={t('canvas.erase.reasonHint')}
            required
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={ground === null || reason.trim() === ''} loading={call.isPending}>
              {t('canvas.erase')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function ErasedNotice({ erased: { by, at, ground, reason } }: { erased: NonNullable<CanvasDetailWire['erased']> }) {
  const { t, dates } = useSpeech();
  return (
    <Notice tone="needs" icon={IconEraser} title={t('canvas.erased', { by, when: dates.moment(at) })}>
      <p>
        {t(`canvas.erase.ground.${ground}`)}. {reason}
      </p>
      <p>{t('canvas.erasedUnder')}</p>
    </Notice>
  );
}
