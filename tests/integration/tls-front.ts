// A practice bridge behind real TLS, as a Hue bridge is, with one of the certificates of tests/fixtures. All of
// them have the one key that lies beside them, so that nothing is secret about it; they hold for a hundred years:
//   openssl req -x509 -new -key key.pem -subj "/C=NL/O=Philips Hue/CN=001788fffe570001" -days 36500 -out self-signed.pem
//   openssl x509 -req -in request.csr -CA root.pem -CAkey <thrown away> -days 36500 -out signed.pem

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../fixtures/certificates/${name}.pem`, import.meta.url), 'utf8');

/** `self-signed` and `signed` name the practice bridge; `signed` follows from TEST_ROOTS. */
export type CertificateName =
  | 'self-signed'
  | 'self-signed-anew'
  | 'self-signed-other'
  | 'self-signed-no-bridge'
  | 'signed'
  | 'signed-other';

/** In place of Hue's roots. */
export const TEST_ROOTS: readonly string[] = [pem('root')];

export interface TlsFront {
  readonly baseUrl: string;
  /** Shows another certificate from the next connection on; the present ones end. */
  readonly show: (certificate: CertificateName) => void;
  readonly close: () => Promise<void>;
}

/** Opens a front that passes everything on to the bridge. */
export const openTlsFront = async (bridge: FaultyBridge, certificate: CertificateName): Promise<TlsFront> => {
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
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `https://127.0.0.1:${port}`,
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
