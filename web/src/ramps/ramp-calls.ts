// SPDX-License-Identifier: Apache-2.0
/** The calls of firms and jurisdictions over files of movements. */
import type { z } from 'zod';
import {
  liquidityAnswerSchema,
  type liquidityOrderSchema,
  rampsAnswerSchema,
  type rampsOrderSchema,
} from '../../../src/findings/ramps/wire.ts';
import { callServer } from '../calls/call-server.ts';

export function showRamps(order: z.input<typeof rampsOrderSchema>) {
  return callServer('POST', '/api/findings/ramps', rampsAnswerSchema, { json: order });
}

export function showLiquidity(order: z.input<typeof liquidityOrderSchema>) {
  return callServer('POST', '/api/findings/liquidity', liquidityAnswerSchema, { json: order });
}
