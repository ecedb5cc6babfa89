// The bench's figures: a table that grows a line for each, and the medians they are made of.

import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../e2e/program.ts';

const FILE = path.join(PROJECT, 'out', 'bench', 'figures.txt');

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Writes a figure beside what it is measured against and the limit it keeps, or does not. */
export const tellFigure = (what: string, measured: string, limit: string, isKept: boolean): void => {
  mkdirSync(path.dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${isKept ? 'kept  ' : 'MISSED'}  ${what}: ${measured} (${limit})\n`);
};
