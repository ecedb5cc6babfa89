// The level at the chair: dB only after a calibration, and then the same figures everywhere.

import { describe, expect, it } from 'vitest';
import { levelText, loudestText } from '../../renderer/words/level-text.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { atChairDb, chairWordOf, nextNoiseDb, shownDbOf } from '../../shared/sound/chair.ts';

const [preset] = BUILT_IN_PRESETS;
if (preset === undefined) throw new Error('there is always a built-in preset');

describe('a level at the chair', () => {
  it('is the level over the normalised track, from what was measured', () => {
    expect(atChairDb(-12, 62)).toBe(50);
    expect(atChairDb(0, 62)).toBe(62);
  });

  it('is a whisper below 40 dB(A), soft below 50, and speech from there on', () => {
    expect([20, 39.4, 40, 49, 50, 70].map(chairWordOf)).toEqual([
      'whisper',
      'whisper',
      'soft',
      'soft',
      'speech',
      'speech',
    ]);
  });

  it('has the word that fits the figure beside it', () => {
    expect(levelText(-12.4, 52)).toBe('Soft, 40 dB(A)');
    expect(levelText(-12.6, 52)).toBe('Whisper, 39 dB(A)');
  });

  it('is only a word until somebody has measured', () => {
    for (const levelDb of [0, -6, -12, -27]) expect(levelText(levelDb, null)).not.toMatch(/\d|dB/);
    expect(loudestText(preset, null)).toBeNull();
  });

  it('of a preset is its loudest phase, within the agreed limits', () => {
    expect(loudestText(preset, 54)).toBe('up to soft, 48 dB(A)');
    const capped = { ...preset, limits: { ...preset.limits, soundDb: { least: -27, most: -15 } } };
    expect(loudestText(capped, 54)).toBe('up to whisper, 39 dB(A)');
  });

  it('is never shown above the cap of the chair, because the player goes no further', () => {
    expect(levelText(0, 82)).toBe('Speech, 70 dB(A)');
    expect(levelText(-12, 82)).toBe('Speech, 70 dB(A)');
    expect(levelText(-13, 82)).toBe('Speech, 69 dB(A)');
    const loud = { ...preset, limits: { ...preset.limits, soundDb: { least: -27, most: 0 } } };
    expect(loudestText(loud, 90)).toBe('up to speech, 70 dB(A)');
  });
});

describe('measuring it', () => {
  it('goes in steps of 3 dB and stops at the ends', () => {
    expect(nextNoiseDb(-12, 1)).toBe(-9);
    expect(nextNoiseDb(-12, -1)).toBe(-15);
    expect(nextNoiseDb(0, 1)).toBe(0);
    expect(nextNoiseDb(-27, -1)).toBe(-27);
  });

  it('accepts what a meter can show, with a point or a comma', () => {
    expect(shownDbOf(' 54 ')).toBe(54);
    expect(shownDbOf('54,5')).toBe(54.5);
    expect(shownDbOf('54.5')).toBe(54.5);
  });

  it('accepts nothing else as a reading', () => {
    for (const typed of ['', 'loud', '5', '19.9', '110.1', '5e1', '-54', '54 dB', '0x40', 'Infinity']) {
      expect(shownDbOf(typed), typed).toBeNull();
    }
  });
});
