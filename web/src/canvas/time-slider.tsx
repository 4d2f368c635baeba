// SPDX-License-Identifier: Apache-2.0
/** From when until when movements count: the sums are asked for anew when the hand leaves the slider. */
import { RangeSlider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { movementFilesQuery } from '../traces/trace-calls.ts';
import traceClasses from '../traces/traces.module.css';
import type { Files } from './canvas-calls.ts';
import classes from './canvas.module.css';
import type { Picture } from './picture/picture-state.ts';

/** Places of the slider. */
const steps = 400;

interface SliderProps {
  readonly files: Files;
  readonly picture: Picture;
  readonly onChange: (stretch: Pick<Picture, 'from' | 'until'>) => void;
}

export function TimeSlider({ files, picture, onChange }: SliderProps) {
  const { t, dates } = useSpeech();
  const known = useQuery(movementFilesQuery);
  const [held, setHeld] = useState<[number, number] | null>(null);
  const moments = (known.data ?? [])
    .filter(({ id }) => files.files.includes(id))
    .flatMap(({ facts: { from, until } }) => (from === null || until === null ? [] : [Date.parse(from), Date.parse(until)]));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  if (moments.length === 0 || first === last) return null;
  const momentOf = (place: number): string => new Date(Math.round(first + (place / steps) * (last - first))).toISOString();
  const placeOf = (moment: string | null, otherwise: number): number =>
    moment === null ? otherwise : Math.round(((Date.parse(moment) - first) / (last - first)) * steps);
  const value = held ?? [placeOf(picture.from, 0), placeOf(picture.until, steps)];
  return (
    <div className={classes['slider']}>
      <p className={traceClasses['quiet']}>
        {t('canvas.stretch', { from: dates.moment(momentOf(value[0])), until: dates.moment(momentOf(value[1])) })}
      </p>
      <RangeSlider
        min={0}
        max={steps}
        minRange={1}
        value={value}
        label={(place) => dates.moment(momentOf(place))}
        thumbFromLabel={t('canvas.from')}
        thumbToLabel={t('canvas.until')}
        onChange={setHeld}
        onChangeEnd={([from, until]) => {
          setHeld(null);
          onChange({ from: from === 0 ? null : momentOf(from), until: until === steps ? null : momentOf(until) });
        }}
      />
    </div>
  );
}
