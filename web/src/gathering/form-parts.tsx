// SPDX-License-Identifier: Apache-2.0
/** The parts of the form of an order for evidence, in the order of the sections of the form of the directive. */
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { attendances, capacities, gatheredAssistance, gatheringKinds, positions, proceedings } from '../../../src/gathering/wire.ts';
import { FormRow, FormRows } from '../orders/form-rows.tsx';
import classes from '../orders/orders.module.css';
import { useFieldProblem } from '../orders/field-problems.tsx';
import { newRowId, withoutRow, withRow } from '../orders/edit-rows.ts';
import { useSpeech } from '../messages/language.tsx';
import { CounterpartSelect } from '../orders/order-forms.tsx';
import { Section } from '../shell/page.tsx';
import type { FormalityForm, GatheringForm, PersonForm, SoughtForm } from './gathering-form.ts';

interface PartProps {
  readonly form: GatheringForm;
  readonly onChange: (part: Partial<GatheringForm>) => void;
}
type TextName = {
  [Name in keyof GatheringForm]: string extends GatheringForm[Name] ? Name : never;
}[keyof GatheringForm];

function Line({ form, onChange, name, label, type }: PartProps & { name: TextName; label: string; type?: 'date' }) {
  const problemOf = useFieldProblem();
  return (
    <TextInput
      label={label}
      error={problemOf(name, form[name])}
      {...(type === undefined ? {} : { type })}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

function Area({ form, onChange, name, label }: PartProps & { name: TextName; label: string }) {
  const problemOf = useFieldProblem();
  return (
    <Textarea
      autosize
      minRows={2}
      mt="sm"
      label={label}
      error={problemOf(name, form[name])}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

interface TickProps extends PartProps {
  readonly name: 'isUrgent' | 'isSecret' | 'isAvailableAtHome' | 'keepsSpeciality';
  readonly label: string;
}

function Tick({ form, onChange, name, label }: TickProps) {
  return <Checkbox my="sm" label={label} checked={form[name]} onChange={(event) => onChange({ [name]: event.currentTarget.checked })} />;
}

export function OrderPart(props: PartProps) {
  const { t } = useSpeech();
  const { form, onChange } = props;
  return (
    <Section title={t('gather.order')}>
      <div className={classes['grid']}>
        <CounterpartSelect value={form.counterpart} onChange={(counterpart) => onChange({ counterpart })} />
        <Select
          allowDeselect={false}
          label={t('gather.kind')}
          data={gatheringKinds.map((value) => ({ value, label: t(`gatherKind.${value}`) }))}
          value={form.kind}
          onChange={(kind) => onChange({ kind: kind ?? 'investigation' })}
        />
        {form.kind !== 'preservation' && (
          <Select
            allowDeselect={false}
            label={t('gather.asked')}
            data={gatheredAssistance.map((value) => ({ value, label: t(`assistance.${value}`) }))}
            value={form.assistance}
            onChange={(assistance) => onChange({ assistance: assistance ?? form.assistance })}
          />
        )}
        <Select
          allowDeselect={false}
          label={t('field.purpose')}
          data={(['criminal-investigation', 'criminal-prosecution', 'civil-enforcement', 'admin-enforcement'] as const).map((value) => ({
            value,
            label: t(`purpose.${value}`),
          }))}
          value={form.purpose}
          onChange={(purpose) => onChange({ purpose: purpose ?? form.purpose })}
        />
        <Line {...props} name="issuer" label={t('gather.issuer')} />
        <Select
          allowDeselect={false}
          label={t('gather.capacity')}
          data={capacities.map((value) => ({ value, label: t(`capacity.${value}`) }))}
          value={form.capacity}
          onChange={(capacity) => onChange({ capacity: capacity ?? form.capacity })}
        />
        <Line {...props} name="validatedBy" label={t('gather.validatedBy')} />
        <Line {...props} name="reference" label={t('order.reference')} />
        <Line {...props} name="issuedOn" label={t('order.issuedOn')} type="date" />
        <Line {...props} name="contact" label={t('order.contact')} />
        <Select
          allowDeselect={false}
          label={t('gather.proceedings')}
          data={proceedings.map((value) => ({ value, label: t(`proceedings.${value}`) }))}
          value={form.proceedings}
          onChange={(chosen) => onChange({ proceedings: chosen ?? form.proceedings })}
        />
      </div>
      <Tick {...props} name="isUrgent" label={t('gather.isUrgent')} />
      {form.isUrgent && <Area {...props} name="urgency" label={t('order.urgency')} />}
    </Section>
  );
}

export function SoughtPart({ form, onChange }: PartProps) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  const change = (index: number, part: Partial<SoughtForm>): void => onChange({ sought: withRow(form.sought, index, part) });
  const isHearing = form.assistance === 'statement' || form.assistance === 'compelled-attendance';
  const add = (): void => {
    const empty = { description: '', heldBy: '', locator: '', from: '', to: '', questions: '' };
    onChange({ sought: [...form.sought, { id: newRowId('thing', form.sought), ...empty }] });
  };
  return (
    <Section title={t(form.kind === 'preservation' ? 'gather.toPreserve' : 'gather.sought')}>
      <FormRows field="sought" add={t('gather.addSought')} onAdd={add}>
        {form.sought.map((one, index) => (
          <FormRow key={one.id} onRemove={() => onChange({ sought: withoutRow(form.sought, index) })}>
            {(['description', 'heldBy', 'locator'] as const).map((name) => (
              <TextInput
                key={name}
                label={t(`item.${name}`)}
                error={problemOf(`sought.${index}.${name}`, one[name])}
                value={one[name]}
                onChange={(event) => change(index, { [name]: event.currentTarget.value })}
              />
            ))}
            {(['from', 'to'] as const).map((name) => (
              <TextInput
                key={name}
                type="date"
                label={t(`gather.${name}`)}
                error={problemOf(`sought.${index}.${name}`, one[name])}
                value={one[name]}
                onChange={(event) => change(index, { [name]: event.currentTarget.value })}
              />
            ))}
            {isHearing && form.kind !== 'preservation' && (
              <Textarea
                autosize
                minRows={2}
                label={t('gather.questions')}
                value={one.questions}
                onChange={(event) => change(index, { questions: event.currentTarget.value })}
              />
            )}
          </FormRow>
        ))}
      </FormRows>
    </Section>
  );
}

/** What each of the three forms has of its own. */
export function OwnPart(props: PartProps) {
  const { t } = useSpeech();
  const { form, onChange } = props;
  if (form.kind === 'investigation') {
    return (
      <Section title={t('gatherKind.investigation')}>
        <Tick {...props} name="isAvailableAtHome" label={t('gather.atHome.confirm')} />
        <Line {...props} name="follows" label={t('gather.follows')} />
      </Section>
    );
  }
  if (form.kind === 'preservation') {
    return (
      <Section title={t('gatherKind.preservation')}>
        <div className={classes['grid']}>
          <Line {...props} name="days" label={t('gather.days')} />
          <Line {...props} name="productionWhat" label={t('gather.production')} />
          <Line {...props} name="productionOn" label={t('gather.productionOn')} type="date" />
        </div>
      </Section>
    );
  }
  return (
    <Section title={t('gatherKind.letter-of-request')}>
      <div className={classes['grid']}>
        <Select
          allowDeselect={false}
          label={t('gather.basis')}
          data={(['reciprocity', 'comity'] as const).map((value) => ({ value, label: t(`basisOfLetter.${value}`) }))}
          value={form.basis}
          onChange={(basis) => onChange({ basis: basis ?? 'reciprocity' })}
        />
        <Line {...props} name="channel" label={t('gather.channel')} />
        <Line {...props} name="follows" label={t('gather.follows')} />
      </div>
      {form.basis === 'reciprocity' && <Area {...props} name="assurance" label={t('gather.assurance')} />}
      <Tick {...props} name="keepsSpeciality" label={t('gather.speciality.confirm')} />
    </Section>
  );
}

export function FormalitiesPart({ form, onChange }: PartProps) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  const change = (index: number, part: Partial<FormalityForm>): void => onChange({ formalities: withRow(form.formalities, index, part) });
  return (
    <Section title={t('gather.formalities')}>
      <p className={classes['quiet']}>{t('gather.formalities.under')}</p>
      <FormRows
        field="formalities"
        add={t('gather.addFormality')}
        onAdd={() => onChange({ formalities: [...form.formalities, { id: newRowId('formality', form.formalities), what: '', why: '' }] })}
      >
        {form.formalities.map((one, index) => (
          <FormRow key={one.id} onRemove={() => onChange({ formalities: withoutRow(form.formalities, index) })}>
            <TextInput
              label={t('gather.formality')}
              error={problemOf(`formalities.${index}.what`, one.what)}
              value={one.what}
              onChange={(event) => change(index, { what: event.currentTarget.value })}
            />
            <TextInput
              label={t('gather.formalityWhy')}
              error={problemOf(`formalities.${index}.why`, one.why)}
              value={one.why}
              onChange={(event) => change(index, { why: event.currentTarget.value })}
            />
          </FormRow>
        ))}
      </FormRows>
      <Select
        mt="sm"
        allowDeselect={false}
        label={t('gather.attendance')}
        data={attendances.map((value) => ({ value, label: t(`attendance.${value}`) }))}
        value={form.attendance}
        onChange={(attendance) => onChange({ attendance: attendance ?? 'none' })}
      />
    </Section>
  );
}

export function PersonsPart({ form, onChange }: PartProps) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  const change = (index: number, part: Partial<PersonForm>): void => onChange({ persons: withRow(form.persons, index, part) });
  const add = (): void =>
    onChange({ persons: [...form.persons, { id: newRowId('person', form.persons), name: '', position: 'suspect', identity: '' }] });
  return (
    <Section title={t('order.persons')}>
      <FormRows field="persons" add={t('order.addPerson')} onAdd={add}>
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
              data={positions.map((value) => ({ value, label: t(`gatherPosition.${value}`) }))}
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

export function GroundsPart(props: PartProps) {
  const { t } = useSpeech();
  return (
    <Section title={t('order.offence')}>
      <Area {...props} name="facts" label={t('order.facts')} />
      <div className={classes['grid']}>
        <Line {...props} name="classification" label={t('order.classification')} />
        <Line {...props} name="listed" label={t('order.listed')} />
        <Line {...props} name="penaltyYearsMax" label={t('order.penaltyYearsMax')} />
      </div>
      <Area {...props} name="necessity" label={t('gather.necessity')} />
      <Tick {...props} name="isSecret" label={t('gather.isSecret')} />
      {props.form.isSecret && <Area {...props} name="secretReason" label={t('gather.secret')} />}
      <Area {...props} name="remedies" label={t('order.remedies')} />
    </Section>
  );
}
