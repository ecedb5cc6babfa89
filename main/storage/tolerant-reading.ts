// Reads JSON that somebody may have edited by hand: it keeps what is good, leaves out what is bad and says so. A bad
// entry never takes a good one with it.

import * as v from 'valibot';
import { isJsonObject, type JsonObject, type Understood } from './json-file.ts';

/** Understands a value that may be anything. */
export type Reader<T> = (raw: unknown) => Understood<T>;

/** A field of the schema's type; `usual` when it is missing or bad. */
export const fieldOf =
  <T>(schema: v.GenericSchema<unknown, T>, usual: T): Reader<T> =>
  (raw) => {
    const parsed = raw === undefined ? null : v.safeParse(schema, raw);
    return parsed?.success
      ? { value: parsed.output, isBad: false }
      : { value: usual, isBad: parsed !== null };
  };

/** The good items of a list. */
export const listOf =
  <T>(schema: v.GenericSchema<unknown, T>): Reader<readonly T[]> =>
  (raw = []) => {
    if (!Array.isArray(raw)) return { value: [], isBad: true };
    const value = raw
      .map((one) => v.safeParse(schema, one))
      .flatMap((one) => (one.success ? [one.output] : []));
    return { value, isBad: value.length < raw.length };
  };

/** The good entries of an object. `read` gives null for an entry to be left out. */
export const recordOf =
  <T>(read: (raw: unknown, key: string) => Understood<T> | null): Reader<Readonly<Record<string, T>>> =>
  (raw = {}) => {
    if (!isJsonObject(raw)) return { value: {}, isBad: true };
    const all = Object.entries(raw).map(([key, value]) => ({ key, understood: read(value, key) }));
    const good = all.flatMap(({ key, understood }) => (understood === null ? [] : [[key, understood.value]]));
    return {
      value: Object.fromEntries(good),
      isBad: all.some(({ understood }) => understood === null || understood.isBad),
    };
  };

/** An entry of the schema's type, for recordOf. */
export const entryOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (raw: unknown): Understood<T> | null => {
    const parsed = v.safeParse(schema, raw);
    return parsed.success ? { value: parsed.output, isBad: false } : null;
  };

/** The named fields of an object, each by its own reader. Fields without a reader are left alone. */
export const fieldsOf =
  <T extends object>(readers: { readonly [Name in keyof T]: Reader<T[Name]> }) =>
  (document: JsonObject): Understood<T> => {
    const all = Object.entries<Reader<unknown>>(readers).map(
      ([name, read]) => [name, read(document[name])] as const,
    );
    return {
      value: Object.fromEntries(all.map(([name, { value }]) => [name, value])) as T,
      isBad: all.some(([, { isBad }]) => isBad),
    };
  };
