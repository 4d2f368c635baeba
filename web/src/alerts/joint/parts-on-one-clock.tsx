// SPDX-License-Identifier: Apache-2.0
/** The acts that several authorities told of, lane by lane on one clock, and the same as a table; each lane says whose data it is. */
import { Table, Text } from '@mantine/core';
import type { JointDetailWire } from '../../../../src/findings/joint-alerts/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import classes from '../alerts.module.css';
import { clockText, spanText } from '../units.ts';
import jointClasses from './joint.module.css';

type Act = NonNullable<JointDetailWire['legs'][number]['part']>['acts'][number];
interface Lane {
  readonly key: string;
  readonly authority: string;
  readonly participant: string;
  readonly instrument: string;
  readonly acts: readonly Act[];
}

const laneHeight = 26;
const width = 900;
/** Acts that the table lists; the document counts all, and each part holds its own. */
const listedMax = 300;

export function PartsOnOneClock({
  legs,
  document: { from, until, positions },
}: {
  legs: JointDetailWire['legs'];
  document: JointDetailWire['document'];
}) {
  const { t } = useSpeech();
  const lanes = legs.flatMap(lanesOf);
  if (from === null || until === null || lanes.length === 0) return <Text size="sm">{t('joint.noActs')}</Text>;
  const [begin, end] = [Date.parse(from), Date.parse(until)];
  const placeOf = (at: string): number => ((Date.parse(at) - begin) / Math.max(1, end - begin)) * width;
  return (
    <>
      <figure className={jointClasses['figure']}>
        <figcaption>
          <Text size="sm">{spanText(from, until)}</Text>
          <Text size="xs" c="dimmed">
            {t('joint.marks')}
          </Text>
        </figcaption>
        {lanes.map((lane) => (
          <div key={lane.key} className={jointClasses['lane']}>
            <span>
              <strong>{lane.authority}</strong> {lane.participant}, {lane.instrument}
            </span>
            <svg
              viewBox={`0 0 ${width} ${laneHeight}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={t('joint.lane', { count: lane.acts.length, name: `${lane.authority}, ${lane.participant}, ${lane.instrument}` })}
            >
              <line x1={0} x2={width} y1={laneHeight / 2} y2={laneHeight / 2} className={jointClasses['clock']} />
              {lane.acts.map(({ at, kind, size }, place) => (
                <rect
                  key={`${at} ${kind} ${size} ${String(place)}`}
                  x={placeOf(at) - 1}
                  width={2.5}
                  y={kind === 'bought' ? 2 : laneHeight / 2 - (kind === 'sold' ? 0 : 4)}
                  height={kind === 'bought' || kind === 'sold' ? laneHeight / 2 - 2 : 8}
                  className={jointClasses[kind]}
                />
              ))}
            </svg>
          </div>
        ))}
      </figure>
      <Positions legs={legs} positions={positions} />
      <Acts lanes={lanes} />
    </>
  );
}

function lanesOf({ authority, part }: JointDetailWire['legs'][number]): Lane[] {
  if (part === null) return [];
  const lanes = Map.groupBy(part.acts, ({ participant, instrument }) => `${participant} ${instrument}`);
  return [...lanes].map(([key, acts]) => {
    const [first] = acts;
    const { venue = '', symbol = '' } = part.instruments[first?.instrument ?? 0] ?? {};
    const participant = part.participants[first?.participant ?? 0]?.name ?? '';
    return { key: `${authority.id} ${key}`, authority: authority.name, participant, instrument: `${venue}/${symbol}`, acts };
  });
}

function Positions({ legs, positions }: { legs: JointDetailWire['legs']; positions: JointDetailWire['document']['positions'] }) {
  const { t } = useSpeech();
  const nameOf = (id: string): string => legs.find(({ authority }) => authority.id === id)?.authority.name ?? id;
  const figures = ['bought', 'sold', 'net'] as const;
  return (
    <Table className={classes['baseline']} aria-label={t('joint.positions')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('joint.onTheDataOf')}</Table.Th>
          <Table.Th>{t('joint.underlying')}</Table.Th>
          {figures.map((name) => (
            <Table.Th key={name} className={classes['number']}>
              {t(`joint.${name}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {positions.map((row) => (
          <Table.Tr key={`${row.authority} ${row.underlying}`}>
            <Table.Th scope="row">{nameOf(row.authority)}</Table.Th>
            <Table.Td>{row.underlying}</Table.Td>
            {figures.map((name) => (
              <Table.Td key={name} className={classes['number']}>
                {row[name]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Acts({ lanes }: { lanes: readonly Lane[] }) {
  const { t } = useSpeech();
  const acts = lanes
    .flatMap((lane) => lane.acts.map((act, place) => ({ lane, act, key: `${lane.key} ${String(place)}` })))
    .toSorted((one, other) => (one.act.at < other.act.at ? -1 : one.act.at > other.act.at ? 1 : 0));
  return (
    <details>
      <summary>{t('joint.acts', { count: acts.length })}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard. */}
      <section className={classes['marks']} tabIndex={0} aria-label={t('joint.actsTable')}>
        <Table aria-label={t('joint.actsTable')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('market.time')}</Table.Th>
              <Table.Th>{t('joint.onTheDataOf')}</Table.Th>
              <Table.Th>{t('alert.participant')}</Table.Th>
              <Table.Th>{t('alert.instruments')}</Table.Th>
              <Table.Th>{t('market.act')}</Table.Th>
              <Table.Th className={classes['number']}>{t('market.size')}</Table.Th>
              <Table.Th className={classes['number']}>{t('market.price')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {acts.slice(0, listedMax).map(({ lane, act, key }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row">{clockText(act.at)}</Table.Th>
                <Table.Td>{lane.authority}</Table.Td>
                <Table.Td>{lane.participant}</Table.Td>
                <Table.Td>{lane.instrument}</Table.Td>
                <Table.Td>{t(`joint.kind.${act.kind}`)}</Table.Td>
                <Table.Td className={classes['number']}>{act.size}</Table.Td>
                <Table.Td className={classes['number']}>{act.price}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {acts.length > listedMax && <Text size="sm">{t('joint.actsMore', { count: acts.length - listedMax })}</Text>}
    </details>
  );
}
