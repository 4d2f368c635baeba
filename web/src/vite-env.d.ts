// SPDX-License-Identifier: Apache-2.0
// What the build tool adds to the language: style sheets as modules.
/// <reference types="vite/client" />
