// The inks and widths of the page to draw on. The inks themselves are tokens of the look; here they have names.

/** Warm inks, each `--draw-…` in tokens.css. */
export const INKS = ['amber', 'honey', 'rose', 'clay', 'plum'] as const;
export type Ink = (typeof INKS)[number];

export const STROKE_WIDTHS = ['fine', 'middle', 'broad'] as const;
export type StrokeWidth = (typeof STROKE_WIDTHS)[number];

/** How wide a line is at middle pressure, in CSS pixels. */
export const WIDTH_PX: Readonly<Record<StrokeWidth, number>> = { fine: 4, middle: 10, broad: 24 };

/** An ink as `#rrggbb`, as the look has it. */
export const inkOf = (ink: Ink, element: Element): string =>
  getComputedStyle(element).getPropertyValue(`--draw-${ink}`).trim();
