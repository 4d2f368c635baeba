// SPDX-License-Identifier: Apache-2.0
/** The addresses of studies of shapes: a new one, and one of them. */
import { getRouteApi } from '@tanstack/react-router';
import { StudyPage } from './study-page.tsx';

export { NewStudy as New } from './new-study-page.tsx';

const studyRoute = getRouteApi('/workplace/traces/studies/$studyId');

export function OneStudy() {
  const { studyId } = studyRoute.useParams();
  return <StudyPage key={studyId} studyId={studyId} />;
}
