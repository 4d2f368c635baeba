// SPDX-License-Identifier: Apache-2.0
/**
 * simulation: a whole federation in one process, from a seed, with everything that can go wrong.
 *
 * Three to seven authorities run the real exchange (room exchange, through its ports), under real agreements and verdicts, with
 * real key histories and a real log, over a network, a storage and clocks that are made of nothing but a seed. So a night of
 * crashes, partitions and wrong clocks takes milliseconds, and what failed once can be played again, line by line.
 *
 *     ground/        dice, virtual time, the story of a run, the suite that stands in for signatures and sealing
 *     authorities/   the cast, a server with its disk and processes, its ports, the network between servers
 *     desk/          what officers would do: cases, and what a room does with a dispatch
 *     faults/        the table of faults: weather and blows
 *     promises/      the watch: P1, P2, P3, P4, P8 and P9, each written from its sentence and not from the program
 *     planted/       failures of other systems, put in on purpose: the watch must notice each
 *
 * A small worked case. Seed 12 rotates a key of XB and declares the old one stolen, just after XB had signed a receipt with it
 * and the network had lost that. XC asks for it again and again and believes none, until the watch says:
 *
 *     P3 is broken: dispatch 13 was given up, although it had time until ... and everything was healed.
 *
 *     ./comity simulate --seed 12 --trace     plays it again; with the mended exchange it ends well
 *
 * How it stays the same run. All chance comes from dice that a seed makes, all time from one timeline, and a step is over when
 * nothing can go on any more. Two runs of a seed have the same story to the letter, in one process or in two.
 *
 * What it does not do. It tests no SQL, no HTTP and no screen: those have their own tests on real servers. Its suite keeps
 * no secret and proves nothing to anybody outside; `--suite real` runs the same seeds with real cryptography. A seed that holds
 * says that this run held, not that all would: the number of seeds is part of the claim.
 *
 * Source: the deterministic simulation of FoundationDB and of TigerBeetle. The obvious alternative, killing real servers at
 * random, is slow and finds nothing twice; it is done as well, for what only a real disk can show.
 */
export { type FaultName, faultNames } from './faults/fault-table.ts';
export { type StoryLength, storyLengths } from './ground/pace.ts';
export { simulationSuites } from './ground/simulation-suite.ts';
export { verifiedOnce } from './ground/verified-once.ts';
export { plantedReference } from './planted/planted-reference.ts';
export { type PlantedFailure, plantedFailures } from './planted/planted-table.ts';
export { type PromiseName, promiseNames, type Violation } from './promises/watching.ts';
export { addUp, type Coverage, runSeeds, type SeedRange, type SeedsSummary } from './run-seeds.ts';
export { simulate, type SimulationInput, type SimulationResult } from './simulate.ts';
