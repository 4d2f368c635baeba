// SPDX-License-Identifier: Apache-2.0
/** Looks at records are written down on the server: a screen makes one when its officer asks, and none because it hears of a change. */
import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { InfiniteQueryObserver, QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { entityPageQuery } from './finding-calls.ts';
import { recordSearchQuery, travelRuleFirmsQuery } from './record-calls.ts';

interface Look {
  readonly subscribe: (heard: (result: { readonly isSuccess: boolean }) => void) => () => void;
  readonly refetch: () => Promise<unknown>;
}

const purpose = 'supervision';
const entity = { seed: 'lei:5493001KJTIIGC8Y1R12', name: 'Oryx', kind: 'entity', isMore: false, graph: { parties: [], relations: [] } };
const lists = ['sources', 'facts', 'timeline', 'leads', 'cases', 'proposals', 'judgements', 'withheld'].map((name) => [name, []]);

/** What is looked at, its query, and what the server answers. */
const looks: readonly (readonly [what: string, begin: (client: QueryClient) => Look, key: QueryKey, answer: unknown])[] = [
  [
    'a search of records',
    (client) => new InfiniteQueryObserver(client, recordSearchQuery({ number: 1, question: { purpose, q: 'Oryx' } })),
    ['record-search'],
    { rows: [], next: null, withheld: [], firms: [], counts: { total: 0, isMore: false, byKind: [], similar: null } },
  ],
  [
    'a count of travel-rule messages by firm',
    (client) => new QueryObserver(client, travelRuleFirmsQuery({ number: 1, purpose })),
    ['records'],
    { firms: [], messages: 0, isCut: false },
  ],
  [
    'all that is known about a subject',
    (client) => new QueryObserver(client, entityPageQuery(entity.seed, purpose)),
    ['findings'],
    { ...entity, ...Object.fromEntries(lists) },
  ],
];

for (const [what, begin, key, answer] of looks) {
  it(`${what} is asked for once, again only by who asks again, and not shown again out of memory`, async (t) => {
    const fetched = mock.method(globalThis, 'fetch', async () => Response.json(answer));
    t.after(() => fetched.mock.restore());
    const client = new QueryClient();
    const shown = await open(begin(client));
    assert.equal(fetched.mock.callCount(), 1);
    await client.invalidateQueries({ queryKey: key });
    await client.invalidateQueries();
    assert.equal(fetched.mock.callCount(), 1, 'a change that was heard asks for nothing');
    await shown.look.refetch();
    assert.equal(fetched.mock.callCount(), 2, 'who has judged asks again');
    shown.close();
    await new Promise((resolve) => setTimeout(resolve));
    const again = await open(begin(client));
    assert.equal(fetched.mock.callCount(), 3, 'coming back is a new look');
    again.close();
    client.clear();
  });
}

/** As a screen does that shows it. */
async function open(look: Look): Promise<{ readonly look: Look; readonly close: () => void }> {
  let close = (): void => undefined;
  await new Promise<void>((resolve) => {
    close = look.subscribe(({ isSuccess }) => {
      if (isSuccess) resolve();
    });
  });
  return { look, close };
}
