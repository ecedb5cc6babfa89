// The two things asked of ffmpeg: how loud a sound is (EBU R128), and to write it as Ogg Opus. Both are asked so that
// the same ffmpeg always gives the same answer.

import { spawnSync } from 'node:child_process';

const RAW_STEREO = ['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0'];

/**
 * @param {Float32Array} woven left and right interleaved, at 48 kHz
 * @returns {{ lufs: number, truePeakDbtp: number }}
 */
export function loudnessOfSound(woven) {
  return readMeter(run([...RAW_STEREO, '-af', 'ebur128=framelog=verbose', '-f', 'null', '-'], woven));
}

/**
 * @param {string} path an encoded file
 * @returns {{ lufs: number, truePeakDbtp: number }}
 */
export function loudnessOfFile(path) {
  return readMeter(run(['-i', path, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-']));
}

/**
 * @param {Float32Array} woven left and right interleaved, at 48 kHz
 * @param {string} path where to write; its folder exists
 * @param {{ bitrateKbps: number, tags: Record<string, string | undefined> }} how
 */
export function encodeOpus(woven, path, { bitrateKbps, tags }) {
  const given = Object.entries(tags).filter(([, text]) => text !== undefined);
  const metadata = given.flatMap(([name, text]) => ['-metadata', `${name}=${text}`]);
  const codec = ['-c:a', 'libopus', '-b:a', `${bitrateKbps}k`, '-vbr', 'on', '-compression_level', '10'];
  const exact = ['-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1'];
  run([...RAW_STEREO, ...exact, ...codec, ...metadata, '-f', 'opus', '-y', path], woven);
}

function readMeter(report) {
  const summary = report.slice(report.lastIndexOf('Summary:'));
  return {
    lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    truePeakDbtp: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
}

function run(args, woven) {
  const input = woven && Buffer.from(woven.buffer, woven.byteOffset, woven.byteLength);
  const { error, status, stderr } = spawnSync('ffmpeg', ['-hide_banner', '-nostats', ...args], {
    input,
    maxBuffer: 64 * 1024 * 1024,
    stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'],
  });
  if (error)
    throw new Error(`ffmpeg could not be started (${error.message}); on Debian: apt-get install ffmpeg`);
  if (status !== 0) throw new Error(`ffmpeg failed: ${stderr.toString().trim().split('\n').at(-1)}`);
  return stderr.toString();
}
