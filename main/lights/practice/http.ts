// The practice bridge's dealings with HTTP: a request read whole, an answer sent whole. It must never decide
// what the answer is.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { internalError } from './answers.ts';
import { shortConfig } from './config.ts';
import { answer } from './routes.ts';
import type { Store } from './store.ts';

/** A request as it arrived. */
export interface RecordedRequest {
  /** On `performance.now()`, whatever clock the lamps fade by. */
  readonly atMs: number;
  readonly method: string;
  /** With the user name in it. */
  readonly path: string;
  /** The body as sent; empty if there was none. */
  readonly body: string;
}

const MOST_BODY_BYTES = 1_000_000;

const bodyText = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** The request with its body, stamped when its head arrived; null if it broke off or is beyond any measure. */
export const recorded = async (request: IncomingMessage): Promise<RecordedRequest | null> => {
  const atMs = performance.now();
  const body = await bodyText(request).catch(() => null);
  if (body === null) return null;
  return { atMs, method: request.method ?? 'GET', path: (request.url ?? '/').replace(/\?.*$/, ''), body };
};

const send = (response: ServerResponse, status: number, type: string, text: string): void => {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': length, 'Cache-Control': 'no-store' });
  response.end(text);
};

const sendPage = (response: ServerResponse, status: number, title: string): void => {
  const text = `<html><head><title>${title}</title></head><body>${title}</body></html>`;
  send(response, status, 'text/html', text);
};

/** What a bridge's web server says while the bridge cannot answer. */
export const sendBusy = (response: ServerResponse): void =>
  sendPage(response, 503, '503 Service Temporarily Unavailable');

/** What a bridge's web server says to a client that asks too often. */
export const sendThrottled = (response: ServerResponse): void =>
  sendPage(response, 429, '429 Too Many Requests');

/** What a bridge says when it took the request and failed: error 901. */
export const sendInternalError = ({ path }: RecordedRequest, response: ServerResponse): void => {
  const address = `/${path.split('/').slice(3).join('/')}`;
  send(response, 200, 'application/json', JSON.stringify([internalError(address)]));
};

const description = (store: Store, host: string): string => {
  const { mac, name } = shortConfig(store);
  const serial = String(mac).replaceAll(':', '');
  return `<?xml version="1.0" encoding="UTF-8" ?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>
<URLBase>http://${host}/</URLBase><device>
<deviceType>urn:schemas-upnp-org:device:Basic:1</deviceType><friendlyName>${name} (${host})</friendlyName>
<manufacturer>Signify</manufacturer><modelName>Philips hue bridge 2015</modelName><modelNumber>BSB002</modelNumber>
<serialNumber>${serial}</serialNumber><UDN>uuid:2f402f80-da50-11e1-9b23-${serial}</UDN></device></root>`;
};

/** Answers as a bridge does when nothing is wrong with it; `stranger` makes every user unknown to it. */
export const respond = (
  store: Store,
  { method, path, body }: RecordedRequest,
  response: ServerResponse,
  stranger: boolean,
): void => {
  const [first, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === 'api') {
    send(response, 200, 'application/json', JSON.stringify(answer(store, method, rest, body, stranger)));
  } else if (path === '/description.xml' && method === 'GET') {
    const { localAddress = '127.0.0.1', localPort = 80 } = response.req.socket;
    send(response, 200, 'text/xml', description(store, `${localAddress}:${localPort}`));
  } else {
    sendPage(response, 404, '404 Not Found');
  }
};
