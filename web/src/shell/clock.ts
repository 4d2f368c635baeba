// SPDX-License-Identifier: Apache-2.0
/** The present moment, renewed often enough for words such as "3 days left". */
import { useEffect, useState } from 'react';

const tickMs = 30_000;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
