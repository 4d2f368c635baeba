// SPDX-License-Identifier: Apache-2.0
/** A new order: its certificate as a form. It becomes the draft of a request, which is submitted and approved on its case. */
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { freezeQuery, freezingCalls, type NewOrder } from '../calls/orders/freezing-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { CounterpartSelect, NewOrderFrame } from '../orders/order-forms.tsx';
import { useOrderCall } from '../orders/use-order-call.ts';
import type { Translate } from '../messages/translate.ts';
import { Section } from '../shell/page.tsx';
import { FormRow, FormRows } from '../orders/form-rows.tsx';
import classes from '../orders/orders.module.css';
import { emptyOrder, type ItemForm, newOrderOf, type OrderForm, type PersonForm } from './order-form.ts';
import { useFieldProblem } from '../orders/field-problems.tsx';
import { newRowId, withoutRow, withRow } from '../orders/edit-rows.ts';

export function NewOrderPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [form, setForm] = useState<OrderForm>(emptyOrder);
  const [attempts, setAttempts] = useState(0);
  const call = useOrderCall(freezeQuery, (given: NewOrder) => freezingCalls.open(given), {
    done: t('order.opened'),
    onDone: (detail) => void navigate({ to: '/cases/$caseId', params: { caseId: detail.row.caseId } }),
  });
  const change = (part: Partial<OrderForm>): void => setForm({ ...form, ...part });
  const made = newOrderOf(form);
  return (
    <NewOrderFrame
      title={t('freeze.new')}
      under={t('order.under')}
      problems={made.problems}
      attempts={attempts}
      call={call}
      onSubmit={() => {
        setAttempts(attempts + 1);
        if (made.order !== null) call.mutate(made.order);
      }}
    >
      <OrderPart form={form} onChange={change} />
      <PropertyPart form={form} onChange={change} />
      <PersonsPart form={form} onChange={change} />
      <GroundsPart form={form} onChange={change} />
    </NewOrderFrame>
  );
}

interface PartProps {
  readonly form: OrderForm;
  readonly onChange: (part: Partial<OrderForm>) => void;
}

/** Fields of text by their names in the form, which are also the names of their labels. */
type TextName =
  | 'court'
  | 'reference'
  | 'issuedOn'
  | 'finalOn'
  | 'hoursMax'
  | 'contact'
  | 'urgency'
  | 'currency'
  | 'here'
  | 'total'
  | 'grounds'
  | 'facts'
  | 'classification'
  | 'listed'
  | 'penaltyYearsMax'
  | 'link'
  | 'formalities'
  | 'deferReason'
  | 'restitution'
  | 'remedies';

/** Every text of the form has its label under its own name, but for the counterpart, which is chosen. */
function labelOf(t: Translate, name: TextName): string {
  return t(`order.${name}`);
}

function Line({ form, onChange, name, type }: PartProps & { name: TextName; type?: 'date' }) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  return (
    <TextInput
      label={labelOf(t, name)}
      error={problemOf(name, form[name])}
      {...(type === undefined ? {} : { type })}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

function Area({ form, onChange, name }: PartProps & { name: TextName }) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  return (
    <Textarea
      autosize
      minRows={2}
      mt="sm"
      label={labelOf(t, name)}
      error={problemOf(name, form[name])}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

function OrderPart(props: PartProps) {
  const { t } = useSpeech();
  const { form, onChange } = props;
  return (
    <Section title={t('freeze.order')}>
      <div className={classes['grid']}>
        <CounterpartSelect value={form.counterpart} onChange={(counterpart) => onChange({ counterpart })} />
        <Select
          allowDeselect={false}
          label={t('order.kind')}
          data={(['freezing', 'confiscation', 'suspension'] as const).map((value) => ({ value, label: t(`orderKind.${value}`) }))}
          value={form.kind}
          onChange={(kind) => onChange({ kind: kind ?? 'freezing' })}
        />
        <Line {...props} name="court" />
        <Line {...props} name="reference" />
        <Line {...props} name="issuedOn" type="date" />
        {form.kind === 'confiscation' && <Line {...props} name="finalOn" type="date" />}
        {form.kind === 'suspension' && <Line {...props} name="hoursMax" />}
        <Line {...props} name="contact" />
      </div>
      <Checkbox
        mt="sm"
        label={t('order.isUrgent')}
        checked={form.isUrgent}
        onChange={(event) => onChange({ isUrgent: event.currentTarget.checked })}
      />
      {form.isUrgent && <Area {...props} name="urgency" />}
    </Section>
  );
}

function PropertyPart(props: PartProps) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  const { form, onChange } = props;
  return (
    <Section title={t('order.property')}>
      <div className={classes['grid']}>
        <Select
          allowDeselect={false}
          label={t('order.basis')}
          data={(['money', 'items', 'equivalent-value'] as const).map((value) => ({ value, label: t(`basis.${value}`) }))}
          value={form.basis}
          onChange={(basis) => onChange({ basis: basis ?? 'money' })}
        />
        <Line {...props} name="currency" />
        <Line {...props} name="here" />
        <Line {...props} name="total" />
      </div>
      <Area {...props} name="grounds" />
      <FormRows
        title={t('order.items')}
        field="items"
        add={t('order.addItem')}
        onAdd={() => onChange({ items: [...form.items, { id: newRowId('item', form.items), description: '', heldBy: '', locator: '' }] })}
      >
        {form.items.map((item, index) => (
          <FormRow key={item.id} onRemove={() => onChange({ items: withoutRow(form.items, index) })}>
            {(['description', 'heldBy', 'locator'] as const).map((name) => (
              <TextInput
                key={name}
                label={t(`item.${name}`)}
                error={problemOf(`items.${index}.${name}`, item[name])}
                value={item[name]}
                onChange={(event) => onChange({ items: withRow<ItemForm>(form.items, index, { [name]: event.currentTarget.value }) })}
              />
            ))}
          </FormRow>
        ))}
      </FormRows>
    </Section>
  );
}

function PersonsPart({ form, onChange }: PartProps) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  const change = (index: number, part: Partial<PersonForm>): void => onChange({ persons: withRow(form.persons, index, part) });
  return (
    <Section title={t('order.persons')}>
      <FormRows
        field="persons"
        add={t('order.addPerson')}
        onAdd={() =>
          onChange({ persons: [...form.persons, { id: newRowId('person', form.persons), name: '', position: 'suspect', identity: '' }] })
        }
      >
        {form.persons.map((person, index) => (
          <FormRow key={person.id} onRemove={() => onChange({ persons: withoutRow(form.persons, index) })}>
            <TextInput
              label={t('person.name')}
              error={problemOf(`persons.${index}.name`, person.name)}
              value={person.name}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <Select
              allowDeselect={false}
              label={t('person.position')}
              data={(['suspect', 'accused', 'convicted', 'holder', 'prejudiced-third-party'] as const).map((value) => ({
                value,
                label: t(`position.${value}`),
              }))}
              value={person.position}
              onChange={(position) => change(index, { position: position ?? 'suspect' })}
            />
            <TextInput
              label={t('person.identity')}
              error={problemOf(`persons.${index}.identity`, person.identity)}
              value={person.identity}
              onChange={(event) => change(index, { identity: event.currentTarget.value })}
            />
          </FormRow>
        ))}
      </FormRows>
    </Section>
  );
}

function GroundsPart(props: PartProps) {
  const { t } = useSpeech();
  const { form, onChange } = props;
  return (
    <Section title={t('order.offence')}>
      <Area {...props} name="facts" />
      <div className={classes['grid']}>
        <Line {...props} name="classification" />
        <Line {...props} name="listed" />
        <Line {...props} name="penaltyYearsMax" />
      </div>
      <Area {...props} name="link" />
      <Area {...props} name="formalities" />
      <Checkbox
        my="sm"
        label={t('order.deferNotice')}
        checked={form.deferNotice}
        onChange={(event) => onChange({ deferNotice: event.currentTarget.checked })}
      />
      {form.deferNotice && <Area {...props} name="deferReason" />}
      <Area {...props} name="restitution" />
      <Area {...props} name="remedies" />
    </Section>
  );
}
