// The rows of the list of presets: found by label, kind and last use, with the built-in ones always in their places.

import { describe, expect, it } from 'vitest';
import { midnightOf, presetRows } from '../../renderer/nurse/presets/preset-rows.ts';
import { find } from '../../renderer/ui/finding.ts';
import type { PresetSummary } from '../../shared/ipc/snapshot.ts';

const NOW = new Date(2026, 10, 23, 9, 30).getTime();
const daysAgo = (days: number, hour = 23): number => new Date(2026, 10, 23 - days, hour).getTime();

const summary = (label: string, more: Partial<PresetSummary> = {}): PresetSummary => ({
  id: label.toLowerCase(),
  label,
  kind: 'spravato',
  isBuiltIn: false,
  minutes: 120,
  lastUsedAt: null,
  ...more,
});

const rowsOf = (...presets: readonly PresetSummary[]) => presetRows(presets, midnightOf(NOW));
const labels = (rows: ReturnType<typeof rowsOf>) => rows.map(({ preset }) => preset.label);

describe('finding a preset', () => {
  const rows = rowsOf(
    summary('Quiet Harbour', { lastUsedAt: daysAgo(1) }),
    summary('Édelweiß Orchard', { kind: 'iv', lastUsedAt: daysAgo(0, 8) }),
    summary('Sunday Garden', { lastUsedAt: daysAgo(24) }),
  );
  const found = (sought: string) => labels(find(rows, sought));

  it('ignores case, accents and spaces', () => {
    expect(found('  edel ')).toEqual(['Édelweiß Orchard']);
    expect(found('HARB qui')).toEqual(['Quiet Harbour']);
  });

  it('finds by the kind too, everything by nothing, and nothing by a label that none has', () => {
    expect(found('infusion')).toEqual(['Édelweiß Orchard']);
    expect(found(' ')).toHaveLength(3);
    expect(found('Amber')).toEqual([]);
  });

  it('finds by when it was used last', () => {
    expect(found('today')).toEqual(['Édelweiß Orchard']);
    expect(found('used yesterday')).toEqual(['Quiet Harbour']);
    expect(found('3 weeks')).toEqual(['Sunday Garden']);
    expect(found('harbour yesterday')).toEqual(['Quiet Harbour']);
  });

  it('puts matches by label before matches by kind or day', () => {
    // The other two were used on a day that ends in the same letters.
    expect(found('day')).toEqual(['Sunday Garden', 'Édelweiß Orchard', 'Quiet Harbour']);
  });
});

describe('the order of presets', () => {
  it('is built-in ones, then one’s own by last use, then those never used by label', () => {
    const rows = rowsOf(
      summary('Spravato, two hours', { isBuiltIn: true }),
      summary('IM', { isBuiltIn: true, lastUsedAt: daysAgo(0, 8) }),
      summary('Cerulean Tide 10'),
      summary('Cerulean Tide 9'),
      summary('Azure Cove', { lastUsedAt: daysAgo(30) }),
      summary('Velvet Dune', { lastUsedAt: daysAgo(2) }),
    );
    expect(labels(rows)).toEqual([
      'Spravato, two hours',
      'IM',
      'Velvet Dune',
      'Azure Cove',
      'Cerulean Tide 9',
      'Cerulean Tide 10',
    ]);
  });

  it.each([
    [daysAgo(0, 1), 'today'],
    [daysAgo(-2), 'today'],
    [daysAgo(1, 0), 'yesterday'],
    [daysAgo(2), '2 days ago'],
    [daysAgo(13), '13 days ago'],
    [daysAgo(14), '2 weeks ago'],
    [daysAgo(59), '8 weeks ago'],
    [daysAgo(60), '2 months ago'],
    [daysAgo(800), '2 years ago'],
    [null, 'not used yet'],
  ])('says that %s is %s', (lastUsedAt, said) => {
    expect(rowsOf(summary('Calm Cove', { lastUsedAt }))[0]?.used).toBe(said);
  });

  it('says nothing of a built-in one that was never used', () => {
    expect(rowsOf(summary('IM', { isBuiltIn: true }))[0]?.used).toBeNull();
  });
});
