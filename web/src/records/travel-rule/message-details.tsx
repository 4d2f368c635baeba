// SPDX-License-Identifier: Apache-2.0
/** What a travel-rule message says: who sends and receives, their accounts, and the providers between. */
import { Text } from '@mantine/core';
import type { TravelRuleMessageWire } from '../../../../src/records/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Rows } from '../supervision.tsx';
import { type Told, toldPerson } from './told-person.ts';
import classes from '../records.module.css';

type Person = TravelRuleMessageWire['originators'][number];

export function TravelRuleMessage({ of }: { of: TravelRuleMessageWire }) {
  const { t } = useSpeech();
  const side = (title: 'originator' | 'beneficiary', persons: readonly Person[], accounts: readonly string[]) => {
    const told = persons.length === 0 ? [null] : persons.map(toldPerson);
    return told.map((person, index) => row(`${title} ${index}`, t(`travel.${title}`), person, index === 0 ? accounts : []));
  };
  const row = (key: string, role: string, person: Told | null, accounts: readonly string[]) =>
    [
      key,
      role,
      person === null ? <span className={classes['quiet']}>{t('travel.nobody')}</span> : <Names key="names" person={person} />,
      <Lines key="identity" lines={person?.identity ?? []} />,
      <Lines key="accounts" lines={accounts} isCode />,
    ] as const;
  const provider = (key: string, role: string, person: Person | undefined) =>
    row(key, role, person === undefined ? null : toldPerson(person), []);
  return (
    <Rows title="travel.sides" heads={['travel.role', 'party.name', 'travel.identity', 'travel.accounts']}>
      {[
        ...side('originator', of.originators, of.originatorAccounts),
        provider('originatingVasp', t('travel.originatingVasp'), of.originatingVasp),
        ...(of.path ?? []).map((person) => provider(`path ${person.sequence}`, t('travel.between', { number: person.sequence }), person)),
        provider('beneficiaryVasp', t('travel.beneficiaryVasp'), of.beneficiaryVasp),
        ...side('beneficiary', of.beneficiaries, of.beneficiaryAccounts),
      ]}
    </Rows>
  );
}

function Names({ person: { name, otherNames } }: { person: Told }) {
  const { t } = useSpeech();
  return (
    <>
      {name ?? <span className={classes['quiet']}>{t('travel.noName')}</span>}
      {otherNames.map((other) => (
        <div key={other} className={classes['quiet']}>
          {other}
        </div>
      ))}
    </>
  );
}

function Lines({ lines, isCode = false }: { lines: readonly string[]; isCode?: boolean }) {
  return lines.map((line) => (
    <div key={line}>
      {isCode ? (
        <Text span ff="monospace" size="xs">
          {line}
        </Text>
      ) : (
        line
      )}
    </div>
  ));
}
