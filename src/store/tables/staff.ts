import type { Generated } from 'kysely';

/** Who works for the operator. */
export interface EmployeeTable {
  employee_id: Generated<number>;
  employee_name: string;
  appointment: string | null;
  mobile: string | null;
  /** The chat's id; null: no messages. */
  telegram: string | null;
  /** The name that notes of the employee are kept under. */
  admin_login: string | null;
  active: Generated<number>;
}

/** A note of an employee to himself. */
export interface StaffNoteTable {
  staff_note_id: Generated<number>;
  /** An `employee.admin_login`. */
  owner: string;
  /** YYYY-MM-DD */
  remind_date: string | null;
  active: Generated<number>;
  body: Generated<string>;
  created: string;
}

/** Work to do at a place (Ubilling's taskman). */
export interface JobOrderTable {
  job_order_id: Generated<number>;
  employee_id: number | null;
  /** YYYY-MM-DD */
  start_date: string | null;
  address: string | null;
  done: Generated<number>;
  created: string;
}

/** Work done, to be paid. */
export interface JobTable {
  job_id: Generated<number>;
  /** YYYY-MM-DD */
  business_date: string;
  job_order_id: number | null;
  employee_id: number;
  job_name: string;
  /** How many units. */
  factor: Generated<number>;
  unit: string | null;
  /** For one unit. */
  minutes: Generated<number>;
  /** For one unit. */
  price_minor: Generated<number>;
  /** For all of it, instead of price times factor. */
  agreed_minor: number | null;
  created: string;
}

/** A thing in the warehouse. */
export interface StockItemTable {
  stock_item_id: Generated<number>;
  item_name: string;
  unit: string | null;
}

/** What came into the warehouse, at which price for one. */
export interface StockReceiptTable {
  stock_receipt_id: Generated<number>;
  stock_item_id: number;
  quantity: number;
  price_minor: number;
}

/** What is put aside for an employee. */
export interface StockReservationTable {
  stock_reservation_id: Generated<number>;
  stock_item_id: number;
  employee_id: number;
  quantity: number;
}

/** Something to do about a lead. */
export interface LeadActivityTable {
  lead_activity_id: Generated<number>;
  lead_id: number | null;
  employee_id: number | null;
  is_open: Generated<number>;
  created: string;
}
