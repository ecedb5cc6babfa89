import { describe, expect, it } from 'vitest';
import { announcedUrls, parseAddress } from '../../main/lights/bridge/address.ts';

const candidates = (typed: string, allowPlainHttp = false): readonly string[] | string => {
  const parsed = parseAddress(typed, allowPlainHttp);
  return parsed.ok ? parsed.value : parsed.error;
};

describe('a typed address', () => {
  it.each([
    ['192.168.1.20', ['https://192.168.1.20']],
    [' 192.168.1.20 ', ['https://192.168.1.20']],
    ['192.168.1.20:8443', ['https://192.168.1.20:8443']],
    ['philips-hue.local', ['https://philips-hue.local']],
    ['Bridge', ['https://bridge']],
    ['https://192.168.1.20', ['https://192.168.1.20']],
    ['https://192.168.1.20/debug/clip.html', ['https://192.168.1.20']],
    ['fe80::1', ['https://[fe80::1]']],
    ['[fe80::1]:8443', ['https://[fe80::1]:8443']],
  ])('%s is tried over HTTPS alone', (typed, expected) => {
    expect(candidates(typed)).toEqual(expected);
  });

  it.each([
    ['127.0.0.1:8080', ['https://127.0.0.1:8080', 'http://127.0.0.1:8080']],
    ['localhost', ['https://localhost', 'http://localhost']],
    ['::1', ['https://[::1]', 'http://[::1]']],
    ['[::1]:80', ['https://[::1]:80', 'http://[::1]:80']],
    ['http://127.0.0.1:8080', ['http://127.0.0.1:8080']],
    ['https://127.0.0.1:8080', ['https://127.0.0.1:8080']],
  ])('%s stays on this machine, where plain HTTP may be tried', (typed, expected) => {
    expect(candidates(typed)).toEqual(expected);
  });

  it('is never tried over plain HTTP elsewhere, however it was typed', () => {
    expect(candidates('http://192.168.1.20')).toBe('addressNeedsHttps');
    expect(candidates('http://127.0.0.1.example.org')).toBe('addressNeedsHttps');
    expect(candidates('http://localhost.example.org:80')).toBe('addressNeedsHttps');
  });

  it('is tried over plain HTTP where a person said so in plain words', () => {
    expect(candidates('http://192.168.1.20', true)).toEqual(['http://192.168.1.20']);
    expect(candidates('http://192.168.1.20:8080', true)).toEqual(['http://192.168.1.20:8080']);
    expect(candidates('192.168.1.20', true)).toEqual(['https://192.168.1.20']);
  });

  it.each([
    '',
    '   ',
    '192.168.1',
    '1',
    '256.1.1.1',
    '192.168.1.20:70000',
    '192.168.1.20:0',
    'two words',
    'ftp://192.168.1.20',
    'mailto:someone',
    'https://',
    'https://someone:secret@192.168.1.20',
    'bridge?',
    '-bridge',
    '<script>',
    'fe80::1%eth0',
  ])('%j is refused as unclear', (typed) => {
    expect(candidates(typed)).toBe('addressUnclear');
  });
});

describe('an announced address', () => {
  it.each([
    ['192.168.1.20', ['https://192.168.1.20']],
    ['192.168.1.20:80', ['https://192.168.1.20', 'https://192.168.1.20:80']],
    ['[fe80::1]:8080', ['https://[fe80::1]', 'https://[fe80::1]:8080']],
  ])('%s is tried at 443 first, since many announce another server of theirs', (announced, expected) => {
    expect(announcedUrls(announced)).toEqual(expected);
  });

  it.each([
    ['https://192.168.1.9', ['https://192.168.1.20', 'https://192.168.1.20:80']],
    ['https://192.168.1.9:8443', ['https://192.168.1.20:8443', 'https://192.168.1.20:80']],
    ['http://192.168.1.9', ['http://192.168.1.20']],
    ['http://192.168.1.9:8080', ['http://192.168.1.20:8080', 'http://192.168.1.20']],
  ])(
    'of a bridge that was at %s is tried by the same protocol, at the same port first',
    (known, expected) => {
      expect(announcedUrls('192.168.1.20:80', known)).toEqual(expected);
    },
  );
});
