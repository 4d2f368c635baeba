// SPDX-License-Identifier: Apache-2.0
/** The address of the network of agreements. */
import { NetworkPage } from './network-page.tsx';

export function Network() {
  return <NetworkPage />;
}
