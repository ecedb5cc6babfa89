// What a PDF holds, read by a program that is not ours: how many pages, which words, and of what colour each point is
// when it is drawn.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Points of the picture to an inch of paper. */
const DPI = 50;

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** The colour of a point as `#rrggbb`. */
  readonly at: (x: number, y: number) => string;
  /** Every colour of the page, with the share of its points that have it, 0–1. */
  readonly colours: ReadonlyMap<string, number>;
}

export interface Pdf {
  readonly pages: number;
  /** The words page by page. */
  readonly words: readonly string[];
  /** As `pdfinfo` names it, such as `A4` or `letter`. */
  readonly paper: string;
  readonly title: string;
}

const lineOf = (said: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(said)?.[1]?.trim() ?? '';

/** Reads a PDF; fails when it is none. */
export const readPdf = async (file: string): Promise<Pdf> => {
  const about = (await run('pdfinfo', [file])).stdout;
  const text = (await run('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1e8 })).stdout;
  return {
    pages: Number(lineOf(about, 'Pages')),
    words: text.split('\f').slice(0, -1),
    paper: /\((.*?)\)/.exec(lineOf(about, 'Page size'))?.[1] ?? '',
    title: lineOf(about, 'Title'),
  };
};

/** A page as it comes out of a printer; 1 is the first. */
export const drawPdfPage = async (file: string, page: number): Promise<PdfPage> => {
  const wish = ['-r', String(DPI), '-f', String(page), '-l', String(page), file];
  const { stdout } = await run('pdftoppm', wish, { encoding: 'buffer', maxBuffer: 1e8 });
  // A PPM: `P6`, its width and height, the most that a colour may be, one space, and then the points.
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1'));
  if (head === null) throw new Error('The page could not be drawn.');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const points = stdout.subarray(head[0].length);
  const colourAt = (index: number): string => `#${points.subarray(index * 3, index * 3 + 3).toString('hex')}`;
  const colours = new Map<string, number>();
  for (let index = 0; index < width * height; index += 1) {
    const colour = colourAt(index);
    colours.set(colour, (colours.get(colour) ?? 0) + 1 / (width * height));
  }
  return { width, height, at: (x, y) => colourAt(Math.round(y) * width + Math.round(x)), colours };
};
