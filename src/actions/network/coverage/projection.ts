/** Places on the ground as places on a picture (Mercator, as maps of the web are). */

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

export interface Projection {
  x(place: Place): number;
  y(place: Place): number;
  /** Pixels of a metre in the middle of the picture. */
  readonly pixelsPerMetre: number;
}

const EARTH_METRES = 6_378_137;
/** A picture never shows less ground than this, across. */
const LEAST_METRES = 800;
/** Ground around the outermost places. */
const MARGIN_METRES = 200;

/** Fits all places into a picture of that many pixels. Throws RangeError without a place. */
export function projectionOf(places: readonly Place[], width: number, height: number): Projection {
  const [west, east] = ends(places.map(({ lon }) => radians(lon)));
  const [south, north] = ends(places.map(({ lat }) => northing(lat)));
  const [midX, midY] = [(west + east) / 2, (south + north) / 2];
  // A metre is longer on the map the farther it is from the equator.
  const metre = 1 / (EARTH_METRES * Math.cos(latitude(midY)));
  const across = Math.max(east - west + 2 * MARGIN_METRES * metre, LEAST_METRES * metre);
  const down = Math.max(north - south + 2 * MARGIN_METRES * metre, (LEAST_METRES * metre * height) / width);
  const scale = Math.min(width / across, height / down);
  return {
    x: ({ lon }) => width / 2 + (radians(lon) - midX) * scale,
    y: ({ lat }) => height / 2 - (northing(lat) - midY) * scale,
    pixelsPerMetre: metre * scale,
  };
}

function ends(numbers: readonly number[]): readonly [number, number] {
  if (numbers.length === 0) throw new RangeError('no place to show');
  return [Math.min(...numbers), Math.max(...numbers)];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function northing(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));
}

function latitude(north: number): number {
  return 2 * Math.atan(Math.exp(north)) - Math.PI / 2;
}
