// Everything in a folder that is meant for ears is a track, or is listed with its reason: whatever it is called, and in
// whatever bytes; and what is not meant for ears is not listed.

import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { trackReply } from '../../main/electron/served-files.ts';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { ffmpeg, mp3WithGain, musicRoom, unplayable } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own, open } = room;

const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=220:duration=1'];

const opened = async (music: string) => {
  const { library } = open({ folders: [music] });
  await library.ready;
  return library;
};

const titles = async (music: string) =>
  (await opened(music)).tracksOf(folderIdOf(music)).map(({ title }) => title);

describe('a name', () => {
  it('may begin with a dot', async () => {
    const music = await own('Evening', {
      '...And Justice for All/1 Blackened.wav': wavOf(1),
      '.38 Special - Caught Up.wav': wavOf(1),
      '.hidden/1 Dusk.wav': wavOf(1),
    });
    expect(await titles(music)).toEqual(['.38 Special - Caught Up', 'Blackened', 'Dusk']);
  });

  it('of what a system keeps for itself is no music', async () => {
    const shadow = Buffer.from('\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X', 'latin1');
    const music = await own('Evening', {
      '1 Dusk.wav': wavOf(1),
      '._1 Dusk.wav': shadow,
      '.Trash-1000/files/1 Gone.wav': wavOf(1),
      '@eaDir/1 Dusk.wav/SYNOAUDIO_01.wav': wavOf(1),
      '$RECYCLE.BIN/1 Gone.wav': wavOf(1),
    });
    expect(await titles(music)).toEqual(['Dusk']);
    expect(unplayable(await opened(music))).toEqual({});
  });

  it('may have no ending, or any', async () => {
    const music = await own('Evening', {
      Dusk: wavOf(1),
      'Night.track': mp3WithGain('0 dB'),
      'notes.track': 'two lines\nof text',
      'UTF-16': Buffer.from('\uFEFFtext in two bytes a letter', 'utf16le'),
      'cover.jpg': 'no music',
    });
    expect(await titles(music)).toEqual(['Dusk', 'Night']);
    expect(unplayable(await opened(music))).toEqual({});
  });

  it.skipIf(process.platform !== 'linux')('may be bytes that are no text', async () => {
    const music = await own('Evening', {});
    const at = (name: Buffer) => Buffer.concat([Buffer.from(`${music}/`), name]);
    await mkdir(at(Buffer.from('Caf\xe9', 'latin1')));
    await writeFile(at(Buffer.from('Caf\xe9/1 R\xfche.wav', 'latin1')), wavOf(1));
    await writeFile(at(Buffer.from('Caf\xe9/2 R\xfdhe.wav', 'latin1')), wavOf(1));
    await writeFile(at(Buffer.from('Caf\xe9/3 N\xe4chte.mp3', 'latin1')), mp3WithGain('0 dB'));
    await writeFile(at(Buffer.from('Caf\xe9/4 L\xe4rm.mp3', 'latin1')), '');
    for (const library of [await opened(music), await opened(music)]) {
      const tracks = library.tracksOf(folderIdOf(music));
      expect(tracks.map(({ title }) => title)).toEqual(['Rühe', 'Rýhe', 'Nächte']);
      expect(new Set(tracks.map(({ id }) => id)).size).toBe(3);
      expect(unplayable(library)).toEqual({ '4 Lärm.mp3': 'empty' });
      for (const { id } of tracks) {
        const reply = await trackReply({
          file: library.fileOf(id) ?? '',
          range: null,
          version: null,
          changed: () => {},
        });
        expect(reply.statusCode).toBe(200);
        (reply.data as NodeJS.ReadableStream & { destroy: () => void }).destroy();
      }
    }
  });
});

describe('a format that is not played here', () => {
  it('is listed as such', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const made = [...['a.aiff', 'b.wma', 'c.wv', 'd.ac3', 'e.mp2', 'f.caf', 'g.au', 'h.mka']] as const;
    for (const name of made) ffmpeg(music, ...TONE, ...(name === 'h.mka' ? ['-c:a', 'ac3'] : []), name);
    const others = ['i.ape', 'j.mid', 'k.dsf', 'l.mpc', 'm.amr', 'n.aax'];
    for (const name of others) await writeFile(path.join(music, name), Buffer.alloc(900, 3));
    const listed = Object.fromEntries([...made, ...others].map((name) => [name, 'unsupported']));
    expect(unplayable(await opened(music))).toEqual(listed);
  });

  it('is played if what is in it is', async () => {
    const music = await own('Evening', {});
    for (const name of ['a.webm', 'b.mka', 'c.m4b', 'd.mp4'])
      ffmpeg(
        music,
        ...TONE,
        ...(name === 'b.mka' ? ['-c:a', 'libopus'] : []),
        '-vn',
        ...(name === 'c.m4b' ? ['-f', 'mp4'] : []),
        name,
      );
    expect(await titles(music)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('what is in the way', () => {
  it.skipIf(process.platform === 'win32')('is listed where it is named like music', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    execFileSync('mkfifo', [path.join(music, '2 Pipe.mp3')]);
    await symlink(path.join(room.path, 'nowhere.mp3'), path.join(music, '3 Link.mp3'));
    await symlink(path.join(room.path, 'nowhere.txt'), path.join(music, '4 Link.txt'));
    expect(unplayable(await opened(music))).toEqual({
      ...{ '2 Pipe.mp3': 'notAudio', '3 Link.mp3': 'linkToNothing' },
    });
  });

  it('is listed where it is too deep', async () => {
    const deep = Array.from({ length: 41 }, (_, at) => `d${at}`).join('/');
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), [`${deep}/2 Deep.wav`]: wavOf(1) });
    const library = await opened(music);
    expect(unplayable(library)).toEqual({ d40: 'tooDeep' });
    expect(library.view().unplayableCount).toBe(1);
  });
});
