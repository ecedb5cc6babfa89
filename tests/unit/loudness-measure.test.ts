// The loudness meter reports a file that it cannot fetch, and continues with the next.

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

it('reports a track as unreadable when its body cannot even be cancelled', async () => {
  const body = { cancel: () => Promise.reject(new Error('the stream is gone')) };
  const headers = new Headers({ 'content-range': 'bytes 0-0/1000' });
  vi.stubGlobal('fetch', async () => ({ ok: true, headers, body }));
  expect(await measured()).toEqual({ kind: 'unplayable', reason: 'unreadable' });
});

it('reports a track as unreadable when it cannot be fetched', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no such thing')));
  expect(await measured()).toEqual({ kind: 'unplayable', reason: 'unreadable' });
});
