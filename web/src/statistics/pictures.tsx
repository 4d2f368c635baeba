// SPDX-License-Identifier: Apache-2.0
/** The figures as pictures: turnaround, refusals, feedback, property, months. What is not there is not drawn. */
import type { StatisticsWire } from '../../../src/desk/statistics/wire.ts';
import { sumText } from '../freezing/sums.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { BarPicture, ColumnPicture } from './picture.tsx';

interface Props {
  readonly data: StatisticsWire;
}

export function Turnaround({ data }: Props) {
  const { t } = useSpeech();
  const answered = data.rows.filter((row) => row.medianDaysToAnswer !== null);
  if (answered.length === 0) return null;
  const days = (value: number | null): string => (value === null ? '–' : t('statistics.days', { count: value }));
  return (
    <Section title={t('statistics.turnaround')}>
      <BarPicture
        label={t('statistics.turnaround')}
        groupLabel={t('inbox.counterpart')}
        series={(['median', 'p90'] as const).map((key) => ({ key, label: t(`statistics.series.${key}`) }))}
        groups={answered.map((row) => ({
          name: `${row.counterpartName} · ${t(`statistics.short.${row.side}`)} · ${row.agreementTitle}`,
          values: [row.medianDaysToAnswer, row.p90DaysToAnswer],
          texts: [days(row.medianDaysToAnswer), days(row.p90DaysToAnswer)],
        }))}
      />
    </Section>
  );
}

/** What became of refusals, in the order in which it happens. */
const answerNames = ['count', 'rebutted', 'cured', 'reopened', 'upheld'] as const;

export function Refusals({ data }: Props) {
  const { t } = useSpeech();
  if (data.refusals.length === 0) return null;
  const shown = answerNames.filter((name) => name === 'count' || data.refusals.some((row) => row[name] > 0));
  return (
    <Section title={t('statistics.refusals')}>
      <BarPicture
        label={t('statistics.refusals')}
        groupLabel={t('statistics.ground')}
        series={shown.map((key) => ({ key, label: t(`statistics.series.${key}`) }))}
        groups={data.refusals.map((row) => ({
          name: [row.ground, row.meaning, t(`statistics.short.${row.side}`)].filter((word) => word !== '').join(' · '),
          values: shown.map((name) => row[name]),
          texts: shown.map((name) => String(row[name])),
        }))}
      />
    </Section>
  );
}

export function Feedback({ data }: Props) {
  const { t } = useSpeech();
  if (data.feedback.length === 0) return null;
  return (
    <Section title={t('statistics.feedback')}>
      <BarPicture
        label={t('statistics.feedback')}
        groupLabel={t('statistics.usefulness')}
        series={[{ key: 'count', label: t('statistics.series.cases') }]}
        groups={data.feedback.map(({ side, usefulness, count }) => ({
          name: `${t(`useful.${usefulness}`)} · ${t(`statistics.short.${side}`)}`,
          values: [count],
          texts: [String(count)],
        }))}
      />
    </Section>
  );
}

const sums = ['frozenEver', 'held', 'released', 'toVictims', 'toIssuing', 'toExecuting'] as const;

export function Property({ data }: Props) {
  const { t, language } = useSpeech();
  if (data.property.length === 0) return null;
  const victims = data.property.filter((row) => row.ordersWithVictims > 0);
  return (
    <Section title={t('statistics.property')}>
      <BarPicture
        label={t('statistics.property')}
        groupLabel={t('statistics.currency')}
        isScaledByGroup
        series={sums.map((key) => ({ key, label: t(`statistics.series.${key}`) }))}
        groups={data.property.map((row) => ({
          name: `${row.currency} · ${t(`statistics.short.${row.side}`)} · ${t('statistics.orders', { count: row.orders })}`,
          values: sums.map((name) => Number(row[name])),
          texts: sums.map((name) => sumText(row[name].replace('.', ''), row.currency, language)),
        }))}
      />
      {victims.map((row) => (
        <p key={`${row.side} ${row.currency}`}>
          {t('statistics.victims', {
            currency: row.currency,
            side: t(`statistics.short.${row.side}`),
            orders: row.ordersWithVictims,
            count: row.victims,
          })}
        </p>
      ))}
    </Section>
  );
}

const monthSeries = ['received', 'answered', 'refused'] as const;

export function Months({ data }: Props) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('statistics.months')}>
      <ColumnPicture
        label={t('statistics.months')}
        groupLabel={t('statistics.month')}
        series={monthSeries.map((key) => ({ key, label: t(`statistics.series.${key}`) }))}
        groups={data.months.map((row) => ({
          name: dates.month(`${row.month}-15T12:00:00.000Z`),
          values: monthSeries.map((name) => row[name]),
          texts: monthSeries.map((name) => String(row[name])),
        }))}
      />
    </Section>
  );
}
