// SPDX-License-Identifier: Apache-2.0
/** The persons and firms that a request is about, each with what identifies it. */
import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ParticularsWire, personIdentifiers, personKinds } from '../../../src/assistance/form/wire.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';
import type { ParticularsProps } from './form-part.tsx';
import { useRowKeys } from './row-keys.ts';

type Person = NonNullable<ParticularsWire['persons']>[number];

export function PersonFields({ particulars, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  const persons = particulars.persons ?? [];
  const { keys, remove } = useRowKeys(persons.length);
  const drop = (at: number): void => {
    remove(at);
    onChange({ persons: persons.filter((_, index) => index !== at) });
  };
  return (
    <>
      {persons.map((person, index) => (
        <PersonInput
          key={keys[index]}
          number={index + 1}
          person={person}
          onChange={(changed) => onChange({ persons: persons.map((one, other) => (other === index ? changed : one)) })}
          onRemove={() => drop(index)}
        />
      ))}
      <Button
        variant="default"
        className={classes['add'] ?? ''}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange({ persons: [...persons, { kind: 'natural' }] })}
      >
        {t('particulars.person.add')}
      </Button>
    </>
  );
}

interface PersonProps {
  readonly number: number;
  readonly person: Person;
  readonly onChange: (person: Person) => void;
  readonly onRemove: () => void;
}

function PersonInput({ number, person, onChange, onRemove }: PersonProps) {
  const { t } = useSpeech();
  const named = person.kind === 'natural' ? (['name', 'role', 'bornAt', 'address'] as const) : (['name', 'role', 'address'] as const);
  return (
    <section className={classes['person']} aria-label={t('particulars.person', { number })}>
      <Group justify="space-between">
        <b>{t('particulars.person', { number })}</b>
        <ActionIcon variant="subtle" aria-label={t('particulars.person.remove', { number })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <div className={classes['content']}>
        <Select
          label={t('particulars.person.kind')}
          allowDeselect={false}
          value={person.kind}
          onChange={(kind) => kind !== null && onChange({ ...person, kind })}
          data={personKinds.map((value) => ({ value, label: t(`particulars.person.${value}`) }))}
        />
        {named.map((name) => (
          <TextInput
            key={name}
            label={t(`particulars.person.${name}`)}
            maxLength={300}
            value={person[name] ?? ''}
            onChange={(event) => onChange({ ...person, [name]: event.currentTarget.value })}
          />
        ))}
        {person.kind === 'natural' && (
          <DayInput
            label={t('particulars.person.bornOn')}
            description=""
            day={person.bornOn ?? null}
            onChange={(day) => onChange({ ...person, bornOn: day ?? undefined })}
          />
        )}
        <CountryInput country={person.country} onChange={(country) => onChange({ ...person, country })} />
      </div>
      <IdentifierFields identifiers={person.identifiers ?? []} onChange={(identifiers) => onChange({ ...person, identifiers })} />
    </section>
  );
}

/** Two letters; while there is but one, nothing is sent of it. */
function CountryInput({ country, onChange }: { country: string | undefined; onChange: (country: string | undefined) => void }) {
  const { t } = useSpeech();
  return (
    <TextInput
      label={t('particulars.person.country')}
      maxLength={2}
      defaultValue={country ?? ''}
      onChange={(event) => {
        const letters = event.currentTarget.value.trim().toUpperCase();
        onChange(/^[A-Z]{2}$/.test(letters) ? letters : undefined);
      }}
    />
  );
}

type Identifiers = NonNullable<Person['identifiers']>;

function IdentifierFields({ identifiers, onChange }: { identifiers: Identifiers; onChange: (identifiers: Identifiers) => void }) {
  const { t } = useSpeech();
  const { keys, remove } = useRowKeys(identifiers.length);
  const change = (at: number, part: Partial<Identifiers[number]>): void =>
    onChange(identifiers.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      {identifiers.map(({ scheme, value }, index) => (
        <div key={keys[index]} className={classes['listed']}>
          <Select
            label={t('particulars.identifier.scheme')}
            allowDeselect={false}
            value={scheme}
            onChange={(chosen) => chosen !== null && change(index, { scheme: chosen })}
            data={personIdentifiers.map((name) => ({ value: name, label: t(`particulars.identifier.${name}`) }))}
          />
          <TextInput
            className={classes['wide'] ?? ''}
            label={t('particulars.identifier.value')}
            maxLength={300}
            value={value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('particulars.identifier.remove', { number: index + 1 })}
            onClick={() => {
              remove(index);
              onChange(identifiers.filter((_, other) => other !== index));
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        className={classes['add'] ?? ''}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...identifiers, { scheme: 'registration', value: '' }])}
      >
        {t('particulars.identifier.add')}
      </Button>
    </>
  );
}
