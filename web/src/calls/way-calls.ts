// SPDX-License-Identifier: Apache-2.0
/** Calls about what the agreements open: lawful ways, the network, and reach. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { networkSchema, reachAnswerSchema, type ReachQuestionWire } from '../../../src/agreements/network/wire.ts';
import { waysAnswerSchema, type WayQuestionWire } from '../../../src/agreements/ways/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { callServer } from './call-server.ts';

export function waysQuery(question: WayQuestionWire | null) {
  return queryOptions({
    queryKey: ['agreements', 'ways', question],
    queryFn: () => callServer('POST', '/api/agreements/ways', waysAnswerSchema, { json: question }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
}

export function networkQuery(purpose: Purpose | null) {
  return queryOptions({
    queryKey: ['agreements', 'network', purpose],
    queryFn: () => callServer('GET', '/api/agreements/network', networkSchema, purpose === null ? {} : { query: { purpose } }),
    placeholderData: keepPreviousData,
  });
}

export function reachQuery(question: ReachQuestionWire | null) {
  return queryOptions({
    queryKey: ['agreements', 'reach', question],
    queryFn: () => callServer('POST', '/api/agreements/reach', reachAnswerSchema, { json: question }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
}
