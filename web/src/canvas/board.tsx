// SPDX-License-Identifier: Apache-2.0
/** The board: the picture with its tools, the chosen party, the way between two, and everything once more as tables. */
import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { Failure, Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { BoardTools } from './board-tools.tsx';
import { PartyPanel } from './party-panel.tsx';
import { wayKey } from './picture/draw-picture.ts';
import { PictureCanvas } from './picture/picture-canvas.tsx';
import { addParties, changeParty, keepParties, type Picture, removeParty } from './picture/picture-state.ts';
import { savePicture } from './picture/save-picture.ts';
import { PairTable, PartyTable } from './picture-tables.tsx';
import { TimeSlider } from './time-slider.tsx';
import { type BoardStart, useBoard } from './use-board.ts';
import { type FoundWay, WayFinder } from './way-finder.tsx';

interface BoardProps extends BoardStart {
  /** As it was kept last; null where it was not yet. Whatever differs from it, or from what it began with, is not left unasked. */
  readonly kept: Picture | null;
  /** Where the picture is kept. */
  readonly renderKeep: (picture: Picture) => ReactNode;
}

export function Board({ renderKeep, kept, ...start }: BoardProps) {
  const speech = useSpeech();
  const { t } = speech;
  const { files, first } = start;
  const board = useBoard(start);
  const { history, shown, change, sums, pairs, elsewhere, expand } = board;
  const [selected, setSelected] = useState<string | null>(first.parties[0]?.name ?? null);
  const [way, setWay] = useState<FoundWay | null>(null);
  const [isWriting, setWriting] = useState(false);
  // Colours are read when it is drawn.
  const scheme = useComputedColorScheme();
  const { present } = history;
  const onExpand = (party: string, side: 'out' | 'in' | 'both' = 'both'): void => expand.mutate({ party, way: side });
  const onWay = useMemo(() => new Set(way?.steps.map(({ from, to }) => wayKey(from, to))), [way]);
  const chosen = present.parties.find(({ name }) => name === selected) ?? null;
  const isUnsaved = isWriting || present !== (kept ?? board.begun);
  const remove = (name: string): void => change((picture) => removeParty(picture, name));
  return (
    <>
      <LeaveGuard isUnsaved={isUnsaved} says={t('canvas.leave')} />
      <Section title={t('canvas.picture')}>
        {renderKeep(present)}
        <BoardTools
          history={history}
          onHistory={board.setHistory}
          onLay={board.lay}
          onFit={board.seeAll}
          onSave={
            sums.data === undefined || sums.isPlaceholderData
              ? null
              : (as) => savePicture({ ...present, parties: shown }, sums.data, speech, as)
          }
        />
        <PictureCanvas
          key={scheme}
          parties={shown}
          pairs={pairs}
          elsewhere={elsewhere}
          selected={selected}
          way={onWay}
          fit={board.fit}
          onSelect={setSelected}
          onExpand={onExpand}
          onMove={(name, to) => change((picture) => changeParty(picture, name, to))}
        />
        <TimeSlider files={files} picture={present} onChange={(stretch) => change((picture) => ({ ...picture, ...stretch }))} />
        <output className={traceClasses['quiet']}>{sums.isFetching || expand.isPending ? t('canvas.reading') : board.said}</output>
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
          files={files}
          elsewhere={elsewhere.get(chosen.name) ?? 0}
          isBusy={expand.isPending}
          onExpand={(side) => onExpand(chosen.name, side)}
          onRemove={() => remove(chosen.name)}
          onKeep={() => {
            const beside = pairs.filter(({ from, to }) => from === chosen.name || to === chosen.name).flatMap(({ from, to }) => [from, to]);
            change((picture) => keepParties(picture, new Set([chosen.name, ...beside])));
          }}
          onWriting={setWriting}
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
          board.seeAll();
        }}
      />
      <PartyTable
        parties={shown}
        pairs={pairs}
        elsewhere={elsewhere}
        selected={selected}
        onSelect={setSelected}
        onExpand={(name) => onExpand(name)}
        onRemove={remove}
      />
      <PairTable parties={present.parties} pairs={pairs} digest={sums.data?.digest ?? null} files={files} />
    </>
  );
}
