// SPDX-License-Identifier: Apache-2.0
/**
 * columns: the canonical tables on which the engines work, and the readers and writers of the files they come from.
 *
 * Two tables: *market events* (what happened at venues: orders, cancels, trades, quotes, funding) and *movements* (value that moves
 * between parties: transfers, cash, chains). A table is a set of typed arrays of one length, one for each column, with dictionaries
 * for what has a name. One thread replays millions of order events a second from such arrays and reads less than one million from
 * JSON; that is the whole reason for this room.
 *
 * A small worked case. A venue writes, in its own words,
 *
 *     1700000000123,"BTC-PERP",B,"34501.5","0.250",77
 *
 * and its mapping says which column is what. The row becomes: timeNs 80000123000000 since midnight, kind trade, side buy, instrument 1
 * (whose prices have one decimal and sizes three, learnt from the file), price 345015, size 250, sequence 77.
 *
 * and in evidence the row is called XVEN/BTC-PERP#77, as the venue calls it.
 *
 * What it promises: whole numbers everywhere, nothing rounded; rows in order of time; a report of every row left out or moved, with its
 * place; the same digest for the same rows on every machine, whatever the file was. What it does not do: it judges nothing. Whether a
 * cancel has its order, or a payment a lawful reason, is for the engines.
 *
 * A table of movements is built in memory, or on disk where it does not fit: a folder with a file for each column and the movements of each
 * party beside each other (kept-tables/). Both have the same digest.
 *
 * The obvious alternative, a database, answers the same questions 1.2 to 75 times slower and sums in floating point, which two
 * machines add up differently. DuckDB reads and writes the files (CSV, JSON lines, Parquet) and does nothing else.
 */
export { type MarketEventsBuilder, marketEventsBuilder, type NewEvent, noInstrument } from './build-market-events.ts';
export {
  type FinishedMovements,
  type MovementsBuilder,
  movementsBuilder,
  type MovementsIntake,
  type NewMovement,
} from './build-movements.ts';
export { type Dictionary, makeDictionary } from './dictionary.ts';
export { decimalsMax, decimalsOf, exactUnitsMax, unitsOf, unitsText, wideUnitsOf } from './exact-units.ts';
export { type IngestFault, type IngestNotes, ingestNotes, type IngestReport } from './ingest-report.ts';
export { type ItchFile, readItch50 } from './venue-files/itch50.ts';
export { type LobsterFile, readLobster } from './venue-files/lobster.ts';
export { mappingsInTheBox } from './venue-files/mappings.ts';
export {
  type Account,
  eventCode,
  type EventKind,
  eventKinds,
  eventMs,
  eventName,
  type Instrument,
  type InstrumentClass,
  instrumentClasses,
  type MarketEvents,
  type OrderNames,
  type Side,
  sideCode,
  sides,
} from './market-events.ts';
export { eventsOfVenues, mergeMarketEvents } from './merge-market-events.ts';
export { timeMsOf, timeNsOf, timeText } from './venue-files/moment-text.ts';
export { keepMovementFiles } from './kept-tables/keep-movements.ts';
export { type MovementTable, openMovementTable } from './kept-tables/open-movement-table.ts';
export { readTableFacts, type TableFacts } from './kept-tables/table-facts.ts';
export {
  amountOf,
  type Asset,
  isBetweenTwo,
  movementCode,
  type MovementKind,
  movementKinds,
  type Movements,
  outsideWorld,
  type PartyMovements,
  type WhoPaidWhom,
} from './movements.ts';
export { movementMappingSchema } from './movement-files/movement-mapping.ts';
export { movementMappingsInTheBox } from './movement-files/movement-mappings.ts';
export {
  findMovementLayout,
  type MovementFile,
  movementLayouts,
  type MovementLayout,
  type ReadMovementFiles,
  readMovementFiles,
} from './movement-files/read-movement-files.ts';
export { readMovementRows } from './movement-files/read-movement-rows.ts';
export { movementFileColumns, movementsCsv, writeMovementFile } from './write-movements.ts';
export { allOf, childrenOf, readXmlElements, textOf, type XmlElement } from './xml-elements.ts';
export { lineMs, type MarketLines, openMarketLines } from './venue-files/market-lines.ts';
export { marketFormatOf, readMarketFile } from './venue-files/read-market-file.ts';
export { type MarketRowsOptions, type ReadMarketRows, readMarketRows } from './venue-files/read-market-rows.ts';
export { digestOfMarketEvents, digestOfMovements, digestOfValue, type TableDigest } from './table-digest.ts';
export { parquetOfTexts, textsOfParquet } from './text-table-bytes.ts';
export { type FileFormat, fileFormats, formatOfFile, openTextRows, type TextRows } from './text-rows.ts';
export { columnsOfMapping, type VenueMapping, venueMappingSchema } from './venue-files/venue-mapping.ts';
export { limbsPerAmount, readWideAmount, wideAmountMax, writeWideAmount } from './wide-amounts.ts';
export { marketCsv, marketFileColumns, marketLine, writeMarketFile } from './write-market-events.ts';
