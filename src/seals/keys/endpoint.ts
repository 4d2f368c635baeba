// SPDX-License-Identifier: Apache-2.0
/**
 * Endpoint: which addresses an authority may announce for its server.
 *
 * A server will open connections to what is written here, so the text has one spelling and no hidden meaning: it must be
 * exactly what a URL parser gives back, without credentials, query or fragment, and without percent signs (behind which other
 * addresses have hidden their host). It is always HTTPS: servers know each other by their transport keys, on one machine too.
 */

const urlCharactersMax = 300;

/** What is wrong with the address, as the end of a sentence that begins "The address"; null when nothing is. */
export function endpointFault(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > urlCharactersMax) return 'is not a text of reasonable length';
  const url = URL.parse(text);
  if (url === null) return 'is not a URL';
  if (url.protocol !== 'https:') return 'is not HTTPS';
  if (url.username !== '' || url.password !== '' || text.includes('@')) return 'holds credentials';
  if (text.includes('?') || text.includes('#')) return 'holds a query or a fragment';
  if (text.includes('%') || text.includes('\\') || text.slice('https://'.length).includes('//'))
    return 'is written in a way that can hide another one';
  if (text.endsWith('/')) return 'ends with a slash';
  // A bare host is written without the slash that the parser adds.
  if (url.href !== text && url.href !== `${text}/`) return 'is not written in its plain form';
  return null;
}
