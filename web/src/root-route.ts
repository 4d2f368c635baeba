// SPDX-License-Identifier: Apache-2.0
/** What every address of the page lies under: the officers' workplace and the portal of firms alike. */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });
