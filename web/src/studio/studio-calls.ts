// SPDX-License-Identifier: Apache-2.0
/** Calls of the detector studio: a detector, its drafts, and the alerts that a draft would change. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  detectorSchema,
  type draftChangeSchema,
  draftDetailSchema,
  type draftOrderSchema,
  pairAlertSchema,
  type TrialWire,
} from '../../../src/findings/studio/wire.ts';
import { callServer } from '../calls/call-server.ts';

/** While a back-test is under way the screen looks again, beside the live updates. */
const lookAgainMs = 2000;

export interface PairPlace {
  readonly look: string;
  readonly number: string;
  readonly side: 'before' | 'after';
}

export function detectorQuery(pattern: string) {
  const path = `/api/findings/detectors/${encodeURIComponent(pattern)}`;
  return queryOptions({ queryKey: ['findings', 'detector', pattern], queryFn: () => callServer('GET', path, detectorSchema) });
}

export function draftQuery(draft: string) {
  return queryOptions({
    queryKey: ['findings', 'detector-draft', draft],
    queryFn: () => callServer('GET', draftAt(draft), draftDetailSchema),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.trial ?? null) ? lookAgainMs : false),
  });
}

export function isUnderWay(trial: TrialWire | null): boolean {
  return trial?.state === 'waiting' || trial?.state === 'running';
}

export function pairQuery(place: PairPlace) {
  return queryOptions({
    queryKey: ['findings', 'detector-pair', place],
    queryFn: () => callServer('GET', pairAt(place), pairAlertSchema),
  });
}

/** Where an alert of a back-test or a shadow is, for whoever shows its market. */
export function pairAt({ look, number, side }: PairPlace): string {
  return `/api/findings/detector-looks/${encodeURIComponent(look)}/pairs/${encodeURIComponent(number)}/${side}`;
}

export const studioCalls = {
  make: (order: z.input<typeof draftOrderSchema>) =>
    callServer('POST', '/api/findings/detector-drafts', draftDetailSchema, { json: order }),
  change: (draft: string, order: z.input<typeof draftChangeSchema>) =>
    callServer('PUT', draftAt(draft), draftDetailSchema, { json: order }),
  drop: (draft: string) => callServer('POST', `${draftAt(draft)}/drop`, draftDetailSchema),
  publish: (draft: string) => callServer('POST', `${draftAt(draft)}/publish`, draftDetailSchema),
  backTest: (draft: string, files: readonly string[]) =>
    callServer('POST', `${draftAt(draft)}/back-test`, draftDetailSchema, { json: { files } }),
  stop: (draft: string) => callServer('POST', `${draftAt(draft)}/back-test/stop`, draftDetailSchema),
  shadow: (draft: string, isOn: boolean) => callServer('POST', `${draftAt(draft)}/shadow`, draftDetailSchema, { json: { isOn } }),
} as const;

function draftAt(draft: string): string {
  return `/api/findings/detector-drafts/${encodeURIComponent(draft)}`;
}
