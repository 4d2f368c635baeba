// SPDX-License-Identifier: Apache-2.0
/** The way from one party to another: fewest movements, each after the one before. It is put on the canvas and stands out there. */
import { Autocomplete, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TraceStep } from '../../../src/flows/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { canvasCalls, type Files } from './canvas-calls.ts';
import type { Placed } from './picture/picture-state.ts';

export interface FoundWay {
  readonly steps: readonly TraceStep[];
}

interface FinderProps {
  readonly files: Files;
  readonly parties: readonly Placed[];
  readonly way: FoundWay | null;
  readonly onFound: (way: FoundWay | null) => void;
}

/** Names that are offered while one writes; any other may be written. */
const offeredMax = 20;

export function WayFinder({ files, parties, way, onFound }: FinderProps) {
  const { t, dates, amounts } = useSpeech();
  const [ends, setEnds] = useState({ from: '', to: '' });
  const find = useMutation({
    mutationFn: () => canvasCalls.way({ ...files, files: [...files.files], from: ends.from.trim(), to: ends.to.trim() }),
    onSuccess: ({ steps }) => onFound(steps === null ? null : { steps }),
  });
  const names = parties.map(({ name }) => name);
  return (
    <Section title={t('canvas.way')}>
      <form
        className={traceClasses['order']}
        onSubmit={(event) => {
          event.preventDefault();
          find.mutate();
        }}
      >
        {(['from', 'to'] as const).map((end) => (
          <Autocomplete
            key={end}
            label={t(end === 'from' ? 'canvas.way.from' : 'canvas.way.to')}
            data={names}
            limit={offeredMax}
            value={ends[end]}
            onChange={(value) => setEnds((known) => ({ ...known, [end]: value }))}
          />
        ))}
        <Button type="submit" disabled={ends.from.trim() === '' || ends.to.trim() === ''} loading={find.isPending}>
          {t('canvas.way.find')}
        </Button>
      </form>
      {find.error !== null && <Failure error={find.error} />}
      {find.data?.steps === null && <output>{t('canvas.way.none')}</output>}
      {way !== null && (
        <ol className={traceClasses['ways']} aria-label={t('canvas.way')}>
          {way.steps.map(({ row, at, from, to, amount, asset }) => (
            <li key={`${row} ${from} ${to}`} className={traceClasses['way']}>
              <strong>
                {amounts(amount)} {asset}
              </strong>
              <span>
                {from} → {to}{' '}
                <span className={traceClasses['quiet']}>
                  ({t('traces.row', { row })}, {dates.moment(at)})
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
