// The command line: the program checks its own options and ignores all others.

import { describe, expect, it } from 'vitest';
import { readArguments } from '../../main/electron/arguments.ts';

const read = (line: string, isPackaged = false) => readArguments(line.split(' ').filter(Boolean), isPackaged);

const USUAL = { practice: false, preset: null, rate: 1, events: false, pictures: null };

describe('the command line', () => {
  it('may be empty', () => {
    expect(read('')).toEqual({ ok: true, value: USUAL });
  });

  it.each([
    ['--practice', { practice: true }],
    ['--practice --preset=IM', { practice: true, preset: 'IM' }],
    ['--practice --preset IM --rate 60', { practice: true, preset: 'IM', rate: 60 }],
    ['--practice --rate=1000 --events', { practice: true, rate: 1000, events: true }],
    ['--practice --preset IM --pictures look', { practice: true, preset: 'IM', pictures: 'look' }],
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
  ])('ignores what belongs to Electron or its tools: %s', (line) => {
    expect(read(line)).toEqual({ ok: true, value: USUAL });
  });

  it('does not take a stray word as the value of an option', () => {
    expect(read('--practice --no-sandbox IM')).toMatchObject({ value: { practice: true, preset: null } });
  });
});

describe('a wrong command line', () => {
  it.each([
    ['--pictures look', '--pictures'],
    ['--practice --pictures look', '--pictures'],
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
  ])('%s is refused with a sentence that names %s', (line, named) => {
    const answer = read(line);
    expect(answer.ok).toBe(false);
    expect(answer.ok ? '' : answer.error).toContain(named);
  });

  it('allows a faster clock in the packaged program only for the practice room', () => {
    expect(read('--rate 60', true).ok).toBe(false);
    expect(read('--rate 1', true).ok).toBe(true);
    expect(read('--practice --rate 60', true).ok).toBe(true);
    expect(read('--rate 60', false).ok).toBe(true);
  });
});
