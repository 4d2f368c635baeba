// SPDX-License-Identifier: Apache-2.0
/** The addresses of letters: the registry, and one letter that came. */
import { getRouteApi } from '@tanstack/react-router';
import { LetterPage } from './letter-page.tsx';
import { LettersPage } from './letters-page.tsx';

const route = getRouteApi('/workplace/letters/$letterId');

export function Letters() {
  return <LettersPage />;
}
export function OneLetter() {
  const { letterId } = route.useParams();
  return <LetterPage key={letterId} letterId={letterId} />;
}
