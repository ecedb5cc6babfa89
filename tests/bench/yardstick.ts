// One fixed piece of work by which the speed of a machine is known. A figure that only measures processor work is held
// against such pieces, done in the same process and the same minute, so that a slow day moves both.

import { median } from './figures.ts';

/**
 * Does one piece of work: sends twenty thousand rows through JSON and sorts them. Returns how long it took, in ms.
 *
 * The machine on which the limits in ms were set takes 13 to 14 ms when quiet. Pages and main are given this
 * function's source, so it uses nothing from outside itself.
 */
export const pieceOfWork = (): number => {
  const count = 20_000;
  const rows = Array.from({ length: count }, (_, i) => ({ id: i, name: `row ${(i * 7919) % count}` }));
  const began = performance.now();
  const copied: typeof rows = JSON.parse(JSON.stringify(rows));
  copied.sort((a, b) => (a.name < b.name ? -1 : 1));
  return performance.now() - began;
};

/** How many pieces of work a time is worth, by the median of some pieces; all in ms. */
export const inPieces = (ms: number, pieces: readonly number[]): number => ms / median(pieces);

/** `21.4 ms = 1.58 pieces of work`. */
export const asPieces = (ms: number, pieces: readonly number[]): string =>
  `${ms.toFixed(1)} ms = ${inPieces(ms, pieces).toFixed(2)} pieces of work`;

/** `a piece took 13.5 ms, median of 30`. */
export const pieceInWords = (pieces: readonly number[]): string =>
  `a piece took ${median(pieces).toFixed(1)} ms, median of ${pieces.length}`;
