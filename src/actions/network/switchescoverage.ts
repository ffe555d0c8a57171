import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { coveragePage } from './coverage-page.ts';

const CENTRE = '48.52584946874239, 25.03798691368117';
const PLACE = /^-?\d{1,3}(\.\d+)?\s*,\s*-?\d{1,3}(\.\d+)?$/;

export const switchescoverage = defineAction({
  name: 'switchescoverage',
  summary: 'Give a map with a circle around each switch that has a place.',
  params: { param: optionalText({ summary: 'width and height in pixels: 1000x800' }) },
  changes: 'nothing',
  run: {
    handler: async ({ db, options, now }, { param = '1000x800' }) => {
      const size = /^(\d{1,5})[x×](\d{1,5})$/.exec(param);
      if (size === null) return refused('ERROR:WRONG_PARAM', 'the size is written as 1000x800');
      const switches = await db
        .selectFrom('switch')
        .select('geo')
        .where('geo', 'is not', null)
        .orderBy('switch_id')
        .execute();
      const places = switches.flatMap(({ geo }) => (geo !== null && PLACE.test(geo.trim()) ? [geo.trim()] : []));
      const centre = options.text('CENTER') ?? '';
      const page = coveragePage({
        width: Number(size[1]),
        height: Number(size[2]),
        centre: PLACE.test(centre) ? centre : CENTRE,
        zoom: String(options.digits('ZOOM', 15)),
        moment: dateTimeOf(now).replace(' ', '_'),
        places,
      });
      return done(page);
    },
  },
});
