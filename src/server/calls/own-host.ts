// SPDX-License-Identifier: Apache-2.0
/**
 * The names under which this server answers.
 *
 * A page of a stranger can make an officer's browser call any address, and can let its own name point to ours (rebinding);
 * the Host header still says the stranger's name then, and such a call is answered as if nothing were here.
 *
 *     https://comity.xa.example   the public address       own
 *     127.0.0.1:7101              this machine             own
 *     xa.localhost:7101           this machine             own: browsers resolve *.localhost to themselves
 *     evil.example:7101           a name that points here  not own
 */
export interface OwnAddresses {
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
}

export function isOwnHost(given: string, own: OwnAddresses): boolean {
  const asked = given.toLowerCase();
  if (new URL(own.publicUrl).host === asked) return true;
  const { name, port } = split(asked);
  if (port !== own.port) return false;
  return (
    name === own.host.toLowerCase() ||
    name === 'localhost' ||
    name === '127.0.0.1' ||
    name === '[::1]' ||
    /^[a-z0-9-]+\.localhost$/.test(name)
  );
}

function split(host: string): { name: string; port: number } {
  const colon = host.lastIndexOf(':');
  const hasPort = colon > 0 && /^\d{1,5}$/.test(host.slice(colon + 1));
  return hasPort ? { name: host.slice(0, colon), port: Number(host.slice(colon + 1)) } : { name: host, port: 80 };
}
