// The rows of the list of presets, in their order, each with the texts that it is found by: label, kind and last use.
// Prepared once per list. Pure.

import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { type Findable, folded } from '../../ui/finding.ts';
import { words } from '../../words/index.ts';

export interface PresetRow extends Findable {
  /** The preset's id, so that a row keeps its identity when the list changes. */
  readonly id: string;
  readonly preset: PresetSummary;
  /** When it was used last, in words; null: nothing is said of it. */
  readonly used: string | null;
  readonly label: string;
}

/** Midnight before an instant, in ms of local time. */
export const midnightOf = (wallMs: number): number => new Date(wallMs).setHours(0, 0, 0, 0);

const DAY_MS = 86_400_000;

const rowOf = (preset: PresetSummary, midnight: number): PresetRow => {
  const { id, kind, isBuiltIn, lastUsedAt } = preset;
  // Whole days by the calendar; rounded, since a day in spring has only 23 hours.
  const days = lastUsedAt === null ? null : Math.round((midnight - midnightOf(lastUsedAt)) / DAY_MS);
  const used = days === null && isBuiltIn ? null : words.presetList.used(days);
  const label = folded(preset.label);
  const sought = used === null ? '' : words.presetList.usedSought(used);
  return { id, preset, used, label, text: `${label} ${folded(`${words.kinds[kind]} ${sought}`)}` };
};

/**
 * The rows: built-in presets first, always in their places. Then one's own, those used last first and those never used
 * by their labels.
 *
 * @param midnight before now, in wall ms; see midnightOf
 */
export const presetRows = (presets: readonly PresetSummary[], midnight: number): readonly PresetRow[] => {
  const rows = presets.map((preset) => rowOf(preset, midnight));
  const collator = new Intl.Collator('en', { numeric: true });
  const usedAt = ({ preset }: PresetRow): number => preset.lastUsedAt ?? Number.NEGATIVE_INFINITY;
  const own = rows
    .filter(({ preset }) => !preset.isBuiltIn)
    .sort((a, b) => {
      const [one, other] = [usedAt(a), usedAt(b)];
      return one === other ? collator.compare(a.label, b.label) : other - one;
    });
  return [...rows.filter(({ preset }) => preset.isBuiltIn), ...own];
};
