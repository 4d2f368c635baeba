// SPDX-License-Identifier: Apache-2.0
/** What two records say differently, each in its own column: neither is an earlier version of the other, so nothing is struck out. */
import { Table } from '@mantine/core';
import type { DifferenceWire, Segment } from '../../../src/kernel/wire.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { useMemberName } from '../onward/fields/use-field-name.ts';
import classes from './comparison.module.css';

interface TwoSidesProps {
  readonly label: string;
  readonly differences: readonly DifferenceWire[];
  /** Whose record each is. */
  readonly heads: readonly [one: string, other: string];
}

export function TwoSides({ label, differences, heads }: TwoSidesProps) {
  const { t } = useSpeech();
  const nameOf = useMemberName();
  if (differences.length === 0) return <p className={classes['quiet']}>{t('comparison.nothing')}</p>;
  return (
    <Table className={classes['sides']} aria-label={label} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="22%">{t('findings.field')}</Table.Th>
          {heads.map((head) => (
            <Table.Th key={head}>{head}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ path, segments }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row">{capital(nameOf(path))}</Table.Th>
            {(['removed', 'added'] as const).map((own) => (
              <Table.Td key={own}>
                <Side own={own} segments={segments} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The text of one side: the words that both have, and its own, marked. */
function Side({ own, segments }: { own: Segment['change']; segments: readonly Segment[] }) {
  const words = segments.filter(({ change }) => change === 'same' || change === own);
  if (words.length === 0) return <span className={classes['quiet']}>–</span>;
  return words.map(({ change, text }, index) => {
    const key = `${index} ${change}`;
    return change === 'same' ? <span key={key}>{text}</span> : <mark key={key}>{text}</mark>;
  });
}
