// SPDX-License-Identifier: Apache-2.0
/** The values of a draft as they are written: each parameter with its unit, bounds, meaning and origin, and the reason for all of it. */
import { Button, Group, NumberInput, Table, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DetectorParameterWire } from '../../../src/findings/studio/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './studio.module.css';

interface GivenValues {
  readonly parameters: Record<string, string>;
  readonly reason: string;
}

interface ValueFormProps {
  readonly parameters: readonly (DetectorParameterWire & { readonly drafted: number })[];
  readonly reason: string;
  readonly label: string;
  readonly call: { readonly mutate: (given: GivenValues) => void; readonly isPending: boolean; readonly error: unknown };
  readonly onCancel: () => void;
}

export function ValueForm({ parameters, reason: former, label, call, onCancel }: ValueFormProps) {
  const { t } = useSpeech();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(parameters.map(({ name, drafted }) => [name, decimalText(drafted)])),
  );
  const [reason, setReason] = useState(former);
  const changed = parameters.filter(({ name, inForce }) => values[name] !== decimalText(inForce));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate({ parameters: Object.fromEntries(changed.map(({ name }) => [name, values[name] ?? ''])), reason });
      }}
    >
      <div className={classes['wide']}>
        <Table className={findingClasses['table']} aria-label={t('studio.parameters')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('studio.parameter')}</Table.Th>
              <Table.Th className={classes['number']}>{t('studio.inForce')}</Table.Th>
              <Table.Th w={150}>{t('studio.drafted')}</Table.Th>
              <Table.Th className={classes['number']}>{t('studio.bounds')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parameters.map(({ name, unit, meaning, origin, inForce, from, to }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <strong>{name}</strong>
                  <div>{meaning}</div>
                  <div className={findingClasses['quiet']}>{origin}</div>
                </Table.Td>
                <Table.Td className={classes['number']}>
                  {inForce} {unit}
                </Table.Td>
                <Table.Td>
                  <NumberInput
                    className={classes['value'] ?? ''}
                    aria-label={t('studio.valueOf', { name, unit })}
                    value={values[name] ?? ''}
                    onChange={(value) => setValues({ ...values, [name]: typeof value === 'number' ? decimalText(value) : String(value) })}
                    hideControls
                    required
                  />
                </Table.Td>
                <Table.Td className={classes['number']}>{t('studio.fromTo', { from: String(from), to: String(to) })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Textarea
        mt="sm"
        label={t('studio.reason')}
        description={t('studio.reasonHint')}
        autosize
        minRows={2}
        maxLength={2000}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {call.error !== null && <Failure error={call.error} />}
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={onCancel}>
          {t('state.cancel')}
        </Button>
        <Button type="submit" disabled={changed.length === 0 || reason.trim() === ''} loading={call.isPending}>
          {label}
        </Button>
      </Group>
    </form>
  );
}

/** As the server takes it: no exponent, nine places at most. */
function decimalText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/\.?0+$/, '');
}
