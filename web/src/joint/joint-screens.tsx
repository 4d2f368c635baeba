// SPDX-License-Identifier: Apache-2.0
/** The addresses of joint matters: the list, one of them, and the register of own interests. */
import { getRouteApi } from '@tanstack/react-router';
import { InterestsPage } from './interests-page.tsx';
import { JointListPage } from './joint-list-page.tsx';
import { JointMatterPage } from './joint-matter-page.tsx';

const matterRoute = getRouteApi('/workplace/joint/$matterId');

export function JointMatters() {
  return <JointListPage />;
}
export function OneJointMatter() {
  const { matterId } = matterRoute.useParams();
  return <JointMatterPage key={matterId} matterId={matterId} />;
}
export function Interests() {
  return <InterestsPage />;
}
