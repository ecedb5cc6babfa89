// The practice room's bridge: a real HTTP server on loopback that speaks the Hue API v1, so that everything above it is
// used, rehearsed and tested as with real lamps. It must never listen anywhere but on 127.0.0.1.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { shortConfig } from './config.ts';
import { answer } from './routes.ts';
import { openStore, type Store } from './store.ts';

/** Resolves once a server listens at a port, 0 for any; rejects when the port is taken. */
export const listen = async (port: number, take: RequestListener): Promise<Server> => {
  const server = createServer({ keepAlive: true, noDelay: true }, take);
  // As long as a real bridge's nginx: an idle client must not find its connection gone.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
};

/** Ends every connection, hanging ones too. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export interface BridgeRequest {
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

/** The request with its body; null if it broke off or is far too long. */
export const readRequest = async (request: IncomingMessage): Promise<BridgeRequest | null> => {
  const body = await bodyText(request).catch(() => null);
  if (body === null) return null;
  return { method: request.method ?? 'GET', path: (request.url ?? '/').replace(/\?.*$/, ''), body };
};

export const send = (response: ServerResponse, status: number, type: string, text: string): void => {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': length, 'Cache-Control': 'no-store' });
  response.end(text);
};

/** A page of the bridge's web server, which says no more than its status. */
export const sendPage = (response: ServerResponse, status: number, title: string): void => {
  const text = `<html><head><title>${title}</title></head><body>${title}</body></html>`;
  send(response, status, 'text/html', text);
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

/** Answers as a bridge does when nothing is wrong with it; `isStranger` makes every user unknown to it. */
export const respond = (
  store: Store,
  { method, path, body }: BridgeRequest,
  response: ServerResponse,
  isStranger = false,
): void => {
  const [first, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === 'api') {
    send(response, 200, 'application/json', JSON.stringify(answer(store, method, rest, body, isStranger)));
  } else if (path === '/description.xml' && method === 'GET') {
    const { localAddress = '127.0.0.1', localPort = 80 } = response.req.socket;
    send(response, 200, 'text/xml', description(store, `${localAddress}:${localPort}`));
  } else {
    sendPage(response, 404, '404 Not Found');
  }
};

export interface PracticeBridge {
  /** `127.0.0.1:49152` */
  readonly address: string;
  readonly bridgeId: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** A web page that reaches this address, by a name of its own or from its own origin, is nobody's program here. */
const isFromProgram = ({ headers, socket }: IncomingMessage): boolean =>
  headers.origin === undefined &&
  ['127.0.0.1', 'localhost'].some((host) => headers.host === `${host}:${socket.localPort}`);

/**
 * Starts the practice bridge and resolves once it listens.
 *
 * @param knownUsers keys that are paired from the start
 */
export const startPracticeBridge = async (knownUsers: readonly string[]): Promise<PracticeBridge> => {
  const store = openStore({ knownUsers });
  const server = await listen(0, async (incoming, response) => {
    if (!isFromProgram(incoming)) {
      sendPage(response, 403, '403 Forbidden');
      return;
    }
    const request = await readRequest(incoming);
    if (request === null) response.destroy();
    else respond(store, request, response);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    bridgeId: store.bridgeId,
    close: () => stopListening(server),
  };
};
