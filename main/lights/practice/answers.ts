// The shapes in which a Hue bridge answers, API v1: lists of successes and errors, always with HTTP 200. It must never
// invent a type or a wording of its own; they are those of "Error messages" in the public API.

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

/** `{"success":{"id":"7"}}` */
export const created = (id: string): Answer => ({ success: { id } });

/** `{"success":"/groups/1 deleted."}`; a real bridge puts no full stop after a scene. */
export const deleted = (address: string): Answer => ({
  success: address.startsWith('/scenes/') ? `${address} deleted` : `${address} deleted.`,
});

export const unauthorised = (address: string): Answer => failure(1, address, 'unauthorized user');

export const notJson = (address: string): Answer => failure(2, address, 'body contains invalid json');

export const noSuchResource = (address: string): Answer =>
  failure(3, address, `resource, ${address}, not available`);

export const noSuchMethod = (method: string, address: string): Answer =>
  failure(4, address, `method, ${method}, not available for resource, ${address}`);

export const missingParameters = (address: string): Answer =>
  failure(5, address, 'invalid/missing parameters in body');

export const noSuchParameter = (address: string, name: string): Answer =>
  failure(6, `${address}/${name}`, `parameter, ${name}, not available`);

export const invalidValue = (address: string, name: string, value: Json): Answer =>
  failure(
    7,
    `${address}/${name}`,
    `invalid value, ${typeof value === 'string' ? value : JSON.stringify(value)}, for parameter, ${name}`,
  );

export const notModifiable = (address: string, name: string): Answer =>
  failure(8, `${address}/${name}`, `parameter, ${name}, is not modifiable`);

export const tooManyItems = (address: string): Answer => failure(11, address, 'too many items in list');

/** Its address is empty, as real bridges send it. */
export const buttonNotPressed = (): Answer => failure(101, '', 'link button not pressed');

export const deviceIsOff = (address: string, name: string): Answer =>
  failure(201, `${address}/${name}`, `parameter, ${name}, is not modifiable. Device is set to off.`);

/** A bridge holds 64 groups. */
export const groupTableFull = (): Answer =>
  failure(301, '/groups', 'group could not be created. Group table is full.');

export const groupIsFixed = (address: string): Answer =>
  failure(305, address, 'It is not allowed to update or delete group of this type');

/** A light belongs to one Room at most. */
export const lightIsInAnotherRoom = (address: string): Answer =>
  failure(306, address, 'Light is already used in another room');

/** A bridge holds 200 scenes. */
export const sceneBufferFull = (): Answer =>
  failure(402, '/scenes', 'Scene could not be created. Scene buffer in bridge full');

/** What a bridge answers when it cannot keep up. */
export const internalError = (address: string): Answer => failure(901, address, 'Internal error, 503');

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
