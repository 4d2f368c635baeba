// SPDX-License-Identifier: Apache-2.0
/** The repeated parts of a form: parties, movements, and lists with one entry on each line. */
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { type DraftMovement, type DraftParty, emptyMovement, emptyParty, identifiersOf, identifiersText, linesOf } from './empty-draft.ts';
import classes from './firm.module.css';

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: Row[]) => void;
}

function changed<Row>(rows: readonly Row[], at: number, change: Partial<Row>): Row[] {
  return rows.map((row, index) => (index === at ? { ...row, ...change } : row));
}

/** A row keeps what is half typed in it when one above it goes: so each has a key of its own, which the form itself does not know. */
function useRowKeys(count: number) {
  const [keys, setKeys] = useState(() => Array.from({ length: count }, (_, place) => place));
  // A row that was added has the next number that none had before.
  const next = Math.max(-1, ...keys) + 1;
  const all = [...keys, ...Array.from({ length: Math.max(0, count - keys.length) }, (_, place) => next + place)];
  return { of: (at: number) => all[at] ?? at, remove: (at: number) => setKeys(all.filter((_, place) => place !== at)) };
}

const roles = ['suspected', 'counterparty', 'firm', 'owner', 'controller', 'other'] as const;

export function PartyRows({ rows, onChange }: RowsProps<DraftParty>) {
  const { t } = useSpeech();
  const keys = useRowKeys(rows.length);
  return (
    <>
      {rows.map((party, at) => (
        <fieldset key={keys.of(at)} className={classes['row']}>
          <TextInput
            required
            label={t('portal.party.name')}
            value={party.name}
            onChange={(event) => onChange(changed(rows, at, { name: event.currentTarget.value }))}
          />
          <Select
            label={t('portal.party.role')}
            allowDeselect={false}
            value={party.role}
            onChange={(role) => role !== null && onChange(changed(rows, at, { role }))}
            data={roles.map((value) => ({ value, label: t(`partyRole.${value}`) }))}
          />
          <Select
            label={t('portal.party.kind')}
            allowDeselect={false}
            value={party.kind}
            onChange={(kind) => kind !== null && onChange(changed(rows, at, { kind }))}
            data={(['person', 'entity'] as const).map((value) => ({ value, label: t(`portal.party.${value}`) }))}
          />
          <TextInput
            label={t('portal.party.jurisdiction')}
            maxLength={2}
            value={party.jurisdiction}
            onChange={(event) => onChange(changed(rows, at, { jurisdiction: event.currentTarget.value.toUpperCase() }))}
          />
          <TextInput
            label={t('portal.party.birthDate')}
            placeholder="1981-07-19"
            disabled={party.kind !== 'person'}
            value={party.birthDate}
            onChange={(event) => onChange(changed(rows, at, { birthDate: event.currentTarget.value }))}
          />
          <IdentifiersInput party={party} onChange={(identifiers) => onChange(changed(rows, at, { identifiers }))} />
          <Remove
            onRemove={() => {
              keys.remove(at);
              onChange(rows.filter((_, index) => index !== at));
            }}
          />
        </fieldset>
      ))}
      <Add label={t('portal.party.add')} onAdd={() => onChange([...rows, emptyParty])} />
    </>
  );
}

/** What is typed stays as typed; what is read of it goes into the form. */
function IdentifiersInput({ party, onChange }: { party: DraftParty; onChange: (identifiers: DraftParty['identifiers']) => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState(identifiersText(party.identifiers));
  return (
    <Textarea
      autosize
      className={classes['wide'] ?? ''}
      label={t('portal.party.identifiers')}
      description={t('portal.party.identifiers.under')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(identifiersOf(event.currentTarget.value));
      }}
    />
  );
}

const movementFields = ['at', 'amount', 'unit', 'from', 'to', 'reference'] as const;

export function MovementRows({ rows, onChange }: RowsProps<DraftMovement>) {
  const { t } = useSpeech();
  const keys = useRowKeys(rows.length);
  return (
    <>
      {rows.map((movement, at) => (
        <fieldset key={keys.of(at)} className={classes['row']}>
          {movementFields.map((field) => (
            <TextInput
              key={field}
              label={t(`portal.movement.${field}`)}
              {...(field === 'at' ? { placeholder: '2026-11-20T15:30:00Z' } : {})}
              value={movement[field]}
              onChange={(event) => onChange(changed(rows, at, { [field]: event.currentTarget.value }))}
            />
          ))}
          <Remove
            onRemove={() => {
              keys.remove(at);
              onChange(rows.filter((_, index) => index !== at));
            }}
          />
        </fieldset>
      ))}
      <Add label={t('portal.movement.add')} onAdd={() => onChange([...rows, emptyMovement])} />
    </>
  );
}

export function LinesInput({ label, lines, onChange }: { label: string; lines: readonly string[]; onChange: (lines: string[]) => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState(lines.join('\n'));
  return (
    <Textarea
      autosize
      minRows={2}
      label={label}
      description={t('portal.field.oneEach')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
    />
  );
}

function Add({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
      {label}
    </Button>
  );
}

function Remove({ onRemove }: { onRemove: () => void }) {
  const { t } = useSpeech();
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={<IconTrash size={13} aria-hidden />}
      onClick={onRemove}
      className={classes['remove'] ?? ''}
    >
      {t('portal.remove')}
    </Button>
  );
}
