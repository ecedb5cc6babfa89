// The bench's figures: a table with a line for each, and the medians they are made of.

import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, '..', '..', 'out', 'bench', 'figures.txt');

/** Now on the computer's monotonic clock, which all processes share, in ms. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The value below which a share (0–1) of the values lies; NaN of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Adds a figure to the table, with its limit and whether it keeps it. A MISSED one makes the whole bench fail. */
export const tellFigure = (what: string, measured: string, limit: string, isKept: boolean): void => {
  mkdirSync(path.dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${isKept ? 'kept  ' : 'MISSED'}  ${what}: ${measured} (${limit})\n`);
};
