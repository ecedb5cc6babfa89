// Reads the certificate that an address shows and decides whether it is the bridge's. Nothing is ever sent to a server
// before it was judged here, and every later connection is verified again.

import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { orNull } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { deadline } from './deadline.ts';
import { HUE_ROOTS } from './root-certificates.ts';

/** What a server must show to be trusted. */
export interface Trust {
  /** Certificates in PEM, one of which must have signed the server's. */
  readonly authorities: readonly string[];
  /** Lower case; the certificate's CN. */
  readonly bridgeId: string;
  /** SHA-256 of a self-signed certificate in lower-case hex; null where a Hue root signed it. */
  readonly fingerprint: string | null;
}

/** A bridge id: sixteen hexadecimal digits, its MAC with `fffe` in the middle. */
export const isBridgeId = (text: string): boolean => /^[0-9a-f]{16}$/i.test(text);

const plainFingerprint = (shown: string): string => shown.replaceAll(':', '').toLowerCase();

const commonName = (certificate: PeerCertificate): string => {
  const name: unknown = certificate.subject?.CN;
  return typeof name === 'string' ? name.toLowerCase() : '';
};

/** `checkIssued` would ask for more: that it may sign others, which the keyUsage of a bridge's does not allow. */
const isSelfSigned = (certificate: X509Certificate): boolean =>
  orNull(() => certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey)) ??
  false;

/** The certificate that a server shows; null: none. */
const seenOn = (socket: TLSSocket) => {
  // Read once for both forms: a second reading, of the other form, comes back empty.
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  return {
    pem: certificate.toString(),
    fingerprint: plainFingerprint(certificate.fingerprint256),
    /** The CN in lower case. */
    namedId: commonName(certificate.toLegacyObject()),
    isSelfSigned: isSelfSigned(certificate),
    /** One of the roots signed it. */
    isRootSigned: socket.authorized,
  };
};
type SeenCertificate = NonNullable<ReturnType<typeof seenOn>>;

/**
 * Shakes hands with a server, reads its certificate and hangs up. This handshake refuses nothing, so that the caller
 * can say what is wrong; not a byte of ours follows it.
 *
 * Errors: `noAnswer` within `timeoutMs` or at all; `notTls` where something answers that does not speak TLS.
 */
const readCertificate = (
  baseUrl: string,
  timeoutMs: number,
  roots: readonly string[],
): Promise<Result<SeenCertificate, 'noAnswer' | 'notTls'>> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(baseUrl);
    const host = hostname.replace(/^\[|\]$/g, '');
    const options: ConnectionOptions = {
      host,
      port: Number(port || 443),
      ca: [...roots],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(isIP(host) === 0 && { servername: host }),
    };
    const socket = connect(options);
    const end = (outcome: Result<SeenCertificate, 'noAnswer' | 'notTls'>): void => {
      callOff();
      socket.destroy();
      resolve(outcome);
    };
    const callOff = deadline(timeoutMs, () => end(fail('noAnswer')));
    socket.once('secureConnect', () => {
      const seen = seenOn(socket);
      end(seen === null ? fail('notTls') : ok(seen));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isTls = error.code === 'EPROTO' || error.code?.startsWith('ERR_SSL') === true;
      end(fail(isTls ? 'notTls' : 'noAnswer'));
    });
    socket.once('close', () => end(fail('noAnswer')));
  });

/**
 * What connections to an address have to show: null for plain HTTP, otherwise what `judge` makes of the certificate.
 *
 * Errors: those of `judge`; `noAnswer` within `timeoutMs` or at all; `notTls`.
 */
export const establishTrust = async <E>(
  baseUrl: string,
  timeoutMs: number,
  roots: readonly string[] = HUE_ROOTS,
  judge: (seen: SeenCertificate, roots: readonly string[]) => Result<Trust, E>,
): Promise<Result<Trust | null, E | 'noAnswer' | 'notTls'>> => {
  if (!baseUrl.startsWith('https:')) return ok(null);
  const seen = await readCertificate(baseUrl, timeoutMs, roots);
  return seen.ok ? judge(seen.value, roots) : seen;
};

/** Signed by a root: any such certificate of the bridge is trusted. Self-signed: only this one. */
const trustIn = (
  { pem, namedId, fingerprint, isRootSigned }: SeenCertificate,
  roots: readonly string[],
): Trust =>
  isRootSigned
    ? { authorities: roots, bridgeId: namedId, fingerprint: null }
    : { authorities: [pem], bridgeId: namedId, fingerprint };

/**
 * Whether a certificate may be a bridge's while someone stands at that bridge and presses its button: then, and only
 * then, a self-signed one is trusted, and pinned.
 *
 * Errors: `notABridge` when it names no bridge; `certificateWrong` when another than a Hue root signed it.
 */
export const trustAtPairing = (
  seen: SeenCertificate,
  roots: readonly string[],
): Result<Trust, 'notABridge' | 'certificateWrong'> => {
  if (!isBridgeId(seen.namedId)) return fail('notABridge');
  return seen.isRootSigned || seen.isSelfSigned ? ok(trustIn(seen, roots)) : fail('certificateWrong');
};

/**
 * Whether a certificate is that of a bridge paired before. A Hue root's signature is as good as the pin, since bridges
 * replace their self-signed certificate with a signed one when they are updated.
 *
 * Errors: `notItself` when it names another bridge, is not the one pinned, or was signed by nobody we know. Which of
 * them makes no difference to what a nurse can do.
 */
export const trustLater = (
  seen: SeenCertificate,
  bridgeId: string,
  fingerprint: string | null,
  roots: readonly string[],
): Result<Trust, 'notItself'> => {
  if (seen.namedId !== bridgeId.toLowerCase()) return fail('notItself');
  const isPinned = fingerprint !== null && plainFingerprint(fingerprint) === seen.fingerprint;
  return seen.isRootSigned || (isPinned && seen.isSelfSigned) ? ok(trustIn(seen, roots)) : fail('notItself');
};

/** Node's own code for a certificate of somebody else. */
const notTheBridge = (why: string): Error =>
  Object.assign(new Error(why), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });

/** The TLS options with which every connection is verified: by bridge id, not by host name. */
export const tlsOptions = ({ authorities, bridgeId, fingerprint }: Trust): ConnectionOptions => ({
  ca: [...authorities],
  // A pinned certificate is no authority. Node's OpenSSL takes it all the same; Electron's BoringSSL has to be told.
  allowPartialTrustChain: fingerprint !== null,
  checkServerIdentity: (_host, certificate) => {
    if (commonName(certificate) !== bridgeId) return notTheBridge('The certificate names another bridge.');
    if (fingerprint === null || plainFingerprint(certificate.fingerprint256) === fingerprint)
      return undefined;
    return notTheBridge('The certificate is not the one that was pinned.');
  },
});
