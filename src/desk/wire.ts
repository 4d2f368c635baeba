// SPDX-License-Identifier: Apache-2.0
/** What programs outside the workplace read of this room: statistics. The parts' own shapes stand in their folders. */
export { statisticsSchema } from './statistics/wire.ts';
