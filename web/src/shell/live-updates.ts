// SPDX-License-Identifier: Apache-2.0
/**
 * Live updates: the server says which kind of thing changed, and the screens that show it ask again.
 *
 * Records are the exception: looking at them is recorded with its purpose, so a screen of records never asks on its own.
 * The lists beside them (uses, imports) do.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';

const topicSchema = z.object({ topic: z.string() });
export type LiveState = 'joining' | 'live' | 'lost';

export function useLiveUpdates(): LiveState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('joining');
  useEffect(() => {
    const stream = new EventSource('/api/stream');
    let wasLost = false;
    stream.addEventListener('open', () => {
      setState('live');
      // Whatever happened while the stream was down was not heard.
      if (wasLost) void queryClient.invalidateQueries();
      wasLost = false;
    });
    stream.addEventListener('error', () => {
      wasLost = true;
      setState('lost');
    });
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      const topic = topicOf(event.data);
      if (topic !== null) void queryClient.invalidateQueries({ queryKey: [topic] });
      // Who has a case and what is to be done in it stand in the worklist too.
      if (topic === 'reports') void queryClient.invalidateQueries({ queryKey: ['records'] });
      if (topic === 'desk') void queryClient.invalidateQueries({ queryKey: ['cases', 'worklist'] });
    });
    return () => stream.close();
  }, [queryClient]);
  return state;
}

function topicOf(data: string): string | null {
  try {
    const parsed = topicSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data.topic : null;
  } catch {
    return null;
  }
}
