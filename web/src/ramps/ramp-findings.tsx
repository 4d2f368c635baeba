// SPDX-License-Identifier: Apache-2.0
/** What crossed, at which firms and in which jurisdictions, what has one leg alone, and what is not known. */
import { SegmentedControl, Table } from '@mantine/core';
import { useState } from 'react';
import type { RampsAnswerWire } from '../../../src/findings/ramps/wire.ts';
import type { RampsWire } from '../../../src/flows/ramps/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { byKeyboard } from '../shell/by-keyboard.ts';
import { Section } from '../shell/page.tsx';
import classes from '../traces/traces.module.css';
import { layMonths, moneysOf } from './lay-months.ts';
import { MonthsPicture } from './months-picture.tsx';
import { RegistrationsRead } from './registrations-read.tsx';
import { StandingWords } from './standing-words.tsx';

/** Rows of one table that are shown: the document has all of them. */
const rowsShown = 300;

export function RampFindings({ answer: { read, ramps } }: { answer: RampsAnswerWire }) {
  const { t } = useSpeech();
  return (
    <>
      <Section title={t('ramps.byJurisdiction')}>
        {ramps.crossings.length === 0 && <p className={classes['quiet']}>{t('ramps.nothing')}</p>}
        <Months ramps={ramps} />
        {ramps.jurisdictions.length > 0 && <Jurisdictions ramps={ramps} />}
        <RegistrationsRead read={read} />
        <p className={classes['digest']}>{ramps.digest}</p>
      </Section>
      {ramps.crossings.length > 0 && (
        <Section title={t('ramps.byFirm')}>
          <Crossings ramps={ramps} />
        </Section>
      )}
      {ramps.sides.length > 0 && (
        <Section title={t('ramps.sides')}>
          <p className={classes['quiet']}>{t('ramps.sidesUnder')}</p>
          <Sides ramps={ramps} />
        </Section>
      )}
      <Unknown ramps={ramps} />
    </>
  );
}

function Months({ ramps }: { ramps: RampsWire }) {
  const { t } = useSpeech();
  const moneys = moneysOf(ramps);
  const [chosen, setChosen] = useState<string | null>(null);
  const money = chosen !== null && moneys.includes(chosen) ? chosen : moneys[0];
  if (money === undefined) return null;
  return (
    <>
      {moneys.length > 1 && <SegmentedControl aria-label={t('ramps.money')} data={[...moneys]} value={money} onChange={setChosen} mb={8} />}
      <MonthsPicture lines={layMonths(ramps, money)} money={money} />
    </>
  );
}

function Worth({ value, withoutPrice, currency }: { value: string | null; withoutPrice: number; currency: string | null }) {
  const { t, amounts } = useSpeech();
  if (currency === null) return null;
  return (
    <Table.Td className={classes['number']}>
      {value === null ? '' : `${amounts(value)} ${currency}`}
      {withoutPrice > 0 && <div className={classes['quiet']}>{t('ramps.withoutPrice', { count: withoutPrice })}</div>}
    </Table.Td>
  );
}

function CrossingHead({ first, currency }: { first: readonly string[]; currency: string | null }) {
  const { t } = useSpeech();
  return (
    <Table.Thead>
      <Table.Tr>
        {first.map((head) => (
          <Table.Th key={head}>{head}</Table.Th>
        ))}
        <Table.Th>{t('ramps.ramp')}</Table.Th>
        <Table.Th>{t('ramps.standing')}</Table.Th>
        <Table.Th className={classes['number']}>{t('ramps.money')}</Table.Th>
        <Table.Th className={classes['number']}>{t('ramps.digital')}</Table.Th>
        <Table.Th className={classes['number']}>{t('ramps.exchanges')}</Table.Th>
        {currency !== null && <Table.Th className={classes['number']}>{t('ramps.worth')}</Table.Th>}
      </Table.Tr>
    </Table.Thead>
  );
}

function Jurisdictions({ ramps: { jurisdictions, currency } }: { ramps: RampsWire }) {
  const { t } = useSpeech();
  return (
    <Table.ScrollContainer minWidth={720} scrollAreaProps={byKeyboard(t('ramps.byJurisdiction'))}>
      <Table className={findingClasses['table']} aria-label={t('ramps.byJurisdiction')}>
        <CrossingHead first={[t('ramps.jurisdiction')]} currency={currency} />
        <Table.Tbody>
          {jurisdictions.map((row) => (
            <Table.Tr
              key={`${row.jurisdiction} ${row.ramp} ${row.standing} ${row.money.symbol} ${row.digital.ledger} ${row.digital.symbol}`}
            >
              <Table.Td>
                <strong>{row.jurisdiction ?? t('ramps.placeUnknown')}</strong>
                <div className={classes['quiet']}>{row.supervisors.join(', ')}</div>
              </Table.Td>
              <CrossingCells row={row} currency={currency} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function CrossingCells({
  row,
  currency,
}: {
  row: Omit<RampsWire['jurisdictions'][number], 'jurisdiction' | 'supervisors'>;
  currency: string | null;
}) {
  const { t, amounts } = useSpeech();
  return (
    <>
      <Table.Td>{t(`ramps.short.${row.ramp}`)}</Table.Td>
      <Table.Td>
        <StandingWords standing={row.standing} />
      </Table.Td>
      <Table.Td className={classes['number']}>
        {amounts(row.moneyAmount)} {row.money.symbol}
      </Table.Td>
      <Table.Td className={classes['number']}>
        {amounts(row.digitalAmount)} {row.digital.symbol}
      </Table.Td>
      <Table.Td className={classes['number']}>{row.movements}</Table.Td>
      <Worth value={row.value} withoutPrice={row.withoutPrice} currency={currency} />
    </>
  );
}

function Firm({ firm }: { firm: RampsWire['firms'][number] | undefined }) {
  const { t } = useSpeech();
  if (firm === undefined) return <span className={classes['quiet']}>{t('ramps.noFirm')}</span>;
  return (
    <>
      {firm.name} {firm.jurisdiction !== null && <span className={classes['quiet']}>{firm.jurisdiction}</span>}
      {firm.reference !== null && <div className={classes['quiet']}>{firm.reference}</div>}
    </>
  );
}

function Crossings({ ramps: { crossings, firms, currency } }: { ramps: RampsWire }) {
  const { t } = useSpeech();
  const shown = crossings.slice(0, rowsShown);
  return (
    <>
      <Table.ScrollContainer minWidth={720} scrollAreaProps={byKeyboard(t('ramps.byFirm'))}>
        <Table className={findingClasses['table']} aria-label={t('ramps.byFirm')}>
          <CrossingHead first={[t('ramps.month'), t('ramps.firm')]} currency={currency} />
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr
                key={`${row.month} ${row.firm} ${row.ramp} ${row.standing} ${row.money.symbol} ${row.digital.ledger} ${row.digital.symbol}`}
              >
                <Table.Td className={classes['month']}>{row.month}</Table.Td>
                <Table.Td>
                  <Firm firm={row.firm === null ? undefined : firms[row.firm]} />
                </Table.Td>
                <CrossingCells row={row} currency={currency} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {crossings.length > rowsShown && <p className={classes['quiet']}>{t('ramps.more', { count: crossings.length - rowsShown })}</p>}
    </>
  );
}

function Sides({ ramps: { sides, firms, currency } }: { ramps: RampsWire }) {
  const { t, amounts } = useSpeech();
  return (
    <>
      <Table.ScrollContainer minWidth={720} scrollAreaProps={byKeyboard(t('ramps.sides'))}>
        <Table className={findingClasses['table']} aria-label={t('ramps.sides')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ramps.month')}</Table.Th>
              <Table.Th>{t('ramps.firm')}</Table.Th>
              <Table.Th>{t('ramps.side')}</Table.Th>
              <Table.Th>{t('ramps.rampIf')}</Table.Th>
              <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
              <Table.Th className={classes['number']}>{t('traces.movements')}</Table.Th>
              {currency !== null && <Table.Th className={classes['number']}>{t('ramps.worth')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sides.slice(0, rowsShown).map((row) => (
              <Table.Tr key={`${row.month} ${row.firm} ${row.standing} ${row.side} ${row.asset.ledger} ${row.asset.symbol}`}>
                <Table.Td className={classes['month']}>{row.month}</Table.Td>
                <Table.Td>
                  <Firm firm={firms[row.firm]} />
                </Table.Td>
                <Table.Td>{t(`ramps.${row.isMoney ? 'money' : 'digital'}.${row.side}`)}</Table.Td>
                <Table.Td>
                  {t(`ramps.short.${row.ramp}`)} <StandingWords standing={row.standing} />
                </Table.Td>
                <Table.Td className={classes['number']}>
                  {amounts(row.amount)} {row.asset.symbol}
                </Table.Td>
                <Table.Td className={classes['number']}>{row.movements}</Table.Td>
                <Worth value={row.value} withoutPrice={row.withoutPrice} currency={currency} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {sides.length > rowsShown && <p className={classes['quiet']}>{t('ramps.more', { count: sides.length - rowsShown })}</p>}
    </>
  );
}

function Unknown({ ramps: { unknown, assets } }: { ramps: RampsWire }) {
  const { t } = useSpeech();
  const { oneLeg, notOneAndOne, severalFirms, claimedTwice, unseen } = unknown;
  const money = assets.filter(({ isMoney }) => isMoney).map(({ asset }) => asset.symbol);
  return (
    <Section title={t('ramps.unknown')}>
      <ul>
        <li>{money.length === 0 ? t('ramps.noMoney') : t('ramps.isMoney', { list: money.join(', ') })}</li>
        {oneLeg > 0 && <li>{t('ramps.oneLeg', { count: oneLeg })}</li>}
        {notOneAndOne > 0 && <li>{t('ramps.notOneAndOne', { count: notOneAndOne })}</li>}
        {severalFirms > 0 && <li>{t('ramps.severalFirms', { count: severalFirms })}</li>}
        {claimedTwice.count > 0 && <li>{t('ramps.claimedTwice', { count: claimedTwice.count, list: claimedTwice.first.join(', ') })}</li>}
        {unseen.slice(0, rowsShown).map(({ name, reference, jurisdiction, why }) => (
          <li key={`${jurisdiction} ${reference}`}>{t(`ramps.unseen.${why}`, { name, reference, jurisdiction })}</li>
        ))}
      </ul>
    </Section>
  );
}
