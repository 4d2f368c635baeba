// SPDX-License-Identifier: Apache-2.0
/** The addresses of the detector studio. */
import { getRouteApi } from '@tanstack/react-router';
import { DetectorPage } from './detector-page.tsx';
import { DraftPage } from './draft-page.tsx';
import { PairPage } from './pair-page.tsx';

const detectorRoute = getRouteApi('/workplace/alerts/detectors/$pattern');
const draftRoute = getRouteApi('/workplace/alerts/drafts/$draftId');
const pairRoute = getRouteApi('/workplace/alerts/drafts/$draftId/$look/$number/$side');

export function OneDetector() {
  const { pattern } = detectorRoute.useParams();
  return <DetectorPage key={pattern} pattern={pattern} />;
}

export function OneDraft() {
  const { draftId } = draftRoute.useParams();
  return <DraftPage key={draftId} draftId={draftId} />;
}

export function OnePair() {
  const { draftId, look, number, side } = pairRoute.useParams();
  return <PairPage draftId={draftId} place={{ look, number, side: side === 'before' ? 'before' : 'after' }} />;
}
