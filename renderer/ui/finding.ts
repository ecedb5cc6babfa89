// Finding something by what somebody types of it: every word, in any order, whatever its letters' case and marks.

/** Letters without case and marks: `Édelweiß` is found by `edel`. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a folded text has every typed word in it; any text has when nothing is typed. */
export const finder = (sought: string): ((foldedText: string) => boolean) => {
  const soughtWords = folded(sought)
    .split(/\s+/)
    .filter((word) => word !== '');
  return (foldedText) => soughtWords.every((word) => foldedText.includes(word));
};
