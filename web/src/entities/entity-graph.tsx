// SPDX-License-Identifier: Apache-2.0
/**
 * The subject among its owners, firms, wallets, venues and cases: a small picture, and the same as a table for whoever reads or prints it.
 *
 * Parties from which something goes to the subject stand at the left, those to which it goes at the right; the picture is only looked at,
 * and the table leads on.
 */
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { EntityPageWire } from '../../../src/findings/entities/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import { Section } from '../shell/page.tsx';
import classes from './entities.module.css';

type Graph = EntityPageWire['graph'];

const rowHeight = 34;
const width = 760;
const boxWidth = 230;
/** Letters that fit in a box. */
const lettersMax = 28;
/** Parties at one side of the picture; the table has all. */
const shownMax = 12;

export function EntityGraph({ graph, purpose }: { graph: Graph; purpose: Purpose | null }) {
  const { t } = useSpeech();
  if (graph.relations.length === 0) return null;
  const party = new Map(graph.parties.map((one) => [one.id, one]));
  return (
    <Section title={t('entity.graph')}>
      <Picture graph={graph} />
      <Table aria-label={t('entity.graph')}>
        <Table.Tbody>
          {graph.relations.map(({ from, to, what, text, source }) => {
            const other = party.get(from === 'subject' ? to : from);
            return (
              <Table.Tr key={`${from} ${to} ${what} ${text}`}>
                <Table.Td w={190}>{t(from === 'subject' ? `entityRelation.${what}` : `entityRelation.by.${what}`)}</Table.Td>
                <Table.Td>
                  {other?.seed === null || other === undefined ? (
                    other?.label
                  ) : (
                    <Link to="/entities" search={{ seed: other.seed, purpose: purpose ?? undefined }}>
                      {other.label}
                    </Link>
                  )}{' '}
                  <span className={classes['quiet']}>
                    {isMessageKey(`firmData.${text}`) ? t(`firmData.${text}` as 'firmData.direct-parent') : text}
                  </span>
                </Table.Td>
                <Table.Td w={70}>
                  {source !== null && (
                    <a href={`#source-${source + 1}`} className={classes['mark']}>
                      {source + 1}
                    </a>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Picture({ graph: { parties, relations } }: { graph: Graph }) {
  const subject = parties.find(({ id }) => id === 'subject');
  const ids = (side: 'from' | 'to'): readonly string[] =>
    [...new Set(relations.map((one) => one[side]))].filter((id) => id !== 'subject').slice(0, shownMax);
  const [left, right] = [ids('from'), ids('to')];
  const height = Math.max(left.length, right.length, 1) * rowHeight + 12;
  const middle = { x: (width - boxWidth) / 2, y: height / 2 };
  const labelOf = (id: string): string => short(parties.find((one) => one.id === id)?.label ?? id);
  const y = (at: number, count: number): number => height / 2 + (at - (count - 1) / 2) * rowHeight;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes['picture']} aria-hidden>
      {left.map((id, at) => (
        <path key={id} d={`M${boxWidth} ${y(at, left.length)} L${middle.x} ${middle.y}`} />
      ))}
      {right.map((id, at) => (
        <path key={id} d={`M${middle.x + boxWidth} ${middle.y} L${width - boxWidth} ${y(at, right.length)}`} />
      ))}
      <Box x={middle.x} y={middle.y} label={short(subject?.label ?? '')} isSubject />
      {left.map((id, at) => (
        <Box key={id} x={0} y={y(at, left.length)} label={labelOf(id)} isSubject={false} />
      ))}
      {right.map((id, at) => (
        <Box key={id} x={width - boxWidth} y={y(at, right.length)} label={labelOf(id)} isSubject={false} />
      ))}
    </svg>
  );
}

function Box({ x, y, label, isSubject }: { x: number; y: number; label: string; isSubject: boolean }) {
  return (
    <g data-subject={isSubject}>
      <rect x={x + 1} y={y - 13} width={boxWidth - 2} height={26} rx={4} />
      <text x={x + boxWidth / 2} y={y + 4} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function short(label: string): string {
  return label.length > lettersMax ? `${label.slice(0, lettersMax - 1)}…` : label;
}
