// What a bridge tells anyone about itself, read and checked. It must never take another web server for a bridge.

import * as v from 'valibot';
import { isBridgeId } from './trust.ts';

/** A bridge as it introduces itself. */
export interface HueConfig {
  /** Sixteen hexadecimal digits in lower case. */
  readonly bridgeId: string;
  readonly name: string;
  /** `BSB002`; empty where a bridge does not say. */
  readonly model: string;
  /** `1967054020`; empty where a bridge does not say. */
  readonly software: string;
}

const ConfigSchema = v.object({
  bridgeid: v.pipe(v.string(), v.check(isBridgeId)),
  name: v.string(),
  modelid: v.fallback(v.optional(v.string(), ''), ''),
  swversion: v.fallback(v.optional(v.string(), ''), ''),
});

/** The introduction in an answer to `GET /api/config`, or null when that is none. */
export const configIn = (answer: unknown): HueConfig | null => {
  const told = v.safeParse(ConfigSchema, answer);
  if (!told.success) return null;
  const { bridgeid, name, modelid, swversion } = told.output;
  return { bridgeId: bridgeid.toLowerCase(), name, model: modelid, software: swversion };
};
