/** The map as an image that needs nothing else to be looked at (SVG). */
import { type Html, html as svg } from '../../../provisioning/notify/html.ts';
import { type Place, type Projection, projectionOf } from './projection.ts';

/** A switch on the map. */
export interface ShownSwitch extends Place {
  readonly label: string;
  /** Null before anybody looked. */
  readonly alive: boolean | null;
}

export interface CoverageImage {
  readonly width: number;
  readonly height: number;
  readonly switches: readonly ShownSwitch[];
  readonly day: string;
}

const RADIUS_METRES = 100;
const LEAST_PIXELS = 4;
/** With more of them their names would hide the map. */
const MOST_LABELS = 40;

const colours = new Map<boolean | null, string>([
  [true, '#00a20b'],
  [false, '#c62828'],
  [null, '#6b7280'],
]);

/** A circle of a hundred metres around each switch: green, red when it is dead, grey when nobody knows. */
export function coverageImage({ width, height, switches, day }: CoverageImage): string {
  const content = switches.length === 0 ? [empty(width, height)] : mapOf(switches, width, height);
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>Coverage of ${switches.length} switches, ${day}</title>
<rect width="${width}" height="${height}" fill="#f3f5f1"/>
<g font-family="sans-serif" font-size="12">
${content}</g>
</svg>`.html;
}

function empty(width: number, height: number): Html {
  return svg`<text x="${width / 2}" y="${height / 2}" text-anchor="middle">no switch has a place</text>\n`;
}

function mapOf(switches: readonly ShownSwitch[], width: number, height: number): readonly Html[] {
  const projection = projectionOf(switches, width, height);
  return [
    ...switches.map(one => circle(one, projection)),
    ...switches.map(one => mark(one, projection, switches.length <= MOST_LABELS ? width : 0)),
    scaleBar(projection, width, height),
    ...legend(switches),
  ];
}

function circle(one: ShownSwitch, projection: Projection): Html {
  const colour = colours.get(one.alive) ?? '';
  const [x, y] = [round(projection.x(one)), round(projection.y(one))];
  const radius = round(Math.max(LEAST_PIXELS, RADIUS_METRES * projection.pixelsPerMetre));
  return svg`<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}" fill-opacity="0.25" stroke="${colour}"/>\n`;
}

/** A dot, with its name beside it on the side where there is more room; a width of 0 leaves the name to the pointer. */
function mark(one: ShownSwitch, projection: Projection, width: number): Html {
  const [x, y] = [round(projection.x(one)), round(projection.y(one))];
  const [shift, anchor] = x < width * 0.8 ? [6, 'start'] : [-6, 'end'];
  const name = svg`<text x="${round(x + shift)}" y="${round(y - 4)}" text-anchor="${anchor}">${one.label}</text>`;
  const dot = svg`<circle cx="${x}" cy="${y}" r="2.5" fill="${colours.get(one.alive) ?? ''}">`;
  return svg`${dot}<title>${one.label}</title></circle>${width === 0 ? [] : name}\n`;
}

/** A round number of metres, at most a fifth of the width. */
function scaleBar({ pixelsPerMetre }: Projection, width: number, height: number): Html {
  const most = width / 5 / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2].map(step => step * power).find(length => length <= most) ?? power;
  const [end, y] = [round(16 + metres * pixelsPerMetre), height - 16];
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const bar = svg`<path d="M16 ${y - 5}V${y}H${end}v-5" fill="none" stroke="#111827"/>`;
  return svg`${bar}<text x="16" y="${y - 8}">${text}</text>\n`;
}

const words = [
  [true, 'alive'],
  [false, 'dead'],
  [null, 'not looked at'],
] as const;

function legend(switches: readonly ShownSwitch[]): readonly Html[] {
  return words.map(([alive, word], line) => {
    const y = 20 + line * 18;
    const text = `${switches.filter(one => one.alive === alive).length} ${word}`;
    return svg`<circle cx="20" cy="${y - 4}" r="5" fill="${colours.get(alive) ?? ''}"/><text x="32" y="${y}">${text}</text>\n`;
  });
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
