// Finds items by typed words: every word has to match, in any order, whatever its case and accents. Texts are folded
// once per list, so a keystroke among thousands only compares texts.

/** Text without case and accents: `Édelweiß` is found by `edel`. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Something that can be found. Both texts are folded. */
export interface Findable {
  /** Everything that it can be found by. */
  readonly text: string;
  /** Items that match by their label alone come first. */
  readonly label?: string;
}

/** The items that contain every typed word, in the order given; all of them when nothing is typed. */
export const find = <T extends Findable>(items: readonly T[], sought: string): readonly T[] => {
  const soughtWords = folded(sought)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (soughtWords.length === 0) return items;
  const matches = (text: string): boolean => soughtWords.every((word) => text.includes(word));
  const byLabel: T[] = [];
  const byText: T[] = [];
  for (const item of items) {
    if (item.label !== undefined && matches(item.label)) byLabel.push(item);
    else if (matches(item.text)) byText.push(item);
  }
  return [...byLabel, ...byText];
};
