// SPDX-License-Identifier: Apache-2.0
/**
 * Brands: a plain string or number that the type checker keeps apart from others of its kind.
 * An `Instant` is a string at run time, but a function that asks for an `Instant` refuses any other string.
 */
declare const brand: unique symbol;

export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Source of randomness, given by the shell so that a whole federation can be replayed from one seed. */
export type RandomBytes = (byteCount: number) => Uint8Array;
