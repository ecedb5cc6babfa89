// Whom we speak to: looks at the certificate that an address shows and decides whether it is the bridge's. Nothing
// is ever sent to a server before this has judged it, and every later connection is verified anew.

import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { HUE_ROOTS } from './root-certificates.ts';

/** What a connection must show to be believed. */
export interface Trust {
  /** Certificates in PEM from which the server's must follow. */
  readonly authorities: readonly string[];
  /** Lower case; the certificate's CN. */
  readonly bridgeId: string;
  /** SHA-256 of a self-signed certificate in lower-case hex; null where a Hue root vouches for it. */
  readonly fingerprint: string | null;
}

/** A certificate as an address shows it. */
export interface SeenCertificate {
  readonly pem: string;
  readonly fingerprint: string;
  /** The CN in lower case. */
  readonly namedId: string;
  readonly isSelfSigned: boolean;
  /** It follows from one of the roots. */
  readonly isVouchedFor: boolean;
}

/** A bridge id: sixteen hexadecimal digits, its MAC with `fffe` in the middle. */
export const isBridgeId = (text: string): boolean => /^[0-9a-f]{16}$/i.test(text);

const plainFingerprint = (shown: string): string => shown.replaceAll(':', '').toLowerCase();

const commonName = (certificate: PeerCertificate): string => {
  const name: unknown = certificate.subject?.CN;
  return typeof name === 'string' ? name.toLowerCase() : '';
};

const isSelfSigned = (certificate: X509Certificate): boolean => {
  try {
    return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
};

const seenOn = (socket: TLSSocket): SeenCertificate | null => {
  // One reading for all of it: a second one, of the other kind, comes back empty.
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  return {
    pem: certificate.toString(),
    fingerprint: plainFingerprint(certificate.fingerprint256),
    namedId: commonName(certificate.toLegacyObject()),
    isSelfSigned: isSelfSigned(certificate),
    isVouchedFor: socket.authorized,
  };
};

/**
 * Shakes hands with a server, looks at its certificate and hangs up. This handshake refuses nothing, so that it
 * can be told what is wrong; not a byte of ours follows it.
 *
 * Errors: `noAnswer` within `timeoutMs` or at all; `notTls` where something answers that does not speak TLS.
 */
export const lookAtCertificate = (
  baseUrl: string,
  timeoutMs: number,
  roots: readonly string[] = HUE_ROOTS,
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
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end(fail('noAnswer')), timeoutMs);
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

const vouched = (bridgeId: string, roots: readonly string[]): Trust => ({
  authorities: roots,
  bridgeId,
  fingerprint: null,
});

const pinned = (seen: SeenCertificate, bridgeId: string): Trust => ({
  authorities: [seen.pem],
  bridgeId,
  fingerprint: seen.fingerprint,
});

/**
 * Whether a certificate may be a bridge's while someone stands at that bridge and presses its button: then, and
 * only then, a self-signed one is believed, and pinned.
 *
 * Errors: `notABridge` when it names no bridge; `certificateWrong` when another than a Hue root signed it.
 */
export const trustAtPairing = (
  seen: SeenCertificate,
  roots: readonly string[] = HUE_ROOTS,
): Result<Trust, 'notABridge' | 'certificateWrong'> => {
  if (!isBridgeId(seen.namedId)) return fail('notABridge');
  if (seen.isVouchedFor) return ok(vouched(seen.namedId, roots));
  return seen.isSelfSigned ? ok(pinned(seen, seen.namedId)) : fail('certificateWrong');
};

/**
 * Whether a certificate is that of a bridge paired before. A Hue root's word is as good as the pin, since bridges
 * replace their self-signed certificate by a signed one when they are updated.
 *
 * Errors: `notItself` when it names another bridge, is not the one pinned, or was signed by nobody we know. Which of
 * them makes no difference to what a nurse can do.
 */
export const trustLater = (
  seen: SeenCertificate,
  bridgeId: string,
  fingerprint: string | null,
  roots: readonly string[] = HUE_ROOTS,
): Result<Trust, 'notItself'> => {
  const id = bridgeId.toLowerCase();
  if (seen.namedId !== id) return fail('notItself');
  if (seen.isVouchedFor) return ok(vouched(id, roots));
  const isPinned = fingerprint !== null && plainFingerprint(fingerprint) === seen.fingerprint;
  return isPinned && seen.isSelfSigned ? ok(pinned(seen, id)) : fail('notItself');
};

/** Node's own code for a certificate of somebody else. */
const notTheBridge = (why: string): Error =>
  Object.assign(new Error(why), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });

/** The TLS options with which every connection is verified; host names play no part, bridge ids do. */
export const tlsOptions = ({ authorities, bridgeId, fingerprint }: Trust): ConnectionOptions => ({
  ca: [...authorities],
  checkServerIdentity: (_host, certificate) => {
    if (commonName(certificate) !== bridgeId) return notTheBridge('The certificate names another bridge.');
    if (fingerprint === null || plainFingerprint(certificate.fingerprint256) === fingerprint)
      return undefined;
    return notTheBridge('The certificate is not the one that was pinned.');
  },
});
