// The words on the command line: what is ours is checked, what is not ours is left alone.

import { describe, expect, it } from 'vitest';
import { readArguments } from '../../main/electron/arguments.ts';

const read = (line: string, isPackaged = false) => readArguments(line.split(' ').filter(Boolean), isPackaged);

const USUAL = { practice: false, preset: null, rate: 1, events: false, pictures: null };

describe('the command line', () => {
  it('may say nothing', () => {
    expect(read('')).toEqual({ ok: true, value: USUAL });
  });

  it.each([
    ['--practice', { practice: true }],
    ['--practice --preset=IM', { practice: true, preset: 'IM' }],
    ['--practice --preset IM --rate 60', { practice: true, preset: 'IM', rate: 60 }],
    ['--practice --rate=1000 --events', { practice: true, rate: 1000, events: true }],
    ['--pictures pictures/look', { pictures: 'pictures/look' }],
    ['--rate 2.5', { rate: 2.5 }],
  ])('%s is understood', (line, said) => {
    expect(read(line)).toEqual({ ok: true, value: { ...USUAL, ...said } });
  });

  it('takes a label of several words', () => {
    expect(readArguments(['--practice', '--preset', 'Spravato, two hours'], false)).toMatchObject({
      value: { preset: 'Spravato, two hours' },
    });
  });

  it.each([
    '/opt/stillroom/out/main/index.js',
    '--no-sandbox --disable-gpu',
    '--remote-debugging-port=0 --user-data-dir a-folder',
    '--inspect=0 .',
    '-r loader.js',
  ])('leaves alone what is not its own: %s', (line) => {
    expect(read(line)).toEqual({ ok: true, value: USUAL });
  });

  it('takes no word of others for a value of its own', () => {
    expect(read('--practice --no-sandbox IM')).toMatchObject({ value: { practice: true, preset: null } });
  });
});

describe('a command line that is refused', () => {
  it.each([
    ['--rate 0', '--rate'],
    ['--rate -5', '--rate'],
    ['--rate fast', '--rate'],
    ['--rate NaN', '--rate'],
    ['--rate Infinity', '--rate'],
    ['--rate 1001', '--rate'],
    ['--rate=', '--rate'],
    ['--rate', '--rate'],
    ['--practice --preset', '--preset'],
    ['--practice --preset --rate 5', '--preset'],
    ['--practice=yes', '--practice'],
    ['--preset IM', '--practice'],
  ])('%s is answered with a sentence that names %s', (line, named) => {
    const answer = read(line);
    expect(answer.ok).toBe(false);
    expect(answer.ok ? '' : answer.error).toContain(named);
  });

  it('is a faster clock in the packaged program, but for the practice room', () => {
    expect(read('--rate 60', true).ok).toBe(false);
    expect(read('--rate 1', true).ok).toBe(true);
    expect(read('--practice --rate 60', true).ok).toBe(true);
    expect(read('--rate 60', false).ok).toBe(true);
  });
});
