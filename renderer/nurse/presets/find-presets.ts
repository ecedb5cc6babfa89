// Finding a preset by what somebody types of its label, its kind, or when it was used last. All that can be prepared
// is prepared once per list, so that a keystroke among thousands costs a comparison of texts and nothing else.

import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { finder, folded } from '../../ui/finding.ts';
import { words } from '../../words/index.ts';

/** A preset made ready to be shown and found. */
export interface PresetRow {
  /** The preset's; by it the row stays the same row in whatever list. */
  readonly id: string;
  readonly preset: PresetSummary;
  /** When it was used last, in words; null: nothing is said of it. */
  readonly used: string | null;
  /** Its label, folded, and all that it can be found by. */
  readonly label: string;
  readonly text: string;
}

/** Midnight before an instant, in ms of local time. */
export const midnightOf = (wallMs: number): number => new Date(wallMs).setHours(0, 0, 0, 0);

const DAY_MS = 86_400_000;

/** Whole days by the calendar; rounded, since a day in spring has but 23 hours. */
const daysSince = (wallMs: number, midnight: number): number =>
  Math.round((midnight - midnightOf(wallMs)) / DAY_MS);

const rowOf = (preset: PresetSummary, midnight: number): PresetRow => {
  const { label, kind, isBuiltIn, lastUsedAt } = preset;
  const days = lastUsedAt === null ? null : daysSince(lastUsedAt, midnight);
  const used = days === null && isBuiltIn ? null : words.presetList.used(days);
  const plain = folded(label);
  const found = used === null ? '' : words.presetList.usedSought(used);
  return {
    id: preset.id,
    preset,
    used,
    label: plain,
    text: `${plain} ${folded(`${words.kinds[kind]} ${found}`)}`,
  };
};

/** One's own: those used last come first, those never used after them by their labels. */
const inOrder = (own: readonly PresetRow[]): readonly PresetRow[] => {
  if (own.length < 2) return own;
  const letters = new Intl.Collator('en', { numeric: true });
  const usedAt = ({ preset }: PresetRow): number => preset.lastUsedAt ?? Number.NEGATIVE_INFINITY;
  return own.toSorted((a, b) => {
    const [one, other] = [usedAt(a), usedAt(b)];
    return one === other ? letters.compare(a.label, b.label) : other - one;
  });
};

/**
 * The rows of the list: those that come with Stillroom, always in their places, and then one's own.
 *
 * @param midnight before now, in wall ms; see midnightOf
 */
export const presetRows = (presets: readonly PresetSummary[], midnight: number): readonly PresetRow[] => {
  const rows = presets.map((preset) => rowOf(preset, midnight));
  const builtIn = rows.filter(({ preset }) => preset.isBuiltIn);
  return [...builtIn, ...inOrder(rows.filter(({ preset }) => !preset.isBuiltIn))];
};

/**
 * The presets that have every typed word in their label, kind or last use, in the order given; those whose label alone
 * has them come first. All when nothing is typed.
 */
export const findPresets = (rows: readonly PresetRow[], sought: string): readonly PresetRow[] => {
  if (sought.trim() === '') return rows;
  const isFound = finder(sought);
  const byLabel: PresetRow[] = [];
  const otherwise: PresetRow[] = [];
  for (const row of rows) {
    if (isFound(row.label)) byLabel.push(row);
    else if (isFound(row.text)) otherwise.push(row);
  }
  return [...byLabel, ...otherwise];
};
