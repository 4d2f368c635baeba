// SPDX-License-Identifier: Apache-2.0
/**
 * A picture of figures with its twin as a table. The picture is for the eye; whoever reads by ear, or wants the digits, opens the table,
 * which says the same. Series differ by pattern as well as by colour, and the legend stands above.
 */
import { Table } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';
import { byKeyboard } from '../shell/by-keyboard.ts';
import classes from './statistics.module.css';

export interface Series {
  readonly key: string;
  readonly label: string;
}
export interface Group {
  readonly name: string;
  /** In the order of the series; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly texts: readonly string[];
}
interface Props {
  readonly label: string;
  readonly series: readonly Series[];
  readonly groups: readonly Group[];
  /** What the first column of the table holds. */
  readonly groupLabel: string;
  /** Groups of different units are not measured against one another. */
  readonly isScaledByGroup?: true;
}

/** Lying bars, for names that are long. */
export function BarPicture(props: Props) {
  const { series, groups } = props;
  const mostOf = (some: readonly Group[]): number => Math.max(...some.flatMap(({ values }) => values.map((value) => value ?? 0)), 1e-9);
  return (
    <Framed {...props}>
      <div className={classes['bars']} aria-hidden>
        {groups.map((group) => {
          const most = mostOf(props.isScaledByGroup === true ? [group] : groups);
          return (
            <div key={group.name} className={classes['group']}>
              <span>{group.name}</span>
              <div>
                {series.map(({ key }, index) => (
                  <div key={key} className={classes['line']}>
                    <span className={classes['track']}>
                      <span
                        className={classes['bar']}
                        data-series={index}
                        style={{ width: `${(Math.max(0, group.values[index] ?? 0) / most) * 100}%` }}
                      />
                    </span>
                    <span className={classes['number']}>{group.texts[index]}</span>
                  </div>
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </Framed>
  );
}

/** Height of the standing columns, in pixels. */
const columnsHeight = 150;

/** Standing columns, for time that goes from left to right. */
export function ColumnPicture(props: Props) {
  const { series, groups } = props;
  const most = Math.max(...groups.flatMap(({ values }) => values.map((value) => value ?? 0)), 1);
  return (
    <Framed {...props}>
      <div className={classes['columns']} aria-hidden>
        {groups.map((group) => (
          <div key={group.name} className={classes['month']}>
            <div className={classes['standing']} style={{ height: columnsHeight }}>
              {series.map(({ key }, index) => (
                <span key={key} className={classes['columnOf']}>
                  <span className={classes['number']}>{group.texts[index]}</span>
                  <span
                    className={classes['column']}
                    data-series={index}
                    style={{ height: `${((group.values[index] ?? 0) / most) * (columnsHeight - 20)}px` }}
                  />
                </span>
              ))}
            </div>
            <span className={classes['quiet']}>{group.name}</span>
          </div>
        ))}
      </div>
    </Framed>
  );
}

function Framed({ label, series, groups, groupLabel, children }: Props & { readonly children: React.ReactNode }) {
  const { t } = useSpeech();
  return (
    <figure className={classes['picture']} aria-label={label}>
      {series.length > 1 && (
        <figcaption className={classes['legend']} aria-hidden>
          {series.map(({ key, label: name }, index) => (
            <span key={key}>
              <span className={classes['key']} data-series={index} />
              {name}
            </span>
          ))}
        </figcaption>
      )}
      {children}
      <details className={classes['twin']}>
        <summary>{t('statistics.asTable', { label })}</summary>
        <Table.ScrollContainer minWidth={480} scrollAreaProps={byKeyboard(label)}>
          <Table className={classes['table']} aria-label={label}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{groupLabel}</Table.Th>
                {series.map(({ key, label: name }) => (
                  <Table.Th key={key} className={classes['number']}>
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => (
                <Table.Tr key={group.name}>
                  <Table.Th scope="row">{group.name}</Table.Th>
                  {series.map(({ key }, index) => (
                    <Table.Td key={key} className={classes['number']}>
                      {group.texts[index]}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </figure>
  );
}
