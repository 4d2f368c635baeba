// SPDX-License-Identifier: Apache-2.0
/** Writing into the custody log: a menu of what the server says may follow, and the form of the chosen entry. */
import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconGavel, IconPencilPlus, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { type ItemDetailWire, type SaidWire, saidSchema } from '../../../src/evidence/wire.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure } from '../shell/page.tsx';
import { fieldsOf, type Mark, saidOf, type Values, type WritableKind } from './entry-fields.ts';
import { EntryInputs, useWord } from './entry-inputs.tsx';
import { useEvidenceCall } from './evidence-call.ts';
import classes from './evidence.module.css';
import { HandOverDialog } from './hand-over-dialog.tsx';

export function ItemActions({ detail }: { detail: ItemDetailWire }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<WritableKind | 'used' | 'hand-over' | null>(null);
  const kinds = saidSchema.options.map((option) => option.shape.kind.value).filter((kind) => detail.next.includes(kind));
  const close = (): void => setOpen(null);
  const mayUse = detail.next.includes('used') && detail.row.courtUse.outcome === 'allowed';
  return (
    <>
      {detail.next.includes('handed-over') && <HandOverForm detail={detail} />}
      {detail.next.includes('hand-over') && (
        <Button variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => setOpen('hand-over')}>
          {t('handOver.title')}
        </Button>
      )}
      {mayUse && (
        <Button variant="default" leftSection={<IconGavel size={16} aria-hidden />} onClick={() => setOpen('used')}>
          {t('evidence.use')}
        </Button>
      )}
      {kinds.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button leftSection={<IconPencilPlus size={16} aria-hidden />}>{t('evidence.write')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => setOpen(kind)}>
                {t(`evidenceEntry.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open === 'used' && <UseDialog detail={detail} onClose={close} />}
      {open === 'hand-over' && <HandOverDialog detail={detail} onClose={close} />}
      {open !== null && open !== 'used' && open !== 'hand-over' && <EntryDialog key={open} kind={open} detail={detail} onClose={close} />}
    </>
  );
}

/** The paper that both authorities sign; the entry is written once they have. */
function HandOverForm({ detail }: { detail: ItemDetailWire }) {
  const { t } = useSpeech();
  const { caseId, id } = detail.row;
  const print = useMutation({
    mutationFn: () => evidenceCalls.handOverForm(caseId, id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `hand-over-${id}.pdf`),
  });
  return (
    <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={print.isPending} onClick={() => print.mutate()}>
      {t('evidence.handOverForm')}
    </Button>
  );
}

function EntryDialog({ kind, detail, onClose }: { kind: WritableKind; detail: ItemDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { caseId, id } = detail.row;
  const [values, setValues] = useState<Values>(kind === 'copied' && detail.row.digest !== null ? { digest: detail.row.digest } : {});
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const call = useEvidenceCall(
    (said: SaidWire) => evidenceCalls.write(caseId, id, said),
    ({ row }) => {
      onClose();
      if (row.id !== id) void navigate({ to: '/cases/$caseId/evidence/$itemId', params: { caseId, itemId: row.id } });
    },
  );
  const said = saidOf(kind, values, marks);
  const { where = '', ground = '', reason = '' } = values;
  const addMark = (): void => {
    setMarks([...marks, { where, ground, reason }]);
    setValues({ ...values, where: '', reason: '' });
  };
  return (
    <Modal opened onClose={onClose} title={t(`evidenceEntry.${kind}`)} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (said !== null) call.mutate(said);
        }}
      >
        <Stack gap="sm">
          {marks.length > 0 && <Marks marks={marks} />}
          <EntryInputs fields={fieldsOf(kind, detail)} values={values} onChange={setValues} />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            {kind === 'redacted' && (
              <Button
                variant="default"
                leftSection={<IconPlus size={15} aria-hidden />}
                disabled={where === '' || ground === '' || reason === ''}
                onClick={addMark}
              >
                {t('evidence.addMark')}
              </Button>
            )}
            <Button type="submit" disabled={said === null} loading={call.isPending}>
              {t('evidence.writeIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Marks({ marks }: { marks: readonly Mark[] }) {
  const word = useWord();
  return (
    <ul className={classes['reasons']}>
      {marks.map(({ where, ground, reason }) => (
        <li key={`${where} ${reason}`}>
          {where}: {word(ground)}. {reason}
        </li>
      ))}
    </ul>
  );
}

function UseDialog({ detail, onClose }: { detail: ItemDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const { caseId, id } = detail.row;
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [forum, setForum] = useState('');
  const call = useEvidenceCall((given: { purpose: Purpose; forum: string }) => evidenceCalls.use(caseId, id, given), onClose);
  return (
    <Modal opened onClose={onClose} title={t('evidence.use')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="sm">
        <TextInput required label={t('evidenceField.forum')} value={forum} onChange={(event) => setForum(event.currentTarget.value)} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {call.isError && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button
            disabled={purpose === null || forum.trim() === ''}
            loading={call.isPending}
            onClick={() => purpose !== null && call.mutate({ purpose, forum })}
          >
            {t('evidence.use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
