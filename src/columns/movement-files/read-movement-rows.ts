// SPDX-License-Identifier: Apache-2.0
/**
 * Reading a file of movements by its mapping into a table that is being built.
 *
 * Rows stream through: what is kept in memory is the table itself and the names of parties, never the file. A row that cannot be read is
 * left out and counted by kind: no moment, no amount, a negative one, an asset whose decimals nobody says, nothing moved. Movements of a
 * party to itself and of nothing are kept and noted, since they are what the file says. Where a mapping takes the decimals from the file,
 * it is read twice.
 */
import { failWith, isCurrency, minorDigitsOf, ok, type Result } from '../../kernel/index.ts';
import type { MovementsIntake } from '../build-movements.ts';
import { decimalsMax, decimalsOf, exactUnitsMax, unitsOf, wideUnitsOf } from '../exact-units.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import { type MovementKind, outsideWorld } from '../movements.ts';
import type { TextRows } from '../text-rows.ts';
import { wideAmountMax } from '../wide-amounts.ts';
import { columnsNeeded, columnsWelcome, type MovementMapping } from './movement-mapping.ts';
import { movementTimeMs } from './movement-time.ts';

export interface MovementRowsOptions {
  readonly source: string;
  readonly mapping: MovementMapping;
  /** Rows of files that went into the same table before; a row's place counts from there. */
  readonly rowsBefore: number;
  readonly onProgress: (rows: number) => void;
  /** Once it is aborted, reading throws its reason. */
  readonly stop?: AbortSignal;
}

type Row = (column: string) => string;

interface Adding {
  readonly builder: MovementsIntake;
  readonly notes: IngestNotes;
  readonly mapping: MovementMapping;
  /** Decimals that the file writes, by ledger and asset; filled where the mapping asks for them. */
  readonly surveyed: ReadonlyMap<string, number>;
  readonly assets: Map<string, AssetNumber | null>;
}

interface AssetNumber {
  readonly number: number;
  readonly decimals: number;
}

const progressEvery = 100_000;

/** Adds the rows of one file to the table. Fails where a column of the mapping is missing; bad rows are in the report. */
export async function readMovementRows(
  rows: TextRows,
  builder: MovementsIntake,
  options: MovementRowsOptions,
): Promise<Result<IngestReport>> {
  const { mapping, source } = options;
  const needed = columnsNeeded(mapping);
  const missing = needed.filter((name) => !rows.columns.includes(name));
  if (missing.length > 0) {
    return failWith(
      missing.map((name) => ({
        path: `${source}, column ${name}`,
        problem: 'The file has no such column.',
        remedy: `It has ${rows.columns.slice(0, 30).join(', ')}. Choose another mapping, or write one.`,
      })),
    );
  }
  const wanted = [...new Set([...needed, ...columnsWelcome(mapping).filter((name) => rows.columns.includes(name))])];
  const reading = { rows, wanted, stop: options.stop };
  const surveyed = mapping.decimals === 'file' ? await surveyDecimals(reading, mapping) : new Map<string, number>();
  const notes = ingestNotes();
  const adding: Adding = { builder, notes, mapping, surveyed, assets: new Map() };
  await visitRows(reading, (row, place) => {
    notes.row();
    addRow(adding, row, options.rowsBefore + place);
    if (place % progressEvery === 0) options.onProgress(place);
  });
  return ok(notes.report(source));
}

interface ReadingRows {
  readonly rows: TextRows;
  readonly wanted: readonly string[];
  readonly stop: AbortSignal | undefined;
}

/** Calls for each row with a function that gives its fields, the same one each time. */
async function visitRows({ rows, wanted, stop }: ReadingRows, visit: (row: Row, place: number) => void): Promise<void> {
  const places = new Map<string, number>(wanted.map((name, index) => [name, index]));
  let place = 0;
  let fields: readonly string[] = [];
  const row: Row = (name) => fields[places.get(name) ?? wanted.length] ?? '';
  for await (const chunk of rows.chunks(wanted)) {
    stop?.throwIfAborted();
    for (fields of chunk) {
      place += 1;
      visit(row, place);
    }
  }
}

async function surveyDecimals(reading: ReadingRows, mapping: MovementMapping): Promise<ReadonlyMap<string, number>> {
  const surveyed = new Map<string, number>();
  const see = (ledger: string, symbol: string, amount: string): void => {
    const name = `${ledger}\u0000${symbol}`;
    surveyed.set(name, Math.min(decimalsMax, Math.max(surveyed.get(name) ?? 0, decimalsOf(amount) ?? 0)));
  };
  await visitRows(reading, (row) => {
    const ledger = valueOf(mapping.ledger, row);
    see(ledger, valueOf(mapping.asset, row), row(mapping.amount.column));
    if (mapping.arrives !== null) see(ledger, row(mapping.arrives.asset), row(mapping.arrives.amount));
  });
  return surveyed;
}

function valueOf(place: { readonly column: string } | { readonly always: string }, row: Row): string {
  return 'column' in place ? row(place.column) : place.always;
}

function addRow(adding: Adding, row: Row, place: number): void {
  const { builder, notes, mapping } = adding;
  const leave = (kind: string, sentence: string): void => notes.fault({ kind, isLeftOut: true, sentence, place: `row ${place}` });
  const note = (kind: string, sentence: string): void => notes.fault({ kind, isLeftOut: false, sentence, place: `row ${place}` });
  if (mapping.voidWhen?.words.includes(row(mapping.voidWhen.column)) === true) return leave('void', 'The file says that nothing moved.');
  const timeMs = movementTimeMs(row(mapping.time.column), mapping.time.unit);
  if (timeMs === null) return leave('bad-time', 'The time is no moment.');
  const kind = kindOf(mapping, row);
  if (kind === null) return leave('unknown-kind', 'The word for the kind of movement is not in the mapping.');
  const ledger = valueOf(mapping.ledger, row);
  const asset = assetOf(adding, row, ledger, valueOf(mapping.asset, row));
  if (asset === null) return leave('unknown-asset', 'The asset is not named, or nobody says how many decimals it has.');
  const amount = amountOf(mapping, row(mapping.amount.column), asset.decimals);
  if (amount === null) return leave('bad-amount', 'The amount is no decimal, has more decimals than its asset, or is wider than 256 bits.');
  if (amount < 0) return leave('negative-amount', 'The amount is negative.');
  const [payer, payee, reference] = [partyIn(mapping.from, row), partyIn(mapping.to, row), transactionIn(mapping.transaction, row)];
  if (Math.max(payer.length, payee.length, reference.length) > nameCharactersMax) {
    return leave('long-name', `The name of a party or a transaction has more than ${nameCharactersMax} characters.`);
  }
  const from = partyOf(builder, mapping, payer);
  const to = partyOf(builder, mapping, payee);
  if (from === 0 && to === 0) return leave('no-party', 'Neither side is named.');
  if (from === to) note('self-loop', 'A party moves value to itself.');
  if (amount === 0) note('nothing', 'The amount is nothing.');
  const transaction = reference === '' ? 0 : builder.transactions.numberOf(reference);
  const line = lineOf(row(mapping.line ?? ''));
  const common = { timeMs, transaction, sourceRow: place, ...(line === null ? {} : { line }) };
  const arrives = arrivalOf(adding, row, ledger);
  if (arrives !== null && arrives.asset.number !== asset.number) {
    if (arrives.amount === null || arrives.amount < 0) return leave('bad-arrival', 'What arrives is no amount.');
    const swap = transaction === 0 ? builder.transactions.numberOf(`row ${place}`) : transaction;
    builder.add({ ...common, transaction: swap, kind: 'swap', from, to: 0, asset: asset.number, amount });
    builder.add({ ...common, transaction: swap, kind: 'swap', from: 0, to, asset: arrives.asset.number, amount: arrives.amount });
  } else builder.add({ ...common, kind: kindBySides(kind, from, to), from, to, asset: asset.number, amount });
  addFee(adding, row, { ...common, from, asset: asset.number });
  notes.keep();
}

/** A plain transfer from or to nobody is money that comes in or goes out. */
function kindBySides(kind: MovementKind, from: number, to: number): MovementKind {
  if (kind !== 'transfer') return kind;
  return from === 0 ? 'cash-in' : to === 0 ? 'cash-out' : 'transfer';
}

function kindOf({ kind }: MovementMapping, row: Row): MovementKind | null {
  return 'always' in kind ? kind.always : (kind.words[row(kind.column)] ?? null);
}

function assetOf(adding: Adding, row: Row, ledger: string, symbol: string): AssetNumber | null {
  const { mapping, assets, builder, surveyed } = adding;
  const written = typeof mapping.decimals === 'object' ? row(mapping.decimals.column) : '';
  const name = `${ledger}\u0000${symbol}\u0000${written}`;
  const known = assets.get(name);
  if (known !== undefined) return known;
  const decimals = symbol === '' || ledger === '' ? null : decimalsFor(mapping, written, symbol, surveyed.get(`${ledger}\u0000${symbol}`));
  const number = decimals === null ? null : builder.asset({ symbol, ledger, decimals });
  const asset = number === null ? null : { number, decimals: builder.assets[number]?.decimals ?? 0 };
  assets.set(name, asset);
  return asset;
}

function decimalsFor({ decimals }: MovementMapping, written: string, symbol: string, surveyed: number | undefined): number | null {
  if (typeof decimals === 'number') return decimals;
  if (decimals === 'file') return surveyed ?? null;
  if (decimals === 'currency') return isCurrency(symbol) ? minorDigitsOf(symbol) : null;
  return /^\d{1,2}$/.test(written) && Number(written) <= decimalsMax ? Number(written) : null;
}

function amountOf({ amount }: MovementMapping, written: string, decimals: number): number | bigint | null {
  const text = amount.decimalMark === ',' ? written.replace(',', '.').replace(/\.$/, '') : withoutThousands(written);
  const places = amount.isUnits ? 0 : decimals;
  const exact = unitsOf(text, places);
  if (exact !== null) return exact;
  const wide = wideUnitsOf(text, places);
  return wide === null || wide > wideAmountMax ? null : wide;
}

/** Explorers write 1,234.5 in their exports. */
function withoutThousands(written: string): string {
  return written.includes(',') && /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(written) ? written.replaceAll(',', '') : written;
}

/** What is longer is no account, address or reference, but a field that swallowed others. */
const nameCharactersMax = 1024;

/** The name of a party, or '' where none of its columns says anything. */
function partyIn(columns: readonly string[], row: Row): string {
  const [only] = columns;
  return only !== undefined && columns.length === 1 ? row(only).trim() : joinedName(columns.map((column) => row(column).trim()));
}

/** The name of a transaction, as it stands. */
function transactionIn(columns: readonly string[], row: Row): string {
  const [only] = columns;
  return only !== undefined && columns.length === 1 ? row(only) : joinedName(columns.map((column) => row(column)));
}

function joinedName(parts: readonly string[]): string {
  return parts.every((part) => part === '') ? '' : parts.join('/');
}

function partyOf(builder: MovementsIntake, mapping: MovementMapping, name: string): number {
  return name === '' || name === outsideWorld || mapping.outside.includes(name) ? 0 : builder.parties.numberOf(name);
}

function lineOf(text: string): string | null {
  return text === '' ? null : text;
}

function arrivalOf(adding: Adding, row: Row, ledger: string): { asset: AssetNumber; amount: number | bigint | null } | null {
  const { arrives } = adding.mapping;
  if (arrives === null) return null;
  const asset = assetOf(adding, row, ledger, row(arrives.asset));
  return asset === null ? null : { asset, amount: amountOf(adding.mapping, row(arrives.amount), asset.decimals) };
}

interface FeeOf {
  readonly timeMs: number;
  readonly transaction: number;
  readonly sourceRow: number;
  readonly from: number;
  readonly asset: number;
}

function addFee({ builder, mapping }: Adding, row: Row, of: FeeOf): void {
  if (mapping.fee === null || of.from === 0) return;
  const [price, quantity] = [wideUnitsOf(row(mapping.fee.price), 0), wideUnitsOf(row(mapping.fee.quantity), 0)];
  if (price === null || quantity === null || price * quantity <= 0n) return;
  const fee = price * quantity;
  builder.add({ ...of, to: 0, kind: 'fee', amount: fee > BigInt(exactUnitsMax) ? fee : Number(fee) });
}
