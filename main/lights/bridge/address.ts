// Reads what a person types as a bridge's address into base URLs to try. It must never lead a key over plain HTTP to
// another machine unless that person allowed it.

import { fail, ok, type Result } from '../../../shared/result.ts';

export type AddressFault = 'addressUnclear' | 'addressNeedsHttps';

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/;
const bareIpv6 = /^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*$/i;
const digitsAndDots = /^[0-9.]+$/;

/** True for names and addresses that never leave this machine. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

const asUrl = (typed: string): URL | null => {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  return URL.canParse(withScheme) ? new URL(withScheme) : null;
};

/** `URL` reads `192.168.1` as 192.168.0.1 and `1` as 0.0.0.1: a half-typed address is not guessed at. */
const isHalfTyped = (typed: string, url: URL): boolean => {
  const written = typed.replace(/^[a-z]+:\/\//i, '').replace(/[:/?#].*$/, '');
  return digitsAndDots.test(written) && written !== url.hostname;
};

const isHost = (host: string): boolean => host.startsWith('[') || hostName.test(host);

/**
 * Reads `host`, `host:port`, an IPv4 or IPv6 address, or a URL whose path is ignored. Answers base URLs without a path
 * (`https://192.168.1.20`), the first to try in front: HTTPS, and plain HTTP only to loopback (the practice bridge,
 * emulators), or as it was typed where that was `http://` and allowed.
 *
 * @param allowPlainHttp the person setting up allowed plain HTTP for an address that they typed with `http://`
 *
 * Errors: `addressUnclear`; `addressNeedsHttps` for `http://` to another machine without that permission.
 */
export const parseAddress = (
  typed: string,
  allowPlainHttp = false,
): Result<readonly string[], AddressFault> => {
  const text = bareIpv6.test(typed.trim()) ? `[${typed.trim()}]` : typed.trim();
  const url = asUrl(text);
  if (url === null || /[\s?#]/.test(text) || url.username !== '' || url.password !== '')
    return fail('addressUnclear');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('addressUnclear');
  if (url.port === '0' || !isHost(url.hostname) || isHalfTyped(text, url)) return fail('addressUnclear');

  const https = `https://${url.host}`;
  const http = `http://${url.host}`;
  const local = isLoopback(url.hostname);
  if (url.protocol === 'http:') {
    return local || allowPlainHttp ? ok([http]) : fail('addressNeedsHttps');
  }
  const isHttpsTyped = text.toLowerCase().startsWith('https://');
  return ok(local && !isHttpsTyped ? [https, http] : [https]);
};

/**
 * Base URLs for a bridge that announced itself at `host` or `host:port`, the first to try in front: where bridges listen,
 * and then as announced, since many announce the port of their plain web server.
 *
 * @param known the base URL of a bridge that is known already: its protocol is kept, and its port is tried first
 */
export const announcedUrls = (announced: string, known = 'https://bridge'): readonly string[] => {
  const { protocol, port } = new URL(known);
  const { host, hostname } = new URL(`${protocol}//${announced}`);
  const first = port === '' ? hostname : `${hostname}:${port}`;
  return [...new Set([first, host])].map((place) => `${protocol}//${place}`);
};

/** A base URL as a person would type it: whoever agreed to plain HTTP agreed to it for this bridge. */
export const asTyped = (baseUrl: string): string =>
  baseUrl.startsWith('http:') ? baseUrl : new URL(baseUrl).host;
