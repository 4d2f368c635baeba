// SPDX-License-Identifier: Apache-2.0
/** What a draft would change: counts over all files, by file, instrument and day, and the alerts side by side, each to be opened. */
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { EffectCountsWire, EffectWire, NamedEffectWire, PairWire } from '../../../src/findings/studio/wire.ts';
import { spanText } from '../alerts/units.ts';
import findingClasses from '../findings/findings.module.css';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './studio.module.css';

export function EffectTables({ draftId, effect }: { draftId: string; effect: EffectWire }) {
  const { t } = useSpeech();
  const isCounted = effect.looks.some(({ state }) => state === 'done');
  return (
    <div className={classes['stack']}>
      {isCounted && <Counts counts={effect.counts} />}
      <Looks looks={effect.looks} />
      {effect.byInstrument.length > 0 && <Named label={t('studio.byInstrument')} rows={effect.byInstrument} />}
      {effect.byDay.length > 0 && <Named label={t('studio.byDay')} rows={effect.byDay} />}
      {effect.pairs.length > 0 && <Pairs draftId={draftId} pairs={effect.pairs} />}
      {effect.pairsLeftOut > 0 && <p className={findingClasses['quiet']}>{t('studio.leftOut', { count: effect.pairsLeftOut })}</p>}
    </div>
  );
}

function Counts({ counts: { same, onlyBefore, onlyAfter } }: { counts: EffectCountsWire }) {
  const { t } = useSpeech();
  return (
    <dl className={classes['counts']}>
      <div>
        <dt>{t('effect.same')}</dt>
        <dd>{same}</dd>
      </div>
      <div>
        <dt>{t('effect.only-before')}</dt>
        <dd>{onlyBefore}</dd>
      </div>
      <div>
        <dt>{t('effect.only-after')}</dt>
        <dd>{onlyAfter}</dd>
      </div>
    </dl>
  );
}

function CountHeads() {
  const { t } = useSpeech();
  return (
    <>
      <Table.Th className={classes['number']}>{t('effect.same')}</Table.Th>
      <Table.Th className={classes['number']}>{t('effect.only-before')}</Table.Th>
      <Table.Th className={classes['number']}>{t('effect.only-after')}</Table.Th>
    </>
  );
}

function CountCells({ counts: { same, onlyBefore, onlyAfter } }: { counts: EffectCountsWire }) {
  return (
    <>
      <Table.Td className={classes['number']}>{same}</Table.Td>
      <Table.Td className={classes['number']}>{onlyBefore}</Table.Td>
      <Table.Td className={classes['number']}>{onlyAfter}</Table.Td>
    </>
  );
}

function Looks({ looks }: { looks: EffectWire['looks'] }) {
  const { t } = useSpeech();
  if (looks.length === 0) return null;
  return (
    <Table className={findingClasses['table']} aria-label={t('studio.byFile')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('studio.byFile')}</Table.Th>
          <CountHeads />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {looks.map(({ id, file, state, events, moments, counts, problems }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <strong>{file.name}</strong>
              <div className={findingClasses['quiet']}>
                {state === 'done' ? t('studio.looked', { events: String(events), moments: String(moments) }) : t(`lookState.${state}`)}
              </div>
              {problems.map(({ problem, remedy }) => (
                <div key={problem} className={findingClasses['quiet']}>
                  {problem} {remedy}
                </div>
              ))}
            </Table.Td>
            {state === 'done' ? <CountCells counts={counts} /> : <Table.Td colSpan={3} />}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Named({ label, rows }: { label: string; rows: readonly NamedEffectWire[] }) {
  return (
    <Table className={findingClasses['table']} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{label}</Table.Th>
          <CountHeads />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.name}>
            <Table.Td>{row.name}</Table.Td>
            <CountCells counts={row} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const tones = { same: 'tide', 'only-before': 'brick', 'only-after': 'moss' } as const;

function Pairs({ draftId, pairs }: { draftId: string; pairs: readonly PairWire[] }) {
  const { t } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('studio.pairs')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{t('studio.effect')}</Table.Th>
          <Table.Th>{t('studio.before')}</Table.Th>
          <Table.Th>{t('studio.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pairs.map((pair) => (
          <Table.Tr key={`${pair.look} ${pair.number}`}>
            <Table.Td>
              <WordBadge tone={tones[pair.effect]} label={t(`effect.${pair.effect}`)} />
            </Table.Td>
            <Side draftId={draftId} pair={pair} side="before" />
            <Side draftId={draftId} pair={pair} side="after" />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Side({ draftId, pair, side }: { draftId: string; pair: PairWire; side: 'before' | 'after' }) {
  const { t } = useSpeech();
  const shown = pair[side];
  if (shown === null) return <Table.Td className={findingClasses['quiet']}>{t('studio.noAlert')}</Table.Td>;
  const who = pair.participants.length === 0 ? t('studio.nobody') : pair.participants.join(', ');
  return (
    <Table.Td>
      <Link
        to="/alerts/drafts/$draftId/$look/$number/$side"
        params={{ draftId, look: pair.look, number: String(pair.number), side }}
        className={findingClasses['link']}
      >
        {who}, {pair.instruments.join(', ')}
      </Link>
      <div>{shown.sentence}</div>
      <div className={findingClasses['quiet']}>
        {spanText(shown.from, shown.until)} · {shown.score.toFixed(2)}
        {shown.lead !== null && ` · ${t('studio.inInbox')}`}
      </div>
    </Table.Td>
  );
}
