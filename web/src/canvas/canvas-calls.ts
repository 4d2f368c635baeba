// SPDX-License-Identifier: Apache-2.0
/** Calls of the canvas: parties around one, sums between those on it, and the way from one to another. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Purpose } from '../../../src/conditions/wire.ts';
import {
  aroundAnswerSchema,
  type aroundOrderSchema,
  sumsAnswerSchema,
  wayAnswerSchema,
  type wayOrderSchema,
} from '../../../src/findings/surroundings/wire.ts';
import { callServer } from '../calls/call-server.ts';
import type { Picture } from './picture/picture-state.ts';

/** Which files are looked at, and for what. */
export interface Files {
  readonly files: readonly string[];
  readonly purpose: Purpose;
}

export const canvasCalls = {
  around: (order: z.input<typeof aroundOrderSchema>) =>
    callServer('POST', '/api/findings/surroundings', aroundAnswerSchema, { json: order }),
  way: (order: z.input<typeof wayOrderSchema>) => callServer('POST', '/api/findings/surroundings/way', wayAnswerSchema, { json: order }),
} as const;

/** The sums of what is on the canvas; those of before stay until these are there. Sums over files that were taken in never change. */
export function sumsQuery(given: Files, { parties, from, until }: Picture) {
  const order = { ...given, from, until, parties: parties.map(({ name }) => name).toSorted() };
  return queryOptions({
    queryKey: ['canvas', 'sums', order],
    queryFn: () => callServer('POST', '/api/findings/surroundings/sums', sumsAnswerSchema, { json: order }),
    enabled: parties.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
