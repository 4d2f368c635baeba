// SPDX-License-Identifier: Apache-2.0
/** The last mile: orders to banks, issuers and venues, the letter to print, and what the firm confirmed. */
import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FirmOrderWire, FreezeDetailWire } from '../../../src/freezing/wire.ts';
import { type FirmOrderForm, freezeQuery, freezingCalls } from '../calls/orders/freezing-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import classes from '../orders/orders.module.css';
import { useOrderCall } from '../orders/use-order-call.ts';
import { minorOf, sumText } from './sums.ts';

export function FirmOrders({ detail }: { detail: FreezeDetailWire }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'new' | FirmOrderWire | null>(null);
  const close = (): void => setOpen(null);
  const mayOrder = detail.next.includes('firm-order');
  const add = mayOrder && (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
      {t('firm.new')}
    </Button>
  );
  return (
    <Section title={t('firm.title')} aside={add}>
      {detail.firmOrders.length === 0 && <p className={classes['quiet']}>{t('firm.none')}</p>}
      <ul className={classes['clocks']}>
        {detail.firmOrders.map((one) => (
          <FirmLine key={one.id} detail={detail} one={one} onConfirm={mayOrder ? () => setOpen(one) : null} />
        ))}
      </ul>
      <Modal opened={open === 'new'} onClose={close} title={t('firm.new')} closeButtonProps={{ 'aria-label': t('state.close') }}>
        <NewFirmOrder detail={detail} onClose={close} />
      </Modal>
      <Modal
        opened={open !== null && open !== 'new'}
        onClose={close}
        title={t('firm.confirm')}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {open !== null && open !== 'new' && <Confirmation detail={detail} one={open} onClose={close} />}
      </Modal>
    </Section>
  );
}

function FirmLine({ detail, one, onConfirm }: { detail: FreezeDetailWire; one: FirmOrderWire; onConfirm: (() => void) | null }) {
  const { t, dates, language } = useSpeech();
  const letter = useMutation({
    mutationFn: () => freezingCalls.letter(detail.row.caseId, one.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `order-${one.id}.pdf`),
  });
  return (
    <li>
      <Group justify="space-between" align="start" wrap="nowrap">
        <div>
          <strong>{one.firm}</strong> · {t(`firmKind.${one.firmKind}`)}
          <div className={classes['quiet']}>{t('firm.sent', { when: dates.moment(one.sentAt) })}</div>
          <div>{one.instruction}</div>
          {one.confirmed !== null && (
            <div>
              {t('firm.confirmed', {
                sum: sumText(one.confirmed.valueMinor, detail.row.currency, language),
                custody: one.confirmed.custody,
                reference: one.confirmed.reference,
              })}
            </div>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPrinter size={15} aria-hidden />}
            loading={letter.isPending}
            onClick={() => letter.mutate()}
          >
            {t('firm.letter')}
          </Button>
          {one.confirmed === null && onConfirm !== null && (
            <Button size="compact-sm" onClick={onConfirm}>
              {t('firm.confirm')}
            </Button>
          )}
        </Group>
      </Group>
      {letter.isError && <Failure error={letter.error} />}
    </li>
  );
}

function NewFirmOrder({ detail, onClose }: { detail: FreezeDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const [form, setForm] = useState<FirmOrderForm>({ firm: '', firmKind: 'bank', itemId: null, instruction: '' });
  const call = useOrderCall(freezeQuery, () => freezingCalls.orderFirm(detail.row.caseId, form), { done: t('firm.done'), onDone: onClose });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate(undefined);
      }}
    >
      <Stack gap="sm">
        <TextInput
          required
          label={t('firm.name')}
          value={form.firm}
          onChange={(event) => setForm({ ...form, firm: event.currentTarget.value })}
        />
        <Select
          label={t('firm.kind')}
          allowDeselect={false}
          data={(['bank', 'issuer', 'venue'] as const).map((value) => ({ value, label: t(`firmKind.${value}`) }))}
          value={form.firmKind}
          onChange={(firmKind) => setForm({ ...form, firmKind: firmKind ?? 'bank' })}
        />
        <Select
          label={t('firm.item')}
          clearable
          data={detail.order.property.items.map((item) => ({ value: item.id, label: item.description }))}
          value={form.itemId}
          onChange={(itemId) => setForm({ ...form, itemId })}
        />
        <Textarea
          required
          autosize
          minRows={3}
          label={t('firm.instruction')}
          value={form.instruction}
          onChange={(event) => setForm({ ...form, instruction: event.currentTarget.value })}
        />
        {call.isError && <Failure error={call.error} />}
        <Button type="submit" loading={call.isPending}>
          {t('firm.new')}
        </Button>
      </Stack>
    </form>
  );
}

function Confirmation({ detail, one, onClose }: { detail: FreezeDetailWire; one: FirmOrderWire; onClose: () => void }) {
  const { t } = useSpeech();
  const { currency, caseId } = detail.row;
  const [form, setForm] = useState({ reference: '', quantity: '', amount: '', custody: '' });
  const valueMinor = minorOf(form.amount, currency);
  const { reference, quantity, custody } = form;
  const call = useOrderCall(
    freezeQuery,
    (value: string) => freezingCalls.confirm(caseId, one.id, { reference, quantity, custody, valueMinor: value }),
    { done: t('firm.confirm.done'), onDone: onClose },
  );
  const field = (name: keyof typeof form, label: string, isRequired = true) => (
    <TextInput
      required={isRequired}
      label={label}
      value={form[name]}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valueMinor !== null) call.mutate(valueMinor);
      }}
    >
      <Stack gap="sm">
        {field('reference', t('firm.reference'))}
        {field('quantity', t('freeze.quantity'), false)}
        <TextInput
          required
          label={t('freeze.valueIn', { currency })}
          value={form.amount}
          error={form.amount !== '' && valueMinor === null ? t('freeze.noAmount') : undefined}
          onChange={(event) => setForm({ ...form, amount: event.currentTarget.value })}
        />
        {field('custody', t('freeze.custody'))}
        {call.isError && <Failure error={call.error} />}
        <Button type="submit" loading={call.isPending}>
          {t('firm.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
