// A preset that comes as a file: read in every encoding that editors write, and where it cannot be read, told what is
// wrong with it and where.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presetText, readPresetFile } from '../../main/storage/chosen-file.ts';
import { words } from '../../renderer/words/index.ts';
import { SPRAVATO } from '../unit/session-arbitraries.ts';
import { keptFolder } from './kept-files.ts';

const folder = keptFolder('preset-files');
const PRESET = { ...SPRAVATO, id: 'gruene-bucht', label: 'Grüne Bucht' };
const TEXT = presetText(PRESET);

const read = (content: Buffer | string) => {
  const file = join(folder.path, 'preset.json');
  writeFileSync(file, content);
  return readPresetFile(file);
};
/** What is wrong with a file, in words. */
const saidOf = async (content: Buffer | string): Promise<string> => {
  const answer = await read(content);
  return answer.ok ? 'nothing' : words.presetFault(answer.error);
};

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('a preset’s file', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 little-endian', wide(`\ufeff${TEXT}`)],
    ['UTF-16 big-endian', wide(`\ufeff${TEXT}`).swap16()],
    ['UTF-16 little-endian without a mark', wide(TEXT)],
    ['UTF-16 big-endian without a mark', wide(TEXT).swap16()],
    ['what Windows calls ANSI', Buffer.from(TEXT, 'latin1')],
    ['lines that end as on Windows', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
  ])('is read in %s', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ ok: true, value: PRESET });
  });

  it.each<[Buffer | string, string]>([
    ['', 'This file is empty'],
    ['{\n  "version": 1,\n  "label": "Q"\n  "id": "q"\n}', 'line 4, column 3'],
    ['{\r\n"version": 1,\r\n}', 'line 3, column 1'],
    ['{"version": 1, "label": "Quiet', 'line 1, column 25'],
    ['{"version": 1,', 'line 1, column 15'],
    ['{"label": \'Quiet\'}', 'line 1, column 11'],
    ['{"checksMin": [10, 20,]}', 'line 1, column 23'],
    ['{"version": 1} // mine', 'line 1, column 16'],
    ['[1, 2}', 'line 1, column 6'],
    [wide('\ufeff{\n"label" "Q"}'), 'line 2, column 9'],
    [Buffer.from(TEXT.replace('Grüne', 'Gr\u0000ne')), 'not valid JSON: it breaks in line 5, column 12'],
    [Buffer.concat([Buffer.from('{\n"label": "Grü'), Buffer.from([0xff])]), 'a letter in line 2, column 14'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00]), 'not a text'],
    [Buffer.alloc(1_000_001, ' '), 'larger than 1 MB'],
  ])('that cannot be read is told with its place: %#', async (content, said) => {
    expect(await saidOf(content)).toContain(said);
  });

  it('that is none, or is gone, cannot be opened', async () => {
    mkdirSync(join(folder.path, 'folder.json'));
    for (const name of ['folder.json', 'gone.json']) {
      expect(await readPresetFile(join(folder.path, name))).toEqual({ ok: false, error: { what: 'noFile' } });
    }
  });

  it('that is nested without end is told too', async () => {
    expect(await saidOf('['.repeat(900_000))).toContain('line 1, column 900001');
  });
});
