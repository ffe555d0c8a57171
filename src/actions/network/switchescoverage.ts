import type { ActionContext, HandlerReply } from '../action.ts';
import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { coverageImage, type ShownSwitch } from './coverage/coverage-image.ts';
import { coveragePage } from './coverage/coverage-page.ts';

const CENTRE = '48.52584946874239, 25.03798691368117';
const PLACE = /^(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/;
const forms = ['svg', 'page'];

interface Size {
  readonly width: number;
  readonly height: number;
}

export const switchescoverage = defineAction({
  name: 'switchescoverage',
  summary:
    "Give a map with a circle around each switch that has a place: an SVG image, or by HTTP Ubilling's page, which wants Ubilling's scripts.",
  params: {
    param: optionalText({ summary: 'width and height in pixels: 1000x800' }),
    image: optionalText({ summary: 'svg or page: the other one of the two' }),
  },
  changes: 'nothing',
  run: {
    handler: async (context, { param = '1000x800', image = context.actor === 'http' ? 'page' : 'svg' }) => {
      const size = /^([1-9]\d{0,4})[x×]([1-9]\d{0,4})$/.exec(param);
      if (size === null) return refused('ERROR:WRONG_PARAM', 'the size is written as 1000x800');
      if (!forms.includes(image)) return refused('ERROR:WRONG_PARAM', `image is one of ${forms.join(', ')}`);
      const switches = await shownSwitches(context);
      const pixels = { width: Number(size[1]), height: Number(size[2]) };
      const reply = image === 'svg' ? imageOf(context, switches, pixels) : pageOf(context, switches, pixels);
      return { ...reply, recorded: `a map of ${switches.length} switches` };
    },
  },
});

interface Located extends ShownSwitch {
  /** As it was written down. */
  readonly geo: string;
}

async function shownSwitches({ db }: ActionContext): Promise<readonly Located[]> {
  const rows = await db
    .selectFrom('switch')
    .select(['geo', 'ip', 'location', 'alive'])
    .where('geo', 'is not', null)
    .orderBy('switch_id')
    .execute();
  return rows.flatMap(({ geo, ip, location, alive }) => {
    const place = PLACE.exec(geo?.trim() ?? '');
    if (place === null) return [];
    const [text, lat, lon] = [place[0], Number(place[1]), Number(place[2])];
    const label = [location, ip].filter(Boolean).join(' ');
    return [{ geo: text, lat, lon, label, alive: alive === null ? null : alive === 1 }];
  });
}

/** Places that no map has are left out. */
function imageOf({ today }: ActionContext, all: readonly Located[], size: Size): HandlerReply {
  const switches = all.filter(({ lat, lon }) => Math.abs(lat) <= 85 && Math.abs(lon) <= 180);
  return { ...done(coverageImage({ ...size, switches, day: today })), contentType: 'image/svg+xml; charset=UTF-8' };
}

function pageOf({ options, now }: ActionContext, switches: readonly Located[], size: Size): HandlerReply {
  const centre = options.text('CENTER') ?? '';
  const page = coveragePage({
    ...size,
    centre: PLACE.test(centre) ? centre : CENTRE,
    zoom: String(options.digits('ZOOM', 15)),
    moment: dateTimeOf(now).replace(' ', '_'),
    places: switches.map(({ geo }) => geo),
  });
  return done(page);
}
