// The words that labels of presets are made of: calm things and their qualities, so that any two of them go together. No
// word here may be somebody's name, sound clinical, frighten, or move what should stand still.

/** The first word of a label. */
export const QUALITIES: readonly string[] = `
  Quiet Calm Soft Mild Warm Slow Mellow Easy Restful Peaceful Placid Hushed Soothing Settled Steady Even
  Smooth Unhurried Leisurely Lingering Kindly Friendly Welcoming Trusted Graceful Elegant Modest Homely
  Cheerful Hopeful Thoughtful Contented Glad Genial Gracious Bountiful Wholesome Pleasant Lovely Charming
  Delightful Joyful Carefree Serene Sunlit Moonlit Starlit Starry Lamplit Candlelit Twilit Glowing Shining
  Gleaming Glimmering Shimmering Glistening Sparkling Luminous Lustrous Clear Gilded Silvery Coppery
  Honeyed Burnished Polished Pearly Opaline Silken Velvet Russet Ochre Umber Sepia Azure Cobalt Turquoise
  Lilac Mauve Vermilion Bronze Aquamarine Ultramarine Cerulean Mahogany Leafy Grassy Mossy Verdant
  Fragrant Dewy Breezy Airy Fresh Crisp Northern Southern Eastern Western Sheltered Secluded Nestled Open
  Wide Broad Spacious Winding Dappled Speckled Marbled Rustic Timeless Lasting Enduring Familiar Favourite
  Treasured Cherished Storied Vintage Classic Simple Humble Morning Afternoon Evening Springtime
  Summertime Summery Autumnal Vernal Sunday Lilting Melodic Tuneful Musical Harmonious Rounded Curving
  Gradual Sunwarmed Dulcet Halcyon Idyllic Pastoral Scenic Picturesque Amiable Snug Cosy Balanced Poised
  Mindful Unclouded Cloudless Rainwashed Temperate
`
  .trim()
  .split(/\s+/);

/** The second word of a label. */
export const THINGS: readonly string[] = `
  Harbour Cove Inlet Lagoon Shoreline Seashore Coastline Sandbar Dune Tide Ripple Stream Streamlet Creek
  Riverbank Waterside Waterway Lakeshore Wellspring Waterfall Cascade Estuary Fjord Island Islet Atoll
  Reef Lighthouse Beacon Jetty Quay Boathouse Rowboat Sailboat Canoe Sail Compass Voyage Passage Pathway
  Trail Footpath Towpath Bridleway Avenue Promenade Boardwalk Footbridge Gateway Archway Doorway Veranda
  Terrace Balcony Courtyard Cloister Arbour Pergola Pavilion Gazebo Summerhouse Cottage Farmhouse Farmyard
  Cabin Chalet Hearth Fireside Lantern Candle Season Horizon Skyline Cloud Rainbow Raindrop Dewdrop Breeze
  Meadowland Pasture Prairie Grassland Heathland Moorland Woodland Copse Glade Clearing Orchard Vineyard
  Garden Hedgerow Greenhouse Trellis Petal Leaf Bough Acorn Pinecone Chestnut Apricot Bramble Bluebell
  Snowdrop Cowslip Sunflower Honeysuckle Mulberry Cypress Maple Poplar Sycamore Evergreen Bulrush Reedbed
  Valley Hillside Hilltop Foothill Highland Plateau Summit Mountain Boulder Pebble Sandstone Limestone
  Quartz Agate Seashell Driftwood Feather Birdsong Songbird Skylark Heron Egret Kingfisher Lapwing
  Goldfinch Chorus Refrain Lullaby Nocturne Sonata Serenade Prelude Interlude Chime Cello Flute Parchment
  Storybook Library Almanac Tapestry Ribbon Pottery Windmill Watermill Weathervane Sundial Homestead
  Marketplace Rosebush Wildflower Treetop Canopy Waterlily Lakeside Riverside Seaside Countryside Parkland
  Headland Peninsula Archipelago Constellation Moonbeam Sunbeam Landscape Panorama Overlook Belvedere
  Rotunda Conservatory Porch
`
  .trim()
  .split(/\s+/);

/** A label for comparison: labels that differ only in case or outer spaces count as the same. */
const plain = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

/** `Moonlit Moonbeam` says one thing twice. */
const repeats = (quality: string, thing: string): boolean => quality.slice(0, 4) === thing.slice(0, 4);

/**
 * A label of two words, as `Quiet Harbour`, that no preset has. When all are taken, one of them with a number.
 *
 * @param taken the labels that presets have
 */
export const offerLabel = (taken: ReadonlySet<string>, random = Math.random): string => {
  const known = new Set([...taken].map(plain));
  const count = QUALITIES.length * THINGS.length;
  const from = Math.floor(random() * count);
  const at = (place: number): string | null => {
    const quality = QUALITIES[place % QUALITIES.length] ?? '';
    const thing = THINGS[Math.floor(place / QUALITIES.length)] ?? '';
    return repeats(quality, thing) ? null : `${quality} ${thing}`;
  };
  for (let i = 0; i < count; i += 1) {
    const label = at((from + i) % count);
    if (label !== null && !known.has(plain(label))) return label;
  }
  const label = at(from) ?? `${QUALITIES[0]} ${THINGS[0]}`;
  let number = 2;
  while (known.has(plain(`${label} ${number}`))) number += 1;
  return `${label} ${number}`;
};
