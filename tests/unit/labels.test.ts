// Labels of two random words: many, calm, never a name and never one that is taken.

import { describe, expect, it } from 'vitest';
import { offerLabel, QUALITIES, THINGS } from '../../renderer/words/labels.ts';

/** Words of this kind that are first or family names, and those that a label must not remind of. */
const NEVER =
  `Amber Robin Wren Jay Lily Iris Ivy Daisy Olive Willow Rowan Ash Linden Sky Dawn Summer Autumn Pearl Ruby Jade Opal
  Coral Rain Sage Basil Clover Fern Laurel Myrtle Heath Reed Moss Stone Hill Wood Woods Lake Bay Cliff Forest Marsh
  Moor Meadow Brook Rivers River Banks Field Park Lane Church Gale Frost Snow Winter Star Luna Moon Haven Sunny Misty
  Sandy Rosy Rose Violet Scarlet Crystal Melody Harmony Cadence Echo Grace Faith Hope Joy Merry Bonny Noble Gray Grey
  White Green Brown Black Young Long Short Swift Bright Golden Silver Strong Small Sharp Hardy Glen Dale Ford Grove
  Branch Birch Hazel Heather Juniper Jasmine Magnolia Marigold Primrose Poppy Flora Viola Delta Eddy Pier Lodge Pond
  Beach Shore Ridge Bracken Clay Flint Garnet Jewel Indigo Saffron Tawny Ivory Skye Storm Tempest
  Deep High Pale Numb Hollow Lost Hidden Dark Dim Silent Cold Falling Drifting Floating Sleeping Dreaming Dying Last
  Final Ending Grave Tomb Coffin Crypt Abyss Void Ghost Shadow Spider Serpent Snake Needle Syringe Pill Drip Dose Ward
  Clinic Faithful Sweet Holiday Early Fountain Pulse Vein Blood Fever Tunnel Cage Trap Chain Whispering Swaying Spinning Twilight Nightfall`.split(
    /\s+/,
  );

describe('a label', () => {
  it('is one of tens of thousands', () => {
    expect(new Set(QUALITIES).size).toBe(QUALITIES.length);
    expect(new Set(THINGS).size).toBe(THINGS.length);
    expect(QUALITIES.length).toBeGreaterThanOrEqual(150);
    expect(THINGS.length).toBeGreaterThanOrEqual(150);
    expect(QUALITIES.filter((word) => THINGS.includes(word))).toEqual([]);
  });

  it('is two capitalised words that a preset may be called', () => {
    for (const word of [...QUALITIES, ...THINGS]) expect(word).toMatch(/^[A-Z][a-z]{2,14}$/);
  });

  it('is made of no word that is a name or that would be heard badly', () => {
    const words = new Set([...QUALITIES, ...THINGS]);
    expect(NEVER.filter((word) => words.has(word))).toEqual([]);
  });

  it('does not say one thing twice', () => {
    const said = new Set<string>();
    const count = QUALITIES.length * THINGS.length;
    for (let i = 0; i < count; i += 1) said.add(offerLabel(new Set(), () => i / count));
    for (const label of said) {
      const [quality = '', thing = ''] = label.split(' ');
      expect(quality.slice(0, 4)).not.toBe(thing.slice(0, 4));
    }
    expect(said.size).toBeGreaterThan(22_500);
  });

  it('is never one that is taken, however it is written', () => {
    const random = () => 0.4;
    const taken = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const label = offerLabel(taken, random);
      expect([...taken].map((one) => one.trim().toLowerCase())).not.toContain(label.toLowerCase());
      taken.add(i % 2 === 0 ? label.toUpperCase() : ` ${label.toLowerCase()} `);
    }
    expect(taken.size).toBe(40);
  });

  it('has a number once every pair is taken', () => {
    const all = new Set(QUALITIES.flatMap((quality) => THINGS.map((thing) => `${quality} ${thing}`)));
    const label = offerLabel(all, () => 0.5);
    expect(label).toMatch(/ 2$/);
    expect(offerLabel(new Set([...all, label]), () => 0.5)).toMatch(/ 3$/);
  });

  it('is another one when it is offered anew', () => {
    const offered = new Set(Array.from({ length: 20 }, () => offerLabel(new Set())));
    expect(offered.size).toBeGreaterThan(15);
  });
});
