// SPDX-License-Identifier: Apache-2.0
/**
 * NASDAQ TotalView-ITCH 5.0: every order event of a trading day, in binary messages.
 *
 * A file is a row of messages, each with its length before it (two bytes, big endian). All numbers are big endian; prices have four
 * decimals; moments are nanoseconds since midnight of the venue, so the day is given by who reads the file. Orders are anonymous:
 * no account is known but the attribution of an F message, which is taken as the account's name.
 *
 *     A, F   add order                     -> add            P   trade against a hidden order     -> trade
 *     E, C   executed, in full or in part  -> trade          Q   cross trade                      -> auction
 *     X      partly cancelled              -> reduce         H   trading action                   -> halt, resume
 *     D      deleted                       -> cancel         R   stock directory                  -> the instrument
 *     U      replaced                      -> cancel, add    S, Y, L, V, W, K, J, h, B, I, N, O   counted and left out
 *
 * A trade's side is the taker's, the opposite of the resting order's. Source: "Nasdaq TotalView-ITCH 5.0", the venue's specification.
 */
import { marketEventsBuilder, type MarketEventsBuilder } from '../build-market-events.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import type { MarketEvents, Side } from '../market-events.ts';

export interface ItchFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Midnight of the venue's day, in milliseconds since 1970. */
  readonly midnightMs: number;
  readonly venue: string;
}

const lengths: Readonly<Record<string, number>> = {
  S: 12,
  R: 39,
  H: 25,
  Y: 20,
  L: 26,
  V: 35,
  W: 12,
  K: 28,
  J: 35,
  h: 21,
  A: 36,
  F: 40,
  E: 31,
  C: 36,
  X: 23,
  D: 19,
  U: 35,
  P: 44,
  Q: 40,
  B: 19,
  I: 50,
  N: 20,
  O: 48,
};
const priceDecimals = 4;

/** Reads a whole file. Messages it cannot read are in the report with their byte; a file that ends inside one too. */
export function readItch50(file: ItchFile): { readonly events: MarketEvents; readonly report: IngestReport } {
  const notes = ingestNotes();
  const builder = marketEventsBuilder(file.midnightMs);
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const reader: Reader = { view, builder, notes, venue: file.venue, instruments: [], live: new Map() };
  let at = 0;
  while (at + 2 <= view.byteLength) {
    const start = at + 2;
    const length = lengthAt(view, at);
    if (start + length > view.byteLength) {
      const sentence = 'The file ends inside a message: it is cut off, or not of this format.';
      notes.row();
      notes.fault({ kind: 'cut-off', isLeftOut: true, sentence, place: `byte ${at}` });
      break;
    }
    readMessage(reader, start, length);
    at = start + length;
  }
  const { events, movedRows } = builder.finish();
  noteMoved(notes, movedRows);
  return { events, report: notes.report(file.name) };
}

/** As written before the message; some writers leave it zero, and then the type says it. */
function lengthAt(view: DataView, at: number): number {
  const written = view.getUint16(at);
  if (written !== 0 || at + 2 >= view.byteLength) return Math.max(written, 1);
  return lengths[String.fromCharCode(view.getUint8(at + 2))] ?? 1;
}

function noteMoved(notes: IngestNotes, movedRows: number): void {
  const sentence = `${movedRows} events came after one of a later moment; they were put into order of time.`;
  if (movedRows > 0) notes.fault({ kind: 'out-of-order', isLeftOut: false, sentence, place: `${movedRows} events` });
}

interface Resting {
  readonly instrument: number;
  readonly side: Side;
  readonly price: number;
  readonly account: number;
  /** What has not been executed or taken off yet; at nothing the order is gone without a message of its own. */
  left: number;
}

interface Reader {
  readonly view: DataView;
  readonly builder: MarketEventsBuilder;
  readonly notes: IngestNotes;
  readonly venue: string;
  /** By stock locate. */
  readonly instruments: number[];
  /** Orders that were added, by their dense number: what a later message about them does not repeat. */
  readonly live: Map<number, Resting>;
}

function readMessage(reader: Reader, start: number, length: number): void {
  const { view, notes } = reader;
  const type = String.fromCharCode(view.getUint8(start));
  notes.row();
  if (lengths[type] !== length) {
    const sentence = 'A message of an unknown type or of a wrong length was left out.';
    return notes.fault({ kind: 'unknown-message', isLeftOut: true, sentence, place: `byte ${start}` });
  }
  const read = readers[type];
  if (read === undefined) {
    const sentence = 'Messages about the venue itself (system, participants, imbalance, price bands) are not market events.';
    return notes.fault({ kind: 'not-an-event', isLeftOut: true, sentence, place: `byte ${start}` });
  }
  const timeNs = view.getUint16(start + 5) * 4_294_967_296 + view.getUint32(start + 7);
  if (read(reader, { at: start, timeNs, instrument: reader.instruments[view.getUint16(start + 1)] ?? 0 })) notes.keep();
}

interface Message {
  readonly at: number;
  readonly timeNs: number;
  readonly instrument: number;
}

/** Each returns whether the message became an event. */
const readers: Readonly<Record<string, (reader: Reader, message: Message) => boolean>> = {
  R: readDirectory,
  A: (reader, message) => addOrder(reader, message, ''),
  F: (reader, message) => addOrder(reader, message, textAt(reader.view, message.at + 36, 4)),
  E: (reader, message) => execute(reader, message, null),
  C: (reader, message) => execute(reader, message, reader.view.getUint32(message.at + 32)),
  X: (reader, message) => onOrder(reader, message, 'reduce', reader.view.getUint32(message.at + 19)),
  D: (reader, message) => onOrder(reader, message, 'cancel', 0),
  U: replaceOrder,
  P: hiddenTrade,
  Q: crossTrade,
  H: tradingAction,
};

function readDirectory({ view, builder, instruments, venue }: Reader, { at }: Message): boolean {
  const symbol = textAt(view, at + 11, 8);
  instruments[view.getUint16(at + 1)] = builder.instrument({
    symbol,
    venue,
    class: 'spot',
    underlying: symbol,
    quoteCurrency: 'USD',
    priceDecimals,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  return false;
}

function addOrder(reader: Reader, { at, timeNs, instrument }: Message, attribution: string): boolean {
  const { view, builder, venue } = reader;
  const id = idAt(view, at + 11);
  if (instrument === 0) return without(reader, 'no-directory', 'The stock of an order is in no directory message before it.', at);
  const order = builder.orders.numberOfId(id);
  const side: Side = view.getUint8(at + 19) === 0x42 ? 'buy' : 'sell';
  const account = builder.account(venue, attribution);
  const price = view.getUint32(at + 32);
  if (reader.live.has(order)) return without(reader, 'order-twice', 'An order was added that is there already.', at);
  const size = view.getUint32(at + 20);
  reader.live.set(order, { instrument, side, price, account, left: size });
  builder.add({ timeNs, kind: 'add', side, instrument, account, order, price, size, sequence: id });
  return true;
}

function without({ notes }: Reader, kind: string, sentence: string, at: number): boolean {
  notes.fault({ kind, isLeftOut: true, sentence, place: `byte ${at}` });
  return false;
}

function liveAt(reader: Reader, at: number): { readonly order: number; readonly id: number; readonly resting: Resting } | null {
  const id = idAt(reader.view, at);
  const order = reader.builder.orders.numberOfId(id);
  const resting = reader.live.get(order);
  if (resting !== undefined) return { order, id, resting };
  without(reader, 'unknown-order', 'A message names an order that was never added.', at);
  return null;
}

function execute(reader: Reader, { at, timeNs }: Message, price: number | null): boolean {
  const { view, builder } = reader;
  const found = liveAt(reader, at + 11);
  if (found === null) return false;
  const { order, resting } = found;
  const size = view.getUint32(at + 19);
  takeOff(reader, order, resting, size);
  builder.add({
    timeNs,
    kind: 'trade',
    side: resting.side === 'buy' ? 'sell' : 'buy',
    instrument: resting.instrument,
    counterAccount: resting.account,
    counterOrder: order,
    price: price ?? resting.price,
    size,
    sequence: idAt(view, at + 23),
  });
  return true;
}

function takeOff(reader: Reader, order: number, resting: Resting, size: number): void {
  resting.left -= size;
  if (resting.left <= 0) reader.live.delete(order);
}

function onOrder(reader: Reader, { at, timeNs }: Message, kind: 'reduce' | 'cancel', size: number): boolean {
  const found = liveAt(reader, at + 11);
  if (found === null) return false;
  const { order, id, resting } = found;
  const { side, instrument, account, price } = resting;
  reader.builder.add({ timeNs, kind, side, instrument, account, order, price, size, sequence: id });
  takeOff(reader, order, resting, kind === 'cancel' ? resting.left : size);
  return true;
}

/** The old order goes and another with its own number comes: two events, as the venue means it. */
function replaceOrder(reader: Reader, { at, timeNs }: Message): boolean {
  const { view, builder } = reader;
  const found = liveAt(reader, at + 11);
  if (found === null) return false;
  const { side, instrument, account } = found.resting;
  const id = idAt(view, at + 19);
  const order = builder.orders.numberOfId(id);
  const [size, price] = [view.getUint32(at + 27), view.getUint32(at + 31)];
  const old = { side, instrument, account, order: found.order, price: found.resting.price };
  builder.add({ timeNs, kind: 'cancel', ...old, sequence: found.id });
  builder.add({ timeNs, kind: 'add', side, instrument, account, order, price, size, sequence: id });
  reader.live.delete(found.order);
  reader.live.set(order, { instrument, side, price, account, left: size });
  return true;
}

function hiddenTrade(reader: Reader, { at, timeNs, instrument }: Message): boolean {
  const { view, builder } = reader;
  if (instrument === 0) return without(reader, 'no-directory', 'The stock of a trade is in no directory message before it.', at);
  const side: Side = view.getUint8(at + 19) === 0x42 ? 'sell' : 'buy';
  const [size, price] = [view.getUint32(at + 20), view.getUint32(at + 32)];
  builder.add({ timeNs, kind: 'trade', side, instrument, price, size, sequence: idAt(view, at + 36) });
  return true;
}

function crossTrade(reader: Reader, { at, timeNs, instrument }: Message): boolean {
  const { view, builder } = reader;
  if (instrument === 0) return without(reader, 'no-directory', 'The stock of a cross is in no directory message before it.', at);
  const size = idAt(view, at + 11);
  builder.add({ timeNs, kind: 'auction', side: 'none', instrument, price: view.getUint32(at + 27), size, sequence: idAt(view, at + 31) });
  return true;
}

function tradingAction(reader: Reader, { at, timeNs, instrument }: Message): boolean {
  const kind = String.fromCharCode(reader.view.getUint8(at + 19)) === 'T' ? 'resume' : 'halt';
  if (instrument === 0) return without(reader, 'no-directory', 'The stock of a halt is in no directory message before it.', at);
  reader.builder.add({ timeNs, kind, side: 'none', instrument, sequence: timeNs });
  return true;
}

function textAt(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(view.getUint8(at + index));
  return text.trim();
}

/** 64 bits; venues stay far below 2^53, beyond which the number would not be exact. */
function idAt(view: DataView, at: number): number {
  return view.getUint32(at) * 4_294_967_296 + view.getUint32(at + 4);
}
