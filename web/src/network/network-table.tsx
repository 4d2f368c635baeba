// SPDX-License-Identifier: Apache-2.0
/** The table of the network: what we can ask each counterpart for, what each can ask us for, or what everybody can ask everybody for. */
import { SegmentedControl, Select, Table, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { NetworkWire } from '../../../src/agreements/network/wire.ts';
import type { AssistanceKind } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { kindsIn } from './asks.ts';
import classes from './network.module.css';

const views = ['we-ask', 'we-are-asked', 'everybody'] as const;
type View = (typeof views)[number];

export function NetworkTable({ network }: { network: NetworkWire }) {
  const { t } = useSpeech();
  const [view, setView] = useState<View>('we-ask');
  return (
    <div className={classes['tableSide']}>
      <SegmentedControl
        aria-label={t('network.view')}
        value={view}
        onChange={setView}
        data={views.map((value) => ({ value, label: t(`network.view.${value}`) }))}
      />
      {view === 'everybody' ? <Everybody network={network} /> : <Own network={network} isAsking={view === 'we-ask'} />}
    </div>
  );
}

function Own({ network, isAsking }: { network: NetworkWire; isAsking: boolean }) {
  const { t } = useSpeech();
  const self = network.authorities.findIndex(({ authorityId }) => authorityId === network.self);
  const rows = network.authorities
    .map((authority, place) => {
      const found = network.asks.find(([from, to]) => (isAsking ? from === self && to === place : from === place && to === self));
      return { authority, kinds: kindsIn(network, found?.[2] ?? 0) };
    })
    .filter((_, place) => place !== self);
  const columns = network.kinds.filter((kind) => rows.some(({ kinds }) => kinds.includes(kind)));
  if (columns.length === 0) return <p className={classes['quiet']}>{t('network.nothing')}</p>;
  return (
    <ScrolledPart label={t(`network.view.${isAsking ? 'we-ask' : 'we-are-asked'}`)}>
      <Table className={classes['table']}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('network.authority')}</Table.Th>
            {columns.map((kind) => (
              <Table.Th key={kind} className={classes['kind']}>
                {t(`assistance.${kind}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ authority, kinds }) => (
            <Table.Tr key={authority.authorityId}>
              <Table.Th scope="row">{`${authority.name} (${authority.jurisdiction})`}</Table.Th>
              {columns.map((kind) => (
                <Table.Td key={kind}>
                  <YesOrNo isYes={kinds.includes(kind)} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrolledPart>
  );
}

function Everybody({ network }: { network: NetworkWire }) {
  const { t } = useSpeech();
  const [kind, setKind] = useState<AssistanceKind>('information-from-files');
  const { authorities, asks } = network;
  return (
    <>
      <Select
        label={t('field.assistance')}
        allowDeselect={false}
        value={kind}
        onChange={(chosen) => chosen !== null && setKind(chosen)}
        data={network.kinds.map((value) => ({ value, label: t(`assistance.${value}`) }))}
      />
      <ScrolledPart label={t('network.view.everybody')}>
        <Table className={classes['table']}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('network.asks')}</Table.Th>
              {authorities.map(({ authorityId, name, jurisdiction }) => (
                <Table.Th key={authorityId} className={classes['kind']}>
                  {`${name} (${jurisdiction})`}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {authorities.map((authority, from) => (
              <Table.Tr key={authority.authorityId}>
                <Table.Th scope="row">{`${authority.name} (${authority.jurisdiction})`}</Table.Th>
                {authorities.map(({ authorityId }, to) => (
                  <Table.Td key={authorityId}>
                    {from === to ? (
                      ''
                    ) : (
                      <YesOrNo
                        isYes={kindsIn(network, asks.find(([left, right]) => left === from && right === to)?.[2] ?? 0).includes(kind)}
                      />
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrolledPart>
    </>
  );
}

function ScrolledPart({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard to be scrolled.
    <section className={classes['scroll']} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

function YesOrNo({ isYes }: { isYes: boolean }) {
  const { t } = useSpeech();
  const MarkIcon = isYes ? IconCheck : IconMinus;
  return (
    <span className={classes['mark']} data-yes={isYes}>
      <MarkIcon size={16} aria-hidden />
      <VisuallyHidden>{t(isYes ? 'network.yes' : 'network.no')}</VisuallyHidden>
    </span>
  );
}
