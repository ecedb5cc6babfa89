// The loudness meter's work on one track, where its file cannot be fetched as it should be: it is said, and the next one is taken.

import { afterEach, expect, it, vi } from 'vitest';
import { measure } from '../../renderer/loudness-meter/measure.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const measured = () =>
  measure(
    '/media/one',
    () => false,
    () => undefined,
  );

it('says of a track that it is unreadable when what was fetched of it cannot even be let go of', async () => {
  const body = { cancel: () => Promise.reject(new Error('the stream is gone')) };
  const headers = new Headers({ 'content-range': 'bytes 0-0/1000' });
  vi.stubGlobal('fetch', async () => ({ ok: true, headers, body }));
  expect(await measured()).toEqual({ kind: 'unplayable', reason: 'unreadable' });
});

it('says of a track that it is unreadable when it cannot be fetched', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no such thing')));
  expect(await measured()).toEqual({ kind: 'unplayable', reason: 'unreadable' });
});
