// SPDX-License-Identifier: Apache-2.0
/** `comity market-status`: how live markets stand: who works on what, how far behind, how old the last snapshot is, what was left out. */
import { forgetMarket, liveStatus, type PartitionStatus } from '../../../findings/index.ts';
import { openForReading, readConfiguration, systemClock } from '../../../server/index.ts';
import { type Command, exitCodes, refuse } from '../../command.ts';

export const marketStatus: Command = {
  name: 'market-status',
  summary: 'how live markets stand: workers, lag, rate, snapshots, what was left out',
  help: `
  --forget NAME/NUMBER   removes a market that is no longer watched, such as one of another number of partitions; its alerts stay
  --json                 prints everything as JSON

Reads the database of the authority in COMITY_FOLDER. Exit code 0: every partition has a worker; 1: at least one has none; 2: what is
to be forgotten is unknown or watched; 3: the database cannot be opened.

  COMITY_FOLDER=/srv/comity/xa ./comity market-status`,
  options: { forget: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    const opened = await openForReading(configuration.value);
    if (!opened.ok) return refuse(output, opened.issues, exitCodes.surroundings, asJson);
    try {
      const forgotten = given.text('forget');
      if (forgotten !== null) {
        const gone = await forgetMarket(opened.value.database, forgotten, systemClock());
        if (!gone.ok) return refuse(output, gone.issues, exitCodes.wrongUse, asJson);
        output.line(asJson ? JSON.stringify({ forgotten, partitions: gone.value }) : `${forgotten} is forgotten; its alerts stay`);
        return exitCodes.done;
      }
      const status = await liveStatus(opened.value.database, systemClock());
      if (asJson) output.line(JSON.stringify(status));
      else {
        output.line(`${status.workers.length} workers, ${status.partitions.length} partitions`);
        for (const one of status.partitions) output.line(partitionText(one));
      }
      return status.partitions.every(({ worker }) => worker !== null) ? exitCodes.done : exitCodes.no;
    } finally {
      await opened.value.close();
    }
  },
};

function partitionText({ market, partition, worker, state, figures, snapshotAgeMs, segment, counts, noticed }: PartitionStatus): string {
  const { twice, missing, unreadable, outside, cut, notCarried } = counts;
  const wrong = Object.entries({ twice, missing, unreadable, outside, cut, notCarried }).flatMap(([name, count]) =>
    count > 0 ? [`${name} ${count}`] : [],
  );
  const lines = noticed.map(({ kind, count, isLeftOut }) => `${kind} ${count}${isLeftOut ? ' left out' : ''}`);
  return [
    `${market} partition ${partition}: ${worker ?? 'NOBODY'}${state === 'late' ? ' (late)' : ''}`,
    figures === null ? 'nothing heard yet' : `${figures.waiting} messages behind, ${figures.linesPerSecond} events/s`,
    ...tookText(figures?.tookMsP99 ?? null),
    snapshotAgeMs === null ? 'no snapshot yet' : `snapshot ${(snapshotAgeMs / 1000).toFixed(0)} s old`,
    segment === null ? 'no segment open' : `${segment.day} part ${segment.part}, ${segment.rows} events`,
    `${counts.early} early alerts, ${counts.whole} of whole segments`,
    ...wrong,
    ...lines,
  ].join('; ');
}

function tookText(tookMsP99: number | null): readonly string[] {
  return tookMsP99 === null ? [] : [`99 % within ${tookMsP99} ms`];
}
