// The curve of whites goes through the published points of the Planckian locus.

import { describe, expect, it } from 'vitest';
import { chromaticityOfKelvin } from '../../shared/score/planckian.ts';

describe('the colour of a white', () => {
  it.each([
    [2000, 0.5267, 0.4133],
    [2856, 0.4476, 0.4075],
    [4000, 0.3805, 0.3768],
    [6500, 0.3135, 0.3237],
  ])('at %i K is that of a black body', (kelvin, x, y) => {
    const [foundX, foundY] = chromaticityOfKelvin(kelvin);
    expect(Math.abs(foundX - x)).toBeLessThan(0.0006);
    expect(Math.abs(foundY - y)).toBeLessThan(0.0006);
  });

  it('stays at the ends of the fit beyond them', () => {
    expect(chromaticityOfKelvin(1000)).toEqual(chromaticityOfKelvin(1667));
    expect(chromaticityOfKelvin(40_000)).toEqual(chromaticityOfKelvin(25_000));
  });
});
