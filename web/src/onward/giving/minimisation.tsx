// SPDX-License-Identifier: Apache-2.0
/**
 * What the purpose does not need of a record that is to be given: each field proposed to be withheld, accepted by leaving its tick, or given
 * all the same with a reason. What is proposed comes from the server.
 */
import { Checkbox, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MinimisationChoiceWire, MinimisationProposalWire } from '../../../../src/records/wire.ts';
import { type GivingTo, minimisationQuery } from '../../calls/onward-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import classes from '../onward.module.css';
import { useFieldName } from '../fields/use-field-name.ts';

/** All that is proposed is withheld until an officer says otherwise. */
function choiceFor(proposal: MinimisationProposalWire): MinimisationChoiceWire {
  return { withhold: proposal.fields.map(({ path }) => path), give: [] };
}

/** Whether every field that is given all the same has its reason. */
function isAnswered(choice: MinimisationChoiceWire): boolean {
  return choice.give.every(({ reason }) => reason.trim() !== '');
}

export interface Proposed {
  readonly proposal: MinimisationProposalWire;
  readonly choice: MinimisationChoiceWire;
}

/**
 * What is proposed of the records that are to be given, and what the officer said to it.
 *
 * The server refuses a record while a field that it proposes has no answer. So nothing is ready before each has its proposal. What was said
 * holds for that recipient and purpose only: another needs other fields.
 */
export function useMinimisation(recordIds: readonly string[], to: GivingTo) {
  const asked = JSON.stringify(to);
  const proposed = useQuery(minimisationQuery(recordIds, to));
  const [said, setSaid] = useState<{ readonly asked: string; readonly choices: Readonly<Record<string, MinimisationChoiceWire>> }>({
    asked,
    choices: {},
  });
  if (said.asked !== asked) setSaid({ asked, choices: {} });
  const of = (recordId: string): Proposed | undefined => {
    const proposal = proposed.data?.find((one) => one.recordId === recordId);
    return proposal && { proposal, choice: said.choices[recordId] ?? choiceFor(proposal) };
  };
  const all = recordIds.map((recordId) => ({ recordId, choice: of(recordId)?.choice }));
  const chosen = all.flatMap(({ recordId, choice }) => (choice === undefined ? [] : [{ recordId, choice }]));
  return {
    of,
    chosen,
    isReady: chosen.length === recordIds.length && chosen.every(({ choice }) => isAnswered(choice)),
    choose: (recordId: string, choice: MinimisationChoiceWire): void =>
      setSaid((before) => ({ ...before, choices: { ...before.choices, [recordId]: choice } })),
    failure: proposed.isError ? <Failure error={proposed.error} onAgain={() => void proposed.refetch()} /> : null,
  };
}

interface FieldsProps {
  readonly proposal: MinimisationProposalWire;
  readonly choice: MinimisationChoiceWire;
  readonly onChange: (choice: MinimisationChoiceWire) => void;
}

export function MinimisationFields({ proposal, choice, onChange }: FieldsProps) {
  const { t } = useSpeech();
  if (proposal.fields.length === 0) return <p className={classes['quiet']}>{t('minimisation.nothing')}</p>;
  const give = (path: string, reason: string | null): void =>
    onChange({
      withhold: reason === null ? [...choice.withhold, path] : choice.withhold.filter((one) => one !== path),
      give: [...choice.give.filter((one) => one.path !== path), ...(reason === null ? [] : [{ path, reason }])],
    });
  return (
    <fieldset className={classes['minimisation']}>
      <Text component="legend" size="sm" fw={600}>
        {t('minimisation.title', { count: choice.withhold.length, of: proposal.fields.length })}
      </Text>
      {proposal.fields.map((field) => (
        <Field key={field.path} field={field} given={choice.give.find(({ path }) => path === field.path)?.reason ?? null} onGive={give} />
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly field: MinimisationProposalWire['fields'][number];
  /** Why it is given all the same; null while it is withheld. */
  readonly given: string | null;
  readonly onGive: (path: string, reason: string | null) => void;
}

function Field({ field, given, onGive }: FieldProps) {
  const { t } = useSpeech();
  const nameOf = useFieldName();
  const name = nameOf(field.path, field.whose);
  return (
    <div>
      <Checkbox
        size="sm"
        checked={given === null}
        onChange={(event) => onGive(field.path, event.currentTarget.checked ? null : '')}
        label={t('minimisation.withhold', { field: name })}
        description={field.reason}
      />
      {given !== null && (
        <TextInput
          required
          size="xs"
          ml={28}
          label={t('minimisation.whyGive', { field: name })}
          value={given}
          onChange={(event) => onGive(field.path, event.currentTarget.value)}
        />
      )}
    </div>
  );
}
