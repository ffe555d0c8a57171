/** The actions by name. */
import { reset } from './access/reset.ts';
import { setculpa } from './access/setculpa.ts';
import type { Action } from './action.ts';
import { getagentdata } from './agents/getagentdata.ts';
import { asterisk } from './asterisk/asterisk.ts';
import { askozianum } from './calls/askozianum.ts';
import { callmeback } from './calls/callmeback.ts';
import { callshistusrupd } from './calls/callshistusrupd.ts';
import { telepony } from './calls/telepony.ts';
import { paycardsqueue } from './cards/paycardsqueue.ts';
import { smartup } from './partners/smartup.ts';
import { karmaguard } from './access/karmaguard.ts';
import { ukvfeeprocessing } from './cable/ukvfeeprocessing.ts';
import { visorcharge } from './cameras/visorcharge.ts';
import { feesharvester } from './fees/feesharvester.ts';
import { stgfeecharge2mysql } from './fees/stgfeecharge2mysql.ts';
import { crimeandpunishment } from './penalties/crimeandpunishment.ts';
import { dealwithit } from './tasks/dealwithit.ts';
import { ddt } from './terms/ddt.ts';
import { pt } from './terms/pt.ts';
import { cachedog } from './caches/cachedog.ts';
import { districtscache } from './caches/districtscache.ts';
import { rebuildglscache } from './caches/rebuildglscache.ts';
import { rebuilduserdatacache } from './caches/rebuilduserdatacache.ts';
import { envyarchive } from './devices/envyarchive.ts';
import { handlersrebuild } from './dhcp/handlersrebuild.ts';
import { remotedhcp } from './dhcp/remotedhcp.ts';
import { opayzsmsnotify } from './notices/opayzsmsnotify.ts';
import { exhorse } from './statistics/exhorse.ts';
import { autocleandb } from './upkeep/autocleandb.ts';
import { backupdb } from './upkeep/backupdb.ts';
import { uhwbrutecleanup } from './upkeep/uhwbrutecleanup.ts';
import { autocredit } from './credit/autocredit.ts';
import { sc } from './credit/sc.ts';
import { cudiscounts } from './discounts/cudiscounts.ts';
import { discountprocessing } from './discounts/discountprocessing.ts';
import { friendshipdaily } from './discounts/friendshipdaily.ts';
import { tariffchargefee } from './fees/tariffchargefee.ts';
import { vserviceschargefee } from './fees/vserviceschargefee.ts';
import { autofreeze } from './freezing/autofreeze.ts';
import { autofreezemonth } from './freezing/autofreezemonth.ts';
import { freezedayscharge } from './freezing/freezedayscharge.ts';
import { freezemonth } from './freezing/freezemonth.ts';
import { smszilla } from './campaigns/smszilla.ts';
import { reminder } from './reminders/reminder.ts';
import { onepunch } from './scripts/onepunch.ts';
import { pseudocrm } from './staff/pseudocrm.ts';
import { salarytelegram } from './staff/salarytelegram.ts';
import { stickynotify } from './staff/stickynotify.ts';
import { taskmannotify } from './staff/taskmannotify.ts';
import { warehousetelegram } from './staff/warehousetelegram.ts';
import { btrxpolls } from './thirdparty/bitrix/btrxpolls.ts';
import { btrxupd } from './thirdparty/bitrix/btrxupd.ts';
import { ophanimtraff } from './thirdparty/ophanimtraff.ts';
import { mgfreecleanup, mgprocessing } from './thirdparty/tv/mgprocessing.ts';
import { mgqueue } from './thirdparty/tv/mgqueue.ts';
import { olltvchargefee } from './thirdparty/tv/olltvchargefee.ts';
import { ptvchargefee } from './thirdparty/tv/ptvchargefee.ts';
import { senddog } from './messages/senddog.ts';
import { usercash } from './money/usercash.ts';
import { fastping } from './network/fastping.ts';
import { fdbarchive } from './network/fdbarchive.ts';
import { fullhostscan } from './network/fullhostscan.ts';
import { mikrotikdnshaper } from './network/mikrotikdnshaper.ts';
import { nasmon } from './network/nasmon.ts';
import { policedog } from './network/policedog.ts';
import { sormcast } from './network/sormcast.ts';
import { switchescoverage } from './network/switchescoverage.ts';
import { swping } from './network/swping.ts';
import { swpoll } from './network/swpoll.ts';
import { watchdog } from './network/watchdog.ts';
import { writevlanmachistory } from './network/writevlanmachistory.ts';
import { multigen, multigentotal } from './radius/multigen.ts';
import { multigenpod } from './radius/multigenpod.ts';
import { multigentraff } from './radius/multigentraff.ts';
import { whydoyoucall } from './missed-calls/whydoyoucall.ts';
import { whydoyoucallstats } from './missed-calls/whydoyoucallstats.ts';
import { mtsigmonpoll } from './signals/mtsigmonpoll.ts';
import { oltpoll } from './signals/oltpoll.ts';

const all: readonly Action[] = [
  reset,
  usercash,
  sc,
  setculpa,
  vserviceschargefee,
  tariffchargefee,
  discountprocessing,
  cudiscounts,
  autofreeze,
  autofreezemonth,
  freezemonth,
  freezedayscharge,
  autocredit,
  friendshipdaily,
  swping,
  fastping,
  swpoll,
  fdbarchive,
  envyarchive,
  fullhostscan,
  nasmon,
  watchdog,
  policedog,
  switchescoverage,
  sormcast,
  mikrotikdnshaper,
  writevlanmachistory,
  asterisk,
  askozianum,
  telepony,
  getagentdata,
  smartup,
  callmeback,
  callshistusrupd,
  paycardsqueue,
  ddt,
  pt,
  visorcharge,
  ukvfeeprocessing,
  crimeandpunishment,
  dealwithit,
  karmaguard,
  feesharvester,
  stgfeecharge2mysql,
  exhorse,
  opayzsmsnotify,
  cachedog,
  rebuilduserdatacache,
  rebuildglscache,
  districtscache,
  uhwbrutecleanup,
  backupdb,
  autocleandb,
  handlersrebuild,
  remotedhcp,
  senddog,
  reminder,
  smszilla,
  salarytelegram,
  warehousetelegram,
  stickynotify,
  taskmannotify,
  pseudocrm,
  onepunch,
  mgqueue,
  mgprocessing,
  mgfreecleanup,
  ptvchargefee,
  olltvchargefee,
  btrxupd,
  btrxpolls,
  ophanimtraff,
  multigen,
  multigentotal,
  multigentraff,
  multigenpod,
  whydoyoucall,
  whydoyoucallstats,
  oltpoll,
  mtsigmonpoll,
];

export const actions: ReadonlyMap<string, Action> = new Map(all.map(action => [action.name, action]));
