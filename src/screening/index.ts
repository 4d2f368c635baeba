// SPDX-License-Identifier: Apache-2.0
export { qualityOf, readNamePairs, scorePairs } from './quality/name-pairs.ts';
export { matchThreshold } from './matching/features-table.ts';
