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

describe('what the program does not start with', () => {
  it.each([
    ['--practise', '--practice'],
    ['--presett IM', '--preset'],
    ['--Practice', '--practice'],
    ['-practice', '--practice'],
    ['--practice --event', '--events'],
    ['--picture=look', '--pictures'],
    ['--rat 5', '--rate'],
  ])('%s is taken for a slip, here and when packaged, and %s is offered', (line, meant) => {
    for (const isPackaged of [false, true]) {
      const answer = read(line, isPackaged);
      expect(answer.ok ? '' : answer.error).toMatch(/^There is no option \S+; did you mean /);
      expect(answer.ok ? '' : answer.error).toContain(`did you mean ${meant}?`);
    }
  });

  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    '--Remote-Debugging-Port=9222',
    '--remote-debugging-pipe',
    '--inspect-brk',
    '--js-flags=--expose-gc',
    '--load-extension=folder',
    '--user-data-dir=folder',
    '--proxy-server=somewhere',
    '--host-rules=x',
    '--ignore-certificate-errors',
    '--never-heard-of',
  ])('is, when packaged, whatever could open or change it: %s', (line) => {
    const answer = read(line, true);
    expect(answer.ok ? '' : answer.error).toBe(`Stillroom does not start with ${line.split('=')[0]}.`);
    expect(read(line, false).ok).toBe(true);
  });

  it('is, on Windows, the same behind a slash', () => {
    expect(readArguments(['/remote-debugging-port=1'], true, 'win32').ok).toBe(false);
    expect(readArguments(['/remote-debugging-port=1'], true, 'linux').ok).toBe(true);
    const asValue = ['--practice', '--preset', 'IM', '--pictures', '/remote-debugging-port=1'];
    expect(readArguments(asValue, true, 'win32').ok).toBe(false);
  });

  it('is nothing that a computer needs to show it', () => {
    expect(read('--no-sandbox --password-store=gnome-libsecret --ozone-platform=x11', true)).toEqual({
      ok: true,
      value: USUAL,
    });
    expect(readArguments(['-psn_0_12345'], true, 'darwin').ok).toBe(true);
    expect(readArguments(['--practice', '--preset', 'practise'], true)).toMatchObject({
      value: { preset: 'practise' },
    });
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
