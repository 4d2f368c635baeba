// SPDX-License-Identifier: Apache-2.0
/**
 * The connect guard: to which addresses our server opens connections.
 *
 * The name of a peer's server comes from its invitation or its confirmed key history and from nowhere else. But what a name
 * resolves to says the name's owner, anew each time; so the address is judged at the moment of connecting, and exactly the
 * judged address is connected to.
 *
 *     public      the addresses of the internet                              connected to
 *     private     10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7           where the configuration lets: networks of states
 *     loopback    127/8, ::1                                                 where several servers share one machine
 *     never       link-local with the metadata of clouds, multicast, unspecified, reserved, documentation, benchmarks
 *
 * An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as the IPv4 address that it stands for.
 */
export const peerNetworks = ['public', 'private', 'loopback'] as const;
export type PeerNetwork = (typeof peerNetworks)[number];

export function networkOfAddress(address: string): PeerNetwork | 'never' {
  const v4 = readV4(address);
  if (v4 !== null) return networkOfV4(v4);
  const v6 = readV6(address);
  return v6 === null ? 'never' : networkOfV6(v6);
}

/** Prefix, its length, and what lies in it; the first that fits counts. */
const v4Rows: readonly (readonly [prefix: string, bits: number, network: PeerNetwork | 'never'])[] = [
  ['0.0.0.0', 8, 'never'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'never'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'never'],
  ['192.0.2.0', 24, 'never'],
  ['192.88.99.0', 24, 'never'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'never'],
  ['198.51.100.0', 24, 'never'],
  ['203.0.113.0', 24, 'never'],
  ['224.0.0.0', 3, 'never'],
];

function networkOfV4(address: number): PeerNetwork | 'never' {
  for (const [prefix, bits, network] of v4Rows) {
    const size = 2 ** (32 - bits);
    if (Math.floor(address / size) === Math.floor((readV4(prefix) ?? 0) / size)) return network;
  }
  return 'public';
}

/** Groups of sixteen bits. */
function networkOfV6(groups: readonly number[]): PeerNetwork | 'never' {
  const [first = 0, second = 0] = groups;
  const last = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  const begins = (count: number): boolean => groups.slice(0, count).every((group) => group === 0);
  if (begins(7) && groups[7] === 1) return 'loopback';
  if (begins(5) && groups[5] === 0xffff) return networkOfV4(last);
  if (first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return networkOfV4(last);
  if (first === 0x2002) return networkOfV4(second * 65_536 + (groups[2] ?? 0));
  if ((first & 0xfe00) === 0xfc00) return 'private';
  // All that is given out to the internet lies in 2000::/3; of it, 2001:db8::/32 is for documents, 2001::/23 for protocols.
  if ((first & 0xe000) !== 0x2000) return 'never';
  if (first === 0x2001 && (second === 0xdb8 || second < 0x200)) return 'never';
  return first === 0x3fff && second < 0x1000 ? 'never' : 'public';
}

function readV4(text: string): number | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const parts = found === null ? [] : found.slice(1).map(Number);
  if (parts.length !== 4 || parts.some((part) => part > 255)) return null;
  return parts.reduce((value, part) => value * 256 + part, 0);
}

function readV6(text: string): number[] | null {
  if (!text.includes(':') || text.includes('%')) return null;
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = embedded === null ? null : readV4(embedded[2] ?? '');
  if (embedded !== null && v4 === null) return null;
  const plain = v4 === null ? text : `${embedded?.[1] ?? ''}${Math.floor(v4 / 65_536).toString(16)}:${(v4 % 65_536).toString(16)}`;
  const halves = plain.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
}
