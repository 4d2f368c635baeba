// SPDX-License-Identifier: Apache-2.0
/** What is on the canvas, in words: its parties with what can be done with each, and who paid whom. Both can be searched by a part of a name. */
import { Button, Group, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PairSumWire } from '../../../src/flows/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { PairSums } from '../traces/pair-sums.tsx';
import traceClasses from '../traces/traces.module.css';
import type { Files } from './canvas-calls.ts';
import classes from './canvas.module.css';
import type { Placed, Seen } from './picture/picture-state.ts';

/** Rows that a table shows before more are asked for. */
const rowsShown = 50;

interface PartyTableProps {
  readonly parties: readonly Seen[];
  readonly pairs: readonly PairSumWire[];
  readonly elsewhere: ReadonlyMap<string, number>;
  readonly selected: string | null;
  readonly onSelect: (name: string) => void;
  readonly onExpand: (name: string) => void;
  readonly onRemove: (name: string) => void;
}

export function PartyTable({ parties, pairs, elsewhere, selected, onSelect, onExpand, onRemove }: PartyTableProps) {
  const { t } = useSpeech();
  const { part, setPart, most, more } = useRows();
  const counts = new Map<string, number>();
  for (const { from, to } of pairs) for (const name of [from, to]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const found = parties.filter(({ name, note, claim = '' }) => holds(part, name, note, claim));
  return (
    <Section title={t('canvas.parties', { count: parties.length })} aside={<PartOfName part={part} onChange={setPart} />}>
      <Table className={findingClasses['table']} aria-label={t('canvas.partiesTable')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.account')}</Table.Th>
            <Table.Th className={traceClasses['number']}>{t('canvas.pairs')}</Table.Th>
            <Table.Th className={traceClasses['number']}>{t('canvas.elsewhereShort')}</Table.Th>
            <Table.Th>{t('canvas.do')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.slice(0, most).map(({ name, note, claim }) => (
            <Table.Tr key={name} aria-selected={name === selected}>
              <Table.Td>
                {name === selected ? <strong>{name}</strong> : name}
                {claim !== undefined && <div className={traceClasses['quiet']}>{claim}</div>}
                {note !== '' && <div className={classes['note']}>{note}</div>}
              </Table.Td>
              <Table.Td className={traceClasses['number']}>{counts.get(name) ?? 0}</Table.Td>
              <Table.Td className={traceClasses['number']}>{elsewhere.get(name) ?? '…'}</Table.Td>
              <Table.Td>
                <Group gap={6}>
                  <Button size="compact-xs" variant="default" aria-label={t('canvas.chooseNamed', { name })} onClick={() => onSelect(name)}>
                    {t('canvas.choose')}
                  </Button>
                  <Button size="compact-xs" variant="default" aria-label={t('canvas.expandNamed', { name })} onClick={() => onExpand(name)}>
                    {t('canvas.expand')}
                  </Button>
                  <Button size="compact-xs" variant="default" aria-label={t('canvas.removeNamed', { name })} onClick={() => onRemove(name)}>
                    {t('canvas.remove')}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <MoreRows left={found.length - most} onMore={more} />
    </Section>
  );
}

export function PairTable({
  parties,
  pairs,
  digest,
  files,
}: {
  parties: readonly Placed[];
  pairs: readonly PairSumWire[];
  digest: string | null;
  files?: Files;
}) {
  const { t } = useSpeech();
  const { part, setPart, most, more } = useRows();
  const there = new Set(parties.map(({ name }) => name));
  const found = pairs.filter(({ from, to }) => there.has(from) && there.has(to) && holds(part, from, to));
  return (
    <Section title={t('shapes.payments')} aside={<PartOfName part={part} onChange={setPart} />}>
      {found.length === 0 && <p className={traceClasses['quiet']}>{t('canvas.noPairs')}</p>}
      {found.length > 0 && <PairSums pairs={found.slice(0, most)} files={files} />}
      <MoreRows left={found.length - most} onMore={more} />
      <p className={traceClasses['quiet']}>{t('canvas.notDrawn')}</p>
      {digest !== null && <p className={traceClasses['digest']}>{digest}</p>}
    </Section>
  );
}

function useRows() {
  const [part, setPart] = useState('');
  const [most, setMost] = useState(rowsShown);
  return { part, setPart, most, more: () => setMost(most + rowsShown * 4) };
}

function holds(part: string, ...names: readonly string[]): boolean {
  const sought = part.trim().toLowerCase();
  return sought === '' || names.some((name) => name.toLowerCase().includes(sought));
}

function PartOfName({ part, onChange }: { part: string; onChange: (part: string) => void }) {
  const { t } = useSpeech();
  return (
    <TextInput
      size="xs"
      aria-label={t('canvas.partOfName')}
      placeholder={t('canvas.partOfName')}
      value={part}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function MoreRows({ left, onMore }: { left: number; onMore: () => void }) {
  const { t } = useSpeech();
  if (left <= 0) return null;
  return (
    <Button mt="xs" size="xs" variant="default" onClick={onMore}>
      {t('canvas.more', { count: left })}
    </Button>
  );
}
