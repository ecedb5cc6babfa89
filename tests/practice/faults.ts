// What can go wrong between a client and the lamps of a practice bridge, for as long as a test wants it. It decides how
// a request is met and how far a command gets, and never touches a lamp.

import type { ServerResponse } from 'node:http';
import { isFields, refuse } from '../../main/lights/practice/answers.ts';
import { type BridgeRequest, respond, send, sendPage } from '../../main/lights/practice/practice-bridge.ts';
import { answer } from '../../main/lights/practice/routes.ts';
import type { CommandKind, Delivery, Store } from '../../main/lights/practice/store.ts';
import { type Retelling, respondRetold } from './retelling.ts';

/**
 * What can go wrong with a bridge:
 * - `hang` it never answers;
 * - `busy` it answers 503;
 * - `throttled` it answers 429;
 * - `limited` it answers 429 to what is more than so many requests in so long, readings counted;
 * - `internal` it answers error 901;
 * - `errorStatus` it says each error by an HTTP status too, as bridges of other makers do; some write its type as text;
 * - `refuse` it closes every connection;
 * - `unauthorised` it forgot its users;
 * - `slow` it answers late, and does what it was told only then;
 * - `drop` it closes the connection on every nth request, of whatever kind;
 * - `swallow` it answers every nth light command as done, and forgets it: neither lamp nor report changes;
 * - `groupsRefused` it answers 500 to every command to a group, as emulators do that forward one badly;
 * - `scenesHang` it never answers a request that lays a scene;
 * - `oneByOne` it forwards a command to a group to one lamp after the other and answers after the last, and one of its
 *   lamps hears nothing, for which it waits;
 * - `tooMany` beyond 10 light commands and 1 group command a second (a recalled scene is one) it answers as done
 *   and reports as done what no lamp heard, as real bridges do when ZigBee cannot keep up.
 */
export type Fault =
  | { readonly kind: 'hang' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'limited'; readonly most: number; readonly withinMs: number }
  | { readonly kind: 'groupsRefused' }
  | { readonly kind: 'scenesHang' }
  | {
      readonly kind: 'oneByOne';
      readonly eachMs: number;
      readonly silentId: string;
      readonly silentMs: number;
    }
  | { readonly kind: 'internal' }
  | { readonly kind: 'errorStatus'; readonly status: number; readonly isTypeText?: boolean }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'drop'; readonly everyNth: number }
  | { readonly kind: 'swallow'; readonly everyNth: number }
  | { readonly kind: 'tooMany' };

export interface Faults {
  /** From the next request on; null mends the bridge. Counts and budgets start again. */
  readonly set: (fault: Fault | null) => void;
  /** Tells readings otherwise from the next request on; null: as they are. */
  readonly retell: (retelling: Retelling | null) => void;
  /** True while new connections are closed at once. */
  readonly refuses: () => boolean;
  readonly meet: (request: BridgeRequest, response: ServerResponse) => void;
  /** Forgets the requests that are still to be answered late. */
  readonly forget: () => void;
}

/** What a command takes of its second: "about 10 light commands or 1 group command a second" (Hue, "Limitations"). */
const COST_MS: Readonly<Record<CommandKind, number>> = { light: 100, group: 1000 };

/** A second's commands may come at once; the rest is for well-paced commands that arrive a little early. */
const MOST_AHEAD_MS = 1000 + 50;

/** A token bucket for each kind, kept as the instant at which it is full again. */
const withinBudget = (clock: () => number): ((kind: CommandKind) => boolean) => {
  const fullAtMs = { light: Number.NEGATIVE_INFINITY, group: Number.NEGATIVE_INFINITY };
  return (kind) => {
    const nowMs = clock();
    const nextMs = Math.max(nowMs, fullAtMs[kind]) + COST_MS[kind];
    if (nextMs - nowMs > MOST_AHEAD_MS) return false;
    fullAtMs[kind] = nextMs;
    return true;
  };
};

const everyNth = (nth: number): (() => boolean) => {
  let counted = 0;
  return () => {
    counted += 1;
    return counted % nth === 0;
  };
};

const deliveryUnder = (fault: Fault | null, clock: () => number): Store['deliver'] => {
  if (fault?.kind === 'swallow') {
    const isSwallowed = everyNth(fault.everyNth);
    return () => (isSwallowed() ? 'swallowed' : 'carried');
  }
  if (fault?.kind !== 'tooMany') return () => 'carried';
  const isWithin = withinBudget(clock);
  return (kind): Delivery => (isWithin(kind) ? 'carried' : 'unheard');
};

/** Whether one request more is within a limit; what is refused does not count. */
const withinLimit = (most: number, withinMs: number): (() => boolean) => {
  let taken: readonly number[] = [];
  return () => {
    const nowMs = performance.now();
    taken = taken.filter((at) => at > nowMs - withinMs);
    if (taken.length >= most) return false;
    taken = [...taken, nowMs];
    return true;
  };
};

const GROUP_COMMAND = /^\/api\/[^/]+\/groups\/([^/]+)\/action$/;
const LIGHT_COMMAND = /^\/api\/[^/]+\/lights\/([^/]+)\/state$/;
const SCENE = /^\/api\/[^/]+\/scenes(\/[^/]+)?$/;

/** The id in the path of a command, null for any other request. */
const commandedId = ({ method, path }: BridgeRequest, command: RegExp): string | null =>
  method === 'PUT' ? (command.exec(path)?.[1] ?? null) : null;

/** The commands to single lamps that a command to a group, or a recalled scene, comes to. */
const forwarded = (store: Store, groupId: string, body: string): readonly (readonly [string, string])[] => {
  const asked: unknown = JSON.parse(body);
  const sceneId = isFields(asked) && typeof asked.scene === 'string' ? asked.scene : null;
  const lightIds = store.groups.get(groupId)?.lights ?? [...store.lights.keys()];
  if (sceneId === null) return lightIds.map((id) => [id, body]);
  const states = store.scenes.get(sceneId)?.lightstates ?? {};
  return lightIds.flatMap((id) => (states[id] === undefined ? [] : [[id, JSON.stringify(states[id])]]));
};

/** Answers error 901, which a bridge gives when it took the request and failed. */
const sendInternalError = ({ path }: BridgeRequest, response: ServerResponse): void => {
  const address = `/${path.split('/').slice(3).join('/')}`;
  send(response, 200, 'application/json', JSON.stringify([refuse.internalError(address)]));
};

const respondByStatus = (
  store: Store,
  { method, path, body }: BridgeRequest,
  response: ServerResponse,
  { status, isTypeText = false }: Extract<Fault, { readonly kind: 'errorStatus' }>,
): void => {
  const [, ...rest] = path.split('/').filter((part) => part !== '');
  const said = answer(store, method, rest, body);
  const isError = Array.isArray(said) && said.some((each) => isFields(each) && 'error' in each);
  const asText = (key: string, value: unknown): unknown => (key === 'type' ? String(value) : value);
  const text = JSON.stringify(said, isError && isTypeText ? asText : undefined);
  send(response, isError ? status : 200, 'application/json', text);
};

/** Nothing is wrong at first. */
export const openFaults = (store: Store): Faults => {
  const late = new Set<NodeJS.Timeout>();
  let fault: Fault | null = null;
  let isDropped = (): boolean => false;
  let answerWell = respond;
  let isWithin = (): boolean => true;

  const answerLate = (delayMs: number, act: () => void): void => {
    const timer = setTimeout(() => {
      late.delete(timer);
      act();
    }, delayMs);
    late.add(timer);
  };

  /** Whoever sent the command may have gone by the end of it: it is carried out all the same. */
  const meetOneByOne = (request: BridgeRequest, response: ServerResponse, ordinary: () => void): void => {
    if (fault?.kind !== 'oneByOne') return;
    const { eachMs, silentId, silentMs } = fault;
    const groupId = commandedId(request, GROUP_COMMAND);
    if (commandedId(request, LIGHT_COMMAND) === silentId) answerLate(silentMs, () => response.destroy());
    else if (groupId === null) ordinary();
    else {
      const [, , user = ''] = request.path.split('/');
      let atMs = 0;
      for (const [id, body] of forwarded(store, groupId, request.body)) {
        atMs += id === silentId ? silentMs : eachMs;
        if (id !== silentId)
          answerLate(atMs, () => answer(store, 'PUT', [user, 'lights', id, 'state'], body));
      }
      answerLate(atMs + 1, () => send(response, 200, 'application/json', '[{"success":"forwarded"}]'));
    }
  };

  const meet = (request: BridgeRequest, response: ServerResponse): void => {
    const ordinary = (): void => answerWell(store, request, response, fault?.kind === 'unauthorised');
    const isLost = fault?.kind === 'drop' && isDropped();
    if (isLost || fault?.kind === 'refuse') response.req.socket.destroy();
    else if (fault?.kind === 'slow') answerLate(fault.delayMs, ordinary);
    else if (fault?.kind === 'busy') sendPage(response, 503, '503 Service Temporarily Unavailable');
    else if (fault?.kind === 'throttled') sendPage(response, 429, '429 Too Many Requests');
    else if (fault?.kind === 'limited' && !isWithin()) sendPage(response, 429, '429 Too Many Requests');
    else if (fault?.kind === 'internal') sendInternalError(request, response);
    else if (fault?.kind === 'errorStatus') respondByStatus(store, request, response, fault);
    else if (fault?.kind === 'groupsRefused' && commandedId(request, GROUP_COMMAND) !== null) {
      sendPage(response, 500, '500 Internal Server Error');
    } else if (fault?.kind === 'scenesHang' && request.method !== 'GET' && SCENE.test(request.path)) return;
    else if (fault?.kind === 'oneByOne') meetOneByOne(request, response, ordinary);
    else if (fault?.kind !== 'hang') ordinary();
  };

  return {
    set: (next) => {
      fault = next;
      isDropped = next?.kind === 'drop' ? everyNth(next.everyNth) : () => false;
      isWithin = next?.kind === 'limited' ? withinLimit(next.most, next.withinMs) : () => true;
      store.deliver = deliveryUnder(next, store.clock);
    },
    retell: (retelling) => {
      answerWell = retelling === null ? respond : respondRetold(retelling);
    },
    refuses: () => fault?.kind === 'refuse',
    meet,
    forget: () => {
      for (const timer of late) clearTimeout(timer);
      late.clear();
    },
  };
};
