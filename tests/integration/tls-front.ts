// A practice bridge behind real TLS, as a Hue bridge is, with one of the certificates of tests/fixtures, which are made
// like those of real bridges (make.sh there).

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../fixtures/certificates/${name}.pem`, import.meta.url), 'utf8');

/** All name the practice bridge but those on another bridge and on none. Those that are `signed` follow from TEST_ROOTS. */
export type CertificateName =
  | 'self-signed'
  | 'self-signed-anew'
  /** An authority, as openssl makes one that is told nothing. */
  | 'self-signed-plain'
  /** Names itself as its issuer, and was signed by a stranger's key. */
  | 'self-signed-forged'
  | 'self-signed-other'
  | 'self-signed-no-bridge'
  /** Follows from `self-signed-plain`. */
  | 'signed-by-plain'
  | 'signed'
  | 'signed-by-intermediate'
  | 'signed-other';

/** In place of Hue's roots. */
export const TEST_ROOTS: readonly string[] = [pem('root')];

export interface TlsFront {
  readonly baseUrl: string;
  /** Shows another certificate from the next connection on; the present ones end. */
  readonly show: (certificate: CertificateName) => void;
  readonly close: () => Promise<void>;
}

/** Opens a front that passes everything on to the bridge; at port 0, at any. */
export const openTlsFront = async (
  bridge: FaultyBridge,
  certificate: CertificateName,
  { host, port }: { readonly host: string; readonly port: number } = { host: '127.0.0.1', port: 0 },
): Promise<TlsFront> => {
  const key = pem('key');
  const server = createServer({ key, cert: pem(certificate), keepAlive: true }, (incoming, response) => {
    const { method, url, headers } = incoming;
    const passed = request(`http://${bridge.address}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((listens) => server.listen(port, host, listens));
  return {
    baseUrl: `https://${host}:${(server.address() as AddressInfo).port}`,
    show: (next) => {
      server.setSecureContext({ key, cert: pem(next) });
      server.closeAllConnections();
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
