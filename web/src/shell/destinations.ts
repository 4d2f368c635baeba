// SPDX-License-Identifier: Apache-2.0
/**
 * The places of the workplace: where each lies, its key, and whose work it is.
 *
 * `who` keeps out of sight what an officer has no use for; whether a call is allowed is the server's word alone.
 */
import {
  type Icon,
  IconActivityHeartbeat,
  IconAffiliate,
  IconBook2,
  IconBuildingBank,
  IconCalendarTime,
  IconCertificate,
  IconChartBar,
  IconChecklist,
  IconChecks,
  IconFingerprint,
  IconFolderSearch,
  IconFlag3,
  IconFileText,
  IconInbox,
  IconKey,
  IconMail,
  IconRadar2,
  IconReportSearch,
  IconRoute,
  IconRoute2,
  IconSchool,
  IconSend2,
  IconShare3,
  IconFileSearch,
  IconSnowflake,
  IconTopologyStar3,
  IconTruckDelivery,
  IconUserShield,
  IconUsersGroup,
  IconWorldShare,
} from '@tabler/icons-react';
import type { Role } from '../../../src/officers/wire.ts';

export const destinationNames = [
  'inbox',
  'sent',
  'tasks',
  'calendar',
  'approvals',
  'freezing',
  'gathering',
  'onward',
  'leads',
  'reports',
  'alerts',
  'traces',
  'records',
  'firms',
  'screening',
  'personal-data',
  'ways',
  'agreements',
  'network',
  'negotiations',
  'joint',
  'letters',
  'peers',
  'training',
  'statistics',
  'deliveries',
  'audit',
  'officers',
  'keys',
  'passkeys',
] as const;
export type DestinationName = (typeof destinationNames)[number];
/** Own work; work shared with others; what it rests on; the law between authorities; oversight. In the order of the screen. */
export const destinationGroups = ['work', 'shared', 'ground', 'law', 'trust'] as const;
export type DestinationGroup = (typeof destinationGroups)[number];
export interface Destination {
  readonly name: DestinationName;
  readonly to: `/${DestinationName}`;
  readonly keys: string;
  readonly icon: Icon;
  readonly who: readonly Role[];
  readonly group: DestinationGroup;
}

export const destinations: readonly Destination[] = [
  { name: 'inbox', to: '/inbox', keys: 'g i', icon: IconInbox, who: ['preparer', 'approver', 'records-keeper', 'auditor'], group: 'work' },
  { name: 'sent', to: '/sent', keys: 'g s', icon: IconSend2, who: ['preparer', 'approver', 'records-keeper', 'auditor'], group: 'work' },
  {
    name: 'tasks',
    to: '/tasks',
    keys: 'g x',
    icon: IconChecklist,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'work',
  },
  {
    name: 'calendar',
    to: '/calendar',
    keys: 'g c',
    icon: IconCalendarTime,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'work',
  },
  { name: 'approvals', to: '/approvals', keys: 'g a', icon: IconChecks, who: [], group: 'work' },
  {
    name: 'freezing',
    to: '/freezing',
    keys: 'g z',
    icon: IconSnowflake,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'shared',
  },
  {
    name: 'gathering',
    to: '/gathering',
    keys: 'g g',
    icon: IconFileSearch,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'shared',
  },
  {
    name: 'onward',
    to: '/onward',
    keys: 'g t',
    icon: IconShare3,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'shared',
  },
  { name: 'joint', to: '/joint', keys: 'g j', icon: IconTopologyStar3, who: ['preparer', 'approver', 'auditor'], group: 'shared' },
  { name: 'reports', to: '/reports', keys: 'g u', icon: IconReportSearch, who: ['report-analyst'], group: 'ground' },
  {
    name: 'leads',
    to: '/leads',
    keys: 'g e',
    icon: IconFlag3,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'ground',
  },
  {
    name: 'alerts',
    to: '/alerts',
    keys: 'g q',
    icon: IconActivityHeartbeat,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'ground',
  },
  {
    name: 'traces',
    to: '/traces',
    keys: 'g 5',
    icon: IconRoute2,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'ground',
  },
  {
    name: 'records',
    to: '/records',
    keys: 'g r',
    icon: IconFolderSearch,
    who: ['preparer', 'approver', 'records-keeper'],
    group: 'ground',
  },
  {
    name: 'firms',
    to: '/firms',
    keys: 'g 3',
    icon: IconBuildingBank,
    who: ['records-keeper', 'administrator', 'auditor'],
    group: 'ground',
  },
  {
    name: 'screening',
    to: '/screening',
    keys: 'g n',
    icon: IconRadar2,
    who: ['preparer', 'approver', 'records-keeper'],
    group: 'ground',
  },
  {
    name: 'personal-data',
    to: '/personal-data',
    keys: 'g 2',
    icon: IconUserShield,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'ground',
  },
  { name: 'ways', to: '/ways', keys: 'g w', icon: IconRoute, who: [], group: 'law' },
  { name: 'agreements', to: '/agreements', keys: 'g m', icon: IconCertificate, who: [], group: 'law' },
  { name: 'network', to: '/network', keys: 'g v', icon: IconAffiliate, who: [], group: 'law' },
  {
    name: 'negotiations',
    to: '/negotiations',
    keys: 'g b',
    icon: IconFileText,
    who: ['preparer', 'approver', 'administrator', 'auditor'],
    group: 'law',
  },
  {
    name: 'letters',
    to: '/letters',
    keys: 'g 1',
    icon: IconMail,
    who: ['preparer', 'approver', 'records-keeper', 'auditor', 'administrator'],
    group: 'shared',
  },
  { name: 'peers', to: '/peers', keys: 'g p', icon: IconWorldShare, who: [], group: 'law' },
  {
    name: 'training',
    to: '/training',
    keys: 'g h',
    icon: IconSchool,
    who: ['preparer', 'approver', 'records-keeper', 'auditor'],
    group: 'trust',
  },
  {
    name: 'statistics',
    to: '/statistics',
    keys: 'g y',
    icon: IconChartBar,
    who: ['preparer', 'approver', 'records-keeper', 'auditor', 'administrator'],
    group: 'trust',
  },
  { name: 'deliveries', to: '/deliveries', keys: 'g d', icon: IconTruckDelivery, who: [], group: 'trust' },
  { name: 'audit', to: '/audit', keys: 'g l', icon: IconBook2, who: ['auditor', 'administrator'], group: 'trust' },
  { name: 'officers', to: '/officers', keys: 'g o', icon: IconUsersGroup, who: ['administrator', 'auditor'], group: 'trust' },
  { name: 'keys', to: '/keys', keys: 'g k', icon: IconKey, who: ['administrator', 'auditor'], group: 'trust' },
  { name: 'passkeys', to: '/passkeys', keys: 'g f', icon: IconFingerprint, who: [], group: 'trust' },
];

export function destinationsFor(roles: readonly Role[]): readonly Destination[] {
  return destinations.filter((place) => place.who.length === 0 || place.who.some((role) => roles.includes(role)));
}
