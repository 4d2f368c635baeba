// SPDX-License-Identifier: Apache-2.0
/** In a few words, who parties are said to be, for pictures and tables; claims that disagree stand side by side, contested ones do not stand there. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SaidWire } from '../../../src/findings/attributions/wire.ts';
import { canvasPartiesMax } from '../../../src/findings/surroundings/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { saidQuery } from './attribution-calls.ts';

/** Actors that are named of one party; its page has all. */
const actorsMax = 2;
const noneSaid: readonly SaidWire[] = [];

export function useSaid(parties: readonly string[]): ReadonlyMap<string, string> {
  const { t } = useSpeech();
  const { data = noneSaid } = useQuery(saidQuery(parties.slice(0, canvasPartiesMax)));
  return useMemo(
    () =>
      new Map(
        data.flatMap(({ address, attributions }) => {
          const actors = [...new Set(attributions.filter(({ counts }) => counts).map(({ actor }) => actor))].slice(0, actorsMax);
          return actors.length === 0 ? [] : [[address, t('said.short', { actors: actors.join(' / ') })] as const];
        }),
      ),
    [data, t],
  );
}
