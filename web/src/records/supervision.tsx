// SPDX-License-Identifier: Apache-2.0
/** What a registration says beyond its core: licences, passports, platforms, wallets, branches and measures, each with when it holds. */
import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FoundVenueWire, RegisterEntryWire, RegistrationWire } from '../../../src/records/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import type { PlainKey } from '../messages/translate.ts';
import { Section } from '../shell/page.tsx';
import classes from './records.module.css';
import { VenueOfList } from './venues/venue-of-list.tsx';

/** A registration as an officer sees it, or as the public does, who sees no wallet. */
type Supervised = RegisterEntryWire & Pick<Partial<RegistrationWire>, 'wallets'>;

export function Supervision({ of, venues }: { of: Supervised; venues?: readonly FoundVenueWire[] | undefined }) {
  const { t } = useSpeech();
  const holds = useHolds();
  return (
    <>
      <Rows title="supervision.licences" heads={['supervision.activity', 'fact.status', 'supervision.holds', 'supervision.reason']}>
        {of.licences?.map((licence) => [
          `${licence.activity} ${licence.status} ${licence.from ?? ''}`,
          <Lines key="activity" first={licence.activity} second={[licence.number, licence.ramp && t(`ramp.${licence.ramp}`)]} />,
          t(`licenceStatus.${licence.status}`),
          <NoBreak key="holds" text={holds(licence)} />,
          licence.reason,
        ])}
      </Rows>
      <Rows title="supervision.passports" heads={['supervision.host', 'fact.services', 'supervision.holds']}>
        {of.passports?.map((passport) => [
          `${passport.jurisdiction} ${passport.from ?? ''}`,
          passport.jurisdiction,
          passport.services?.join(', ') ?? t('supervision.allServices'),
          <Lines
            key="holds"
            first={holds(passport)}
            second={[passport.notifiedOn && t('supervision.notifiedOn', { day: passport.notifiedOn })]}
          />,
        ])}
      </Rows>
      <Rows
        title="supervision.venues"
        heads={['party.name', 'party.identifiers', ...(venues === undefined ? [] : ['venue.published' as const])]}
      >
        {of.venues?.map((venue) => [
          venue.mic,
          venue.name,
          <NoBreak key="mic" text={`MIC ${venue.mic}`} />,
          ...(venues === undefined ? [] : [<VenueOfList key="list" found={venues.find(({ mic }) => mic === venue.mic)} />]),
        ])}
      </Rows>
      <Rows title="supervision.wallets" heads={['fact.address', 'supervision.network', 'supervision.use']}>
        {of.wallets?.map((wallet) => [
          `${wallet.network} ${wallet.address}`,
          <Text key="address" span ff="monospace" size="xs">
            {wallet.address}
          </Text>,
          wallet.network,
          t(`walletUse.${wallet.use}`),
        ])}
      </Rows>
      <Rows title="supervision.branches" heads={['fact.jurisdiction', 'fact.address', 'fact.lei']}>
        {of.branches?.map((branch) => [`${branch.jurisdiction} ${branch.address}`, branch.jurisdiction, branch.address, branch.lei])}
      </Rows>
      <Rows title="supervision.measures" heads={['fact.date', 'fact.authority', 'supervision.measure']}>
        {of.measures?.map((measure) => [`${measure.on} ${measure.measure}`, measure.on, measure.authority, measure.measure])}
      </Rows>
    </>
  );
}

/** From a day to a day, in one wording for licences, passports and interests. */
export function useHolds(): (effect: { readonly from?: string | undefined; readonly until?: string | undefined }) => string {
  const { t } = useSpeech();
  return ({ from, until }) => (from === undefined && until === undefined ? '' : `${from ?? '…'} – ${until ?? t('supervision.open')}`);
}

export function Rows({
  title,
  heads,
  children,
}: {
  title: PlainKey;
  heads: readonly PlainKey[];
  children?: readonly (readonly [id: string, ...cells: ReactNode[]])[] | undefined;
}) {
  const { t } = useSpeech();
  if (children === undefined || children.length === 0) return null;
  return (
    <Section title={t(title)}>
      <Table className={classes['table']} aria-label={t(title)}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{t(head)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {children.map(([id, ...cells]) => (
            <Table.Tr key={id}>
              {cells.map((cell, at) => (
                <Table.Td key={heads[at]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function NoBreak({ text }: { text: string }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{text}</span>;
}

function Lines({ first, second }: { first: string; second: readonly (string | undefined)[] }) {
  const under = second.filter((text) => text !== undefined && text !== '').join(' · ');
  return (
    <>
      {first}
      {under !== '' && <div className={classes['quiet']}>{under}</div>}
    </>
  );
}
