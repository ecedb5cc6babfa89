// Verified and timed requests to a bridge over connections that are kept open. It must never follow a redirect, use a
// proxy, wait without limit, or let out an error that carries a URL: the key is in every URL.

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance, isAxiosError, isCancel } from 'axios';
import * as v from 'valibot';
import { ANSWER_WITHIN_MS, type LightFault } from '../rig.ts';
import { deadline } from './deadline.ts';
import type { Rank } from './request-budget.ts';
import { type Trust, tlsOptions } from './trust.ts';

/** What whoever sends a request says of it. Instants are in ms on `performance.now()`. */
export interface Errand {
  /** `background` if left out. */
  readonly rank?: Rank;
  /** By when it must be answered, if that is sooner than the lane's own timeout. */
  readonly byMs?: number;
  /** Asked before each sending: what is no longer wanted is not sent. */
  readonly isWanted?: () => boolean;
  /** True for a command to a group. */
  readonly isToGroup?: boolean;
  /** Called just before each sending. */
  readonly onSent?: (atMs: number) => void;
}

/** The part of a request that the library decides, and its errand. */
export interface LaneRequest {
  readonly method?: string;
  /** Below `/api`. */
  readonly url?: string;
  readonly data?: unknown;
  readonly errand?: Errand;
}

/** A connection to one bridge with sockets of its own; no request in it waits for another. */
export interface Lane {
  /** Rejects with an error whose message is a LightFault, and that holds nothing else. */
  readonly request: (request: LaneRequest) => Promise<{ readonly data: unknown }>;
  /** ms on `performance.now()` of the last request. */
  readonly lastUsedMs: () => number;
  readonly close: () => void;
}

export interface LaneOptions {
  /** Without a path: `https://192.168.1.20` */
  readonly baseUrl: string;
  /** null only for plain HTTP. */
  readonly trust: Trust | null;
  /** ms for a request as a whole: connecting, sending and the last byte of the answer. */
  readonly timeoutMs: number;
  /** Called with how long each answer took, in ms. */
  readonly onAnswer?: (ms: number) => void;
  /** Called before each request that is no reading. */
  readonly onCommand?: () => void;
}

/** ms that a bridge has for an answer, so that the rig can still report in time; real ones take 20–300 ms. */
export const ANSWER_TIMEOUT_MS = ANSWER_WITHIN_MS - 150;

/** A bridge with 60 lamps answers about 100 KB. */
const MOST_ANSWER_BYTES = 4_000_000;

/** A bridge closes idle connections when it likes; an agent may hold this many dead ones. */
const MOST_STALE_SOCKETS = 3;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const faultOfStatus = (status: number): LightFault => {
  if (status === 503 || status === 429) return 'busy';
  return status === 401 || status === 403 ? 'unauthorised' : 'refused';
};

/** An answer of nothing but errors, as bridges give them; from some makers their types come as text. */
const ErrorsSchema = v.pipe(
  v.array(v.strictObject({ error: v.object({ type: v.union([v.number(), v.string()]) }) })),
  v.nonEmpty(),
);

/** "Error messages" of the Hue API: link button not pressed. */
const BUTTON_NOT_PRESSED = 101;

/** Whether an answer says by itself what is wrong. With 429 and 503 it is to be asked later, whatever else it says. */
const saysWhatIsWrong = (data: unknown, status: number): boolean => {
  const read = v.safeParse(ErrorsSchema, [data].flat());
  if (!read.success) return false;
  const isButton = read.output.some(({ error }) => Number(error.type) === BUTTON_NOT_PRESSED);
  return isButton || faultOfStatus(status) !== 'busy';
};

/** Other makers' bridges say an error by an HTTP status too: what the body says counts before it. */
const readBodyFirst = (error: unknown) => {
  const response = isAxiosError(error) ? error.response : undefined;
  if (response !== undefined && saysWhatIsWrong(response.data, response.status)) return response;
  throw error;
};

const ErrorSchema = v.object({ error: v.looseObject({}) });

/**
 * What a bridge says of a command that it took is of no matter: some say nothing, or something odd. A text may be anybody's.
 */
const withoutOddities = (data: unknown): unknown => {
  const isTold = typeof data === 'string' && data.trim() !== '';
  const isFault = [data].flat().some((entry) => v.is(ErrorSchema, entry));
  return isTold || isFault ? data : [];
};

const isNetworkCode = (code: string): boolean =>
  /^(ECONN|EHOST|ENET|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EADDR|EPROTO|ERR_TLS|ERR_SSL)/.test(code);

/** Node's codes for a certificate that our roots did not sign, or that names another than our bridge. */
const isCertificateCode = (code: string): boolean =>
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_)/.test(
    code,
  );

const faultOfRequest = (error: unknown): LightFault => {
  const code = codeOf(error);
  if (isCancel(error) || code === 'ECONNABORTED') return 'hangs';
  if (isAxiosError(error) && error.response !== undefined) return faultOfStatus(error.response.status);
  if (isCertificateCode(code)) return 'notItself';
  // HPE: Node's HTTP parser read something that is no HTTP.
  const wasSent = isAxiosError(error) && error.request !== undefined && !code.startsWith('HPE_');
  return isNetworkCode(code) || wasSent ? 'unreachable' : 'refused';
};

/** True for a kept connection that the bridge had closed meanwhile: the request never arrived. */
const wasStale = (error: unknown): boolean => {
  if (!isAxiosError(error) || error.response !== undefined) return false;
  const request: unknown = error.request;
  const reused =
    typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket;
  return reused === true && /^(ECONNRESET|EPIPE)$/.test(codeOf(error));
};

const instanceFor = ({ baseUrl, trust }: LaneOptions, agent: HttpAgent | HttpsAgent): AxiosInstance => {
  const instance = axios.create({
    baseURL: `${baseUrl}/api`,
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    maxContentLength: MOST_ANSWER_BYTES,
    responseType: 'json',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    ...(trust === null ? { httpAgent: agent } : { httpsAgent: agent }),
  });
  instance.interceptors.response.use(undefined, readBodyFirst);
  return instance;
};

const agentFor = ({ baseUrl, trust }: LaneOptions): HttpAgent | HttpsAgent => {
  const isHttps = baseUrl.startsWith('https:');
  if (isHttps !== (trust !== null)) throw new Error('HTTPS needs a trust, and plain HTTP can have none');
  const open = { keepAlive: true, noDelay: true };
  return trust === null ? new HttpAgent(open) : new HttpsAgent({ ...open, ...tlsOptions(trust) });
};

/** Opens a lane. No connection is made until the first request. */
export const openLane = (options: LaneOptions): Lane => {
  const agent = agentFor(options);
  const instance = instanceFor(options, agent);
  let isOpen = true;
  let lastUsedMs = Number.NEGATIVE_INFINITY;

  /** A command says how things shall be, so it may be sent twice; only POST makes something new. */
  const attempt = async (
    request: LaneRequest,
    signal: AbortSignal,
    left: number,
  ): Promise<{ data: unknown }> => {
    try {
      const { method = 'GET', url = '', data } = request;
      return await instance.request({ method, url, data, signal });
    } catch (error) {
      const isWanted = isOpen && (request.errand?.isWanted?.() ?? true);
      const again = isWanted && left > 0 && wasStale(error) && request.method?.toUpperCase() !== 'POST';
      if (again) return attempt(request, signal, left - 1);
      throw error;
    }
  };

  return {
    request: async (request) => {
      if (request.method !== 'GET') options.onCommand?.();
      if (!isOpen) throw new Error('unreachable' satisfies LightFault);
      const startedMs = performance.now();
      const { byMs = Number.POSITIVE_INFINITY } = request.errand ?? {};
      const leftMs = Math.floor(Math.min(options.timeoutMs, byMs - startedMs));
      // A request that would come too late is not sent: it might take effect all the same.
      if (leftMs <= 0) throw new Error('hangs' satisfies LightFault);
      lastUsedMs = startedMs;
      const limit = new AbortController();
      const callOff = deadline(leftMs, () => limit.abort());
      try {
        const answer = await attempt(request, limit.signal, MOST_STALE_SOCKETS);
        const data = request.method?.toUpperCase() === 'PUT' ? withoutOddities(answer.data) : answer.data;
        // The library searches for errors in what it takes for an object.
        if (typeof data !== 'object' || data === null) throw new Error('an answer is an object or a list');
        options.onAnswer?.(performance.now() - startedMs);
        return { data };
      } catch (error) {
        throw new Error(faultOfRequest(error));
      } finally {
        callOff();
      }
    },
    lastUsedMs: () => lastUsedMs,
    close: () => {
      isOpen = false;
      agent.destroy();
    },
  };
};
