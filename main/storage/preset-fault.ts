// Turns the schema's objection to a preset into a fault that a person can find in the file.

import type * as v from 'valibot';
import type { PresetFault, PresetPlace } from '../../shared/preset/preset-fault.ts';

const TYPES: Readonly<Record<string, 'number' | 'text' | 'list' | 'fields' | 'yesOrNo'>> = {
  number: 'number',
  string: 'text',
  array: 'list',
  strict_object: 'fields',
  record: 'fields',
  boolean: 'yesOrNo',
};

const LIMITS: Readonly<Record<string, 'tooSmall' | 'tooLarge' | 'tooShort' | 'tooLong'>> = {
  min_value: 'tooSmall',
  max_value: 'tooLarge',
  min_length: 'tooShort',
  max_length: 'tooLong',
};

const placeOf = ({ path }: v.BaseIssue<unknown>): PresetPlace =>
  (path ?? []).map(({ key }) => (typeof key === 'number' ? key + 1 : String(key)));

/** The fault behind an issue of the schema. */
export const faultOf = (issue: v.BaseIssue<unknown>): PresetFault => {
  const place = placeOf(issue);
  const { type, expected, input, requirement } = issue as v.BaseIssue<unknown> & {
    readonly requirement?: unknown;
  };
  if (type === 'strict_object' && expected === 'never') return { what: 'unknown', place };
  if (input === undefined) return { what: 'missing', place };
  if (type === 'union') return { what: 'noLook', place };
  if (type === 'check') return { what: 'disorder', place };
  const limit = LIMITS[type];
  if (limit === 'tooShort' && requirement === 1) return { what: 'empty', place };
  if (limit !== undefined && typeof requirement === 'number')
    return { what: limit, place, limit: requirement };
  const options = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map((found) => found[1] ?? '');
  if (type === 'picklist') return { what: 'notOneOf', place, options };
  const wanted = TYPES[type];
  return wanted === undefined ? { what: 'wrong', place } : { what: 'notA', place, expected: wanted };
};
