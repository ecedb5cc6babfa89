// Why something is no preset, and where in it, so that a sentence can help to mend the file. It holds no text of the
// file but the names of its fields.

/** Where in a preset: names of fields, and places in lists, counted from 1. */
export type PresetPlace = readonly (string | number)[];

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export type PresetFault =
  | {
      /** The file itself: it cannot be opened, is too large or empty, or is no text. */
      readonly what: 'noFile' | 'largeFile' | 'emptyFile' | 'notText';
    }
  | ({
      /** A letter that cannot be read, or a text that is not JSON. */
      readonly what: 'damagedText' | 'notJson';
    } & TextPlace)
  | {
      readonly what:
        | 'missing'
        /** A field that presets do not have. */
        | 'unknown'
        | 'empty'
        /** Neither brightness with a warmth nor brightness with a colour. */
        | 'noLook'
        /** Each value is right, but not together: a wrong order, or a range with its least above its most. */
        | 'disorder'
        | 'wrong';
      readonly place: PresetPlace;
    }
  | {
      /** A figure beyond its range, or a text or list beyond its length. */
      readonly what: 'tooSmall' | 'tooLarge' | 'tooShort' | 'tooLong';
      readonly place: PresetPlace;
      readonly limit: number;
    }
  | { readonly what: 'notOneOf'; readonly place: PresetPlace; readonly options: readonly string[] }
  | {
      readonly what: 'notA';
      readonly place: PresetPlace;
      readonly expected: 'number' | 'text' | 'list' | 'fields' | 'yesOrNo';
    };
