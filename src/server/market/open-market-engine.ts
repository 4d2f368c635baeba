// SPDX-License-Identifier: Apache-2.0
/** The market engine of a server, in a thread of its own. */
import { marketFormatOf } from '../../columns/index.ts';
import type { MarketEngine, MarketSource } from '../../findings/index.ts';
import type { Result } from '../../kernel/index.ts';
import { openEngineThread } from '../engines/engine-thread.ts';
import type { MarketJob, MarketValue } from './market-work.ts';

type Unsent<Job> = Job extends MarketJob ? Omit<Job, 'source'> : never;

export interface OpenMarketEngine extends MarketEngine {
  readonly close: () => Promise<void>;
}

export function openMarketEngine(): OpenMarketEngine {
  const thread = openEngineThread<MarketJob, MarketValue>(new URL('./market-thread.ts', import.meta.url), 'market');
  const ask = async <Value>({ bytes, ...source }: MarketSource, job: Unsent<MarketJob>): Promise<Result<Value>> =>
    (await thread.ask((sent: Uint8Array | null) => ({ ...job, source: { ...source, bytes: sent } }), bytes)) as Result<Value>;
  return {
    formatOf: marketFormatOf,
    watch: (source, order) => ask(source, { kind: 'watch', order }),
    review: (source, alert, window) => ask(source, { kind: 'review', alert, window }),
    activity: (source, subject) => ask(source, { kind: 'activity', subject }),
    history: (source, subject) => ask(source, { kind: 'history', subject }),
    part: (source, order) => ask(source, { kind: 'part', order }),
    holding: (source) => ask(source, { kind: 'holding' }),
    isClosed: thread.isClosed,
    close: thread.close,
  };
}
