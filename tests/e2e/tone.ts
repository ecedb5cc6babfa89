// Listens to a steady tone for anything that is not it: a gap, a doubled sound, a step in its phase. Pure.

import type { Recording } from './listening.ts';

/** What became of a tone in a stretch of a recording. */
export interface ToneFlaws {
  /** The tone's amplitude, in the median. */
  readonly amplitude: number;
  /** The longest time for which the tone was more than 3 dB off its amplitude, in ms. */
  readonly longestGapMs: number;
  /** How far the amplitude was ever off, in dB, over a period of the tone. */
  readonly mostOffDb: number;
  /** The largest turn of its phase against its own steady pace, in samples' time (ms). */
  readonly phaseStepMs: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Follows a tone of `hz` through a recording, from one ms to another, by its amplitude and phase over windows of
 * one ms or a period of the tone, if that is longer, with steps of a quarter of it.
 */
export const toneFlaws = (recording: Recording, hz: number, fromMs: number, toMs: number): ToneFlaws => {
  const { sampleRate, channels, samples } = recording;
  // A whole number of periods, so that the measure does not ripple.
  const periods = Math.max(1, Math.round(hz / 1000));
  const length = Math.round((periods * sampleRate) / hz);
  const step = Math.max(1, Math.floor(length / 4));
  const turn = (2 * Math.PI * hz) / sampleRate;
  const first = Math.round((fromMs / 1000) * sampleRate);
  const last = Math.min(Math.round((toMs / 1000) * sampleRate), samples.length / channels) - length;
  const amplitudes: number[] = [];
  const phases: number[] = [];
  for (let at = first; at <= last; at += step) {
    let re = 0;
    let im = 0;
    for (let i = at; i < at + length; i += 1) {
      const sample = samples[i * channels] ?? 0;
      re += sample * Math.cos(turn * i);
      im += sample * Math.sin(turn * i);
    }
    amplitudes.push((2 * Math.hypot(re, im)) / length);
    phases.push(Math.atan2(re, im));
  }
  const amplitude = median(amplitudes);
  const offDb = amplitudes.map((value) => Math.abs(20 * Math.log10(Math.max(1e-9, value / amplitude))));
  let run = 0;
  let longest = 0;
  for (const db of offDb) {
    run = db > 3 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  // The recorder's clock is the player's: the phase stands still but for what is wrong with it.
  const apart = Math.ceil(length / step) + 1;
  let stepRad = 0;
  phases.forEach((phase, i) => {
    const before = phases[i - apart];
    if (before === undefined) return;
    const by = Math.abs(phase - before) % (2 * Math.PI);
    stepRad = Math.max(stepRad, Math.min(by, 2 * Math.PI - by));
  });
  return {
    amplitude,
    longestGapMs: (longest * step * 1000) / sampleRate,
    mostOffDb: Math.max(...offDb),
    phaseStepMs: (stepRad / turn / sampleRate) * 1000,
  };
};
