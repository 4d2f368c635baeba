// SPDX-License-Identifier: Apache-2.0
/** `comity market-publish`: sends files of market events as a feed into a live market, for trial and for catching up. */
import { digestOfMarketEvents, type MarketEvents, marketLine } from '../../../columns/index.ts';
import type { Issue } from '../../../kernel/index.ts';
import { openMarketStream, readNatsSettings } from '../../../server/index.ts';
import { partitionOf } from '../../../surveillance/index.ts';
import { type Command, exitCodes, refuse } from '../../command.ts';
import { marketFileHelp, marketFileOptions, readMarketFiles } from '../market-files.ts';
import { liveMarketHelp, liveMarketOptions, readLiveMarket, readWhole } from './live-options.ts';

/** Lines of one message: a few milliseconds of a busy market. */
const linesPerMessage = 100;
/** Messages on their way that the stream has not confirmed. */
const underWayMax = 200;

export const marketPublish: Command = {
  name: 'market-publish',
  summary: 'sends files of market events as a feed into a live market',
  help: `
${marketFileHelp}
${liveMarketHelp}
  --feed NAME            the feed's name (default: of the events' digest, so that the same files again are the same feed)
  --per-second NUMBER    events a second at the most; as fast as NATS takes them if left out
  --json                 prints the counts as JSON

What the stream had already, by feed and number, is left out there. Where NATS is, is said by COMITY_NATS_URL. Exit code 0: all is in the
stream; 2: wrongly used, or a file cannot be read; 3: NATS cannot be reached.

  ./comity market-publish day.csv --market xven --partitions 16 --per-second 5000`,
  options: {
    ...marketFileOptions,
    ...liveMarketOptions,
    feed: { type: 'string' },
    'per-second': { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const { market, partitions, issues: wrong } = readLiveMarket(given);
    const issues: Issue[] = [...wrong];
    const perSecond = readWhole(given, { name: 'per-second', otherwise: 10_000_000, from: 1, most: 10_000_000 }, issues);
    const name = given.text('feed');
    if (name !== null && !/^[\w.-]{1,60}$/.test(name))
      issues.push({ path: '--feed', problem: 'It is no name of a feed.', remedy: 'Give up to 60 letters, digits, and . _ -.' });
    if (issues.length > 0) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const files = await readMarketFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!files.ok) return refuse(output, files.issues, exitCodes.wrongUse, asJson);
    const nats = await readNatsSettings(process.env);
    if (!nats.ok) return refuse(output, nats.issues, exitCodes.surroundings, asJson);
    const stream = await openMarketStream(nats.value, { market, partitions });
    if (!stream.ok) return refuse(output, stream.issues, exitCodes.surroundings, asJson);
    const { events } = files.value;
    const feed = name ?? `file-${digestOfMarketEvents(events).slice(7, 23)}`;
    let [messages, twice] = [0, 0];
    const underWay = new Set<Promise<void>>();
    const started = performance.now();
    for (const { partition, number, body, until } of messagesOf(events, partitions)) {
      const ahead = (until / perSecond) * 1000 - (performance.now() - started);
      if (ahead > 2) await new Promise((resolve) => setTimeout(resolve, ahead));
      const sent = stream.value.publish(partition, { feed, number, body }).then((isNew) => {
        messages += 1;
        if (!isNew) twice += 1;
      });
      const gone = sent.finally(() => underWay.delete(gone));
      underWay.add(gone);
      if (underWay.size >= underWayMax) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    await stream.value.close();
    if (asJson) output.line(JSON.stringify({ feed, events: events.count, messages, twice }));
    else output.line(`${events.count} events in ${messages} messages as feed ${feed}${twice === 0 ? '' : `; ${twice} were there already`}`);
    return exitCodes.done;
  },
};

interface Sending {
  readonly partition: number;
  readonly number: number;
  readonly body: string;
  /** Events up to and with this message. */
  readonly until: number;
}

/** Messages in the order of their last events; a short stretch of the table goes out for all partitions together. */
function* messagesOf(events: MarketEvents, partitions: number): Generator<Sending> {
  const ofInstrument = events.instruments.map(({ underlying }) => partitionOf(underlying, partitions));
  const numbers = new Map<number, number>();
  for (let from = 0; from < events.count; from += linesPerMessage) {
    const until = Math.min(events.count, from + linesPerMessage);
    const lines = new Map<number, string[]>();
    for (let row = from; row < until; row += 1) {
      const partition = ofInstrument[events.instrument[row] ?? 0] ?? 0;
      lines.set(partition, [...(lines.get(partition) ?? []), marketLine(events, row)]);
    }
    for (const [partition, own] of lines) {
      const number = (numbers.get(partition) ?? 0) + 1;
      numbers.set(partition, number);
      yield { partition, number, body: own.join('\n'), until };
    }
  }
}
