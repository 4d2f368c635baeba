// SPDX-License-Identifier: Apache-2.0
/** The board: the picture with its tools, the chosen party, the way between two, and everything once more as tables. */
import { useComputedColorScheme } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { canvasPartiesMax } from '../../../src/findings/surroundings/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { BoardTools } from './board-tools.tsx';
import { canvasCalls, type Files, sumsQuery } from './canvas-calls.ts';
import { wayKey } from './draw-picture.ts';
import { PartyPanel } from './party-panel.tsx';
import { PictureCanvas } from './picture-canvas.tsx';
import {
  addParties,
  beginHistory,
  changeParty,
  emptyPicture,
  keepParties,
  layAnew,
  type Picture,
  removeParty,
  step,
} from './picture-state.ts';
import { PairTable, PartyTable } from './picture-tables.tsx';
import { savePicture } from './save-picture.ts';
import { TimeSlider } from './time-slider.tsx';
import { type FoundWay, WayFinder } from './way-finder.tsx';

export function Board({ files, parties: first }: { files: Files; parties: readonly string[] }) {
  const { t } = useSpeech();
  const [history, setHistory] = useState(() => beginHistory(addParties(emptyPicture, first, null, [])));
  const [selected, setSelected] = useState<string | null>(first[0] ?? null);
  const [way, setWay] = useState<FoundWay | null>(null);
  const [fit, setFit] = useState(0);
  // Colours are read when it is drawn.
  const scheme = useComputedColorScheme();
  const [said, setSaid] = useState('');
  const { present } = history;
  const sums = useQuery(sumsQuery(files, present));
  // What came from a trace or a shape lies in the order of payment as soon as that is known; one alone has none.
  const [isLaid, setLaid] = useState(first.length < 2);
  if (!isLaid && sums.data !== undefined) {
    setLaid(true);
    setHistory(beginHistory(layAnew(present, 'columns', sums.data.pairs)));
    setFit(fit + 1);
  }
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
  const onExpand = (party: string, side: 'out' | 'in' | 'both' = 'both'): void => expand.mutate({ party, way: side });
  const pairs = useMemo(() => sums.data?.pairs ?? [], [sums.data]);
  const elsewhere = useMemo(() => new Map(sums.data?.parties.map((party) => [party.name, party.elsewhere])), [sums.data]);
  const onWay = useMemo(() => new Set(way?.steps.map(({ from, to }) => wayKey(from, to))), [way]);
  const chosen = present.parties.find(({ name }) => name === selected) ?? null;
  const remove = (name: string): void => change((picture) => removeParty(picture, name));
  return (
    <>
      <Section title={t('canvas.picture')}>
        <BoardTools
          history={history}
          onHistory={setHistory}
          onLay={(layout) => {
            change((picture) => layAnew(picture, layout, pairs));
            setFit(fit + 1);
          }}
          onFit={() => setFit(fit + 1)}
          onSave={sums.data === undefined || sums.isPlaceholderData ? null : savePicture(present, sums.data, t)}
        />
        <PictureCanvas
          key={scheme}
          parties={present.parties}
          pairs={pairs}
          elsewhere={elsewhere}
          selected={selected}
          way={onWay}
          fit={fit}
          onSelect={setSelected}
          onExpand={onExpand}
          onMove={(name, to) => change((picture) => changeParty(picture, name, to))}
        />
        <TimeSlider files={files} picture={present} onChange={(stretch) => change((picture) => ({ ...picture, ...stretch }))} />
        <output className={traceClasses['quiet']}>{sums.isFetching || expand.isPending ? t('canvas.reading') : said}</output>
        {(sums.data?.pairsLeftOut ?? 0) > 0 && (
          <p className={traceClasses['quiet']}>{t('canvas.pairsLeftOut', { count: sums.data?.pairsLeftOut ?? 0 })}</p>
        )}
        {expand.error !== null && <Failure error={expand.error} />}
        {sums.isError && <Failure error={sums.error} onAgain={() => void sums.refetch()} />}
      </Section>
      {chosen !== null && (
        <PartyPanel
          key={chosen.name}
          party={chosen}
          elsewhere={elsewhere.get(chosen.name) ?? 0}
          isBusy={expand.isPending}
          onExpand={(side) => onExpand(chosen.name, side)}
          onRemove={() => remove(chosen.name)}
          onKeep={() => {
            const beside = pairs.filter(({ from, to }) => from === chosen.name || to === chosen.name).flatMap(({ from, to }) => [from, to]);
            change((picture) => keepParties(picture, new Set([chosen.name, ...beside])));
          }}
          onNote={(note) => change((picture) => (note === chosen.note ? picture : changeParty(picture, chosen.name, { note })))}
        />
      )}
      <WayFinder
        files={files}
        parties={present.parties}
        way={way}
        onFound={(found) => {
          setWay(found);
          const names = found?.steps.flatMap(({ from, to }) => [from, to]) ?? [];
          change((picture) => addParties(picture, names, names[0] ?? null, found?.steps ?? []));
          setFit(fit + 1);
        }}
      />
      <PartyTable
        parties={present.parties}
        pairs={pairs}
        elsewhere={elsewhere}
        selected={selected}
        onSelect={setSelected}
        onExpand={(name) => onExpand(name)}
        onRemove={remove}
      />
      <PairTable parties={present.parties} pairs={pairs} digest={sums.data?.digest ?? null} />
    </>
  );
}
