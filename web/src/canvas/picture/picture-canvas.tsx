// SPDX-License-Identifier: Apache-2.0
/**
 * The canvas itself: a click chooses a party, two go through it, a drag moves it or the ground, the wheel brings nearer. Everything that can be
 * done here can be done by the tables below with the keyboard, and all that is seen stands there in words.
 */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { arrowsOf, joinPairs } from './arrows.ts';
import classes from '../canvas.module.css';
import type { PairSumWire } from '../../../../src/flows/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { drawPicture, type View } from './draw-picture.ts';
import type { Seen } from './picture-state.ts';
import { partyAt, wholeView, zoomed } from './view.ts';

export const canvasHeight = 520;

interface CanvasProps {
  readonly parties: readonly Seen[];
  readonly pairs: readonly PairSumWire[];
  readonly elsewhere: ReadonlyMap<string, number>;
  readonly selected: string | null;
  readonly way: ReadonlySet<string>;
  /** Grows by one when all of it is to be seen. */
  readonly fit: number;
  readonly onSelect: (name: string | null) => void;
  readonly onExpand: (name: string) => void;
  readonly onMove: (name: string, to: { readonly x: number; readonly y: number }) => void;
}

/** What the pointer took hold of. */
interface Hold {
  readonly party: Seen | null;
  readonly at: { readonly x: number; readonly y: number };
  readonly view: View;
  readonly moved: boolean;
}

export function PictureCanvas({ parties, pairs, elsewhere, selected, way, fit, onSelect, onExpand, onMove }: CanvasProps) {
  const { amounts } = useSpeech();
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<View | null>(null);
  const [dragged, setDragged] = useState<Seen | null>(null);
  const hold = useRef<Hold | null>(null);
  const shown = useMemo(
    () => (dragged === null ? parties : parties.map((party) => (party.name === dragged.name ? dragged : party))),
    [parties, dragged],
  );
  const joined = useMemo(() => joinPairs(pairs, amounts), [pairs, amounts]);
  const arrows = useMemo(() => arrowsOf(shown, joined), [shown, joined]);
  const size = { width, height: canvasHeight };
  const [fitted, setFitted] = useState('');
  if (width > 0 && fitted !== `${fit} ${width}`) {
    setFitted(`${fit} ${width}`);
    setView(wholeView(parties, size));
  }
  useEffect(() => {
    if (canvas.current === null || view === null) return undefined;
    const element = canvas.current;
    const frame = requestAnimationFrame(() => {
      const drawing = { parties: shown, arrows, elsewhere, selected, way, view, width, height: canvasHeight };
      drawPicture(element, drawing, globalThis.devicePixelRatio || 1);
    });
    return () => cancelAnimationFrame(frame);
  }, [shown, arrows, elsewhere, selected, way, view, width]);
  useEffect(() => {
    const element = canvas.current;
    // React listens for wheels without leave to keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * 0.0015);
      setView((seen) => seen && zoomed(seen, factor, { x: event.offsetX, y: event.offsetY }));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);
  return (
    <div ref={ref} className={classes['frame']}>
      <canvas
        ref={canvas}
        aria-hidden
        className={classes['canvas']}
        style={{ height: canvasHeight }}
        onPointerDown={(event) => {
          if (view === null) return;
          const at = pointOf(event.nativeEvent);
          event.currentTarget.setPointerCapture(event.pointerId);
          hold.current = { party: partyAt(shown, view, at), at, view, moved: false };
        }}
        onPointerMove={(event) => {
          const held = hold.current;
          if (held === null) return;
          const at = pointOf(event.nativeEvent);
          const [right, down] = [(at.x - held.at.x) / held.view.zoom, (at.y - held.at.y) / held.view.zoom];
          if (!held.moved && Math.hypot(at.x - held.at.x, at.y - held.at.y) < 4) return;
          hold.current = { ...held, moved: true };
          if (held.party === null) setView({ ...held.view, x: held.view.x - right, y: held.view.y - down });
          else setDragged({ ...held.party, x: held.party.x + right, y: held.party.y + down });
        }}
        onPointerUp={() => {
          const held = hold.current;
          hold.current = null;
          if (dragged !== null) onMove(dragged.name, { x: Math.round(dragged.x), y: Math.round(dragged.y) });
          setDragged(null);
          if (held !== null && !held.moved) onSelect(held.party?.name ?? null);
        }}
        onDoubleClick={(event) => {
          const party = view === null ? null : partyAt(shown, view, pointOf(event.nativeEvent));
          if (party !== null) onExpand(party.name);
        }}
      />
    </div>
  );
}

function pointOf({ offsetX, offsetY }: { readonly offsetX: number; readonly offsetY: number }) {
  return { x: offsetX, y: offsetY };
}
