// SPDX-License-Identifier: Apache-2.0
/**
 * All patterns, in the order in which they are run and listed. To add one: its file, a row here, and its test.
 */
import { layering } from './orders/layering.ts';
import { openingAuction } from './orders/opening-auction.ts';
import { pinging } from './orders/pinging.ts';
import { quoteStuffing } from './orders/quote-stuffing.ts';
import { spoofing } from './orders/spoofing.ts';
import type { Pattern } from './pattern.ts';
import { frontRunning } from './prices/front-running.ts';
import { insiderDealing } from './prices/insider-dealing.ts';
import { markingTheClose } from './prices/marking-the-close.ts';
import { momentumIgnition } from './prices/momentum-ignition.ts';
import { pumpAndDump } from './prices/pump-and-dump.ts';
import { ramping } from './prices/ramping.ts';
import { stopHunting } from './prices/stop-hunting.ts';
import { trashAndCash } from './prices/trash-and-cash.ts';
import { backRunning } from './products/back-running.ts';
import { crossProduct } from './products/cross-product.ts';
import { crossVenue } from './products/cross-venue.ts';
import { fundingManipulation } from './products/funding-manipulation.ts';
import { liquidationHunting } from './products/liquidation-hunting.ts';
import { optionPinning } from './products/option-pinning.ts';
import { oracleManipulation } from './products/oracle-manipulation.ts';
import { sandwich } from './products/sandwich.ts';
import { squeeze } from './products/squeeze.ts';
import { volatilitySurface } from './products/volatility-surface.ts';
import { matchedOrders } from './trades/matched-orders.ts';
import { paintingTheTape } from './trades/painting-the-tape.ts';
import { selfTrades } from './trades/self-trades.ts';
import { venueWashVolume } from './trades/venue-wash-volume.ts';
import { washRings } from './trades/wash-rings.ts';

export const patterns: readonly Pattern[] = [
  selfTrades,
  matchedOrders,
  washRings,
  venueWashVolume,
  paintingTheTape,
  spoofing,
  layering,
  quoteStuffing,
  pinging,
  openingAuction,
  ramping,
  momentumIgnition,
  stopHunting,
  markingTheClose,
  pumpAndDump,
  trashAndCash,
  frontRunning,
  insiderDealing,
  squeeze,
  crossVenue,
  crossProduct,
  oracleManipulation,
  fundingManipulation,
  liquidationHunting,
  optionPinning,
  volatilitySurface,
  sandwich,
  backRunning,
];
