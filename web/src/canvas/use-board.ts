// SPDX-License-Identifier: Apache-2.0
/** What stands on a board, its steps back, the sums read for it, and going on from a party. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { canvasPartiesMax } from '../../../src/findings/surroundings/wire.ts';
import { useSaid } from '../attributions/use-said.ts';
import { useSpeech } from '../messages/language.tsx';
import { canvasCalls, type Files, sumsQuery } from './canvas-calls.ts';
import type { Layout } from './picture/lay-picture.ts';
import { addParties, beginHistory, layAnew, type Picture, type Placed, type Seen, step } from './picture/picture-state.ts';

export interface BoardStart {
  readonly files: Files;
  readonly first: Picture;
  /** False where it is to be laid in the order of payment as soon as that is known. */
  readonly isLaid: boolean;
}

export function useBoard(start: BoardStart) {
  const { t } = useSpeech();
  const { files } = start;
  const { history, setHistory, begun, fit, setFit, sums } = useSteps(start);
  const [said, setSaid] = useState('');
  const { present } = history;
  const change = (next: (picture: Picture) => Picture): void => setHistory((known) => step(known, next(known.present)));
  const expand = useMutation({
    mutationFn: ({ party, way: side }: { party: string; way: 'out' | 'in' | 'both' }) =>
      canvasCalls.around({ ...files, files: [...files.files], party, way: side, from: present.from, until: present.until }),
    onSuccess: ({ party, parties, edges, movementsLeftOut }) => {
      const known = new Set(present.parties.map(({ name }) => name));
      const fresh = parties.map(({ name }) => name).filter((name) => !known.has(name));
      const room = fresh.slice(0, Math.max(0, canvasPartiesMax - known.size));
      change((picture) => addParties(picture, room, party, edges));
      setFit((count) => count + 1);
      const noRoom = fresh.length - room.length;
      setSaid(
        [
          t('canvas.cameIn', { count: room.length }),
          ...(movementsLeftOut > 0 ? [t('canvas.leftOut', { count: movementsLeftOut })] : []),
          ...(noRoom > 0 ? [t('canvas.full', { count: noRoom, most: canvasPartiesMax })] : []),
        ].join(' '),
      );
    },
  });
  const pairs = useMemo(() => sums.data?.pairs ?? [], [sums.data]);
  const elsewhere = useMemo(() => new Map(sums.data?.parties.map((party) => [party.name, party.elsewhere])), [sums.data]);
  return {
    history,
    /** What stood on it before the officer did anything. */
    begun,
    /** The parties with what is said of them beside the notes: seen here, and never kept with the picture. */
    shown: useWithClaims(present.parties),
    setHistory,
    change,
    sums,
    pairs,
    elsewhere,
    expand,
    said,
    fit,
    seeAll: () => setFit((count) => count + 1),
    lay: (layout: Layout) => {
      change((picture) => layAnew(picture, layout, pairs));
      setFit((count) => count + 1);
    },
  };
}

/** The picture with its steps; what came from elsewhere is laid once, in the order of payment. */
function useSteps({ files, first, isLaid: isLaidAtFirst }: BoardStart) {
  const [history, setHistory] = useState(() => beginHistory(first));
  const [begun, setBegun] = useState(first);
  const [fit, setFit] = useState(0);
  const [isLaid, setLaid] = useState(isLaidAtFirst);
  const { present } = history;
  const sums = useQuery(sumsQuery(files, present));
  if (!isLaid && sums.data !== undefined) {
    setLaid(true);
    // Whoever was faster than the sums has gone on from the picture as it stood: that is a step of theirs, and is not laid anew.
    if (present === first) {
      const laid = layAnew(present, 'columns', sums.data.pairs);
      setBegun(laid);
      setHistory(beginHistory(laid));
      setFit(fit + 1);
    }
  }
  return { history, setHistory, begun, fit, setFit, sums };
}

/** Parties with what is said of them. */
function useWithClaims(parties: readonly Placed[]): readonly Seen[] {
  const claims = useSaid(parties.map(({ name }) => name));
  return useMemo(
    () =>
      parties.map((party) => {
        const claim = claims.get(party.name);
        return claim === undefined ? party : { ...party, claim };
      }),
    [parties, claims],
  );
}
