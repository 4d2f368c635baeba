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

/** With `isWithPublished`, also what others have published is shown. */
export function networkQuery(purpose: Purpose | null, isWithPublished = false) {
  const query = { ...(purpose === null ? {} : { purpose }), ...publishedToo(isWithPublished) };
  return queryOptions({
    queryKey: ['agreements', 'network', purpose, isWithPublished],
    queryFn: () => callServer('GET', '/api/agreements/network', networkSchema, { query }),
    placeholderData: keepPreviousData,
  });
}

export function reachQuery(question: ReachQuestionWire | null, isWithPublished = false) {
  const content = { json: question, query: publishedToo(isWithPublished) };
  return queryOptions({
    queryKey: ['agreements', 'reach', question, isWithPublished],
    queryFn: () => callServer('POST', '/api/agreements/reach', reachAnswerSchema, content),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
}

function publishedToo(isWithPublished: boolean): { published?: 'yes' } {
  return isWithPublished ? { published: 'yes' } : {};
}
