// Draws the program's icons, in every size that systems ask for, from the one drawing in assets/icon.
// It must never need a drawing of its own for a size: what is too small to see is left to the renderer.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { inProject } from './place.mjs';

/** The drawing, on a square of `drawnPx`. */
export const drawing = inProject('assets', 'icon', 'stillroom.svg');
const drawnPx = 512;

/** What desktops on Linux look for (freedesktop's icon theme), and the largest, of which Windows' and macOS's are made. */
const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** SVG's own resolution, in dots per inch; a larger drawing is asked for by more of them. */
const svgDpi = 72;

/**
 * Writes one PNG for each size, called as electron-builder looks for them (`16x16.png`).
 * @param {string} folder is made where it is not there
 * @returns {Promise<Map<number, string>>} the file of each size
 */
export async function writeIcons(folder) {
  mkdirSync(folder, { recursive: true });
  const files = new Map(iconSizes.map((size) => [size, path.join(folder, `${size}x${size}.png`)]));
  for (const [size, file] of files) {
    const density = Math.max(svgDpi, (svgDpi * size) / drawnPx);
    await sharp(drawing, { density }).resize(size, size).png({ compressionLevel: 9 }).toFile(file);
  }
  return files;
}
