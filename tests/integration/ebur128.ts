// Measures a file or raw samples with ffmpeg's ebur128, to compare our meter with.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

export interface Ebur128 {
  /** Integrated, in LUFS; -70 when nothing passes the gate. */
  readonly lufs: number;
  /** In dBTP, to a tenth of a dB; minus infinity for silence. */
  readonly truePeakDbtp: number;
}

export interface Samples {
  readonly sampleRate: number;
  /** One per channel, full scale at 1. */
  readonly planes: readonly Float32Array[];
}

/** ffmpeg's layouts by the number of channels. */
const LAYOUTS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 5: '5.0', 6: '5.1' };

const ffmpeg = (words: readonly string[]): { readonly out: Buffer; readonly said: string } => {
  const { stdout, stderr, status } = spawnSync('ffmpeg', ['-hide_banner', '-nostats', ...words], {
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`ffmpeg failed: ${stderr.toString().slice(-400)}`);
  return { out: stdout, said: stderr.toString() };
};

/**
 * Measures what ffmpeg reads with these arguments. Loudness comes from its progress lines, which have three digits, and
 * the peak from its summary, which has one.
 */
const measure = (input: readonly string[], words = 'peak=true'): Ebur128 => {
  const { out, said } = ffmpeg([
    ...input,
    ...['-vn', '-filter_complex', `ebur128=${words}:metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=-`],
    ...['-f', 'null', '/dev/null'],
  ]);
  const lufs = [...out.toString().matchAll(/^lavfi\.r128\.I=(\S+)$/gm)].at(-1)?.[1];
  const peak = [...said.matchAll(/True peak:\s+Peak:\s+(\S+) dBFS/g)].at(-1)?.[1];
  if (lufs === undefined || peak === undefined)
    throw new Error(`ffmpeg measured nothing: ${said.slice(-400)}`);
  return { lufs: Number(lufs), truePeakDbtp: peak === '-inf' ? Number.NEGATIVE_INFINITY : Number(peak) };
};

/** What ffmpeg measures of a file that plays from two loudspeakers, even if it has one channel. */
export const ebur128OfFile = (file: string): Ebur128 => measure(['-i', file], 'peak=true:dualmono=true');

const interleaved = ({ planes }: Samples): Float32Array => {
  const frames = planes[0]?.length ?? 0;
  const all = new Float32Array(frames * planes.length);
  for (const [channel, plane] of planes.entries()) {
    for (let at = 0; at < frames; at += 1) all[at * planes.length + channel] = plane[at] ?? 0;
  }
  return all;
};

/** ffmpeg's arguments for raw samples in a file. */
export const rawInput = (samples: Samples, file: string): readonly string[] => {
  writeFileSync(file, new Uint8Array(interleaved(samples).buffer));
  const { length } = samples.planes;
  const layout = LAYOUTS[length] ?? `${length}c`;
  return [
    ...['-f', 'f32le', '-ar', String(samples.sampleRate), '-ac', String(length)],
    ...['-channel_layout', layout, '-i', file],
  ];
};

/** What ffmpeg measures of samples, which are written to a file for it. */
export const ebur128OfSamples = (samples: Samples, file: string): Ebur128 => measure(rawInput(samples, file));

/** Encodes samples to a file with ffmpeg and its arguments for a codec. */
export const encode = (samples: Samples, raw: string, file: string, codec: readonly string[]): void => {
  ffmpeg(['-y', ...rawInput(samples, raw), ...codec, file]);
};

/** Decodes the first minute of a file with ffmpeg, to two channels. */
export const decode = (file: string, sampleRate: number): Samples => {
  const { out } = ffmpeg(['-t', '60', '-i', file, '-f', 'f32le', '-ac', '2', '-ar', String(sampleRate), '-']);
  const all = new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength));
  const plane = (channel: number) =>
    new Float32Array(all.length / 2).map((_, at) => all[at * 2 + channel] ?? 0);
  return { sampleRate, planes: [plane(0), plane(1)] };
};
