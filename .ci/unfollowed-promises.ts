// SPDX-License-Identifier: Apache-2.0
//
// Loaded before the tests (`--require`). node:test follows every promise from the test that made it, so that an error which nobody
// awaits is told as that test's. Servers and simulations make millions of them, and following takes a tenth of all that the tests
// compute, a fifth of a simulation. Without it such an error fails the file that is run, with its text, which is as good to find it
// by. Everything else stays: tests and groups know their parents by what they are written in.
import asyncHooks from 'node:async_hooks';

const unused: asyncHooks.AsyncHook = { enable: () => unused, disable: () => unused };
asyncHooks.createHook = () => unused;
