// Fit: what of a preset's music plays when, told before the session as the player will play it.

import { describe, expect, it } from 'vitest';
import type { Track } from '../../main/sound/library/listing.ts';
import { fitOf } from '../../main/sound/playback/fit.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { type Marks, NO_MARKS } from '../../shared/sound/music.ts';

const MIN = 60_000;

const track = (id: string, minutes: number | null, marks: Partial<Marks> = {}): Track => ({
  id,
  url: `/media/${id}`,
  title: id,
  durationS: minutes === null ? null : minutes * 60,
  lufs: -23,
  truePeakDbtp: -10,
  marks: { ...NO_MARKS, ...marks },
});

const tracks = (count: number, minutes: number, marks?: Partial<Marks>): readonly Track[] =>
  Array.from({ length: count }, (_, i) => track(`${i}`, minutes, marks));

const spravato = (music: Partial<Preset>): Preset => {
  const [preset] = BUILT_IN_PRESETS;
  if (preset === undefined) throw new Error('there is no built-in preset');
  return { ...preset, joins: 'gapless', playlist: 'list', ...music };
};

const fitted = (preset: Preset, playlists: Readonly<Record<string, readonly Track[]>>) =>
  fitOf(preset, (id) => playlists[id] ?? []);

describe('fit', () => {
  it('covers a session with settle and half an hour more', () => {
    const enough = fitted(spravato({}), { list: tracks(16, 10) });
    expect(enough.neededMs).toBe((10 + 120 + 30) * MIN);
    expect(enough).toMatchObject({ covers: true, repeatsFromMs: null, coveredMs: 160 * MIN, missing: [] });
    expect(enough.entries).toHaveLength(16);
    expect(enough.entries.some(({ isRepeat }) => isRepeat)).toBe(false);
  });

  it('says when short music starts to repeat, and goes on to the end', () => {
    const short = fitted(spravato({}), { list: tracks(4, 10) });
    expect(short).toMatchObject({ covers: false, repeatsFromMs: 40 * MIN, coveredMs: 40 * MIN });
    expect(short.entries).toHaveLength(16);
    expect(short.entries[4]).toMatchObject({ trackId: '0', isRepeat: true, atMs: 40 * MIN, phase: 'deep' });
  });

  it('counts with cross-fades, which two tracks share', () => {
    const crossed = fitted(spravato({ joins: 'crossfade' }), { list: tracks(20, 10) });
    expect(crossed.entries[1]?.atMs).toBe(10 * MIN - 6000);
  });

  it('follows the playlists of the phases, and leaves a phase without music silent', () => {
    const preset = spravato({ playlistsByPhase: { deep: 'deep', rest: null } });
    const { entries, missing } = fitted(preset, {
      list: tracks(9, 10),
      deep: [track('x', 30), track('y', 30)],
    });
    expect(missing).toEqual([]);
    const heard = (phase: string) => entries.filter((entry) => entry.phase === phase).map((e) => e.trackId);
    expect(heard('deep')).toEqual(['x', 'y']);
    expect(heard('rest')).toEqual([]);
    // The first playlist goes on after the track at which it was left.
    expect(heard('return')[0]).toBe('3');
  });

  it('chooses tracks that suit the part of the arc', () => {
    const list = [track('s', 10, { suits: 'soothing' }), track('f', 10, { suits: 'fuller' }), track('n', 10)];
    const { entries } = fitted(spravato({}), { list });
    const deep = entries.filter(({ phase }) => phase === 'deep').map(({ trackId }) => trackId);
    expect(new Set(deep)).toEqual(new Set(['f', 'n']));
  });

  it('names the phases that have nothing to play', () => {
    const preset = spravato({ playlistsByPhase: { deep: 'gone' } });
    expect(fitted(preset, { list: tracks(20, 10) })).toMatchObject({ covers: false, missing: ['deep'] });
    expect(fitted(spravato({ playlist: null }), {})).toMatchObject({ missing: [], entries: [] });
  });

  it('counts a track of unknown length as four minutes, and says how many there are', () => {
    const unknown = fitted(spravato({}), { list: [track('a', null), track('b', 10)] });
    expect(unknown.unknownLengths).toBe(1);
    expect(unknown.entries[1]?.atMs).toBe(4 * MIN);
  });

  it('says how many tracks are not measured yet', () => {
    const list = [{ ...track('a', 10), lufs: null }, track('b', 10)];
    expect(fitted(spravato({}), { list }).unmeasured).toBe(1);
  });

  it('ends for any playlist, however short its tracks and long its session', () => {
    const [phase] = spravato({}).phases;
    if (phase === undefined) throw new Error('a preset has phases');
    const long = { ...spravato({}), phases: [phase, { ...phase, name: 'deep' as const, lengthMin: 600 }] };
    const { entries } = fitted(long, { list: [track('a', 0.01), track('b', 0.02)] });
    expect(entries.length).toBeLessThanOrEqual(400);
    expect(entries.length).toBeGreaterThan(100);
  });
});
