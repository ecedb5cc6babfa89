// The shapes in which a Hue bridge answers, API v1: lists of successes and errors, always with HTTP 200. It must never
// invent a type or a wording of its own.

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonFields;
export interface JsonFields {
  readonly [name: string]: Json;
}

/** One success or error of an answer's list. */
export type Answer =
  | { readonly success: string | JsonFields }
  | { readonly error: { readonly type: number; readonly address: string; readonly description: string } };

const failure = (type: number, address: string, description: string): Answer => ({
  error: { type, address, description },
});

/** `{"success":{"/lights/1/state/bri":200}}` */
export const done = (address: string, value: Json): Answer => ({ success: { [address]: value } });

/** Why a bridge refuses; types and wording are those of "Error messages" in the public API. */
export const refuse = {
  unauthorised: (address: string) => failure(1, address, 'unauthorized user'),
  notJson: (address: string) => failure(2, address, 'body contains invalid json'),
  noSuchResource: (address: string) => failure(3, address, `resource, ${address}, not available`),
  noSuchMethod: (method: string, address: string) =>
    failure(4, address, `method, ${method}, not available for resource, ${address}`),
  missingParameters: (address: string) => failure(5, address, 'invalid/missing parameters in body'),
  noSuchParameter: (address: string, name: string) =>
    failure(6, `${address}/${name}`, `parameter, ${name}, not available`),
  invalidValue: (address: string, name: string, value: Json) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    return failure(7, `${address}/${name}`, `invalid value, ${shown}, for parameter, ${name}`);
  },
  notModifiable: (address: string, name: string) =>
    failure(8, `${address}/${name}`, `parameter, ${name}, is not modifiable`),
  tooManyItems: (address: string) => failure(11, address, 'too many items in list'),
  /** Its address is empty, as real bridges send it. */
  buttonNotPressed: () => failure(101, '', 'link button not pressed'),
  deviceIsOff: (address: string, name: string) =>
    failure(201, `${address}/${name}`, `parameter, ${name}, is not modifiable. Device is set to off.`),
  /** A bridge holds 64 groups. */
  groupTableFull: () => failure(301, '/groups', 'group could not be created. Group table is full.'),
  groupIsFixed: (address: string) =>
    failure(305, address, 'It is not allowed to update or delete group of this type'),
  /** A light belongs to one Room at most. */
  lightIsInAnotherRoom: (address: string) => failure(306, address, 'Light is already used in another room'),
  /** A bridge holds 200 scenes. */
  sceneBufferFull: () => failure(402, '/scenes', 'Scene could not be created. Scene buffer in bridge full'),
  /** What a bridge answers when it cannot keep up. */
  internalError: (address: string) => failure(901, address, 'Internal error, 503'),
};

/** True for a JSON object; not for a list or null. */
export const isFields = (value: unknown): value is JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a list of strings, as ids are. */
export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** True for a whole number from `min` to `max`. */
export const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** True for a name: a string of `min` to 32 characters. */
export const isName = (value: unknown, min = 1): value is string =>
  typeof value === 'string' && value.length >= min && value.length <= 32;
