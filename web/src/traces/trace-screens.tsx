// SPDX-License-Identifier: Apache-2.0
/** The addresses of traces: the list, one of them, a new one, and two that continue what was handed on or came back. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Failure, Waiting } from '../shell/page.tsx';
import { NewTrace } from './new-trace-page.tsx';
import { relayQuestionQuery, traceQuery } from './trace-calls.ts';
import { TracePage } from './trace-page.tsx';

export { TracesPage as Traces } from './traces-page.tsx';

const traceRoute = getRouteApi('/workplace/traces/$traceId');
const askedRoute = getRouteApi('/workplace/traces/asked/$caseId');
const continueRoute = getRouteApi('/workplace/traces/$traceId/continue');

export function New() {
  return <NewTrace />;
}

export function OneTrace() {
  const { traceId } = traceRoute.useParams();
  return <TracePage key={traceId} traceId={traceId} />;
}

/** A request of another authority that hands a trace on, to be continued on our data. */
export function Asked() {
  const { caseId } = askedRoute.useParams();
  const found = useQuery(relayQuestionQuery(caseId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  return found.data === undefined ? <Waiting rows={6} /> : <NewTrace key={caseId} question={found.data} />;
}

/** A trace of ours that goes on with what came back to our accounts. */
export function Continue() {
  const { traceId } = continueRoute.useParams();
  const found = useQuery(traceQuery(traceId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  return found.data === undefined ? <Waiting rows={6} /> : <NewTrace key={traceId} trace={found.data} />;
}
