/** The tables of the database: one interface each, one property a column. */

import type { Kysely, Transaction } from 'kysely';
import type {
  ActivityTable,
  ApiKeyTable,
  BackupCodeTable,
  LoginAttemptTable,
  RefreshTokenTable,
  SessionTable,
} from './tables/access.ts';
import type { ProductTable } from './tables/catalogue.ts';
import type { ContactTable, CustomerTable, PaymentMethodTable, SiteTable } from './tables/customer.ts';
import type { IdempotentRequestTable } from './tables/idempotent-request.ts';
import type { InventoryTable, InventoryTemplateTable, InventoryUniqueTable } from './tables/inventory.ts';
import type { InvoiceTable } from './tables/invoice.ts';
import type { NotificationTable } from './tables/notification.ts';
import type { PlayTextTable, ProvisionJournalTable } from './tables/provision-journal.ts';
import type { ProvisionOrderTable } from './tables/provision-order.ts';
import type { ProvisionEventTable, ProvisionTable } from './tables/provision.ts';
import type { RunTitleTable } from './tables/run-title.ts';
import type { ServiceTable } from './tables/service.ts';
import type { PaymentTable, TransactionTable } from './tables/transaction.ts';
import type {
  TariffTable,
  SubscriberTable,
  SubscriberProfileTable,
  RadiusAliasTable,
  PhoneTable,
  TagTable,
  SubscriberTagTable,
  CustomFieldTable,
  SubscriberFieldTable,
} from './tables/subscriber.ts';
import type {
  LedgerTable,
  CashTypeTable,
  VirtualServiceTable,
  VirtualServiceExclusionTable,
  CardTable,
  CableTariffTable,
  CableSubscriberTable,
  LastFeeTable,
  PaymentNoticeTable,
} from './tables/ledger.ts';
import type {
  CreditTable,
  FreezeDaysTable,
  DiscountTable,
  LoyaltyTable,
  DebtDaysTable,
  FriendshipTable,
  PersonalDayTable,
} from './tables/subscriber-state.ts';
import type {
  TaskTable,
  FixedTermTariffTable,
  FixedTermTable,
  SignupChargeTable,
  CameraOwnerTable,
  CameraTable,
} from './tables/subscriber-plans.ts';
import type {
  AgentTable,
  AgentRuleTable,
  DistrictMemberTable,
  DistrictTable,
  DistrictRuleTable,
} from './tables/agent.ts';
import type { CampaignFilterTable, CampaignNumberTable, CampaignTemplateTable } from './tables/campaign.ts';
import type {
  CallTable,
  CallbackRequestTable,
  MessageTable,
  GuessTable,
  BusinessStatTable,
  CallOutcomeTable,
} from './tables/call.ts';
import type { RadiusNasTable, RadiusAttributeTable, RadiusStateTable, RadiusSessionTable } from './tables/radius.ts';
import type {
  ExportedTable,
  PartnerCallTable,
  PollOptionTable,
  PollTable,
  PollVoteTable,
  TrafficMonthTable,
  TvPlanTable,
  TvRequestTable,
  TvSubscriptionTable,
} from './tables/partner.ts';
import type {
  EmployeeTable,
  JobOrderTable,
  JobTable,
  LeadActivityTable,
  StaffNoteTable,
  StockItemTable,
  StockReceiptTable,
  StockReservationTable,
} from './tables/staff.ts';
import type { NetworkTable, HostTable, NasTable, WantedMacTable } from './tables/network.ts';
import type {
  SwitchModelTable,
  SwitchTable,
  SwitchOutageTable,
  SwitchPortTable,
  PollResultTable,
  FdbTable,
  FdbArchiveTable,
  SignalTable,
} from './tables/switch.ts';
import type { OnlineTable, TrafficMarkTable, MonitorTaskTable, SettingTable } from './tables/watching.ts';
import type { DeviceConfigTable, DeviceLoginTable, DeviceMethodTable } from './tables/device-config.ts';
import type { ActionRunTable, ActionMarkTable, EventTable } from './tables/action.ts';
import type {
  PbxContextTable,
  PbxDeviceTable,
  PbxExtensionTable,
  PbxLineExtensionTable,
  PbxLineTable,
  PbxRangeTable,
  PbxServerTable,
  PbxUserLineTable,
  PbxUserTable,
} from './tables/phone.ts';
import type { RouterLoginTable, TariffBurstTable, TariffWindowTable } from './tables/shaping.ts';
import type { VlanHostTable, VlanMacTable, VlanTerminatorTable } from './tables/vlan.ts';
import type { RolePermissionTable, RoleTable, UserRoleTable, UserTable } from './tables/user.ts';

export interface Tables {
  product: ProductTable;
  customer: CustomerTable;
  contact: ContactTable;
  site: SiteTable;
  payment_method: PaymentMethodTable;
  service: ServiceTable;
  inventory_template: InventoryTemplateTable;
  inventory: InventoryTable;
  inventory_unique: InventoryUniqueTable;
  crm_transaction: TransactionTable;
  invoice: InvoiceTable;
  payment: PaymentTable;
  idempotent_request: IdempotentRequestTable;
  crm_user: UserTable;
  role: RoleTable;
  user_role: UserRoleTable;
  role_permission: RolePermissionTable;
  backup_code: BackupCodeTable;
  session: SessionTable;
  refresh_token: RefreshTokenTable;
  login_attempt: LoginAttemptTable;
  api_key: ApiKeyTable;
  activity: ActivityTable;
  provision: ProvisionTable;
  provision_event: ProvisionEventTable;
  provision_journal: ProvisionJournalTable;
  run_title: RunTitleTable;
  provision_order: ProvisionOrderTable;
  play_text: PlayTextTable;
  notification: NotificationTable;
  tariff: TariffTable;
  subscriber: SubscriberTable;
  subscriber_profile: SubscriberProfileTable;
  radius_alias: RadiusAliasTable;
  phone: PhoneTable;
  tag: TagTable;
  subscriber_tag: SubscriberTagTable;
  custom_field: CustomFieldTable;
  subscriber_field: SubscriberFieldTable;
  ledger: LedgerTable;
  cash_type: CashTypeTable;
  virtual_service: VirtualServiceTable;
  virtual_service_exclusion: VirtualServiceExclusionTable;
  card: CardTable;
  cable_tariff: CableTariffTable;
  cable_subscriber: CableSubscriberTable;
  payment_notice: PaymentNoticeTable;
  last_fee: LastFeeTable;
  credit: CreditTable;
  freeze_days: FreezeDaysTable;
  discount: DiscountTable;
  loyalty: LoyaltyTable;
  debt_days: DebtDaysTable;
  friendship: FriendshipTable;
  personal_day: PersonalDayTable;
  task: TaskTable;
  fixed_term_tariff: FixedTermTariffTable;
  fixed_term: FixedTermTable;
  signup_charge: SignupChargeTable;
  camera_owner: CameraOwnerTable;
  camera: CameraTable;
  agent: AgentTable;
  agent_rule: AgentRuleTable;
  district: DistrictTable;
  district_rule: DistrictRuleTable;
  district_member: DistrictMemberTable;
  call: CallTable;
  callback_request: CallbackRequestTable;
  call_outcome: CallOutcomeTable;
  radius_nas: RadiusNasTable;
  radius_attribute: RadiusAttributeTable;
  radius_state: RadiusStateTable;
  radius_session: RadiusSessionTable;
  message: MessageTable;
  guess: GuessTable;
  employee: EmployeeTable;
  staff_note: StaffNoteTable;
  job_order: JobOrderTable;
  job: JobTable;
  stock_item: StockItemTable;
  stock_receipt: StockReceiptTable;
  stock_reservation: StockReservationTable;
  lead_activity: LeadActivityTable;
  campaign_filter: CampaignFilterTable;
  campaign_template: CampaignTemplateTable;
  campaign_number: CampaignNumberTable;
  tv_plan: TvPlanTable;
  tv_subscription: TvSubscriptionTable;
  tv_request: TvRequestTable;
  poll: PollTable;
  poll_option: PollOptionTable;
  poll_vote: PollVoteTable;
  exported: ExportedTable;
  partner_call: PartnerCallTable;
  traffic_month: TrafficMonthTable;
  business_stat: BusinessStatTable;
  network: NetworkTable;
  host: HostTable;
  nas: NasTable;
  wanted_mac: WantedMacTable;
  switch_model: SwitchModelTable;
  switch: SwitchTable;
  switch_outage: SwitchOutageTable;
  switch_port: SwitchPortTable;
  poll_result: PollResultTable;
  fdb: FdbTable;
  fdb_archive: FdbArchiveTable;
  signal: SignalTable;
  device_method: DeviceMethodTable;
  device_login: DeviceLoginTable;
  device_config: DeviceConfigTable;
  online: OnlineTable;
  traffic_mark: TrafficMarkTable;
  monitor_task: MonitorTaskTable;
  setting: SettingTable;
  tariff_window: TariffWindowTable;
  tariff_burst: TariffBurstTable;
  router_login: RouterLoginTable;
  vlan_terminator: VlanTerminatorTable;
  vlan_host: VlanHostTable;
  vlan_mac: VlanMacTable;
  action_run: ActionRunTable;
  action_mark: ActionMarkTable;
  event: EventTable;
  pbx_server: PbxServerTable;
  pbx_context: PbxContextTable;
  pbx_range: PbxRangeTable;
  pbx_user: PbxUserTable;
  pbx_line: PbxLineTable;
  pbx_extension: PbxExtensionTable;
  pbx_device: PbxDeviceTable;
  pbx_user_line: PbxUserLineTable;
  pbx_line_extension: PbxLineExtensionTable;
}

/** An open database, or a transaction on it: functions of the CRM take either. */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;
