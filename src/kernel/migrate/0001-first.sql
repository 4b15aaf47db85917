-- The schema at the first release.
-- sqlite
CREATE TABLE account (
  id INTEGER NOT NULL CONSTRAINT "account.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "account.name" CHECK (length(name) <= 40),
  title TEXT NOT NULL CONSTRAINT "account.title" CHECK (length(title) <= 60),
  password TEXT CONSTRAINT "account.password" CHECK (length(password) <= 160),
  home_unit_id INTEGER CONSTRAINT "account.home_unit_id.ref" REFERENCES unit(id),
  employee_id INTEGER NOT NULL DEFAULT 0,
  language TEXT,
  machine INTEGER NOT NULL DEFAULT 0 CONSTRAINT "account.machine" CHECK (machine IN (0, 1)),
  demo INTEGER NOT NULL DEFAULT 0 CONSTRAINT "account.demo" CHECK (demo IN (0, 1)),
  disabled_at INTEGER
) STRICT;
CREATE TABLE login_session (
  unit_id INTEGER NOT NULL DEFAULT 0,
  token_hash TEXT NOT NULL CONSTRAINT "login_session.token_hash" CHECK (length(token_hash) <= 64),
  account_id INTEGER NOT NULL CONSTRAINT "login_session.account_id.ref" REFERENCES account(id),
  csrf TEXT NOT NULL CONSTRAINT "login_session.csrf" CHECK (length(csrf) <= 64),
  started_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  work_unit_id INTEGER NOT NULL DEFAULT 0,
  token INTEGER NOT NULL DEFAULT 0 CONSTRAINT "login_session.token" CHECK (token IN (0, 1)),
  note TEXT CONSTRAINT "login_session.note" CHECK (length(note) <= 60),
  CONSTRAINT "login_session.primary" PRIMARY KEY (token_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE login_failure (
  unit_id INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CONSTRAINT "login_failure.name" CHECK (length(name) <= 40),
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER,
  at INTEGER NOT NULL,
  CONSTRAINT "login_failure.primary" PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER NOT NULL CONSTRAINT "event.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  node INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL DEFAULT 0,
  entity TEXT NOT NULL CONSTRAINT "event.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  entity_version INTEGER NOT NULL DEFAULT 0,
  command TEXT NOT NULL CONSTRAINT "event.command" CHECK (length(command) <= 60),
  actor_kind INTEGER NOT NULL DEFAULT 0,
  actor_id INTEGER NOT NULL DEFAULT 0,
  body TEXT CONSTRAINT "event.body" CHECK (length(body) <= 65536),
  hash TEXT NOT NULL CONSTRAINT "event.hash" CHECK (length(hash) <= 64)
) STRICT;
CREATE TABLE event_chain (
  unit_id INTEGER NOT NULL DEFAULT 0,
  node INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL DEFAULT 0,
  hash TEXT NOT NULL CONSTRAINT "event_chain.hash" CHECK (length(hash) <= 64),
  CONSTRAINT "event_chain.primary" PRIMARY KEY (node)
) STRICT, WITHOUT ROWID;
CREATE TABLE stage_log (
  id INTEGER NOT NULL CONSTRAINT "stage_log.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  entity TEXT NOT NULL CONSTRAINT "stage_log.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  axis TEXT NOT NULL CONSTRAINT "stage_log.axis" CHECK (length(axis) <= 40),
  state_from TEXT CONSTRAINT "stage_log.state_from" CHECK (length(state_from) <= 40),
  state_to TEXT NOT NULL CONSTRAINT "stage_log.state_to" CHECK (length(state_to) <= 40),
  event_id INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE stage_count (
  unit_id INTEGER NOT NULL DEFAULT 0,
  entity TEXT NOT NULL CONSTRAINT "stage_count.entity" CHECK (length(entity) <= 40),
  axis TEXT NOT NULL CONSTRAINT "stage_count.axis" CHECK (length(axis) <= 40),
  state TEXT NOT NULL CONSTRAINT "stage_count.state" CHECK (length(state) <= 40),
  n INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "stage_count.primary" PRIMARY KEY (unit_id, entity, axis, state)
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
  unit_id INTEGER NOT NULL DEFAULT 0,
  id_ INTEGER NOT NULL DEFAULT 0,
  actor_id INTEGER NOT NULL DEFAULT 0,
  request_key TEXT NOT NULL CONSTRAINT "idempotency.request_key" CHECK (length(request_key) <= 64),
  request_hash TEXT NOT NULL CONSTRAINT "idempotency.request_hash" CHECK (length(request_hash) <= 64),
  status INTEGER NOT NULL DEFAULT 0,
  entity_id INTEGER NOT NULL DEFAULT 0,
  entity_version INTEGER NOT NULL DEFAULT 0,
  answer TEXT CONSTRAINT "idempotency.answer" CHECK (length(answer) <= 262144),
  at INTEGER NOT NULL,
  CONSTRAINT "idempotency.primary" PRIMARY KEY (id_)
) STRICT;
CREATE TABLE number_counter (
  unit_id INTEGER NOT NULL DEFAULT 0,
  series TEXT NOT NULL CONSTRAINT "number_counter.series" CHECK (length(series) <= 40),
  day INTEGER NOT NULL,
  last INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "number_counter.primary" PRIMARY KEY (series, unit_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE timer (
  unit_id INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CONSTRAINT "timer.name" CHECK (length(name) <= 60),
  entity TEXT NOT NULL CONSTRAINT "timer.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  failure TEXT CONSTRAINT "timer.failure" CHECK (length(failure) <= 200),
  CONSTRAINT "timer.primary" PRIMARY KEY (name, entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  unit_id INTEGER NOT NULL DEFAULT 0,
  id_ INTEGER NOT NULL DEFAULT 0,
  topic TEXT NOT NULL CONSTRAINT "outbox.topic" CHECK (length(topic) <= 60),
  entity TEXT NOT NULL CONSTRAINT "outbox.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  event_id INTEGER NOT NULL DEFAULT 0,
  command TEXT CONSTRAINT "outbox.command" CHECK (length(command) <= 60),
  body TEXT CONSTRAINT "outbox.body" CHECK (length(body) <= 65536),
  due_at INTEGER NOT NULL,
  sent_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  failure TEXT CONSTRAINT "outbox.failure" CHECK (length(failure) <= 200),
  CONSTRAINT "outbox.primary" PRIMARY KEY (id_)
) STRICT;
CREATE TABLE job (
  unit_id INTEGER NOT NULL DEFAULT 0,
  id_ INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL CONSTRAINT "job.kind" CHECK (length(kind) <= 60),
  state TEXT NOT NULL,
  account_id INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  input TEXT CONSTRAINT "job.input" CHECK (length(input) <= 65536),
  result TEXT CONSTRAINT "job.result" CHECK (length(result) <= 65536),
  made_at INTEGER NOT NULL,
  CONSTRAINT "job.primary" PRIMARY KEY (id_)
) STRICT;
CREATE TABLE file (
  id INTEGER NOT NULL CONSTRAINT "file.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  sha256 TEXT NOT NULL CONSTRAINT "file.sha256" CHECK (length(sha256) <= 64),
  name TEXT NOT NULL CONSTRAINT "file.name" CHECK (length(name) <= 200),
  type TEXT NOT NULL CONSTRAINT "file.type" CHECK (length(type) <= 100),
  size INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE attachment (
  id INTEGER NOT NULL CONSTRAINT "attachment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  about_entity TEXT NOT NULL,
  about_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL CONSTRAINT "attachment.file_id.ref" REFERENCES file(id),
  caption TEXT CONSTRAINT "attachment.caption" CHECK (length(caption) <= 200),
  added_by_id INTEGER CONSTRAINT "attachment.added_by_id.ref" REFERENCES account(id)
) STRICT;
CREATE TABLE file_content (
  unit_id INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL CONSTRAINT "file_content.sha256" CHECK (length(sha256) <= 64),
  content TEXT NOT NULL CONSTRAINT "file_content.content" CHECK (length(content) <= 33554432),
  CONSTRAINT "file_content.primary" PRIMARY KEY (sha256)
) STRICT;
CREATE TABLE print_log (
  id INTEGER NOT NULL CONSTRAINT "print_log.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  document_entity TEXT NOT NULL,
  document_id INTEGER NOT NULL,
  form TEXT NOT NULL CONSTRAINT "print_log.form" CHECK (length(form) <= 60),
  copy INTEGER NOT NULL DEFAULT 0,
  language TEXT,
  printed_by_id INTEGER CONSTRAINT "print_log.printed_by_id.ref" REFERENCES account(id),
  printer TEXT CONSTRAINT "print_log.printer" CHECK (length(printer) <= 60),
  CONSTRAINT "print_log.counted" CHECK (copy >= 1)
) STRICT;
CREATE TABLE search_key (
  unit_id INTEGER NOT NULL DEFAULT 0,
  key TEXT NOT NULL CONSTRAINT "search_key.key" CHECK (length(key) <= 120),
  entity TEXT NOT NULL CONSTRAINT "search_key.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  field TEXT NOT NULL CONSTRAINT "search_key.field" CHECK (length(field) <= 40),
  CONSTRAINT "search_key.primary" PRIMARY KEY (key, entity, entity_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_key (
  unit_id INTEGER NOT NULL DEFAULT 0,
  entity TEXT NOT NULL CONSTRAINT "person_key.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  key TEXT NOT NULL CONSTRAINT "person_key.key" CHECK (length(key) <= 64),
  CONSTRAINT "person_key.primary" PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_row (
  unit_id INTEGER NOT NULL DEFAULT 0,
  batch INTEGER NOT NULL DEFAULT 0,
  entity TEXT NOT NULL CONSTRAINT "import_row.entity" CHECK (length(entity) <= 40),
  entity_id INTEGER NOT NULL DEFAULT 0,
  line INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  CONSTRAINT "import_row.primary" PRIMARY KEY (batch, entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_migration (
  unit_id INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CONSTRAINT "schema_migration.name" CHECK (length(name) <= 120),
  at INTEGER NOT NULL,
  CONSTRAINT "schema_migration.primary" PRIMARY KEY (number)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit (
  id INTEGER NOT NULL CONSTRAINT "unit.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "unit.name" CHECK (length(name) <= 60),
  code TEXT NOT NULL CONSTRAINT "unit.code" CHECK (length(code) <= 12),
  kind TEXT NOT NULL,
  parent_id INTEGER CONSTRAINT "unit.parent_id.ref" REFERENCES unit(id),
  path TEXT CONSTRAINT "unit.path" CHECK (length(path) <= 300),
  duties_text TEXT CONSTRAINT "unit.duties_text" CHECK (length(duties_text) <= 400),
  address TEXT CONSTRAINT "unit.address" CHECK (length(address) <= 120),
  division TEXT CONSTRAINT "unit.division" CHECK (length(division) <= 6),
  phone TEXT CONSTRAINT "unit.phone" CHECK (length(phone) <= 20),
  credit_code TEXT CONSTRAINT "unit.credit_code" CHECK (length(credit_code) <= 18),
  bank TEXT CONSTRAINT "unit.bank" CHECK (length(bank) <= 60),
  bank_account TEXT CONSTRAINT "unit.bank_account" CHECK (length(bank_account) <= 40),
  valid_from INTEGER,
  valid_to INTEGER
) STRICT;
CREATE TABLE setting_value (
  id INTEGER NOT NULL CONSTRAINT "setting_value.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "setting_value.name" CHECK (length(name) <= 60),
  label TEXT CONSTRAINT "setting_value.label" CHECK (length(label) <= 80),
  label_en TEXT CONSTRAINT "setting_value.label_en" CHECK (length(label_en) <= 80),
  for_unit_id INTEGER NOT NULL CONSTRAINT "setting_value.for_unit_id.ref" REFERENCES unit(id),
  valid_from INTEGER NOT NULL,
  value INTEGER NOT NULL DEFAULT 0,
  source TEXT CONSTRAINT "setting_value.source" CHECK (length(source) <= 200)
) STRICT;
CREATE TABLE post_duty (
  id INTEGER NOT NULL CONSTRAINT "post_duty.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  post_id INTEGER NOT NULL CONSTRAINT "post_duty.post_id.ref" REFERENCES post(id),
  duty TEXT NOT NULL CONSTRAINT "post_duty.duty" CHECK (length(duty) <= 40)
) STRICT;
CREATE TABLE post (
  id INTEGER NOT NULL CONSTRAINT "post.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "post.code" CHECK (length(code) <= 40),
  name TEXT NOT NULL CONSTRAINT "post.name" CHECK (length(name) <= 60),
  name_en TEXT CONSTRAINT "post.name_en" CHECK (length(name_en) <= 60),
  headcount INTEGER NOT NULL DEFAULT 0,
  duties_text TEXT CONSTRAINT "post.duties_text" CHECK (length(duties_text) <= 2000)
) STRICT;
CREATE TABLE employee (
  id INTEGER NOT NULL CONSTRAINT "employee.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT CONSTRAINT "employee.number" CHECK (length(number) <= 30),
  name TEXT NOT NULL CONSTRAINT "employee.name" CHECK (length(name) <= 60),
  phone TEXT CONSTRAINT "employee.phone" CHECK (length(phone) <= 20),
  labour_factor INTEGER NOT NULL DEFAULT 0,
  hired_on INTEGER,
  left_on INTEGER,
  account_id INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "employee.note" CHECK (length(note) <= 1000)
) STRICT;
CREATE TABLE post_holding (
  id INTEGER NOT NULL CONSTRAINT "post_holding.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "post_holding.label" CHECK (length(label) <= 130),
  employee_id INTEGER NOT NULL CONSTRAINT "post_holding.employee_id.ref" REFERENCES employee(id),
  post_id INTEGER NOT NULL CONSTRAINT "post_holding.post_id.ref" REFERENCES post(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE saved_view (
  id INTEGER NOT NULL CONSTRAINT "saved_view.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  owner_id INTEGER NOT NULL CONSTRAINT "saved_view.owner_id.ref" REFERENCES account(id),
  entity TEXT NOT NULL CONSTRAINT "saved_view.entity" CHECK (length(entity) <= 40),
  name TEXT NOT NULL CONSTRAINT "saved_view.name" CHECK (length(name) <= 40),
  query TEXT CONSTRAINT "saved_view.query" CHECK (length(query) <= 600),
  post_id INTEGER CONSTRAINT "saved_view.post_id.ref" REFERENCES post(id)
) STRICT;
CREATE TABLE approval_matter (
  id INTEGER NOT NULL CONSTRAINT "approval_matter.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "approval_matter.code" CHECK (length(code) <= 40),
  name TEXT NOT NULL CONSTRAINT "approval_matter.name" CHECK (length(name) <= 60),
  name_en TEXT CONSTRAINT "approval_matter.name_en" CHECK (length(name_en) <= 60)
) STRICT;
CREATE TABLE approval_rule_step (
  id INTEGER NOT NULL CONSTRAINT "approval_rule_step.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  rule_id INTEGER NOT NULL CONSTRAINT "approval_rule_step.rule_id.ref" REFERENCES approval_rule(id),
  place INTEGER NOT NULL DEFAULT 0,
  post_id INTEGER NOT NULL CONSTRAINT "approval_rule_step.post_id.ref" REFERENCES post(id),
  hours INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE approval_rule (
  id INTEGER NOT NULL CONSTRAINT "approval_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "approval_rule.name" CHECK (length(name) <= 60),
  matter_id INTEGER NOT NULL CONSTRAINT "approval_rule.matter_id.ref" REFERENCES approval_matter(id),
  amount_from INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  CONSTRAINT "approval_rule.lasts" CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE TABLE approval_step (
  id INTEGER NOT NULL CONSTRAINT "approval_step.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  approval_id INTEGER NOT NULL CONSTRAINT "approval_step.approval_id.ref" REFERENCES approval(id),
  place INTEGER NOT NULL DEFAULT 0,
  post_id INTEGER NOT NULL CONSTRAINT "approval_step.post_id.ref" REFERENCES post(id),
  hours INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  decided_by_id INTEGER CONSTRAINT "approval_step.decided_by_id.ref" REFERENCES employee(id),
  decided_at INTEGER,
  note TEXT CONSTRAINT "approval_step.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE approval (
  id INTEGER NOT NULL CONSTRAINT "approval.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "approval.title" CHECK (length(title) <= 100),
  matter_id INTEGER NOT NULL CONSTRAINT "approval.matter_id.ref" REFERENCES approval_matter(id),
  source_entity TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  urgency TEXT,
  asker_id INTEGER CONSTRAINT "approval.asker_id.ref" REFERENCES employee(id),
  approver_id INTEGER CONSTRAINT "approval.approver_id.ref" REFERENCES employee(id),
  for_id INTEGER CONSTRAINT "approval.for_id.ref" REFERENCES employee(id),
  place INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  closed_at INTEGER,
  note TEXT CONSTRAINT "approval.note" CHECK (length(note) <= 200),
  CONSTRAINT "approval.ends" CHECK (state = 'waiting' OR closed_at IS NOT NULL)
) STRICT;
CREATE TABLE deputy (
  id INTEGER NOT NULL CONSTRAINT "deputy.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "deputy.label" CHECK (length(label) <= 130),
  employee_id INTEGER NOT NULL CONSTRAINT "deputy.employee_id.ref" REFERENCES employee(id),
  deputy_id INTEGER NOT NULL CONSTRAINT "deputy.deputy_id.ref" REFERENCES employee(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  reason TEXT CONSTRAINT "deputy.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "deputy.another" CHECK (employee_id <> deputy_id)
) STRICT;
CREATE TABLE party_contact (
  id INTEGER NOT NULL CONSTRAINT "party_contact.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  party_id INTEGER NOT NULL CONSTRAINT "party_contact.party_id.ref" REFERENCES party(id),
  name TEXT NOT NULL CONSTRAINT "party_contact.name" CHECK (length(name) <= 60),
  phone TEXT CONSTRAINT "party_contact.phone" CHECK (length(phone) <= 24),
  role TEXT CONSTRAINT "party_contact.role" CHECK (length(role) <= 60)
) STRICT;
CREATE TABLE party (
  id INTEGER NOT NULL CONSTRAINT "party.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "party.name" CHECK (length(name) <= 60),
  kind TEXT NOT NULL,
  phone TEXT CONSTRAINT "party.phone" CHECK (length(phone) <= 24),
  phone2 TEXT CONSTRAINT "party.phone2" CHECK (length(phone2) <= 24),
  address TEXT CONSTRAINT "party.address" CHECK (length(address) <= 120),
  id_number TEXT CONSTRAINT "party.id_number" CHECK (length(id_number) <= 20),
  tax_number TEXT CONSTRAINT "party.tax_number" CHECK (length(tax_number) <= 20),
  source TEXT,
  credit INTEGER NOT NULL DEFAULT 0 CONSTRAINT "party.credit" CHECK (credit IN (0, 1)),
  credit_limit INTEGER NOT NULL DEFAULT 0,
  no_follow_up INTEGER NOT NULL DEFAULT 0 CONSTRAINT "party.no_follow_up" CHECK (no_follow_up IN (0, 1)),
  no_follow_up_reason TEXT CONSTRAINT "party.no_follow_up_reason" CHECK (length(no_follow_up_reason) <= 200),
  merged_into_id INTEGER CONSTRAINT "party.merged_into_id.ref" REFERENCES party(id),
  note TEXT CONSTRAINT "party.note" CHECK (length(note) <= 2000)
) STRICT;
CREATE TABLE party_consent (
  id INTEGER NOT NULL CONSTRAINT "party_consent.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  party_id INTEGER NOT NULL CONSTRAINT "party_consent.party_id.ref" REFERENCES party(id),
  purpose TEXT NOT NULL,
  given INTEGER NOT NULL DEFAULT 0 CONSTRAINT "party_consent.given" CHECK (given IN (0, 1)),
  text_version TEXT CONSTRAINT "party_consent.text_version" CHECK (length(text_version) <= 40)
) STRICT;
CREATE TABLE credit_request (
  id INTEGER NOT NULL CONSTRAINT "credit_request.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "credit_request.title" CHECK (length(title) <= 100),
  party_id INTEGER NOT NULL CONSTRAINT "credit_request.party_id.ref" REFERENCES party(id),
  credit_limit INTEGER NOT NULL DEFAULT 0,
  limit_before INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  asked_by_id INTEGER CONSTRAINT "credit_request.asked_by_id.ref" REFERENCES employee(id),
  reason TEXT CONSTRAINT "credit_request.reason" CHECK (length(reason) <= 200),
  answer TEXT CONSTRAINT "credit_request.answer" CHECK (length(answer) <= 200),
  CONSTRAINT "credit_request.some" CHECK (credit_limit >= 0 AND limit_before >= 0)
) STRICT;
CREATE TABLE vehicle (
  id INTEGER NOT NULL CONSTRAINT "vehicle.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  plate TEXT CONSTRAINT "vehicle.plate" CHECK (length(plate) <= 24),
  plate_kind TEXT,
  vin TEXT CONSTRAINT "vehicle.vin" CHECK (length(vin) <= 17),
  vin_warning TEXT CONSTRAINT "vehicle.vin_warning" CHECK (length(vin_warning) <= 100),
  label TEXT CONSTRAINT "vehicle.label" CHECK (length(label) <= 40),
  engine_no TEXT CONSTRAINT "vehicle.engine_no" CHECK (length(engine_no) <= 30),
  brand TEXT CONSTRAINT "vehicle.brand" CHECK (length(brand) <= 40),
  series TEXT CONSTRAINT "vehicle.series" CHECK (length(series) <= 60),
  model TEXT CONSTRAINT "vehicle.model" CHECK (length(model) <= 60),
  model_year INTEGER NOT NULL DEFAULT 0,
  energy TEXT,
  class TEXT,
  colour TEXT CONSTRAINT "vehicle.colour" CHECK (length(colour) <= 20),
  first_registered INTEGER,
  owner_id INTEGER CONSTRAINT "vehicle.owner_id.ref" REFERENCES party(id),
  odometer_km INTEGER NOT NULL DEFAULT 0,
  warranty_start INTEGER,
  next_service_date INTEGER,
  next_service_km INTEGER NOT NULL DEFAULT 0,
  insurance_until INTEGER,
  inspection_until INTEGER,
  merged_into_id INTEGER CONSTRAINT "vehicle.merged_into_id.ref" REFERENCES vehicle(id),
  note TEXT CONSTRAINT "vehicle.note" CHECK (length(note) <= 2000)
) STRICT;
CREATE TABLE service_interval (
  id INTEGER NOT NULL CONSTRAINT "service_interval.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "service_interval.label" CHECK (length(label) <= 140),
  brand TEXT NOT NULL CONSTRAINT "service_interval.brand" CHECK (length(brand) <= 40),
  series TEXT CONSTRAINT "service_interval.series" CHECK (length(series) <= 60),
  energy TEXT,
  km INTEGER NOT NULL DEFAULT 0,
  months INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE vehicle_person (
  id INTEGER NOT NULL CONSTRAINT "vehicle_person.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "vehicle_person.label" CHECK (length(label) <= 120),
  vehicle_id INTEGER NOT NULL CONSTRAINT "vehicle_person.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "vehicle_person.party_id.ref" REFERENCES party(id),
  role TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE odometer_reading (
  id INTEGER NOT NULL CONSTRAINT "odometer_reading.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  vehicle_id INTEGER NOT NULL CONSTRAINT "odometer_reading.vehicle_id.ref" REFERENCES vehicle(id),
  km INTEGER NOT NULL DEFAULT 0,
  meter_changed INTEGER NOT NULL DEFAULT 0 CONSTRAINT "odometer_reading.meter_changed" CHECK (meter_changed IN (0, 1)),
  reason TEXT CONSTRAINT "odometer_reading.reason" CHECK (length(reason) <= 200),
  source_entity TEXT,
  source_id INTEGER
) STRICT;
CREATE TABLE recall_campaign (
  id INTEGER NOT NULL CONSTRAINT "recall_campaign.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "recall_campaign.number" CHECK (length(number) <= 20),
  source TEXT CONSTRAINT "recall_campaign.source" CHECK (length(source) <= 60),
  brand TEXT NOT NULL CONSTRAINT "recall_campaign.brand" CHECK (length(brand) <= 40),
  series TEXT NOT NULL CONSTRAINT "recall_campaign.series" CHECK (length(series) <= 60),
  year_from INTEGER NOT NULL DEFAULT 0,
  year_to INTEGER NOT NULL DEFAULT 0,
  summary TEXT CONSTRAINT "recall_campaign.summary" CHECK (length(summary) <= 500),
  published TEXT CONSTRAINT "recall_campaign.published" CHECK (length(published) <= 4000),
  make_key TEXT CONSTRAINT "recall_campaign.make_key" CHECK (length(make_key) <= 48),
  series_key TEXT CONSTRAINT "recall_campaign.series_key" CHECK (length(series_key) <= 48)
) STRICT;
CREATE TABLE recall_done (
  id INTEGER NOT NULL CONSTRAINT "recall_done.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "recall_done.number" CHECK (length(number) <= 20),
  vehicle_id INTEGER NOT NULL CONSTRAINT "recall_done.vehicle_id.ref" REFERENCES vehicle(id),
  done_on INTEGER NOT NULL,
  source_entity TEXT,
  source_id INTEGER,
  note TEXT CONSTRAINT "recall_done.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE inspection_item (
  id INTEGER NOT NULL CONSTRAINT "inspection_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "inspection_item.code" CHECK (length(code) <= 20),
  parent TEXT CONSTRAINT "inspection_item.parent" CHECK (length(parent) <= 20),
  name TEXT NOT NULL CONSTRAINT "inspection_item.name" CHECK (length(name) <= 120),
  description TEXT CONSTRAINT "inspection_item.description" CHECK (length(description) <= 200)
) STRICT;
CREATE TABLE legacy_visit (
  id INTEGER NOT NULL CONSTRAINT "legacy_visit.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  reference TEXT CONSTRAINT "legacy_visit.reference" CHECK (length(reference) <= 30),
  visited_on INTEGER NOT NULL,
  invoiced_on INTEGER,
  customer_ref TEXT CONSTRAINT "legacy_visit.customer_ref" CHECK (length(customer_ref) <= 30),
  plate TEXT CONSTRAINT "legacy_visit.plate" CHECK (length(plate) <= 24),
  vin TEXT CONSTRAINT "legacy_visit.vin" CHECK (length(vin) <= 17),
  model TEXT NOT NULL CONSTRAINT "legacy_visit.model" CHECK (length(model) <= 60),
  odometer_km INTEGER NOT NULL DEFAULT 0,
  item TEXT CONSTRAINT "legacy_visit.item" CHECK (length(item) <= 120),
  month TEXT CONSTRAINT "legacy_visit.month" CHECK (length(month) <= 7),
  vehicle_id INTEGER CONSTRAINT "legacy_visit.vehicle_id.ref" REFERENCES vehicle(id)
) STRICT;
CREATE TABLE account_title (
  id INTEGER NOT NULL CONSTRAINT "account_title.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  standard TEXT,
  code TEXT NOT NULL CONSTRAINT "account_title.code" CHECK (length(code) <= 12),
  name TEXT NOT NULL CONSTRAINT "account_title.name" CHECK (length(name) <= 60),
  name_en TEXT CONSTRAINT "account_title.name_en" CHECK (length(name_en) <= 60),
  kind TEXT NOT NULL,
  document_only INTEGER NOT NULL DEFAULT 0 CONSTRAINT "account_title.document_only" CHECK (document_only IN (0, 1)),
  cash_item TEXT,
  note TEXT CONSTRAINT "account_title.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE ledger_entry (
  id INTEGER NOT NULL CONSTRAINT "ledger_entry.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  voucher_id INTEGER NOT NULL CONSTRAINT "ledger_entry.voucher_id.ref" REFERENCES voucher(id),
  company_id INTEGER NOT NULL CONSTRAINT "ledger_entry.company_id.ref" REFERENCES unit(id),
  day INTEGER NOT NULL,
  month INTEGER NOT NULL DEFAULT 0,
  account TEXT NOT NULL CONSTRAINT "ledger_entry.account" CHECK (length(account) <= 12),
  side TEXT CONSTRAINT "ledger_entry.side" CHECK (length(side) <= 12),
  debit INTEGER NOT NULL DEFAULT 0,
  credit INTEGER NOT NULL DEFAULT 0,
  party_id INTEGER CONSTRAINT "ledger_entry.party_id.ref" REFERENCES party(id),
  source_entity TEXT,
  source_id INTEGER,
  CONSTRAINT "ledger_entry.one_side" CHECK ((debit = 0 AND credit <> 0) OR (credit = 0 AND debit <> 0))
) STRICT;
CREATE TABLE voucher_line (
  id INTEGER NOT NULL CONSTRAINT "voucher_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  voucher_id INTEGER NOT NULL CONSTRAINT "voucher_line.voucher_id.ref" REFERENCES voucher(id),
  account TEXT NOT NULL CONSTRAINT "voucher_line.account" CHECK (length(account) <= 12),
  debit INTEGER NOT NULL DEFAULT 0,
  credit INTEGER NOT NULL DEFAULT 0,
  party_id INTEGER CONSTRAINT "voucher_line.party_id.ref" REFERENCES party(id),
  CONSTRAINT "voucher_line.one_side" CHECK ((debit = 0 AND credit <> 0) OR (credit = 0 AND debit <> 0))
) STRICT;
CREATE TABLE voucher (
  id INTEGER NOT NULL CONSTRAINT "voucher.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "voucher.number" CHECK (length(number) <= 24),
  company_id INTEGER NOT NULL CONSTRAINT "voucher.company_id.ref" REFERENCES unit(id),
  month INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL,
  summary TEXT NOT NULL CONSTRAINT "voucher.summary" CHECK (length(summary) <= 200),
  summary_en TEXT CONSTRAINT "voucher.summary_en" CHECK (length(summary_en) <= 200),
  total INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  source_entity TEXT,
  source_id INTEGER,
  reversal_of_id INTEGER CONSTRAINT "voucher.reversal_of_id.ref" REFERENCES voucher(id),
  maker_id INTEGER CONSTRAINT "voucher.maker_id.ref" REFERENCES account(id),
  reviewer_id INTEGER CONSTRAINT "voucher.reviewer_id.ref" REFERENCES account(id),
  poster_id INTEGER CONSTRAINT "voucher.poster_id.ref" REFERENCES account(id),
  sent_back_reason TEXT CONSTRAINT "voucher.sent_back_reason" CHECK (length(sent_back_reason) <= 200),
  CONSTRAINT "voucher.numbered" CHECK ((seq > 0) = (state IN ('posted', 'reversed')))
) STRICT;
CREATE TABLE period (
  id INTEGER NOT NULL CONSTRAINT "period.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  company_id INTEGER NOT NULL CONSTRAINT "period.company_id.ref" REFERENCES unit(id),
  month INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE TABLE ledger_book (
  unit_id INTEGER NOT NULL DEFAULT 0,
  closed_through INTEGER NOT NULL DEFAULT 0,
  standard TEXT,
  CONSTRAINT "ledger_book.primary" PRIMARY KEY (unit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE voucher_counter (
  unit_id INTEGER NOT NULL DEFAULT 0,
  month INTEGER NOT NULL DEFAULT 0,
  last INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "voucher_counter.primary" PRIMARY KEY (unit_id, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_balance (
  unit_id INTEGER NOT NULL DEFAULT 0,
  account TEXT NOT NULL CONSTRAINT "ledger_balance.account" CHECK (length(account) <= 12),
  month INTEGER NOT NULL DEFAULT 0,
  debit INTEGER NOT NULL DEFAULT 0,
  credit INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "ledger_balance.primary" PRIMARY KEY (unit_id, account, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE company_book (
  id INTEGER NOT NULL CONSTRAINT "company_book.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "company_book.label" CHECK (length(label) <= 100),
  company_id INTEGER NOT NULL CONSTRAINT "company_book.company_id.ref" REFERENCES unit(id),
  standard TEXT NOT NULL,
  opened_on INTEGER
) STRICT;
CREATE TABLE posting_rule (
  id INTEGER NOT NULL CONSTRAINT "posting_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "posting_rule.label" CHECK (length(label) <= 120),
  standard TEXT NOT NULL,
  side TEXT NOT NULL CONSTRAINT "posting_rule.side" CHECK (length(side) <= 12),
  account TEXT NOT NULL CONSTRAINT "posting_rule.account" CHECK (length(account) <= 12),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  reason TEXT NOT NULL CONSTRAINT "posting_rule.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE part (
  id INTEGER NOT NULL CONSTRAINT "part.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "part.code" CHECK (length(code) <= 30),
  name TEXT NOT NULL CONSTRAINT "part.name" CHECK (length(name) <= 60),
  spec TEXT CONSTRAINT "part.spec" CHECK (length(spec) <= 60),
  brand TEXT CONSTRAINT "part.brand" CHECK (length(brand) <= 40),
  class TEXT,
  origin TEXT NOT NULL,
  oe_number TEXT CONSTRAINT "part.oe_number" CHECK (length(oe_number) <= 30),
  unit TEXT NOT NULL CONSTRAINT "part.unit" CHECK (length(unit) <= 10),
  price INTEGER NOT NULL DEFAULT 0,
  barcode TEXT CONSTRAINT "part.barcode" CHECK (length(barcode) <= 30),
  minimum INTEGER NOT NULL DEFAULT 0,
  tax_code TEXT CONSTRAINT "part.tax_code" CHECK (length(tax_code) <= 19),
  vat INTEGER NOT NULL DEFAULT 0,
  tracking TEXT,
  shelf_days INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "part.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE stock_balance (
  unit_id INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_balance.part_id.ref" REFERENCES part(id),
  on_hand INTEGER NOT NULL DEFAULT 0,
  reserved INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  front_move_id INTEGER NOT NULL DEFAULT 0,
  front_quantity INTEGER NOT NULL DEFAULT 0,
  front_value INTEGER NOT NULL DEFAULT 0,
  tracked INTEGER NOT NULL DEFAULT 0 CONSTRAINT "stock_balance.tracked" CHECK (tracked IN (0, 1)),
  blocked INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "stock_balance.primary" PRIMARY KEY (unit_id, part_id),
  CONSTRAINT "stock_balance.free_stock" CHECK (reserved >= 0 AND reserved <= on_hand),
  CONSTRAINT "stock_balance.apart" CHECK (blocked >= 0 AND blocked <= on_hand),
  CONSTRAINT "stock_balance.worth" CHECK (value >= 0 AND (on_hand > 0 OR value = 0)),
  CONSTRAINT "stock_balance.front" CHECK (front_quantity >= 0 AND front_quantity <= on_hand AND front_value >= 0 AND front_value <= value AND (front_quantity > 0 OR front_value = 0))
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_layer (
  unit_id INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_layer.part_id.ref" REFERENCES part(id),
  move_id INTEGER NOT NULL DEFAULT 0,
  quantity INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "stock_layer.primary" PRIMARY KEY (unit_id, part_id, move_id),
  CONSTRAINT "stock_layer.some" CHECK (quantity > 0 AND value >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_move (
  id INTEGER NOT NULL CONSTRAINT "stock_move.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_move.part_id.ref" REFERENCES part(id),
  place_from TEXT NOT NULL,
  place_to TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  source_entity TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  happened_on INTEGER NOT NULL,
  note TEXT CONSTRAINT "stock_move.note" CHECK (length(note) <= 400),
  CONSTRAINT "stock_move.some" CHECK (value >= 0 AND (quantity > 0 OR (quantity = 0 AND value > 0 AND (place_from = 'cost' OR place_to = 'cost')))),
  CONSTRAINT "stock_move.moves" CHECK (place_from <> place_to AND (place_from = 'bin' OR place_to = 'bin'))
) STRICT;
CREATE TABLE stock_reservation (
  unit_id INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_reservation.part_id.ref" REFERENCES part(id),
  owner_entity TEXT NOT NULL,
  owner_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "stock_reservation.primary" PRIMARY KEY (part_id, unit_id, owner_entity, owner_id),
  CONSTRAINT "stock_reservation.some" CHECK (quantity >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE part_number (
  id INTEGER NOT NULL CONSTRAINT "part_number.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  part_id INTEGER NOT NULL CONSTRAINT "part_number.part_id.ref" REFERENCES part(id),
  kind TEXT NOT NULL,
  number TEXT NOT NULL CONSTRAINT "part_number.number" CHECK (length(number) <= 40),
  brand TEXT CONSTRAINT "part_number.brand" CHECK (length(brand) <= 40)
) STRICT;
CREATE TABLE part_relation (
  id INTEGER NOT NULL CONSTRAINT "part_relation.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_relation.label" CHECK (length(label) <= 140),
  part_id INTEGER NOT NULL CONSTRAINT "part_relation.part_id.ref" REFERENCES part(id),
  kind TEXT NOT NULL,
  other_id INTEGER NOT NULL CONSTRAINT "part_relation.other_id.ref" REFERENCES part(id),
  note TEXT CONSTRAINT "part_relation.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE part_fitment (
  id INTEGER NOT NULL CONSTRAINT "part_fitment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_fitment.label" CHECK (length(label) <= 180),
  part_id INTEGER NOT NULL CONSTRAINT "part_fitment.part_id.ref" REFERENCES part(id),
  brand TEXT NOT NULL CONSTRAINT "part_fitment.brand" CHECK (length(brand) <= 40),
  series TEXT CONSTRAINT "part_fitment.series" CHECK (length(series) <= 60),
  year_from INTEGER NOT NULL DEFAULT 0,
  year_to INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "part_fitment.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE part_pack (
  id INTEGER NOT NULL CONSTRAINT "part_pack.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_pack.label" CHECK (length(label) <= 80),
  part_id INTEGER NOT NULL CONSTRAINT "part_pack.part_id.ref" REFERENCES part(id),
  unit TEXT NOT NULL CONSTRAINT "part_pack.unit" CHECK (length(unit) <= 10),
  holds INTEGER NOT NULL DEFAULT 0,
  barcode TEXT CONSTRAINT "part_pack.barcode" CHECK (length(barcode) <= 30)
) STRICT;
CREATE TABLE part_price (
  id INTEGER NOT NULL CONSTRAINT "part_price.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_price.label" CHECK (length(label) <= 180),
  part_id INTEGER NOT NULL CONSTRAINT "part_price.part_id.ref" REFERENCES part(id),
  kind TEXT NOT NULL,
  for_id INTEGER CONSTRAINT "part_price.for_id.ref" REFERENCES unit(id),
  price INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE price_floor (
  id INTEGER NOT NULL CONSTRAINT "price_floor.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "price_floor.label" CHECK (length(label) <= 90),
  post_id INTEGER NOT NULL CONSTRAINT "price_floor.post_id.ref" REFERENCES post(id),
  class TEXT,
  least INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE warehouse (
  id INTEGER NOT NULL CONSTRAINT "warehouse.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "warehouse.code" CHECK (length(code) <= 20),
  name TEXT NOT NULL CONSTRAINT "warehouse.name" CHECK (length(name) <= 60),
  kind TEXT NOT NULL,
  note TEXT CONSTRAINT "warehouse.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE zone (
  id INTEGER NOT NULL CONSTRAINT "zone.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  warehouse_id INTEGER NOT NULL CONSTRAINT "zone.warehouse_id.ref" REFERENCES warehouse(id),
  code TEXT NOT NULL CONSTRAINT "zone.code" CHECK (length(code) <= 20),
  name TEXT NOT NULL CONSTRAINT "zone.name" CHECK (length(name) <= 60)
) STRICT;
CREATE TABLE bin (
  id INTEGER NOT NULL CONSTRAINT "bin.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "bin.code" CHECK (length(code) <= 20),
  warehouse_id INTEGER NOT NULL CONSTRAINT "bin.warehouse_id.ref" REFERENCES warehouse(id),
  zone_id INTEGER CONSTRAINT "bin.zone_id.ref" REFERENCES zone(id),
  note TEXT CONSTRAINT "bin.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE part_bin (
  id INTEGER NOT NULL CONSTRAINT "part_bin.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_bin.label" CHECK (length(label) <= 90),
  part_id INTEGER NOT NULL CONSTRAINT "part_bin.part_id.ref" REFERENCES part(id),
  bin_id INTEGER NOT NULL CONSTRAINT "part_bin.bin_id.ref" REFERENCES bin(id)
) STRICT;
CREATE TABLE part_batch (
  id INTEGER NOT NULL CONSTRAINT "part_batch.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_batch.label" CHECK (length(label) <= 90),
  part_id INTEGER NOT NULL CONSTRAINT "part_batch.part_id.ref" REFERENCES part(id),
  number TEXT NOT NULL CONSTRAINT "part_batch.number" CHECK (length(number) <= 40),
  produced_on INTEGER,
  expires_on INTEGER,
  dot TEXT CONSTRAINT "part_batch.dot" CHECK (length(dot) <= 4),
  supplier_id INTEGER CONSTRAINT "part_batch.supplier_id.ref" REFERENCES party(id),
  receipt_id INTEGER CONSTRAINT "part_batch.receipt_id.ref" REFERENCES stock_receipt(id),
  state TEXT NOT NULL,
  reason TEXT CONSTRAINT "part_batch.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE stock_lot (
  unit_id INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_lot.part_id.ref" REFERENCES part(id),
  batch_id INTEGER NOT NULL CONSTRAINT "stock_lot.batch_id.ref" REFERENCES part_batch(id),
  bin_id INTEGER NOT NULL CONSTRAINT "stock_lot.bin_id.ref" REFERENCES bin(id),
  on_hand INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0 CONSTRAINT "stock_lot.blocked" CHECK (blocked IN (0, 1)),
  CONSTRAINT "stock_lot.primary" PRIMARY KEY (unit_id, part_id, batch_id, bin_id),
  CONSTRAINT "stock_lot.some" CHECK (on_hand >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_lot_move (
  id INTEGER NOT NULL CONSTRAINT "stock_lot_move.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  part_id INTEGER NOT NULL CONSTRAINT "stock_lot_move.part_id.ref" REFERENCES part(id),
  batch_id INTEGER NOT NULL CONSTRAINT "stock_lot_move.batch_id.ref" REFERENCES part_batch(id),
  bin_id INTEGER NOT NULL CONSTRAINT "stock_lot_move.bin_id.ref" REFERENCES bin(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  source_entity TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  CONSTRAINT "stock_lot_move.some" CHECK (quantity <> 0)
) STRICT;
CREATE TABLE stock_receipt_line (
  id INTEGER NOT NULL CONSTRAINT "stock_receipt_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  receipt_id INTEGER NOT NULL CONSTRAINT "stock_receipt_line.receipt_id.ref" REFERENCES stock_receipt(id),
  part_id INTEGER NOT NULL CONSTRAINT "stock_receipt_line.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  batch_no TEXT CONSTRAINT "stock_receipt_line.batch_no" CHECK (length(batch_no) <= 40),
  produced_on INTEGER,
  expires_on INTEGER,
  dot TEXT CONSTRAINT "stock_receipt_line.dot" CHECK (length(dot) <= 4),
  bin_id INTEGER CONSTRAINT "stock_receipt_line.bin_id.ref" REFERENCES bin(id)
) STRICT;
CREATE TABLE stock_receipt (
  id INTEGER NOT NULL CONSTRAINT "stock_receipt.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "stock_receipt.number" CHECK (length(number) <= 40),
  supplier_id INTEGER NOT NULL CONSTRAINT "stock_receipt.supplier_id.ref" REFERENCES party(id),
  delivery_note TEXT CONSTRAINT "stock_receipt.delivery_note" CHECK (length(delivery_note) <= 40),
  total INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  received_at INTEGER,
  source_entity TEXT,
  source_id INTEGER,
  happened_on INTEGER,
  note TEXT CONSTRAINT "stock_receipt.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE stock_adjustment_line (
  id INTEGER NOT NULL CONSTRAINT "stock_adjustment_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  adjustment_id INTEGER NOT NULL CONSTRAINT "stock_adjustment_line.adjustment_id.ref" REFERENCES stock_adjustment(id),
  part_id INTEGER NOT NULL CONSTRAINT "stock_adjustment_line.part_id.ref" REFERENCES part(id),
  change INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  batch_id INTEGER CONSTRAINT "stock_adjustment_line.batch_id.ref" REFERENCES part_batch(id)
) STRICT;
CREATE TABLE stock_adjustment (
  id INTEGER NOT NULL CONSTRAINT "stock_adjustment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "stock_adjustment.number" CHECK (length(number) <= 40),
  reason TEXT NOT NULL CONSTRAINT "stock_adjustment.reason" CHECK (length(reason) <= 200),
  happened_on INTEGER,
  gain INTEGER NOT NULL DEFAULT 0,
  loss INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE purchase_request (
  id INTEGER NOT NULL CONSTRAINT "purchase_request.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "purchase_request.title" CHECK (length(title) <= 100),
  part_id INTEGER NOT NULL CONSTRAINT "purchase_request.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  expected_at INTEGER,
  supplier_id INTEGER CONSTRAINT "purchase_request.supplier_id.ref" REFERENCES party(id),
  source_entity TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  line_entity TEXT NOT NULL,
  line_id INTEGER NOT NULL,
  asked_by_id INTEGER CONSTRAINT "purchase_request.asked_by_id.ref" REFERENCES employee(id),
  ordered_at INTEGER,
  arrived_at INTEGER,
  reason TEXT CONSTRAINT "purchase_request.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "purchase_request.some" CHECK (quantity > 0)
) STRICT;
CREATE TABLE stock_late_cost_line (
  id INTEGER NOT NULL CONSTRAINT "stock_late_cost_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  late_cost_id INTEGER NOT NULL CONSTRAINT "stock_late_cost_line.late_cost_id.ref" REFERENCES stock_late_cost(id),
  part_id INTEGER NOT NULL CONSTRAINT "stock_late_cost_line.part_id.ref" REFERENCES part(id),
  move_id INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  remaining INTEGER NOT NULL DEFAULT 0,
  share INTEGER NOT NULL DEFAULT 0,
  in_stock INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE stock_late_cost (
  id INTEGER NOT NULL CONSTRAINT "stock_late_cost.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "stock_late_cost.number" CHECK (length(number) <= 40),
  receipt_id INTEGER NOT NULL CONSTRAINT "stock_late_cost.receipt_id.ref" REFERENCES stock_receipt(id),
  kind TEXT NOT NULL,
  party_id INTEGER NOT NULL CONSTRAINT "stock_late_cost.party_id.ref" REFERENCES party(id),
  happened_on INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  in_stock INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  note TEXT CONSTRAINT "stock_late_cost.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE bay (
  id INTEGER NOT NULL CONSTRAINT "bay.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "bay.code" CHECK (length(code) <= 20),
  trade TEXT NOT NULL,
  lift INTEGER NOT NULL DEFAULT 0 CONSTRAINT "bay.lift" CHECK (lift IN (0, 1)),
  lift_check_on INTEGER,
  state TEXT,
  stop_reason TEXT CONSTRAINT "bay.stop_reason" CHECK (length(stop_reason) <= 200)
) STRICT;
CREATE TABLE bay_stoppage (
  id INTEGER NOT NULL CONSTRAINT "bay_stoppage.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "bay_stoppage.label" CHECK (length(label) <= 240),
  bay_id INTEGER NOT NULL CONSTRAINT "bay_stoppage.bay_id.ref" REFERENCES bay(id),
  cause TEXT NOT NULL,
  reason TEXT NOT NULL CONSTRAINT "bay_stoppage.reason" CHECK (length(reason) <= 200),
  from_day INTEGER NOT NULL,
  until_day INTEGER,
  state TEXT,
  asked_by_id INTEGER CONSTRAINT "bay_stoppage.asked_by_id.ref" REFERENCES employee(id),
  stopped_at INTEGER,
  ended_at INTEGER,
  ended_by_id INTEGER CONSTRAINT "bay_stoppage.ended_by_id.ref" REFERENCES employee(id),
  CONSTRAINT "bay_stoppage.forward" CHECK (until_day IS NULL OR until_day >= from_day),
  CONSTRAINT "bay_stoppage.ended" CHECK (ended_at IS NULL OR stopped_at IS NULL OR ended_at >= stopped_at)
) STRICT;
CREATE TABLE skill (
  id INTEGER NOT NULL CONSTRAINT "skill.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "skill.code" CHECK (length(code) <= 20),
  name TEXT NOT NULL CONSTRAINT "skill.name" CHECK (length(name) <= 60),
  trade TEXT NOT NULL,
  certified INTEGER NOT NULL DEFAULT 0 CONSTRAINT "skill.certified" CHECK (certified IN (0, 1))
) STRICT;
CREATE TABLE employee_skill (
  id INTEGER NOT NULL CONSTRAINT "employee_skill.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "employee_skill.label" CHECK (length(label) <= 130),
  employee_id INTEGER NOT NULL CONSTRAINT "employee_skill.employee_id.ref" REFERENCES employee(id),
  skill_id INTEGER NOT NULL CONSTRAINT "employee_skill.skill_id.ref" REFERENCES skill(id),
  certificate TEXT CONSTRAINT "employee_skill.certificate" CHECK (length(certificate) <= 60),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE shift (
  id INTEGER NOT NULL CONSTRAINT "shift.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "shift.label" CHECK (length(label) <= 100),
  employee_id INTEGER NOT NULL CONSTRAINT "shift.employee_id.ref" REFERENCES employee(id),
  weekday INTEGER NOT NULL DEFAULT 0,
  begins INTEGER NOT NULL DEFAULT 0,
  ends INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER,
  valid_to INTEGER,
  CONSTRAINT "shift.forward" CHECK (begins < ends)
) STRICT;
CREATE TABLE absence (
  id INTEGER NOT NULL CONSTRAINT "absence.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "absence.label" CHECK (length(label) <= 100),
  employee_id INTEGER NOT NULL CONSTRAINT "absence.employee_id.ref" REFERENCES employee(id),
  day_from INTEGER NOT NULL,
  day_to INTEGER NOT NULL,
  reason TEXT NOT NULL,
  note TEXT CONSTRAINT "absence.note" CHECK (length(note) <= 200),
  CONSTRAINT "absence.forward" CHECK (day_from <= day_to)
) STRICT;
CREATE TABLE closed_day (
  id INTEGER NOT NULL CONSTRAINT "closed_day.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  day INTEGER NOT NULL,
  note TEXT NOT NULL CONSTRAINT "closed_day.note" CHECK (length(note) <= 80)
) STRICT;
CREATE TABLE check_item (
  id INTEGER NOT NULL CONSTRAINT "check_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  template_id INTEGER NOT NULL CONSTRAINT "check_item.template_id.ref" REFERENCES check_template(id),
  seq INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL CONSTRAINT "check_item.title" CHECK (length(title) <= 120),
  title_en TEXT CONSTRAINT "check_item.title_en" CHECK (length(title_en) <= 120),
  method TEXT NOT NULL,
  must INTEGER NOT NULL DEFAULT 0 CONSTRAINT "check_item.must" CHECK (must IN (0, 1)),
  photo INTEGER NOT NULL DEFAULT 0 CONSTRAINT "check_item.photo" CHECK (photo IN (0, 1)),
  safety INTEGER NOT NULL DEFAULT 0 CONSTRAINT "check_item.safety" CHECK (safety IN (0, 1)),
  measure TEXT CONSTRAINT "check_item.measure" CHECK (length(measure) <= 12),
  low INTEGER,
  high INTEGER,
  weight INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE check_template (
  id INTEGER NOT NULL CONSTRAINT "check_template.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "check_template.code" CHECK (length(code) <= 20),
  name TEXT NOT NULL CONSTRAINT "check_template.name" CHECK (length(name) <= 60),
  name_en TEXT CONSTRAINT "check_template.name_en" CHECK (length(name_en) <= 60),
  kind TEXT NOT NULL,
  post_id INTEGER CONSTRAINT "check_template.post_id.ref" REFERENCES post(id),
  edition INTEGER NOT NULL DEFAULT 0,
  published_at INTEGER,
  state TEXT,
  basis TEXT CONSTRAINT "check_template.basis" CHECK (length(basis) <= 200)
) STRICT;
CREATE TABLE check_answer (
  id INTEGER NOT NULL CONSTRAINT "check_answer.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  sheet_id INTEGER NOT NULL CONSTRAINT "check_answer.sheet_id.ref" REFERENCES check_sheet(id),
  item_id INTEGER NOT NULL CONSTRAINT "check_answer.item_id.ref" REFERENCES check_item(id),
  seq INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL CONSTRAINT "check_answer.title" CHECK (length(title) <= 120),
  result TEXT,
  reading INTEGER,
  measure TEXT CONSTRAINT "check_answer.measure" CHECK (length(measure) <= 12),
  note TEXT CONSTRAINT "check_answer.note" CHECK (length(note) <= 200),
  photo INTEGER CONSTRAINT "check_answer.photo.ref" REFERENCES file(id),
  answered_by_id INTEGER CONSTRAINT "check_answer.answered_by_id.ref" REFERENCES employee(id),
  countersigned_by_id INTEGER CONSTRAINT "check_answer.countersigned_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE check_sheet (
  id INTEGER NOT NULL CONSTRAINT "check_sheet.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "check_sheet.number" CHECK (length(number) <= 40),
  template_id INTEGER NOT NULL CONSTRAINT "check_sheet.template_id.ref" REFERENCES check_template(id),
  kind TEXT NOT NULL,
  about_entity TEXT,
  about_id INTEGER,
  under_entity TEXT,
  under_id INTEGER,
  person_id INTEGER CONSTRAINT "check_sheet.person_id.ref" REFERENCES employee(id),
  inspector_id INTEGER CONSTRAINT "check_sheet.inspector_id.ref" REFERENCES employee(id),
  accepted_at INTEGER,
  day INTEGER NOT NULL,
  state TEXT,
  finished_at INTEGER,
  failed INTEGER NOT NULL DEFAULT 0,
  score INTEGER,
  conclusion TEXT CONSTRAINT "check_sheet.conclusion" CHECK (length(conclusion) <= 400)
) STRICT;
CREATE TABLE nonconformity (
  id INTEGER NOT NULL CONSTRAINT "nonconformity.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "nonconformity.number" CHECK (length(number) <= 40),
  kind TEXT NOT NULL,
  what TEXT NOT NULL CONSTRAINT "nonconformity.what" CHECK (length(what) <= 200),
  about_entity TEXT,
  about_id INTEGER,
  under_entity TEXT,
  under_id INTEGER,
  sheet_id INTEGER CONSTRAINT "nonconformity.sheet_id.ref" REFERENCES check_sheet(id),
  part_id INTEGER CONSTRAINT "nonconformity.part_id.ref" REFERENCES part(id),
  quantity INTEGER,
  photo INTEGER CONSTRAINT "nonconformity.photo.ref" REFERENCES file(id),
  found_by_id INTEGER CONSTRAINT "nonconformity.found_by_id.ref" REFERENCES employee(id),
  state TEXT,
  place TEXT CONSTRAINT "nonconformity.place" CHECK (length(place) <= 120),
  cause TEXT,
  analysis TEXT CONSTRAINT "nonconformity.analysis" CHECK (length(analysis) <= 400),
  way TEXT,
  released_by_id INTEGER CONSTRAINT "nonconformity.released_by_id.ref" REFERENCES employee(id),
  correction TEXT CONSTRAINT "nonconformity.correction" CHECK (length(correction) <= 400),
  corrected_by_id INTEGER CONSTRAINT "nonconformity.corrected_by_id.ref" REFERENCES employee(id),
  rechecked_by_id INTEGER CONSTRAINT "nonconformity.rechecked_by_id.ref" REFERENCES employee(id),
  rechecks_failed INTEGER NOT NULL DEFAULT 0,
  closed_at INTEGER
) STRICT;
CREATE TABLE standard_read (
  id INTEGER NOT NULL CONSTRAINT "standard_read.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  template_id INTEGER NOT NULL CONSTRAINT "standard_read.template_id.ref" REFERENCES check_template(id),
  employee_id INTEGER NOT NULL CONSTRAINT "standard_read.employee_id.ref" REFERENCES employee(id),
  edition INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE supplier (
  id INTEGER NOT NULL CONSTRAINT "supplier.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "supplier.name" CHECK (length(name) <= 60),
  party_id INTEGER NOT NULL CONSTRAINT "supplier.party_id.ref" REFERENCES party(id),
  state TEXT,
  grade TEXT,
  range TEXT CONSTRAINT "supplier.range" CHECK (length(range) <= 200),
  lead_days INTEGER NOT NULL DEFAULT 0,
  terms_days INTEGER NOT NULL DEFAULT 0,
  agreement_to INTEGER,
  agreement TEXT CONSTRAINT "supplier.agreement" CHECK (length(agreement) <= 400),
  licence_number TEXT CONSTRAINT "supplier.licence_number" CHECK (length(licence_number) <= 30),
  licence INTEGER CONSTRAINT "supplier.licence.ref" REFERENCES file(id),
  proposed_by_id INTEGER CONSTRAINT "supplier.proposed_by_id.ref" REFERENCES employee(id),
  reason TEXT CONSTRAINT "supplier.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE supplier_price (
  id INTEGER NOT NULL CONSTRAINT "supplier_price.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "supplier_price.label" CHECK (length(label) <= 100),
  supplier_id INTEGER NOT NULL CONSTRAINT "supplier_price.supplier_id.ref" REFERENCES supplier(id),
  part_id INTEGER NOT NULL CONSTRAINT "supplier_price.part_id.ref" REFERENCES part(id),
  quantity_from INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE supplier_evaluation (
  id INTEGER NOT NULL CONSTRAINT "supplier_evaluation.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "supplier_evaluation.label" CHECK (length(label) <= 100),
  supplier_id INTEGER NOT NULL CONSTRAINT "supplier_evaluation.supplier_id.ref" REFERENCES supplier(id),
  day_from INTEGER NOT NULL,
  day_to INTEGER NOT NULL,
  delivery INTEGER NOT NULL DEFAULT 0,
  quality INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  service INTEGER NOT NULL DEFAULT 0,
  score INTEGER NOT NULL DEFAULT 0,
  grade TEXT,
  note TEXT CONSTRAINT "supplier_evaluation.note" CHECK (length(note) <= 400),
  CONSTRAINT "supplier_evaluation.marks" CHECK (delivery BETWEEN 0 AND 100 AND quality BETWEEN 0 AND 100 AND price BETWEEN 0 AND 100 AND service BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100)
) STRICT;
CREATE TABLE purchase_order_line (
  id INTEGER NOT NULL CONSTRAINT "purchase_order_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  order_id INTEGER NOT NULL CONSTRAINT "purchase_order_line.order_id.ref" REFERENCES purchase_order(id),
  part_id INTEGER NOT NULL CONSTRAINT "purchase_order_line.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  request_id INTEGER CONSTRAINT "purchase_order_line.request_id.ref" REFERENCES purchase_request(id),
  CONSTRAINT "purchase_order_line.within" CHECK (quantity > 0 AND received >= 0 AND rejected >= 0 AND returned >= 0 AND received <= quantity AND returned <= received)
) STRICT;
CREATE TABLE purchase_order (
  id INTEGER NOT NULL CONSTRAINT "purchase_order.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "purchase_order.number" CHECK (length(number) <= 40),
  supplier_id INTEGER NOT NULL CONSTRAINT "purchase_order.supplier_id.ref" REFERENCES supplier(id),
  state TEXT,
  expected_on INTEGER NOT NULL,
  total INTEGER NOT NULL DEFAULT 0,
  tax_rate INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  buyer_id INTEGER CONSTRAINT "purchase_order.buyer_id.ref" REFERENCES employee(id),
  placed_at INTEGER,
  whole_at INTEGER,
  note TEXT CONSTRAINT "purchase_order.note" CHECK (length(note) <= 200),
  reason TEXT CONSTRAINT "purchase_order.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "purchase_order.sums" CHECK (total >= 0 AND tax >= 0),
  CONSTRAINT "purchase_order.ends" CHECK (state <> 'received' OR whole_at IS NOT NULL)
) STRICT;
CREATE TABLE order_receipt (
  id INTEGER NOT NULL CONSTRAINT "order_receipt.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "order_receipt.label" CHECK (length(label) <= 100),
  order_id INTEGER NOT NULL CONSTRAINT "order_receipt.order_id.ref" REFERENCES purchase_order(id),
  receipt_id INTEGER NOT NULL CONSTRAINT "order_receipt.receipt_id.ref" REFERENCES stock_receipt(id),
  checked_by_id INTEGER CONSTRAINT "order_receipt.checked_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE quotation_part (
  id INTEGER NOT NULL CONSTRAINT "quotation_part.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  quotation_id INTEGER NOT NULL CONSTRAINT "quotation_part.quotation_id.ref" REFERENCES quotation(id),
  part_id INTEGER NOT NULL CONSTRAINT "quotation_part.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE quotation_offer (
  id INTEGER NOT NULL CONSTRAINT "quotation_offer.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  quotation_id INTEGER NOT NULL CONSTRAINT "quotation_offer.quotation_id.ref" REFERENCES quotation(id),
  supplier_id INTEGER NOT NULL CONSTRAINT "quotation_offer.supplier_id.ref" REFERENCES supplier(id),
  part_id INTEGER NOT NULL CONSTRAINT "quotation_offer.part_id.ref" REFERENCES part(id),
  price INTEGER NOT NULL DEFAULT 0,
  days INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE quotation (
  id INTEGER NOT NULL CONSTRAINT "quotation.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "quotation.number" CHECK (length(number) <= 40),
  state TEXT,
  answer_by INTEGER,
  chosen_id INTEGER CONSTRAINT "quotation.chosen_id.ref" REFERENCES supplier(id),
  order_id INTEGER CONSTRAINT "quotation.order_id.ref" REFERENCES purchase_order(id),
  reason TEXT CONSTRAINT "quotation.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE purchase_return_line (
  id INTEGER NOT NULL CONSTRAINT "purchase_return_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  return_id INTEGER NOT NULL CONSTRAINT "purchase_return_line.return_id.ref" REFERENCES purchase_return(id),
  part_id INTEGER NOT NULL CONSTRAINT "purchase_return_line.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  worth INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE purchase_return (
  id INTEGER NOT NULL CONSTRAINT "purchase_return.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "purchase_return.number" CHECK (length(number) <= 40),
  supplier_id INTEGER NOT NULL CONSTRAINT "purchase_return.supplier_id.ref" REFERENCES party(id),
  order_id INTEGER CONSTRAINT "purchase_return.order_id.ref" REFERENCES purchase_order(id),
  cause TEXT NOT NULL,
  state TEXT,
  total INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  reason TEXT CONSTRAINT "purchase_return.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE store_order_line (
  id INTEGER NOT NULL CONSTRAINT "store_order_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  order_id INTEGER NOT NULL CONSTRAINT "store_order_line.order_id.ref" REFERENCES store_order(id),
  part_id INTEGER NOT NULL CONSTRAINT "store_order_line.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE store_order (
  id INTEGER NOT NULL CONSTRAINT "store_order.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "store_order.number" CHECK (length(number) <= 40),
  from_id INTEGER NOT NULL CONSTRAINT "store_order.from_id.ref" REFERENCES unit(id),
  state TEXT,
  wanted_on INTEGER,
  asked_by_id INTEGER CONSTRAINT "store_order.asked_by_id.ref" REFERENCES employee(id),
  note TEXT CONSTRAINT "store_order.note" CHECK (length(note) <= 200),
  reason TEXT CONSTRAINT "store_order.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE transfer_line (
  id INTEGER NOT NULL CONSTRAINT "transfer_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  transfer_id INTEGER NOT NULL CONSTRAINT "transfer_line.transfer_id.ref" REFERENCES transfer(id),
  part_id INTEGER NOT NULL CONSTRAINT "transfer_line.part_id.ref" REFERENCES part(id),
  asked INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE transfer (
  id INTEGER NOT NULL CONSTRAINT "transfer.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "transfer.number" CHECK (length(number) <= 40),
  to_id INTEGER NOT NULL CONSTRAINT "transfer.to_id.ref" REFERENCES unit(id),
  order_number TEXT CONSTRAINT "transfer.order_number" CHECK (length(order_number) <= 40),
  order_id INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  wanted_on INTEGER,
  value INTEGER NOT NULL DEFAULT 0,
  carrier TEXT CONSTRAINT "transfer.carrier" CHECK (length(carrier) <= 60),
  sent_at INTEGER,
  sent_by_id INTEGER CONSTRAINT "transfer.sent_by_id.ref" REFERENCES employee(id),
  reason TEXT CONSTRAINT "transfer.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE arrival_line (
  id INTEGER NOT NULL CONSTRAINT "arrival_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  arrival_id INTEGER NOT NULL CONSTRAINT "arrival_line.arrival_id.ref" REFERENCES arrival(id),
  part_id INTEGER NOT NULL CONSTRAINT "arrival_line.part_id.ref" REFERENCES part(id),
  sent INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "arrival_line.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE arrival (
  id INTEGER NOT NULL CONSTRAINT "arrival.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "arrival.number" CHECK (length(number) <= 40),
  from_id INTEGER NOT NULL CONSTRAINT "arrival.from_id.ref" REFERENCES unit(id),
  transfer_id INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  carrier TEXT CONSTRAINT "arrival.carrier" CHECK (length(carrier) <= 60),
  value INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER,
  received_by_id INTEGER CONSTRAINT "arrival.received_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE appointment_part (
  id INTEGER NOT NULL CONSTRAINT "appointment_part.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  appointment_id INTEGER NOT NULL CONSTRAINT "appointment_part.appointment_id.ref" REFERENCES appointment(id),
  part_id INTEGER NOT NULL CONSTRAINT "appointment_part.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE appointment (
  id INTEGER NOT NULL CONSTRAINT "appointment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT CONSTRAINT "appointment.number" CHECK (length(number) <= 40),
  state TEXT,
  vehicle_id INTEGER NOT NULL CONSTRAINT "appointment.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "appointment.party_id.ref" REFERENCES party(id),
  deliverer_name TEXT CONSTRAINT "appointment.deliverer_name" CHECK (length(deliverer_name) <= 60),
  deliverer_phone TEXT CONSTRAINT "appointment.deliverer_phone" CHECK (length(deliverer_phone) <= 24),
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  slot INTEGER NOT NULL DEFAULT 0,
  starts_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0 CONSTRAINT "appointment.waiting" CHECK (waiting IN (0, 1)),
  wish TEXT CONSTRAINT "appointment.wish" CHECK (length(wish) <= 1000),
  quoted INTEGER NOT NULL DEFAULT 0,
  adviser_id INTEGER CONSTRAINT "appointment.adviser_id.ref" REFERENCES employee(id),
  advised TEXT,
  advice TEXT CONSTRAINT "appointment.advice" CHECK (length(advice) <= 1000),
  advised_by_id INTEGER CONSTRAINT "appointment.advised_by_id.ref" REFERENCES employee(id),
  bay_id INTEGER CONSTRAINT "appointment.bay_id.ref" REFERENCES bay(id),
  technician_id INTEGER CONSTRAINT "appointment.technician_id.ref" REFERENCES employee(id),
  call_due INTEGER NOT NULL DEFAULT 0 CONSTRAINT "appointment.call_due" CHECK (call_due IN (0, 1)),
  called_at INTEGER,
  arrived_at INTEGER,
  arrival TEXT,
  order_entity TEXT,
  order_id INTEGER,
  cancel_reason TEXT CONSTRAINT "appointment.cancel_reason" CHECK (length(cancel_reason) <= 200)
) STRICT;
CREATE TABLE slot_capacity (
  id INTEGER NOT NULL CONSTRAINT "slot_capacity.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "slot_capacity.label" CHECK (length(label) <= 40),
  weekday INTEGER NOT NULL DEFAULT 0,
  slot INTEGER NOT NULL DEFAULT 0,
  minutes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE slot_load (
  unit_id INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL,
  slot INTEGER NOT NULL DEFAULT 0,
  what TEXT NOT NULL,
  of_id INTEGER NOT NULL DEFAULT 0,
  booked INTEGER NOT NULL DEFAULT 0,
  capacity INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "slot_load.primary" PRIMARY KEY (unit_id, day, slot, what, of_id),
  CONSTRAINT "slot_load.not_overbooked" CHECK (booked >= 0 AND booked <= capacity)
) STRICT, WITHOUT ROWID;
CREATE TABLE slot_taken (
  unit_id INTEGER NOT NULL DEFAULT 0,
  appointment_id INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL,
  slot INTEGER NOT NULL DEFAULT 0,
  what TEXT NOT NULL,
  of_id INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "slot_taken.primary" PRIMARY KEY (appointment_id, day, slot, what, of_id),
  CONSTRAINT "slot_taken.positive" CHECK (amount > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_sheet (
  id INTEGER NOT NULL CONSTRAINT "day_sheet.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "day_sheet.label" CHECK (length(label) <= 40),
  day INTEGER NOT NULL,
  state TEXT,
  keeper_id INTEGER CONSTRAINT "day_sheet.keeper_id.ref" REFERENCES employee(id),
  supervisor_id INTEGER CONSTRAINT "day_sheet.supervisor_id.ref" REFERENCES employee(id),
  confirmed_at INTEGER
) STRICT;
CREATE TABLE call_script (
  id INTEGER NOT NULL CONSTRAINT "call_script.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "call_script.name" CHECK (length(name) <= 60),
  kind TEXT NOT NULL,
  edition INTEGER NOT NULL DEFAULT 0,
  published_at INTEGER,
  steps TEXT NOT NULL CONSTRAINT "call_script.steps" CHECK (length(steps) <= 3000),
  steps_en TEXT NOT NULL CONSTRAINT "call_script.steps_en" CHECK (length(steps_en) <= 4000)
) STRICT;
CREATE TABLE call_record (
  id INTEGER NOT NULL CONSTRAINT "call_record.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  about_entity TEXT,
  about_id INTEGER,
  script_id INTEGER NOT NULL CONSTRAINT "call_record.script_id.ref" REFERENCES call_script(id),
  caller_id INTEGER CONSTRAINT "call_record.caller_id.ref" REFERENCES employee(id),
  done TEXT CONSTRAINT "call_record.done" CHECK (length(done) <= 100),
  missed INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "call_record.note" CHECK (length(note) <= 1000)
) STRICT;
CREATE TABLE settlement_reduction (
  id INTEGER NOT NULL CONSTRAINT "settlement_reduction.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  settlement_id INTEGER NOT NULL CONSTRAINT "settlement_reduction.settlement_id.ref" REFERENCES settlement(id),
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  points INTEGER NOT NULL DEFAULT 0,
  source_entity TEXT,
  source_id INTEGER,
  state TEXT NOT NULL,
  CONSTRAINT "settlement_reduction.some" CHECK (amount > 0)
) STRICT;
CREATE TABLE settlement (
  id INTEGER NOT NULL CONSTRAINT "settlement.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "settlement.number" CHECK (length(number) <= 40),
  party_id INTEGER NOT NULL CONSTRAINT "settlement.party_id.ref" REFERENCES party(id),
  source_entity TEXT,
  source_id INTEGER,
  day INTEGER NOT NULL,
  labour_total INTEGER NOT NULL DEFAULT 0,
  parts_total INTEGER NOT NULL DEFAULT 0,
  other_total INTEGER NOT NULL DEFAULT 0,
  advance INTEGER NOT NULL DEFAULT 0,
  discount INTEGER NOT NULL DEFAULT 0,
  allowed INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  tax_rate INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  note TEXT CONSTRAINT "settlement.note" CHECK (length(note) <= 200),
  credit_day INTEGER,
  reverse_reason TEXT CONSTRAINT "settlement.reverse_reason" CHECK (length(reverse_reason) <= 200),
  reversed_day INTEGER,
  CONSTRAINT "settlement.adds_up" CHECK (total = labour_total + parts_total + other_total - discount - allowed),
  CONSTRAINT "settlement.amounts" CHECK (labour_total >= 0 AND parts_total >= 0 AND other_total >= 0 AND discount >= 0 AND advance >= 0 AND advance <= other_total AND total >= advance AND tax >= 0 AND tax <= total),
  CONSTRAINT "settlement.paid_within" CHECK (paid >= 0 AND paid <= total),
  CONSTRAINT "settlement.paid_state" CHECK ((state = 'paid' AND paid = total) OR (state = 'open' AND paid = 0 AND total > 0) OR (state = 'reversed' AND paid = 0) OR (state = 'part_paid' AND paid > 0 AND paid < total) OR (state = 'on_credit' AND paid < total))
) STRICT;
CREATE TABLE payment (
  id INTEGER NOT NULL CONSTRAINT "payment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "payment.number" CHECK (length(number) <= 40),
  settlement_id INTEGER NOT NULL CONSTRAINT "payment.settlement_id.ref" REFERENCES settlement(id),
  method TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  gift INTEGER NOT NULL DEFAULT 0,
  card_entity TEXT,
  card_id INTEGER,
  given INTEGER NOT NULL DEFAULT 0,
  reference TEXT CONSTRAINT "payment.reference" CHECK (length(reference) <= 64),
  day INTEGER NOT NULL,
  cashier_id INTEGER CONSTRAINT "payment.cashier_id.ref" REFERENCES account(id),
  state TEXT NOT NULL,
  reversed_day INTEGER,
  reverse_reason TEXT CONSTRAINT "payment.reverse_reason" CHECK (length(reverse_reason) <= 200),
  shift_id INTEGER CONSTRAINT "payment.shift_id.ref" REFERENCES cash_shift(id),
  reversed_shift_id INTEGER CONSTRAINT "payment.reversed_shift_id.ref" REFERENCES cash_shift(id),
  CONSTRAINT "payment.some" CHECK (method <> 'credit' AND (amount > 0 OR (amount = 0 AND gift > 0))),
  CONSTRAINT "payment.enough" CHECK (given = 0 OR (given >= amount AND method = 'cash'))
) STRICT;
CREATE TABLE cash_shift_line (
  id INTEGER NOT NULL CONSTRAINT "cash_shift_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  shift_id INTEGER NOT NULL CONSTRAINT "cash_shift_line.shift_id.ref" REFERENCES cash_shift(id),
  method TEXT NOT NULL,
  expected INTEGER NOT NULL DEFAULT 0,
  counted INTEGER NOT NULL DEFAULT 0,
  difference INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "cash_shift_line.adds_up" CHECK (difference = counted - expected)
) STRICT;
CREATE TABLE cash_shift (
  id INTEGER NOT NULL CONSTRAINT "cash_shift.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "cash_shift.number" CHECK (length(number) <= 40),
  cashier_id INTEGER NOT NULL CONSTRAINT "cash_shift.cashier_id.ref" REFERENCES account(id),
  state TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opening_float INTEGER NOT NULL DEFAULT 0,
  closed_at INTEGER,
  closed_by_id INTEGER CONSTRAINT "cash_shift.closed_by_id.ref" REFERENCES account(id),
  expected INTEGER NOT NULL DEFAULT 0,
  counted INTEGER NOT NULL DEFAULT 0,
  difference INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "cash_shift.note" CHECK (length(note) <= 200),
  CONSTRAINT "cash_shift.adds_up" CHECK (difference = counted - expected AND opening_float >= 0),
  CONSTRAINT "cash_shift.ends" CHECK (state <> 'closed' OR closed_at IS NOT NULL)
) STRICT;
CREATE TABLE held_move (
  id INTEGER NOT NULL CONSTRAINT "held_move.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "held_move.number" CHECK (length(number) <= 40),
  what TEXT NOT NULL,
  party_id INTEGER NOT NULL CONSTRAINT "held_move.party_id.ref" REFERENCES party(id),
  source_entity TEXT,
  source_id INTEGER,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  reference TEXT CONSTRAINT "held_move.reference" CHECK (length(reference) <= 64),
  day INTEGER NOT NULL,
  cashier_id INTEGER CONSTRAINT "held_move.cashier_id.ref" REFERENCES account(id),
  state TEXT NOT NULL,
  reversed_day INTEGER,
  reverse_reason TEXT CONSTRAINT "held_move.reverse_reason" CHECK (length(reverse_reason) <= 200),
  shift_id INTEGER CONSTRAINT "held_move.shift_id.ref" REFERENCES cash_shift(id),
  reversed_shift_id INTEGER CONSTRAINT "held_move.reversed_shift_id.ref" REFERENCES cash_shift(id),
  CONSTRAINT "held_move.some" CHECK (amount <> 0 AND method NOT IN ('credit', 'deposit', 'overpaid', 'stored_value', 'count_card')),
  CONSTRAINT "held_move.reversal" CHECK ((state = 'reversed') = (reversed_day IS NOT NULL))
) STRICT;
CREATE TABLE channel_line (
  id INTEGER NOT NULL CONSTRAINT "channel_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  method TEXT NOT NULL,
  reference TEXT NOT NULL CONSTRAINT "channel_line.reference" CHECK (length(reference) <= 64),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  fee INTEGER NOT NULL DEFAULT 0,
  payment_id INTEGER CONSTRAINT "channel_line.payment_id.ref" REFERENCES payment(id),
  state TEXT,
  resolution TEXT CONSTRAINT "channel_line.resolution" CHECK (length(resolution) <= 200),
  payout_entity TEXT,
  payout_id INTEGER
) STRICT;
CREATE TABLE channel_payout (
  id INTEGER NOT NULL CONSTRAINT "channel_payout.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "channel_payout.number" CHECK (length(number) <= 40),
  method TEXT NOT NULL,
  day_from INTEGER NOT NULL,
  day_to INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  fees INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  reverse_reason TEXT CONSTRAINT "channel_payout.reverse_reason" CHECK (length(reverse_reason) <= 200),
  CONSTRAINT "channel_payout.adds_up" CHECK (received = taken - fees)
) STRICT;
CREATE TABLE allowance (
  id INTEGER NOT NULL CONSTRAINT "allowance.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  settlement_id INTEGER NOT NULL CONSTRAINT "allowance.settlement_id.ref" REFERENCES settlement(id),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  reason TEXT CONSTRAINT "allowance.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE account_statement_line (
  id INTEGER NOT NULL CONSTRAINT "account_statement_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  statement_id INTEGER NOT NULL CONSTRAINT "account_statement_line.statement_id.ref" REFERENCES account_statement(id),
  number TEXT NOT NULL CONSTRAINT "account_statement_line.number" CHECK (length(number) <= 40),
  day INTEGER NOT NULL,
  days INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  open INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "account_statement_line.adds_up" CHECK (open = total - paid AND open > 0)
) STRICT;
CREATE TABLE account_statement (
  id INTEGER NOT NULL CONSTRAINT "account_statement.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "account_statement.number" CHECK (length(number) <= 40),
  party_id INTEGER NOT NULL CONSTRAINT "account_statement.party_id.ref" REFERENCES party(id),
  day INTEGER NOT NULL,
  open INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  answered_by TEXT CONSTRAINT "account_statement.answered_by" CHECK (length(answered_by) <= 60),
  answered_on INTEGER,
  note TEXT CONSTRAINT "account_statement.note" CHECK (length(note) <= 400)
) STRICT;
CREATE TABLE member_level (
  id INTEGER NOT NULL CONSTRAINT "member_level.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "member_level.name" CHECK (length(name) <= 40),
  rank INTEGER NOT NULL DEFAULT 0,
  labour_off INTEGER NOT NULL DEFAULT 0,
  parts_off INTEGER NOT NULL DEFAULT 0,
  points_rate INTEGER NOT NULL DEFAULT 0,
  services TEXT CONSTRAINT "member_level.services" CHECK (length(services) <= 500)
) STRICT;
CREATE TABLE top_up_plan (
  id INTEGER NOT NULL CONSTRAINT "top_up_plan.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "top_up_plan.name" CHECK (length(name) <= 60),
  pays INTEGER NOT NULL DEFAULT 0,
  gift INTEGER NOT NULL DEFAULT 0,
  first_day INTEGER NOT NULL,
  last_day INTEGER
) STRICT;
CREATE TABLE member_card (
  id INTEGER NOT NULL CONSTRAINT "member_card.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "member_card.number" CHECK (length(number) <= 40),
  party_id INTEGER NOT NULL CONSTRAINT "member_card.party_id.ref" REFERENCES party(id),
  company_id INTEGER NOT NULL CONSTRAINT "member_card.company_id.ref" REFERENCES unit(id),
  level_id INTEGER CONSTRAINT "member_card.level_id.ref" REFERENCES member_level(id),
  unnamed INTEGER NOT NULL DEFAULT 0 CONSTRAINT "member_card.unnamed" CHECK (unnamed IN (0, 1)),
  principal INTEGER NOT NULL DEFAULT 0,
  gift INTEGER NOT NULL DEFAULT 0,
  points INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  issued_on INTEGER NOT NULL,
  close_reason TEXT CONSTRAINT "member_card.close_reason" CHECK (length(close_reason) <= 200),
  CONSTRAINT "member_card.floor" CHECK (principal >= 0 AND gift >= 0 AND points >= 0),
  CONSTRAINT "member_card.ends" CHECK (state <> 'closed' OR (principal = 0 AND gift = 0))
) STRICT;
CREATE TABLE member_move (
  id INTEGER NOT NULL CONSTRAINT "member_move.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  card_id INTEGER NOT NULL CONSTRAINT "member_move.card_id.ref" REFERENCES member_card(id),
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  principal INTEGER NOT NULL DEFAULT 0,
  gift INTEGER NOT NULL DEFAULT 0,
  points INTEGER NOT NULL DEFAULT 0,
  source_entity TEXT,
  source_id INTEGER
) STRICT;
CREATE TABLE card_top_up (
  id INTEGER NOT NULL CONSTRAINT "card_top_up.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "card_top_up.number" CHECK (length(number) <= 40),
  card_id INTEGER NOT NULL CONSTRAINT "card_top_up.card_id.ref" REFERENCES member_card(id),
  amount INTEGER NOT NULL DEFAULT 0,
  gift INTEGER NOT NULL DEFAULT 0,
  method TEXT,
  day INTEGER
) STRICT;
CREATE TABLE count_product_item (
  id INTEGER NOT NULL CONSTRAINT "count_product_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  product_id INTEGER NOT NULL CONSTRAINT "count_product_item.product_id.ref" REFERENCES count_product(id),
  name TEXT NOT NULL CONSTRAINT "count_product_item.name" CHECK (length(name) <= 60),
  times INTEGER NOT NULL DEFAULT 0,
  worth INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE count_product (
  id INTEGER NOT NULL CONSTRAINT "count_product.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "count_product.name" CHECK (length(name) <= 60),
  price INTEGER NOT NULL DEFAULT 0,
  valid_days INTEGER NOT NULL DEFAULT 0,
  terms TEXT CONSTRAINT "count_product.terms" CHECK (length(terms) <= 500)
) STRICT;
CREATE TABLE count_item (
  id INTEGER NOT NULL CONSTRAINT "count_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  card_id INTEGER NOT NULL CONSTRAINT "count_item.card_id.ref" REFERENCES count_card(id),
  seq INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL CONSTRAINT "count_item.name" CHECK (length(name) <= 60),
  times INTEGER NOT NULL DEFAULT 0,
  uses_left INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  value_left INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "count_item.floor" CHECK (uses_left >= 0 AND uses_left <= times AND value_left >= 0 AND value_left <= value),
  CONSTRAINT "count_item.empty" CHECK (uses_left > 0 OR value_left = 0)
) STRICT;
CREATE TABLE count_card (
  id INTEGER NOT NULL CONSTRAINT "count_card.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "count_card.number" CHECK (length(number) <= 40),
  product_id INTEGER NOT NULL CONSTRAINT "count_card.product_id.ref" REFERENCES count_product(id),
  party_id INTEGER NOT NULL CONSTRAINT "count_card.party_id.ref" REFERENCES party(id),
  company_id INTEGER NOT NULL CONSTRAINT "count_card.company_id.ref" REFERENCES unit(id),
  price INTEGER NOT NULL DEFAULT 0,
  sold_on INTEGER NOT NULL,
  good_to INTEGER,
  state TEXT NOT NULL
) STRICT;
CREATE TABLE count_move (
  id INTEGER NOT NULL CONSTRAINT "count_move.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  card_id INTEGER NOT NULL CONSTRAINT "count_move.card_id.ref" REFERENCES count_card(id),
  item_id INTEGER NOT NULL CONSTRAINT "count_move.item_id.ref" REFERENCES count_item(id),
  day INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  source_entity TEXT,
  source_id INTEGER
) STRICT;
CREATE TABLE coupon_kind (
  id INTEGER NOT NULL CONSTRAINT "coupon_kind.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "coupon_kind.name" CHECK (length(name) <= 60),
  off INTEGER NOT NULL DEFAULT 0,
  rate_off INTEGER NOT NULL DEFAULT 0,
  most INTEGER NOT NULL DEFAULT 0,
  minimum INTEGER NOT NULL DEFAULT 0,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL
) STRICT;
CREATE TABLE coupon (
  id INTEGER NOT NULL CONSTRAINT "coupon.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "coupon.number" CHECK (length(number) <= 40),
  kind_id INTEGER NOT NULL CONSTRAINT "coupon.kind_id.ref" REFERENCES coupon_kind(id),
  party_id INTEGER CONSTRAINT "coupon.party_id.ref" REFERENCES party(id),
  state TEXT NOT NULL,
  settlement_id INTEGER CONSTRAINT "coupon.settlement_id.ref" REFERENCES settlement(id),
  reason TEXT CONSTRAINT "coupon.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "coupon.used" CHECK ((state = 'spent') = (settlement_id IS NOT NULL))
) STRICT;
CREATE TABLE invoice_receipt (
  id INTEGER NOT NULL CONSTRAINT "invoice_receipt.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  invoice_id INTEGER NOT NULL CONSTRAINT "invoice_receipt.invoice_id.ref" REFERENCES supplier_invoice(id),
  receipt_id INTEGER NOT NULL CONSTRAINT "invoice_receipt.receipt_id.ref" REFERENCES stock_receipt(id),
  amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE supplier_invoice (
  id INTEGER NOT NULL CONSTRAINT "supplier_invoice.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "supplier_invoice.number" CHECK (length(number) <= 40),
  supplier_id INTEGER NOT NULL CONSTRAINT "supplier_invoice.supplier_id.ref" REFERENCES party(id),
  invoice_number TEXT NOT NULL CONSTRAINT "supplier_invoice.invoice_number" CHECK (length(invoice_number) <= 40),
  day INTEGER NOT NULL,
  due_day INTEGER,
  net INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  account TEXT CONSTRAINT "supplier_invoice.account" CHECK (length(account) <= 12),
  state TEXT NOT NULL,
  note TEXT CONSTRAINT "supplier_invoice.note" CHECK (length(note) <= 200),
  reverse_reason TEXT CONSTRAINT "supplier_invoice.reverse_reason" CHECK (length(reverse_reason) <= 200),
  CONSTRAINT "supplier_invoice.adds_up" CHECK (total = net + tax AND total > 0 AND paid >= 0 AND paid <= total),
  CONSTRAINT "supplier_invoice.paid_state" CHECK ((state = 'paid' AND paid = total) OR (state = 'open' AND paid = 0) OR (state = 'part_paid' AND paid > 0 AND paid < total) OR (state = 'reversed' AND paid = 0))
) STRICT;
CREATE TABLE supplier_payment_line (
  id INTEGER NOT NULL CONSTRAINT "supplier_payment_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  payment_id INTEGER NOT NULL CONSTRAINT "supplier_payment_line.payment_id.ref" REFERENCES supplier_payment(id),
  invoice_id INTEGER NOT NULL CONSTRAINT "supplier_payment_line.invoice_id.ref" REFERENCES supplier_invoice(id),
  amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE supplier_payment (
  id INTEGER NOT NULL CONSTRAINT "supplier_payment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "supplier_payment.number" CHECK (length(number) <= 40),
  supplier_id INTEGER NOT NULL CONSTRAINT "supplier_payment.supplier_id.ref" REFERENCES party(id),
  amount INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  asked_by_id INTEGER CONSTRAINT "supplier_payment.asked_by_id.ref" REFERENCES account(id),
  agreed_by_id INTEGER CONSTRAINT "supplier_payment.agreed_by_id.ref" REFERENCES account(id),
  method TEXT,
  reference TEXT CONSTRAINT "supplier_payment.reference" CHECK (length(reference) <= 64),
  paid_on INTEGER,
  reason TEXT CONSTRAINT "supplier_payment.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE labour_item (
  id INTEGER NOT NULL CONSTRAINT "labour_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "labour_item.code" CHECK (length(code) <= 20),
  title TEXT NOT NULL CONSTRAINT "labour_item.title" CHECK (length(title) <= 80),
  section TEXT,
  kind TEXT NOT NULL,
  hours INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  by_band INTEGER NOT NULL DEFAULT 0 CONSTRAINT "labour_item.by_band" CHECK (by_band IN (0, 1)),
  nature TEXT,
  category TEXT,
  skill_id INTEGER CONSTRAINT "labour_item.skill_id.ref" REFERENCES skill(id)
) STRICT;
CREATE TABLE car_band (
  id INTEGER NOT NULL CONSTRAINT "car_band.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "car_band.label" CHECK (length(label) <= 140),
  brand TEXT NOT NULL CONSTRAINT "car_band.brand" CHECK (length(brand) <= 40),
  series TEXT CONSTRAINT "car_band.series" CHECK (length(series) <= 60),
  band TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE hour_price (
  id INTEGER NOT NULL CONSTRAINT "hour_price.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "hour_price.label" CHECK (length(label) <= 180),
  band TEXT NOT NULL,
  store_id INTEGER CONSTRAINT "hour_price.store_id.ref" REFERENCES unit(id),
  price INTEGER NOT NULL DEFAULT 0,
  floor INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE labour_hours (
  id INTEGER NOT NULL CONSTRAINT "labour_hours.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "labour_hours.label" CHECK (length(label) <= 180),
  labour_item_id INTEGER NOT NULL CONSTRAINT "labour_hours.labour_item_id.ref" REFERENCES labour_item(id),
  band TEXT NOT NULL,
  hours INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE package_item (
  id INTEGER NOT NULL CONSTRAINT "package_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "package_item.label" CHECK (length(label) <= 200),
  package_id INTEGER NOT NULL CONSTRAINT "package_item.package_id.ref" REFERENCES service_package(id),
  place TEXT CONSTRAINT "package_item.place" CHECK (length(place) <= 20),
  labour_item_id INTEGER CONSTRAINT "package_item.labour_item_id.ref" REFERENCES labour_item(id),
  part_id INTEGER CONSTRAINT "package_item.part_id.ref" REFERENCES part(id),
  quantity INTEGER,
  band TEXT,
  brand TEXT CONSTRAINT "package_item.brand" CHECK (length(brand) <= 40),
  series TEXT CONSTRAINT "package_item.series" CHECK (length(series) <= 60)
) STRICT;
CREATE TABLE package_price (
  id INTEGER NOT NULL CONSTRAINT "package_price.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "package_price.label" CHECK (length(label) <= 180),
  package_id INTEGER NOT NULL CONSTRAINT "package_price.package_id.ref" REFERENCES service_package(id),
  band TEXT,
  price INTEGER NOT NULL DEFAULT 0,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE service_package (
  id INTEGER NOT NULL CONSTRAINT "service_package.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "service_package.code" CHECK (length(code) <= 20),
  title TEXT NOT NULL CONSTRAINT "service_package.title" CHECK (length(title) <= 80),
  nature TEXT,
  category TEXT,
  note TEXT CONSTRAINT "service_package.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE ro_group (
  id INTEGER NOT NULL CONSTRAINT "ro_group.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  repair_order_id INTEGER NOT NULL CONSTRAINT "ro_group.repair_order_id.ref" REFERENCES repair_order(id),
  package_id INTEGER NOT NULL CONSTRAINT "ro_group.package_id.ref" REFERENCES service_package(id),
  title TEXT NOT NULL CONSTRAINT "ro_group.title" CHECK (length(title) <= 80),
  alone INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  rule TEXT CONSTRAINT "ro_group.rule" CHECK (length(rule) <= 200),
  broken INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ro_group.broken" CHECK (broken IN (0, 1)),
  CONSTRAINT "ro_group.amounts" CHECK (alone >= 0 AND price >= 0)
) STRICT;
CREATE TABLE ro_option (
  id INTEGER NOT NULL CONSTRAINT "ro_option.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  repair_order_id INTEGER NOT NULL CONSTRAINT "ro_option.repair_order_id.ref" REFERENCES repair_order(id),
  title TEXT NOT NULL CONSTRAINT "ro_option.title" CHECK (length(title) <= 80),
  recommended TEXT NOT NULL,
  chosen TEXT,
  decided_at INTEGER
) STRICT;
CREATE TABLE ro_line (
  id INTEGER NOT NULL CONSTRAINT "ro_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  repair_order_id INTEGER NOT NULL CONSTRAINT "ro_line.repair_order_id.ref" REFERENCES repair_order(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL CONSTRAINT "ro_line.title" CHECK (length(title) <= 80),
  part_id INTEGER CONSTRAINT "ro_line.part_id.ref" REFERENCES part(id),
  labour_item_id INTEGER CONSTRAINT "ro_line.labour_item_id.ref" REFERENCES labour_item(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  discount INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  approval TEXT NOT NULL,
  short_ INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ro_line.short_" CHECK (short_ IN (0, 1)),
  issued INTEGER NOT NULL DEFAULT 0,
  cost INTEGER NOT NULL DEFAULT 0,
  section TEXT,
  group_id INTEGER CONSTRAINT "ro_line.group_id.ref" REFERENCES ro_group(id),
  spread INTEGER NOT NULL DEFAULT 0,
  option_id INTEGER CONSTRAINT "ro_line.option_id.ref" REFERENCES ro_option(id),
  tier TEXT,
  recommended INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ro_line.recommended" CHECK (recommended IN (0, 1)),
  price_id INTEGER CONSTRAINT "ro_line.price_id.ref" REFERENCES hour_price(id),
  rule TEXT CONSTRAINT "ro_line.rule" CHECK (length(rule) <= 200),
  list_amount INTEGER NOT NULL DEFAULT 0,
  floor_amount INTEGER NOT NULL DEFAULT 0,
  price_reason TEXT CONSTRAINT "ro_line.price_reason" CHECK (length(price_reason) <= 200),
  proposal_id INTEGER CONSTRAINT "ro_line.proposal_id.ref" REFERENCES proposal(id),
  origin_line_id INTEGER CONSTRAINT "ro_line.origin_line_id.ref" REFERENCES ro_line(id),
  free INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ro_line.free" CHECK (free IN (0, 1)),
  job_id INTEGER CONSTRAINT "ro_line.job_id.ref" REFERENCES assignment(id),
  CONSTRAINT "ro_line.free_is_free" CHECK (free = 0 OR (amount = 0 AND origin_line_id IS NOT NULL)),
  CONSTRAINT "ro_line.amounts" CHECK (quantity > 0 AND amount >= 0 AND issued >= 0)
) STRICT;
CREATE TABLE repair_order (
  id INTEGER NOT NULL CONSTRAINT "repair_order.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT CONSTRAINT "repair_order.number" CHECK (length(number) <= 40),
  vehicle_id INTEGER NOT NULL CONSTRAINT "repair_order.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "repair_order.party_id.ref" REFERENCES party(id),
  business TEXT,
  workshop TEXT,
  parts TEXT,
  money TEXT,
  promised_at INTEGER NOT NULL,
  total INTEGER NOT NULL DEFAULT 0,
  appointment_id INTEGER CONSTRAINT "repair_order.appointment_id.ref" REFERENCES appointment(id),
  adviser_id INTEGER CONSTRAINT "repair_order.adviser_id.ref" REFERENCES employee(id),
  deliverer_name TEXT CONSTRAINT "repair_order.deliverer_name" CHECK (length(deliverer_name) <= 60),
  deliverer_phone TEXT CONSTRAINT "repair_order.deliverer_phone" CHECK (length(deliverer_phone) <= 24),
  nature TEXT NOT NULL,
  category TEXT NOT NULL,
  odometer_in INTEGER NOT NULL DEFAULT 0,
  odometer_out INTEGER NOT NULL DEFAULT 0,
  fuel INTEGER NOT NULL DEFAULT 0,
  wish TEXT CONSTRAINT "repair_order.wish" CHECK (length(wish) <= 1000),
  findings TEXT CONSTRAINT "repair_order.findings" CHECK (length(findings) <= 1000),
  waiting INTEGER NOT NULL DEFAULT 0 CONSTRAINT "repair_order.waiting" CHECK (waiting IN (0, 1)),
  wash INTEGER NOT NULL DEFAULT 0 CONSTRAINT "repair_order.wash" CHECK (wash IN (0, 1)),
  road_test INTEGER NOT NULL DEFAULT 0 CONSTRAINT "repair_order.road_test" CHECK (road_test IN (0, 1)),
  keep_old_parts INTEGER NOT NULL DEFAULT 0 CONSTRAINT "repair_order.keep_old_parts" CHECK (keep_old_parts IN (0, 1)),
  first_quote INTEGER NOT NULL DEFAULT 0,
  labour_total INTEGER NOT NULL DEFAULT 0,
  parts_total INTEGER NOT NULL DEFAULT 0,
  other_total INTEGER NOT NULL DEFAULT 0,
  advance INTEGER NOT NULL DEFAULT 0,
  cost INTEGER NOT NULL DEFAULT 0,
  approved_at INTEGER,
  promise_changes INTEGER NOT NULL DEFAULT 0,
  first_promised_at INTEGER,
  promise_untold INTEGER NOT NULL DEFAULT 0 CONSTRAINT "repair_order.promise_untold" CHECK (promise_untold IN (0, 1)),
  allowed INTEGER NOT NULL DEFAULT 0,
  allowed_used INTEGER NOT NULL DEFAULT 0,
  outside_cost INTEGER NOT NULL DEFAULT 0,
  rework_count INTEGER NOT NULL DEFAULT 0,
  settlement_id INTEGER CONSTRAINT "repair_order.settlement_id.ref" REFERENCES settlement(id),
  warranty_days INTEGER NOT NULL DEFAULT 0,
  warranty_km INTEGER NOT NULL DEFAULT 0,
  settled_at INTEGER,
  delivered_at INTEGER,
  day INTEGER,
  void_reason TEXT CONSTRAINT "repair_order.void_reason" CHECK (length(void_reason) <= 200),
  recalls TEXT CONSTRAINT "repair_order.recalls" CHECK (length(recalls) <= 200),
  origin_order_id INTEGER CONSTRAINT "repair_order.origin_order_id.ref" REFERENCES repair_order(id),
  old_parts TEXT,
  explained TEXT CONSTRAINT "repair_order.explained" CHECK (length(explained) <= 400),
  papers_out INTEGER NOT NULL DEFAULT 0,
  papers_reason TEXT CONSTRAINT "repair_order.papers_reason" CHECK (length(papers_reason) <= 200),
  CONSTRAINT "repair_order.sums" CHECK (total = labour_total + parts_total + other_total AND total >= 0),
  CONSTRAINT "repair_order.papers_counted" CHECK (papers_out >= 0),
  CONSTRAINT "repair_order.advance_within" CHECK (advance >= 0 AND advance <= other_total)
) STRICT;
CREATE TABLE order_wish (
  id INTEGER NOT NULL CONSTRAINT "order_wish.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  wish TEXT NOT NULL CONSTRAINT "order_wish.wish" CHECK (length(wish) <= 200),
  class TEXT NOT NULL,
  repair_order_id INTEGER NOT NULL CONSTRAINT "order_wish.repair_order_id.ref" REFERENCES repair_order(id),
  state TEXT,
  line_id INTEGER CONSTRAINT "order_wish.line_id.ref" REFERENCES ro_line(id),
  answer TEXT CONSTRAINT "order_wish.answer" CHECK (length(answer) <= 400),
  answered_by_id INTEGER CONSTRAINT "order_wish.answered_by_id.ref" REFERENCES employee(id),
  answered_at INTEGER,
  proposal_id INTEGER CONSTRAINT "order_wish.proposal_id.ref" REFERENCES proposal(id)
) STRICT;
CREATE TABLE order_finding (
  id INTEGER NOT NULL CONSTRAINT "order_finding.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "order_finding.title" CHECK (length(title) <= 120),
  level TEXT NOT NULL,
  section TEXT,
  note TEXT CONSTRAINT "order_finding.note" CHECK (length(note) <= 400),
  photo INTEGER CONSTRAINT "order_finding.photo.ref" REFERENCES file(id),
  repair_order_id INTEGER NOT NULL CONSTRAINT "order_finding.repair_order_id.ref" REFERENCES repair_order(id),
  vehicle_id INTEGER NOT NULL CONSTRAINT "order_finding.vehicle_id.ref" REFERENCES vehicle(id),
  line_id INTEGER CONSTRAINT "order_finding.line_id.ref" REFERENCES ro_line(id),
  found_by_id INTEGER CONSTRAINT "order_finding.found_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE proposal (
  id INTEGER NOT NULL CONSTRAINT "proposal.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "proposal.title" CHECK (length(title) <= 80),
  vehicle_id INTEGER NOT NULL CONSTRAINT "proposal.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "proposal.party_id.ref" REFERENCES party(id),
  priority TEXT NOT NULL,
  state TEXT,
  valid_until INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  repair_order_id INTEGER CONSTRAINT "proposal.repair_order_id.ref" REFERENCES repair_order(id),
  taken_entity TEXT,
  taken_id INTEGER,
  kind TEXT NOT NULL,
  part_id INTEGER CONSTRAINT "proposal.part_id.ref" REFERENCES part(id),
  labour_item_id INTEGER CONSTRAINT "proposal.labour_item_id.ref" REFERENCES labour_item(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  price INTEGER NOT NULL DEFAULT 0,
  reason TEXT CONSTRAINT "proposal.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE outside_job (
  id INTEGER NOT NULL CONSTRAINT "outside_job.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "outside_job.title" CHECK (length(title) <= 120),
  repair_order_id INTEGER NOT NULL CONSTRAINT "outside_job.repair_order_id.ref" REFERENCES repair_order(id),
  line_id INTEGER NOT NULL CONSTRAINT "outside_job.line_id.ref" REFERENCES ro_line(id),
  supplier_id INTEGER NOT NULL CONSTRAINT "outside_job.supplier_id.ref" REFERENCES party(id),
  responsible_id INTEGER NOT NULL CONSTRAINT "outside_job.responsible_id.ref" REFERENCES employee(id),
  state TEXT,
  due_at INTEGER NOT NULL,
  asked_cost INTEGER NOT NULL DEFAULT 0,
  cost INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  returned_at INTEGER,
  note TEXT CONSTRAINT "outside_job.note" CHECK (length(note) <= 200),
  CONSTRAINT "outside_job.cost" CHECK (asked_cost >= 0 AND cost >= 0 AND (state = 'returned' OR cost = 0))
) STRICT;
CREATE TABLE told_record (
  id INTEGER NOT NULL CONSTRAINT "told_record.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  repair_order_id INTEGER NOT NULL CONSTRAINT "told_record.repair_order_id.ref" REFERENCES repair_order(id),
  topic TEXT NOT NULL,
  what TEXT NOT NULL CONSTRAINT "told_record.what" CHECK (length(what) <= 400),
  means TEXT NOT NULL,
  told_to TEXT NOT NULL CONSTRAINT "told_record.told_to" CHECK (length(told_to) <= 60),
  told_by_id INTEGER CONSTRAINT "told_record.told_by_id.ref" REFERENCES employee(id),
  told_at INTEGER NOT NULL
) STRICT;
CREATE TABLE trouble_code (
  id INTEGER NOT NULL CONSTRAINT "trouble_code.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "trouble_code.code" CHECK (length(code) <= 8),
  meaning TEXT CONSTRAINT "trouble_code.meaning" CHECK (length(meaning) <= 320),
  meaning_en TEXT CONSTRAINT "trouble_code.meaning_en" CHECK (length(meaning_en) <= 320),
  status TEXT,
  repair_order_id INTEGER NOT NULL CONSTRAINT "trouble_code.repair_order_id.ref" REFERENCES repair_order(id),
  vehicle_id INTEGER NOT NULL CONSTRAINT "trouble_code.vehicle_id.ref" REFERENCES vehicle(id)
) STRICT;
CREATE TABLE plan_line (
  id INTEGER NOT NULL CONSTRAINT "plan_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  repair_plan_id INTEGER NOT NULL CONSTRAINT "plan_line.repair_plan_id.ref" REFERENCES repair_plan(id),
  line_id INTEGER NOT NULL CONSTRAINT "plan_line.line_id.ref" REFERENCES ro_line(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL CONSTRAINT "plan_line.title" CHECK (length(title) <= 80),
  quantity INTEGER NOT NULL DEFAULT 0,
  tier TEXT,
  section TEXT
) STRICT;
CREATE TABLE repair_plan (
  id INTEGER NOT NULL CONSTRAINT "repair_plan.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "repair_plan.title" CHECK (length(title) <= 60),
  repair_order_id INTEGER NOT NULL CONSTRAINT "repair_plan.repair_order_id.ref" REFERENCES repair_order(id),
  edition INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  method TEXT NOT NULL CONSTRAINT "repair_plan.method" CHECK (length(method) <= 2000),
  hours INTEGER NOT NULL DEFAULT 0,
  made_by_id INTEGER CONSTRAINT "repair_plan.made_by_id.ref" REFERENCES employee(id),
  released_by_id INTEGER CONSTRAINT "repair_plan.released_by_id.ref" REFERENCES employee(id),
  released_at INTEGER,
  return_reason TEXT CONSTRAINT "repair_plan.return_reason" CHECK (length(return_reason) <= 200),
  CONSTRAINT "repair_plan.released_by" CHECK (state <> 'released' OR released_at IS NOT NULL)
) STRICT;
CREATE TABLE walk_mark (
  id INTEGER NOT NULL CONSTRAINT "walk_mark.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  walk_round_id INTEGER NOT NULL CONSTRAINT "walk_mark.walk_round_id.ref" REFERENCES walk_round(id),
  kind TEXT NOT NULL,
  x INTEGER NOT NULL DEFAULT 0,
  y INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "walk_mark.note" CHECK (length(note) <= 200),
  photo INTEGER CONSTRAINT "walk_mark.photo.ref" REFERENCES file(id),
  CONSTRAINT "walk_mark.on_the_drawing" CHECK (x >= 0 AND x <= 1000 AND y >= 0 AND y <= 1000)
) STRICT;
CREATE TABLE walk_check (
  id INTEGER NOT NULL CONSTRAINT "walk_check.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  walk_round_id INTEGER NOT NULL CONSTRAINT "walk_check.walk_round_id.ref" REFERENCES walk_round(id),
  item TEXT NOT NULL,
  result TEXT NOT NULL,
  note TEXT CONSTRAINT "walk_check.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE walk_round (
  id INTEGER NOT NULL CONSTRAINT "walk_round.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "walk_round.title" CHECK (length(title) <= 60),
  repair_order_id INTEGER NOT NULL CONSTRAINT "walk_round.repair_order_id.ref" REFERENCES repair_order(id),
  edition INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  odometer_km INTEGER NOT NULL DEFAULT 0,
  odometer_photo INTEGER CONSTRAINT "walk_round.odometer_photo.ref" REFERENCES file(id),
  fuel INTEGER NOT NULL DEFAULT 0,
  valuables TEXT CONSTRAINT "walk_round.valuables" CHECK (length(valuables) <= 500),
  tread_fl INTEGER,
  tread_fr INTEGER,
  tread_rl INTEGER,
  tread_rr INTEGER,
  note TEXT CONSTRAINT "walk_round.note" CHECK (length(note) <= 500),
  inspector_id INTEGER CONSTRAINT "walk_round.inspector_id.ref" REFERENCES employee(id),
  signed_name TEXT CONSTRAINT "walk_round.signed_name" CHECK (length(signed_name) <= 60),
  signature INTEGER CONSTRAINT "walk_round.signature.ref" REFERENCES file(id),
  signed_at INTEGER,
  CONSTRAINT "walk_round.signed_by" CHECK (state <> 'signed' OR (signed_name IS NOT NULL AND signed_at IS NOT NULL))
) STRICT;
CREATE TABLE assignment (
  id INTEGER NOT NULL CONSTRAINT "assignment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "assignment.title" CHECK (length(title) <= 120),
  repair_order_id INTEGER NOT NULL CONSTRAINT "assignment.repair_order_id.ref" REFERENCES repair_order(id),
  technician_id INTEGER NOT NULL CONSTRAINT "assignment.technician_id.ref" REFERENCES employee(id),
  bay_id INTEGER CONSTRAINT "assignment.bay_id.ref" REFERENCES bay(id),
  hours INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  started_at INTEGER,
  worked INTEGER NOT NULL DEFAULT 0,
  stop_reason TEXT,
  finished_at INTEGER
) STRICT;
CREATE TABLE work_clock (
  id INTEGER NOT NULL CONSTRAINT "work_clock.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  assignment_id INTEGER NOT NULL CONSTRAINT "work_clock.assignment_id.ref" REFERENCES assignment(id),
  technician_id INTEGER NOT NULL CONSTRAINT "work_clock.technician_id.ref" REFERENCES employee(id),
  began INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  reason TEXT,
  CONSTRAINT "work_clock.forward" CHECK (ended >= began)
) STRICT;
CREATE TABLE order_forecast (
  unit_id INTEGER NOT NULL DEFAULT 0,
  repair_order_id INTEGER NOT NULL DEFAULT 0,
  expected_at INTEGER,
  CONSTRAINT "order_forecast.primary" PRIMARY KEY (repair_order_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE part_request (
  id INTEGER NOT NULL CONSTRAINT "part_request.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  what TEXT NOT NULL CONSTRAINT "part_request.what" CHECK (length(what) <= 120),
  quantity INTEGER NOT NULL DEFAULT 0,
  repair_order_id INTEGER NOT NULL CONSTRAINT "part_request.repair_order_id.ref" REFERENCES repair_order(id),
  assignment_id INTEGER NOT NULL CONSTRAINT "part_request.assignment_id.ref" REFERENCES assignment(id),
  technician_id INTEGER NOT NULL CONSTRAINT "part_request.technician_id.ref" REFERENCES employee(id),
  state TEXT,
  answer TEXT CONSTRAINT "part_request.answer" CHECK (length(answer) <= 200)
) STRICT;
CREATE TABLE order_photo (
  id INTEGER NOT NULL CONSTRAINT "order_photo.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  repair_order_id INTEGER NOT NULL CONSTRAINT "order_photo.repair_order_id.ref" REFERENCES repair_order(id),
  assignment_id INTEGER CONSTRAINT "order_photo.assignment_id.ref" REFERENCES assignment(id),
  file_id INTEGER NOT NULL CONSTRAINT "order_photo.file_id.ref" REFERENCES file(id),
  caption TEXT NOT NULL CONSTRAINT "order_photo.caption" CHECK (length(caption) <= 120),
  internal INTEGER NOT NULL DEFAULT 0 CONSTRAINT "order_photo.internal" CHECK (internal IN (0, 1))
) STRICT;
CREATE TABLE check_rule (
  id INTEGER NOT NULL CONSTRAINT "check_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "check_rule.label" CHECK (length(label) <= 80),
  kind TEXT NOT NULL,
  nature TEXT,
  category TEXT,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  basis TEXT CONSTRAINT "check_rule.basis" CHECK (length(basis) <= 200),
  CONSTRAINT "check_rule.forward" CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE TABLE inspection (
  id INTEGER NOT NULL CONSTRAINT "inspection.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  repair_order_id INTEGER NOT NULL CONSTRAINT "inspection.repair_order_id.ref" REFERENCES repair_order(id),
  level TEXT NOT NULL,
  passed INTEGER NOT NULL DEFAULT 0 CONSTRAINT "inspection.passed" CHECK (passed IN (0, 1)),
  note TEXT CONSTRAINT "inspection.note" CHECK (length(note) <= 400),
  inspector_id INTEGER CONSTRAINT "inspection.inspector_id.ref" REFERENCES employee(id),
  cause TEXT,
  technician_id INTEGER CONSTRAINT "inspection.technician_id.ref" REFERENCES employee(id),
  sheet_id INTEGER CONSTRAINT "inspection.sheet_id.ref" REFERENCES check_sheet(id)
) STRICT;
CREATE TABLE refit_rule (
  id INTEGER NOT NULL CONSTRAINT "refit_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "refit_rule.name" CHECK (length(name) <= 60),
  verdict TEXT NOT NULL,
  days INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL CONSTRAINT "refit_rule.source" CHECK (length(source) <= 300),
  terms TEXT CONSTRAINT "refit_rule.terms" CHECK (length(terms) <= 200),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE refit_check (
  id INTEGER NOT NULL CONSTRAINT "refit_check.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT CONSTRAINT "refit_check.title" CHECK (length(title) <= 80),
  repair_order_id INTEGER NOT NULL CONSTRAINT "refit_check.repair_order_id.ref" REFERENCES repair_order(id),
  line_id INTEGER NOT NULL CONSTRAINT "refit_check.line_id.ref" REFERENCES ro_line(id),
  rule_id INTEGER NOT NULL CONSTRAINT "refit_check.rule_id.ref" REFERENCES refit_rule(id),
  verdict TEXT,
  source TEXT CONSTRAINT "refit_check.source" CHECK (length(source) <= 300),
  terms TEXT CONSTRAINT "refit_check.terms" CHECK (length(terms) <= 200),
  state TEXT,
  due_on INTEGER,
  register_no TEXT CONSTRAINT "refit_check.register_no" CHECK (length(register_no) <= 60),
  registered_on INTEGER
) STRICT;
CREATE TABLE order_payer (
  id INTEGER NOT NULL CONSTRAINT "order_payer.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "order_payer.label" CHECK (length(label) <= 60),
  repair_order_id INTEGER NOT NULL CONSTRAINT "order_payer.repair_order_id.ref" REFERENCES repair_order(id),
  party_id INTEGER NOT NULL CONSTRAINT "order_payer.party_id.ref" REFERENCES party(id),
  labour INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  other INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "order_payer.adds_up" CHECK (total = labour + parts + other AND labour >= 0 AND parts >= 0 AND other >= 0)
) STRICT;
CREATE TABLE stock_count_line (
  id INTEGER NOT NULL CONSTRAINT "stock_count_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  count_id INTEGER NOT NULL CONSTRAINT "stock_count_line.count_id.ref" REFERENCES stock_count(id),
  label TEXT CONSTRAINT "stock_count_line.label" CHECK (length(label) <= 100),
  part_id INTEGER NOT NULL CONSTRAINT "stock_count_line.part_id.ref" REFERENCES part(id),
  batch_id INTEGER CONSTRAINT "stock_count_line.batch_id.ref" REFERENCES part_batch(id),
  bin_id INTEGER CONSTRAINT "stock_count_line.bin_id.ref" REFERENCES bin(id),
  counted INTEGER,
  counted_at INTEGER,
  counted_by_id INTEGER CONSTRAINT "stock_count_line.counted_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE stock_count_result (
  id INTEGER NOT NULL CONSTRAINT "stock_count_result.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "stock_count_result.label" CHECK (length(label) <= 100),
  count_id INTEGER NOT NULL CONSTRAINT "stock_count_result.count_id.ref" REFERENCES stock_count(id),
  line_id INTEGER NOT NULL CONSTRAINT "stock_count_result.line_id.ref" REFERENCES stock_count_line(id),
  book INTEGER NOT NULL DEFAULT 0,
  counted INTEGER NOT NULL DEFAULT 0,
  difference INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE stock_count (
  id INTEGER NOT NULL CONSTRAINT "stock_count.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "stock_count.number" CHECK (length(number) <= 40),
  kind TEXT NOT NULL,
  class TEXT,
  warehouse_id INTEGER CONSTRAINT "stock_count.warehouse_id.ref" REFERENCES warehouse(id),
  parts INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0,
  adjustment_id INTEGER CONSTRAINT "stock_count.adjustment_id.ref" REFERENCES stock_adjustment(id),
  handed_in_by_id INTEGER CONSTRAINT "stock_count.handed_in_by_id.ref" REFERENCES employee(id),
  approved_by_id INTEGER CONSTRAINT "stock_count.approved_by_id.ref" REFERENCES employee(id),
  reason TEXT CONSTRAINT "stock_count.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE part_level (
  id INTEGER NOT NULL CONSTRAINT "part_level.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "part_level.label" CHECK (length(label) <= 100),
  part_id INTEGER NOT NULL CONSTRAINT "part_level.part_id.ref" REFERENCES part(id),
  minimum INTEGER NOT NULL DEFAULT 0,
  maximum INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE waste_kind (
  id INTEGER NOT NULL CONSTRAINT "waste_kind.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "waste_kind.code" CHECK (length(code) <= 20),
  name TEXT NOT NULL CONSTRAINT "waste_kind.name" CHECK (length(name) <= 60),
  category TEXT NOT NULL CONSTRAINT "waste_kind.category" CHECK (length(category) <= 10),
  hazard TEXT CONSTRAINT "waste_kind.hazard" CHECK (length(hazard) <= 60)
) STRICT;
CREATE TABLE waste_rule (
  id INTEGER NOT NULL CONSTRAINT "waste_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "waste_rule.label" CHECK (length(label) <= 160),
  part_id INTEGER NOT NULL CONSTRAINT "waste_rule.part_id.ref" REFERENCES part(id),
  kind_id INTEGER NOT NULL CONSTRAINT "waste_rule.kind_id.ref" REFERENCES waste_kind(id),
  kg INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE waste_balance (
  unit_id INTEGER NOT NULL DEFAULT 0,
  kind_id INTEGER NOT NULL CONSTRAINT "waste_balance.kind_id.ref" REFERENCES waste_kind(id),
  kg INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "waste_balance.primary" PRIMARY KEY (unit_id, kind_id),
  CONSTRAINT "waste_balance.some" CHECK (kg >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE waste_entry (
  id INTEGER NOT NULL CONSTRAINT "waste_entry.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "waste_entry.number" CHECK (length(number) <= 40),
  kind_id INTEGER NOT NULL CONSTRAINT "waste_entry.kind_id.ref" REFERENCES waste_kind(id),
  kg INTEGER NOT NULL DEFAULT 0,
  arose_on INTEGER NOT NULL,
  container TEXT CONSTRAINT "waste_entry.container" CHECK (length(container) <= 60),
  place TEXT CONSTRAINT "waste_entry.place" CHECK (length(place) <= 60),
  stored_by_id INTEGER CONSTRAINT "waste_entry.stored_by_id.ref" REFERENCES employee(id),
  wrong INTEGER NOT NULL DEFAULT 0 CONSTRAINT "waste_entry.wrong" CHECK (wrong IN (0, 1)),
  reason TEXT CONSTRAINT "waste_entry.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE waste_transfer (
  id INTEGER NOT NULL CONSTRAINT "waste_transfer.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "waste_transfer.number" CHECK (length(number) <= 40),
  manifest TEXT CONSTRAINT "waste_transfer.manifest" CHECK (length(manifest) <= 40),
  kind_id INTEGER NOT NULL CONSTRAINT "waste_transfer.kind_id.ref" REFERENCES waste_kind(id),
  kg INTEGER NOT NULL DEFAULT 0,
  receiver_id INTEGER NOT NULL CONSTRAINT "waste_transfer.receiver_id.ref" REFERENCES party(id),
  licence TEXT NOT NULL CONSTRAINT "waste_transfer.licence" CHECK (length(licence) <= 40),
  carrier TEXT NOT NULL CONSTRAINT "waste_transfer.carrier" CHECK (length(carrier) <= 60),
  disposal TEXT NOT NULL CONSTRAINT "waste_transfer.disposal" CHECK (length(disposal) <= 60),
  state TEXT NOT NULL,
  gone_at INTEGER,
  handed_by_id INTEGER CONSTRAINT "waste_transfer.handed_by_id.ref" REFERENCES employee(id),
  disposed_on INTEGER,
  reason TEXT CONSTRAINT "waste_transfer.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE tool (
  id INTEGER NOT NULL CONSTRAINT "tool.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "tool.code" CHECK (length(code) <= 30),
  name TEXT NOT NULL CONSTRAINT "tool.name" CHECK (length(name) <= 60),
  kind TEXT NOT NULL,
  bin_id INTEGER CONSTRAINT "tool.bin_id.ref" REFERENCES bin(id),
  calibrated INTEGER NOT NULL DEFAULT 0 CONSTRAINT "tool.calibrated" CHECK (calibrated IN (0, 1)),
  calibrated_until INTEGER,
  maintain_days INTEGER NOT NULL DEFAULT 0,
  maintain_on INTEGER,
  state TEXT,
  holder_id INTEGER CONSTRAINT "tool.holder_id.ref" REFERENCES employee(id),
  due_on INTEGER,
  note TEXT CONSTRAINT "tool.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE tool_record (
  id INTEGER NOT NULL CONSTRAINT "tool_record.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  tool_id INTEGER NOT NULL CONSTRAINT "tool_record.tool_id.ref" REFERENCES tool(id),
  event TEXT NOT NULL,
  day INTEGER NOT NULL,
  employee_id INTEGER CONSTRAINT "tool_record.employee_id.ref" REFERENCES employee(id),
  certificate TEXT CONSTRAINT "tool_record.certificate" CHECK (length(certificate) <= 60),
  note TEXT CONSTRAINT "tool_record.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE old_part (
  id INTEGER NOT NULL CONSTRAINT "old_part.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "old_part.label" CHECK (length(label) <= 120),
  repair_order_id INTEGER NOT NULL CONSTRAINT "old_part.repair_order_id.ref" REFERENCES repair_order(id),
  part_id INTEGER NOT NULL CONSTRAINT "old_part.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  bin_id INTEGER CONSTRAINT "old_part.bin_id.ref" REFERENCES bin(id),
  keep_until INTEGER,
  state TEXT NOT NULL,
  reason TEXT CONSTRAINT "old_part.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE shop_plan (
  id INTEGER NOT NULL CONSTRAINT "shop_plan.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "shop_plan.label" CHECK (length(label) <= 60),
  edition INTEGER NOT NULL DEFAULT 0,
  planned_at INTEGER,
  cars INTEGER NOT NULL DEFAULT 0,
  late INTEGER NOT NULL DEFAULT 0,
  unplaced TEXT CONSTRAINT "shop_plan.unplaced" CHECK (length(unplaced) <= 400)
) STRICT;
CREATE TABLE plan_slot (
  id INTEGER NOT NULL CONSTRAINT "plan_slot.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "plan_slot.title" CHECK (length(title) <= 40),
  repair_order_id INTEGER NOT NULL CONSTRAINT "plan_slot.repair_order_id.ref" REFERENCES repair_order(id),
  assignment_id INTEGER CONSTRAINT "plan_slot.assignment_id.ref" REFERENCES assignment(id),
  technician_id INTEGER CONSTRAINT "plan_slot.technician_id.ref" REFERENCES employee(id),
  bay_id INTEGER CONSTRAINT "plan_slot.bay_id.ref" REFERENCES bay(id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  work INTEGER NOT NULL DEFAULT 0,
  pinned INTEGER NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.pinned" CHECK (pinned IN (0, 1)),
  overtime INTEGER NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.overtime" CHECK (overtime IN (0, 1)),
  state TEXT,
  edition INTEGER NOT NULL DEFAULT 0,
  moved_by_id INTEGER CONSTRAINT "plan_slot.moved_by_id.ref" REFERENCES employee(id),
  moved_at INTEGER,
  was_technician_id INTEGER CONSTRAINT "plan_slot.was_technician_id.ref" REFERENCES employee(id),
  was_bay_id INTEGER CONSTRAINT "plan_slot.was_bay_id.ref" REFERENCES bay(id),
  was_at INTEGER,
  was_pinned INTEGER NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.was_pinned" CHECK (was_pinned IN (0, 1)),
  CONSTRAINT "plan_slot.forward" CHECK (ends_at >= starts_at)
) STRICT;
CREATE TABLE accident_case (
  id INTEGER NOT NULL CONSTRAINT "accident_case.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "accident_case.number" CHECK (length(number) <= 40),
  vehicle_id INTEGER NOT NULL CONSTRAINT "accident_case.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "accident_case.party_id.ref" REFERENCES party(id),
  insurer_id INTEGER NOT NULL CONSTRAINT "accident_case.insurer_id.ref" REFERENCES party(id),
  state TEXT,
  policy_no TEXT CONSTRAINT "accident_case.policy_no" CHECK (length(policy_no) <= 40),
  report_no TEXT NOT NULL CONSTRAINT "accident_case.report_no" CHECK (length(report_no) <= 40),
  claim_no TEXT CONSTRAINT "accident_case.claim_no" CHECK (length(claim_no) <= 40),
  kind TEXT NOT NULL,
  accident_on INTEGER NOT NULL,
  place TEXT CONSTRAINT "accident_case.place" CHECK (length(place) <= 120),
  liability INTEGER NOT NULL DEFAULT 0,
  driver_name TEXT CONSTRAINT "accident_case.driver_name" CHECK (length(driver_name) <= 60),
  driver_phone TEXT CONSTRAINT "accident_case.driver_phone" CHECK (length(driver_phone) <= 24),
  third_plate TEXT CONSTRAINT "accident_case.third_plate" CHECK (length(third_plate) <= 24),
  third_name TEXT CONSTRAINT "accident_case.third_name" CHECK (length(third_name) <= 60),
  third_insurer TEXT CONSTRAINT "accident_case.third_insurer" CHECK (length(third_insurer) <= 60),
  reported_on INTEGER NOT NULL,
  surveyed_on INTEGER,
  surveyor TEXT CONSTRAINT "accident_case.surveyor" CHECK (length(surveyor) <= 60),
  survey TEXT CONSTRAINT "accident_case.survey" CHECK (length(survey) <= 1000),
  repair_order_id INTEGER CONSTRAINT "accident_case.repair_order_id.ref" REFERENCES repair_order(id),
  asked INTEGER NOT NULL DEFAULT 0,
  agreed INTEGER NOT NULL DEFAULT 0,
  self_pay INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  written_off INTEGER NOT NULL DEFAULT 0,
  settlement_id INTEGER CONSTRAINT "accident_case.settlement_id.ref" REFERENCES settlement(id),
  charged INTEGER NOT NULL DEFAULT 0,
  submit_by INTEGER,
  submitted_on INTEGER,
  pay_by INTEGER,
  closed_on INTEGER,
  reason TEXT CONSTRAINT "accident_case.reason" CHECK (length(reason) <= 200),
  note TEXT CONSTRAINT "accident_case.note" CHECK (length(note) <= 2000),
  CONSTRAINT "accident_case.amounts" CHECK (asked >= 0 AND agreed >= 0 AND self_pay >= 0 AND due >= 0 AND written_off >= 0 AND charged >= 0)
) STRICT;
CREATE TABLE loss_line (
  id INTEGER NOT NULL CONSTRAINT "loss_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  assessment_id INTEGER NOT NULL CONSTRAINT "loss_line.assessment_id.ref" REFERENCES loss_assessment(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL CONSTRAINT "loss_line.title" CHECK (length(title) <= 80),
  part_id INTEGER CONSTRAINT "loss_line.part_id.ref" REFERENCES part(id),
  quantity INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  agreed INTEGER NOT NULL DEFAULT 0,
  difference INTEGER NOT NULL DEFAULT 0,
  decision TEXT,
  ro_line_id INTEGER CONSTRAINT "loss_line.ro_line_id.ref" REFERENCES ro_line(id),
  CONSTRAINT "loss_line.amounts" CHECK (quantity > 0 AND asked >= 0 AND agreed >= 0 AND agreed <= asked AND difference >= 0)
) STRICT;
CREATE TABLE loss_assessment (
  id INTEGER NOT NULL CONSTRAINT "loss_assessment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "loss_assessment.number" CHECK (length(number) <= 40),
  case_id INTEGER NOT NULL CONSTRAINT "loss_assessment.case_id.ref" REFERENCES accident_case(id),
  edition INTEGER NOT NULL DEFAULT 0,
  supplement INTEGER NOT NULL DEFAULT 0 CONSTRAINT "loss_assessment.supplement" CHECK (supplement IN (0, 1)),
  state TEXT,
  asked INTEGER NOT NULL DEFAULT 0,
  agreed INTEGER NOT NULL DEFAULT 0,
  salvage INTEGER NOT NULL DEFAULT 0,
  deductible INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL DEFAULT 0,
  self_pay INTEGER NOT NULL DEFAULT 0,
  sent_by INTEGER CONSTRAINT "loss_assessment.sent_by.ref" REFERENCES account(id),
  approved_by INTEGER CONSTRAINT "loss_assessment.approved_by.ref" REFERENCES account(id),
  assessor TEXT CONSTRAINT "loss_assessment.assessor" CHECK (length(assessor) <= 60),
  answered_on INTEGER,
  signer TEXT CONSTRAINT "loss_assessment.signer" CHECK (length(signer) <= 60),
  confirmed_at INTEGER,
  refused_by TEXT,
  reason TEXT CONSTRAINT "loss_assessment.reason" CHECK (length(reason) <= 200),
  note TEXT CONSTRAINT "loss_assessment.note" CHECK (length(note) <= 200),
  CONSTRAINT "loss_assessment.shares" CHECK (agreed <= asked AND (state NOT IN ('agreed', 'confirmed') OR due = agreed - salvage - deductible))
) STRICT;
CREATE TABLE claim_paper (
  id INTEGER NOT NULL CONSTRAINT "claim_paper.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  case_id INTEGER NOT NULL CONSTRAINT "claim_paper.case_id.ref" REFERENCES accident_case(id),
  kind TEXT NOT NULL,
  title TEXT CONSTRAINT "claim_paper.title" CHECK (length(title) <= 120),
  state TEXT,
  received_on INTEGER,
  file_id INTEGER CONSTRAINT "claim_paper.file_id.ref" REFERENCES file(id),
  note TEXT CONSTRAINT "claim_paper.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE insurer_credit (
  id INTEGER NOT NULL CONSTRAINT "insurer_credit.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT NOT NULL CONSTRAINT "insurer_credit.label" CHECK (length(label) <= 60),
  insurer_id INTEGER NOT NULL CONSTRAINT "insurer_credit.insurer_id.ref" REFERENCES party(id),
  amount INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "insurer_credit.left" CHECK (amount >= 0)
) STRICT;
CREATE TABLE rental_car (
  id INTEGER NOT NULL CONSTRAINT "rental_car.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "rental_car.label" CHECK (length(label) <= 40),
  vehicle_id INTEGER NOT NULL CONSTRAINT "rental_car.vehicle_id.ref" REFERENCES vehicle(id),
  day_price INTEGER NOT NULL DEFAULT 0,
  km_a_day INTEGER NOT NULL DEFAULT 0,
  km_price INTEGER NOT NULL DEFAULT 0,
  deposit INTEGER NOT NULL DEFAULT 0,
  insured_until INTEGER NOT NULL
) STRICT;
CREATE TABLE rental_day (
  unit_id INTEGER NOT NULL DEFAULT 0,
  car_id INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL,
  rental_id INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "rental_day.primary" PRIMARY KEY (car_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE rental (
  id INTEGER NOT NULL CONSTRAINT "rental.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "rental.number" CHECK (length(number) <= 40),
  car_id INTEGER NOT NULL CONSTRAINT "rental.car_id.ref" REFERENCES rental_car(id),
  party_id INTEGER NOT NULL CONSTRAINT "rental.party_id.ref" REFERENCES party(id),
  state TEXT,
  day_from INTEGER NOT NULL,
  day_to INTEGER NOT NULL,
  repair_order_id INTEGER CONSTRAINT "rental.repair_order_id.ref" REFERENCES repair_order(id),
  day_price INTEGER NOT NULL DEFAULT 0,
  deposit INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  lateness TEXT,
  late_at INTEGER,
  driver_name TEXT CONSTRAINT "rental.driver_name" CHECK (length(driver_name) <= 60),
  licence_no TEXT CONSTRAINT "rental.licence_no" CHECK (length(licence_no) <= 30),
  licence_until INTEGER,
  km_out INTEGER NOT NULL DEFAULT 0,
  fuel_out INTEGER NOT NULL DEFAULT 0,
  damage_out TEXT CONSTRAINT "rental.damage_out" CHECK (length(damage_out) <= 1000),
  photo_out INTEGER CONSTRAINT "rental.photo_out.ref" REFERENCES file(id),
  out_at INTEGER,
  km_in INTEGER NOT NULL DEFAULT 0,
  fuel_in INTEGER NOT NULL DEFAULT 0,
  damage_in TEXT CONSTRAINT "rental.damage_in" CHECK (length(damage_in) <= 1000),
  photo_in INTEGER CONSTRAINT "rental.photo_in.ref" REFERENCES file(id),
  in_at INTEGER,
  settlement_id INTEGER CONSTRAINT "rental.settlement_id.ref" REFERENCES settlement(id),
  reason TEXT CONSTRAINT "rental.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "rental.forward" CHECK (day_to >= day_from AND held >= 0)
) STRICT;
CREATE TABLE rental_charge (
  id INTEGER NOT NULL CONSTRAINT "rental_charge.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  rental_id INTEGER NOT NULL CONSTRAINT "rental_charge.rental_id.ref" REFERENCES rental(id),
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "rental_charge.note" CHECK (length(note) <= 200),
  settlement_id INTEGER CONSTRAINT "rental_charge.settlement_id.ref" REFERENCES settlement(id),
  state TEXT NOT NULL,
  reason TEXT CONSTRAINT "rental_charge.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "rental_charge.some" CHECK (amount > 0),
  CONSTRAINT "rental_charge.unbilled" CHECK (state = 'stands' OR settlement_id IS NULL)
) STRICT;
CREATE TABLE agency_case (
  id INTEGER NOT NULL CONSTRAINT "agency_case.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "agency_case.number" CHECK (length(number) <= 40),
  kind TEXT NOT NULL,
  vehicle_id INTEGER NOT NULL CONSTRAINT "agency_case.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "agency_case.party_id.ref" REFERENCES party(id),
  state TEXT,
  agent_id INTEGER NOT NULL CONSTRAINT "agency_case.agent_id.ref" REFERENCES employee(id),
  due_at INTEGER NOT NULL,
  repair_order_id INTEGER CONSTRAINT "agency_case.repair_order_id.ref" REFERENCES repair_order(id),
  with_car INTEGER NOT NULL DEFAULT 0 CONSTRAINT "agency_case.with_car" CHECK (with_car IN (0, 1)),
  fee INTEGER NOT NULL DEFAULT 0,
  advanced INTEGER NOT NULL DEFAULT 0,
  office TEXT CONSTRAINT "agency_case.office" CHECK (length(office) <= 120),
  receipt_no TEXT CONSTRAINT "agency_case.receipt_no" CHECK (length(receipt_no) <= 60),
  valid_until INTEGER,
  result TEXT CONSTRAINT "agency_case.result" CHECK (length(result) <= 300),
  proposal_id INTEGER CONSTRAINT "agency_case.proposal_id.ref" REFERENCES proposal(id),
  settlement_id INTEGER CONSTRAINT "agency_case.settlement_id.ref" REFERENCES settlement(id),
  fee_line_id INTEGER CONSTRAINT "agency_case.fee_line_id.ref" REFERENCES ro_line(id),
  advance_line_id INTEGER CONSTRAINT "agency_case.advance_line_id.ref" REFERENCES ro_line(id),
  closed_at INTEGER,
  note TEXT CONSTRAINT "agency_case.note" CHECK (length(note) <= 1000),
  CONSTRAINT "agency_case.amounts" CHECK (fee >= 0 AND advanced >= 0)
) STRICT;
CREATE TABLE agency_paper (
  id INTEGER NOT NULL CONSTRAINT "agency_paper.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  case_id INTEGER NOT NULL CONSTRAINT "agency_paper.case_id.ref" REFERENCES agency_case(id),
  kind TEXT NOT NULL,
  title TEXT CONSTRAINT "agency_paper.title" CHECK (length(title) <= 120),
  copies INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  taken_at INTEGER,
  taken_from TEXT NOT NULL CONSTRAINT "agency_paper.taken_from" CHECK (length(taken_from) <= 60),
  taken_by_id INTEGER CONSTRAINT "agency_paper.taken_by_id.ref" REFERENCES employee(id),
  back_at INTEGER,
  back_to TEXT CONSTRAINT "agency_paper.back_to" CHECK (length(back_to) <= 60),
  signature INTEGER CONSTRAINT "agency_paper.signature.ref" REFERENCES file(id),
  back_by_id INTEGER CONSTRAINT "agency_paper.back_by_id.ref" REFERENCES employee(id),
  CONSTRAINT "agency_paper.signed_for" CHECK (state <> 'back' OR (back_to IS NOT NULL AND back_at IS NOT NULL))
) STRICT;
CREATE TABLE reminder (
  id INTEGER NOT NULL CONSTRAINT "reminder.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT CONSTRAINT "reminder.title" CHECK (length(title) <= 40),
  vehicle_id INTEGER NOT NULL CONSTRAINT "reminder.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "reminder.party_id.ref" REFERENCES party(id),
  due_on INTEGER NOT NULL,
  why TEXT,
  due_km INTEGER NOT NULL DEFAULT 0,
  km_month INTEGER NOT NULL DEFAULT 0,
  error_days INTEGER NOT NULL DEFAULT 0,
  call_on INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  refused_last TEXT CONSTRAINT "reminder.refused_last" CHECK (length(refused_last) <= 1000),
  outcome TEXT,
  note TEXT CONSTRAINT "reminder.note" CHECK (length(note) <= 1000),
  messaged_at INTEGER,
  appointment_id INTEGER CONSTRAINT "reminder.appointment_id.ref" REFERENCES appointment(id)
) STRICT;
CREATE TABLE complaint (
  id INTEGER NOT NULL CONSTRAINT "complaint.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "complaint.number" CHECK (length(number) <= 40),
  subject TEXT NOT NULL CONSTRAINT "complaint.subject" CHECK (length(subject) <= 120),
  kind TEXT NOT NULL,
  class TEXT NOT NULL,
  party_id INTEGER NOT NULL CONSTRAINT "complaint.party_id.ref" REFERENCES party(id),
  vehicle_id INTEGER CONSTRAINT "complaint.vehicle_id.ref" REFERENCES vehicle(id),
  repair_order_id INTEGER CONSTRAINT "complaint.repair_order_id.ref" REFERENCES repair_order(id),
  follow_up_id INTEGER CONSTRAINT "complaint.follow_up_id.ref" REFERENCES follow_up(id),
  source TEXT NOT NULL,
  story TEXT CONSTRAINT "complaint.story" CHECK (length(story) <= 2000),
  wants TEXT CONSTRAINT "complaint.wants" CHECK (length(wants) <= 200),
  state TEXT,
  urgency TEXT,
  due_at INTEGER NOT NULL,
  owner_id INTEGER CONSTRAINT "complaint.owner_id.ref" REFERENCES employee(id),
  owner_post_id INTEGER CONSTRAINT "complaint.owner_post_id.ref" REFERENCES post(id),
  owner_unit_id INTEGER CONSTRAINT "complaint.owner_unit_id.ref" REFERENCES unit(id),
  repeated INTEGER NOT NULL DEFAULT 0 CONSTRAINT "complaint.repeated" CHECK (repeated IN (0, 1)),
  earlier_id INTEGER CONSTRAINT "complaint.earlier_id.ref" REFERENCES complaint(id),
  received_by_id INTEGER CONSTRAINT "complaint.received_by_id.ref" REFERENCES employee(id),
  day INTEGER NOT NULL,
  cause TEXT,
  analysis TEXT CONSTRAINT "complaint.analysis" CHECK (length(analysis) <= 1000),
  apology INTEGER NOT NULL DEFAULT 0 CONSTRAINT "complaint.apology" CHECK (apology IN (0, 1)),
  voucher INTEGER NOT NULL DEFAULT 0 CONSTRAINT "complaint.voucher" CHECK (voucher IN (0, 1)),
  free_rework INTEGER NOT NULL DEFAULT 0 CONSTRAINT "complaint.free_rework" CHECK (free_rework IN (0, 1)),
  refund INTEGER NOT NULL DEFAULT 0 CONSTRAINT "complaint.refund" CHECK (refund IN (0, 1)),
  amount INTEGER NOT NULL DEFAULT 0,
  remedy TEXT CONSTRAINT "complaint.remedy" CHECK (length(remedy) <= 400),
  answer TEXT,
  answer_note TEXT CONSTRAINT "complaint.answer_note" CHECK (length(answer_note) <= 400),
  answered_at INTEGER,
  silent_tries INTEGER NOT NULL DEFAULT 0,
  late_at INTEGER,
  instruction TEXT CONSTRAINT "complaint.instruction" CHECK (length(instruction) <= 400),
  reason TEXT CONSTRAINT "complaint.reason" CHECK (length(reason) <= 200),
  reopenings INTEGER NOT NULL DEFAULT 0,
  closed_at INTEGER,
  closed_by_id INTEGER CONSTRAINT "complaint.closed_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE after_service (
  id INTEGER NOT NULL CONSTRAINT "after_service.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "after_service.code" CHECK (length(code) <= 20),
  title TEXT NOT NULL CONSTRAINT "after_service.title" CHECK (length(title) <= 80),
  kind TEXT NOT NULL,
  answer_hours INTEGER NOT NULL DEFAULT 0,
  limit_days INTEGER NOT NULL DEFAULT 0,
  terms TEXT CONSTRAINT "after_service.terms" CHECK (length(terms) <= 1000),
  source TEXT NOT NULL CONSTRAINT "after_service.source" CHECK (length(source) <= 200),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE follow_up (
  id INTEGER NOT NULL CONSTRAINT "follow_up.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "follow_up.title" CHECK (length(title) <= 80),
  kind TEXT NOT NULL,
  repair_order_id INTEGER NOT NULL CONSTRAINT "follow_up.repair_order_id.ref" REFERENCES repair_order(id),
  party_id INTEGER NOT NULL CONSTRAINT "follow_up.party_id.ref" REFERENCES party(id),
  due_on INTEGER NOT NULL,
  state TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  channel TEXT,
  score_promise INTEGER NOT NULL DEFAULT 0,
  score_attitude INTEGER NOT NULL DEFAULT 0,
  score_quality INTEGER NOT NULL DEFAULT 0,
  score_speed INTEGER NOT NULL DEFAULT 0,
  score_price INTEGER NOT NULL DEFAULT 0,
  nps INTEGER,
  dissatisfied INTEGER NOT NULL DEFAULT 0 CONSTRAINT "follow_up.dissatisfied" CHECK (dissatisfied IN (0, 1)),
  note TEXT CONSTRAINT "follow_up.note" CHECK (length(note) <= 1000),
  reached_at INTEGER,
  CONSTRAINT "follow_up.marks" CHECK (score_promise BETWEEN 0 AND 5 AND score_attitude BETWEEN 0 AND 5 AND score_quality BETWEEN 0 AND 5 AND score_speed BETWEEN 0 AND 5 AND score_price BETWEEN 0 AND 5)
) STRICT;
CREATE TABLE comeback (
  id INTEGER NOT NULL CONSTRAINT "comeback.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "comeback.title" CHECK (length(title) <= 60),
  origin_order_id INTEGER NOT NULL CONSTRAINT "comeback.origin_order_id.ref" REFERENCES repair_order(id),
  repair_order_id INTEGER CONSTRAINT "comeback.repair_order_id.ref" REFERENCES repair_order(id),
  vehicle_id INTEGER NOT NULL CONSTRAINT "comeback.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "comeback.party_id.ref" REFERENCES party(id),
  day INTEGER NOT NULL,
  days_after INTEGER NOT NULL DEFAULT 0,
  km_after INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  technician_id INTEGER CONSTRAINT "comeback.technician_id.ref" REFERENCES employee(id),
  adviser_id INTEGER CONSTRAINT "comeback.adviser_id.ref" REFERENCES employee(id),
  state TEXT,
  cause TEXT,
  cause_note TEXT CONSTRAINT "comeback.cause_note" CHECK (length(cause_note) <= 400),
  proof_until INTEGER,
  judged_by_id INTEGER CONSTRAINT "comeback.judged_by_id.ref" REFERENCES employee(id),
  workshop TEXT CONSTRAINT "comeback.workshop" CHECK (length(workshop) <= 80),
  outside_cost INTEGER NOT NULL DEFAULT 0,
  goodwill INTEGER NOT NULL DEFAULT 0 CONSTRAINT "comeback.goodwill" CHECK (goodwill IN (0, 1)),
  goodwill_reason TEXT CONSTRAINT "comeback.goodwill_reason" CHECK (length(goodwill_reason) <= 200),
  goodwill_by_id INTEGER CONSTRAINT "comeback.goodwill_by_id.ref" REFERENCES employee(id),
  CONSTRAINT "comeback.goodwill_told" CHECK ((goodwill = 1) = (goodwill_reason IS NOT NULL))
) STRICT;
CREATE TABLE record_key (
  unit_id INTEGER NOT NULL DEFAULT 0,
  id_ INTEGER NOT NULL DEFAULT 0,
  public_key TEXT NOT NULL CONSTRAINT "record_key.public_key" CHECK (length(public_key) <= 64),
  secret_key TEXT NOT NULL CONSTRAINT "record_key.secret_key" CHECK (length(secret_key) <= 128),
  made_at INTEGER NOT NULL,
  CONSTRAINT "record_key.primary" PRIMARY KEY (id_)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_licence (
  id INTEGER NOT NULL CONSTRAINT "repair_licence.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "repair_licence.number" CHECK (length(number) <= 40),
  class TEXT NOT NULL,
  company_code TEXT CONSTRAINT "repair_licence.company_code" CHECK (length(company_code) <= 40),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE TABLE platform_secret (
  unit_id INTEGER NOT NULL DEFAULT 0,
  licence_id INTEGER NOT NULL DEFAULT 0,
  password TEXT NOT NULL CONSTRAINT "platform_secret.password" CHECK (length(password) <= 100),
  CONSTRAINT "platform_secret.primary" PRIMARY KEY (licence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_platform (
  id INTEGER NOT NULL CONSTRAINT "record_platform.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "record_platform.name" CHECK (length(name) <= 60),
  division TEXT NOT NULL CONSTRAINT "record_platform.division" CHECK (length(division) <= 6),
  kind TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  source TEXT CONSTRAINT "record_platform.source" CHECK (length(source) <= 200)
) STRICT;
CREATE TABLE record_upload (
  id INTEGER NOT NULL CONSTRAINT "record_upload.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  title TEXT NOT NULL CONSTRAINT "record_upload.title" CHECK (length(title) <= 40),
  repair_order_id INTEGER NOT NULL CONSTRAINT "record_upload.repair_order_id.ref" REFERENCES repair_order(id),
  vehicle_id INTEGER NOT NULL CONSTRAINT "record_upload.vehicle_id.ref" REFERENCES vehicle(id),
  state TEXT,
  settled_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  accepted_at INTEGER,
  missing TEXT CONSTRAINT "record_upload.missing" CHECK (length(missing) <= 600),
  missing_en TEXT CONSTRAINT "record_upload.missing_en" CHECK (length(missing_en) <= 600),
  answer TEXT CONSTRAINT "record_upload.answer" CHECK (length(answer) <= 300),
  edition INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  rejections INTEGER NOT NULL DEFAULT 0,
  again_at INTEGER,
  fault TEXT CONSTRAINT "record_upload.fault" CHECK (length(fault) <= 1000),
  odometer_km INTEGER NOT NULL DEFAULT 0,
  reason TEXT CONSTRAINT "record_upload.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE record_content (
  id INTEGER NOT NULL CONSTRAINT "record_content.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  record_upload_id INTEGER NOT NULL CONSTRAINT "record_content.record_upload_id.ref" REFERENCES record_upload(id),
  edition INTEGER NOT NULL DEFAULT 0,
  content TEXT NOT NULL CONSTRAINT "record_content.content" CHECK (length(content) <= 50000),
  hash TEXT NOT NULL CONSTRAINT "record_content.hash" CHECK (length(hash) <= 64)
) STRICT;
CREATE TABLE record_try (
  id INTEGER NOT NULL CONSTRAINT "record_try.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  record_upload_id INTEGER NOT NULL CONSTRAINT "record_try.record_upload_id.ref" REFERENCES record_upload(id),
  edition INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL,
  answer TEXT CONSTRAINT "record_try.answer" CHECK (length(answer) <= 300)
) STRICT;
CREATE TABLE platform_book (
  unit_id INTEGER NOT NULL DEFAULT 0,
  company_code TEXT NOT NULL CONSTRAINT "platform_book.company_code" CHECK (length(company_code) <= 40),
  code TEXT NOT NULL CONSTRAINT "platform_book.code" CHECK (length(code) <= 40),
  vin TEXT NOT NULL CONSTRAINT "platform_book.vin" CHECK (length(vin) <= 17),
  hash TEXT NOT NULL CONSTRAINT "platform_book.hash" CHECK (length(hash) <= 64),
  bad TEXT CONSTRAINT "platform_book.bad" CHECK (length(bad) <= 64),
  taken INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "platform_book.primary" PRIMARY KEY (company_code, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_link (
  id INTEGER NOT NULL CONSTRAINT "customer_link.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT NOT NULL CONSTRAINT "customer_link.label" CHECK (length(label) <= 60),
  repair_order_id INTEGER NOT NULL CONSTRAINT "customer_link.repair_order_id.ref" REFERENCES repair_order(id),
  vehicle_id INTEGER NOT NULL CONSTRAINT "customer_link.vehicle_id.ref" REFERENCES vehicle(id),
  party_id INTEGER NOT NULL CONSTRAINT "customer_link.party_id.ref" REFERENCES party(id),
  state TEXT,
  code_hash TEXT NOT NULL CONSTRAINT "customer_link.code_hash" CHECK (length(code_hash) <= 64),
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER,
  made_by_id INTEGER CONSTRAINT "customer_link.made_by_id.ref" REFERENCES employee(id)
) STRICT;
CREATE TABLE customer_session (
  unit_id INTEGER NOT NULL DEFAULT 0,
  token_hash TEXT NOT NULL CONSTRAINT "customer_session.token_hash" CHECK (length(token_hash) <= 64),
  link_id INTEGER NOT NULL DEFAULT 0,
  csrf TEXT NOT NULL CONSTRAINT "customer_session.csrf" CHECK (length(csrf) <= 64),
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT "customer_session.primary" PRIMARY KEY (token_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_receipt (
  id INTEGER NOT NULL CONSTRAINT "customer_receipt.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  code TEXT NOT NULL CONSTRAINT "customer_receipt.code" CHECK (length(code) <= 20),
  repair_order_id INTEGER NOT NULL CONSTRAINT "customer_receipt.repair_order_id.ref" REFERENCES repair_order(id),
  link_id INTEGER NOT NULL CONSTRAINT "customer_receipt.link_id.ref" REFERENCES customer_link(id),
  signer TEXT NOT NULL CONSTRAINT "customer_receipt.signer" CHECK (length(signer) <= 60),
  total INTEGER NOT NULL DEFAULT 0,
  statement TEXT NOT NULL CONSTRAINT "customer_receipt.statement" CHECK (length(statement) <= 20000),
  signature INTEGER CONSTRAINT "customer_receipt.signature.ref" REFERENCES file(id),
  hash TEXT NOT NULL CONSTRAINT "customer_receipt.hash" CHECK (length(hash) <= 64)
) STRICT;
CREATE TABLE online_payment (
  id INTEGER NOT NULL CONSTRAINT "online_payment.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "online_payment.number" CHECK (length(number) <= 40),
  settlement_id INTEGER NOT NULL CONSTRAINT "online_payment.settlement_id.ref" REFERENCES settlement(id),
  link_id INTEGER NOT NULL CONSTRAINT "online_payment.link_id.ref" REFERENCES customer_link(id),
  method TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  state TEXT,
  reference TEXT CONSTRAINT "online_payment.reference" CHECK (length(reference) <= 64)
) STRICT;
CREATE TABLE pay_simulator (
  unit_id INTEGER NOT NULL DEFAULT 0,
  number TEXT NOT NULL CONSTRAINT "pay_simulator.number" CHECK (length(number) <= 40),
  amount INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CONSTRAINT "pay_simulator.state" CHECK (length(state) <= 10),
  reference TEXT CONSTRAINT "pay_simulator.reference" CHECK (length(reference) <= 64),
  CONSTRAINT "pay_simulator.primary" PRIMARY KEY (number)
) STRICT, WITHOUT ROWID;
CREATE TABLE commission_tier (
  id INTEGER NOT NULL CONSTRAINT "commission_tier.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  rule_id INTEGER NOT NULL CONSTRAINT "commission_tier.rule_id.ref" REFERENCES commission_rule(id),
  from_amount INTEGER NOT NULL DEFAULT 0,
  rate INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE commission_rule (
  id INTEGER NOT NULL CONSTRAINT "commission_rule.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "commission_rule.name" CHECK (length(name) <= 60),
  principle TEXT NOT NULL CONSTRAINT "commission_rule.principle" CHECK (length(principle) <= 200),
  role TEXT NOT NULL,
  target TEXT NOT NULL,
  labour_item_id INTEGER CONSTRAINT "commission_rule.labour_item_id.ref" REFERENCES labour_item(id),
  base TEXT NOT NULL,
  rate INTEGER NOT NULL DEFAULT 0,
  each INTEGER NOT NULL DEFAULT 0,
  for_unit_id INTEGER CONSTRAINT "commission_rule.for_unit_id.ref" REFERENCES unit(id),
  first_day INTEGER NOT NULL,
  last_day INTEGER
) STRICT;
CREATE TABLE commission_line (
  id INTEGER NOT NULL CONSTRAINT "commission_line.id" PRIMARY KEY,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  employee_id INTEGER NOT NULL CONSTRAINT "commission_line.employee_id.ref" REFERENCES employee(id),
  month INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL,
  rule_id INTEGER NOT NULL CONSTRAINT "commission_line.rule_id.ref" REFERENCES commission_rule(id),
  repair_order_id INTEGER CONSTRAINT "commission_line.repair_order_id.ref" REFERENCES repair_order(id),
  line_id INTEGER CONSTRAINT "commission_line.line_id.ref" REFERENCES ro_line(id),
  base INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  locked_in_id INTEGER CONSTRAINT "commission_line.locked_in_id.ref" REFERENCES commission_month(id)
) STRICT;
CREATE TABLE commission_slip (
  id INTEGER NOT NULL CONSTRAINT "commission_slip.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  month_id INTEGER NOT NULL CONSTRAINT "commission_slip.month_id.ref" REFERENCES commission_month(id),
  employee_id INTEGER NOT NULL CONSTRAINT "commission_slip.employee_id.ref" REFERENCES employee(id),
  orders INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE commission_month (
  id INTEGER NOT NULL CONSTRAINT "commission_month.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "commission_month.label" CHECK (length(label) <= 40),
  month INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  locked_by_id INTEGER CONSTRAINT "commission_month.locked_by_id.ref" REFERENCES account(id),
  reason TEXT CONSTRAINT "commission_month.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE expense_kind (
  id INTEGER NOT NULL CONSTRAINT "expense_kind.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  name TEXT NOT NULL CONSTRAINT "expense_kind.name" CHECK (length(name) <= 40),
  side TEXT NOT NULL CONSTRAINT "expense_kind.side" CHECK (length(side) <= 12),
  most INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "expense_kind.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE expense_line (
  id INTEGER NOT NULL CONSTRAINT "expense_line.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  claim_id INTEGER NOT NULL CONSTRAINT "expense_line.claim_id.ref" REFERENCES expense_claim(id),
  kind_id INTEGER NOT NULL CONSTRAINT "expense_line.kind_id.ref" REFERENCES expense_kind(id),
  side TEXT CONSTRAINT "expense_line.side" CHECK (length(side) <= 12),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "expense_line.note" CHECK (length(note) <= 200),
  CONSTRAINT "expense_line.some" CHECK (amount > 0 AND tax >= 0 AND tax < amount)
) STRICT;
CREATE TABLE expense_claim (
  id INTEGER NOT NULL CONSTRAINT "expense_claim.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "expense_claim.number" CHECK (length(number) <= 40),
  employee_id INTEGER CONSTRAINT "expense_claim.employee_id.ref" REFERENCES employee(id),
  purpose TEXT NOT NULL CONSTRAINT "expense_claim.purpose" CHECK (length(purpose) <= 200),
  month INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  method TEXT,
  paid_on INTEGER,
  reason TEXT CONSTRAINT "expense_claim.reason" CHECK (length(reason) <= 200)
) STRICT;
CREATE TABLE budget (
  id INTEGER NOT NULL CONSTRAINT "budget.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "budget.label" CHECK (length(label) <= 60),
  month INTEGER NOT NULL DEFAULT 0,
  side TEXT NOT NULL CONSTRAINT "budget.side" CHECK (length(side) <= 12),
  amount INTEGER NOT NULL DEFAULT 0,
  note TEXT CONSTRAINT "budget.note" CHECK (length(note) <= 200)
) STRICT;
CREATE TABLE cash_plan_item (
  id INTEGER NOT NULL CONSTRAINT "cash_plan_item.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  what TEXT NOT NULL CONSTRAINT "cash_plan_item.what" CHECK (length(what) <= 80),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE tax_invoice (
  id INTEGER NOT NULL CONSTRAINT "tax_invoice.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  number TEXT NOT NULL CONSTRAINT "tax_invoice.number" CHECK (length(number) <= 40),
  settlement_id INTEGER NOT NULL CONSTRAINT "tax_invoice.settlement_id.ref" REFERENCES settlement(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL CONSTRAINT "tax_invoice.title" CHECK (length(title) <= 100),
  tax_number TEXT CONSTRAINT "tax_invoice.tax_number" CHECK (length(tax_number) <= 20),
  net INTEGER NOT NULL DEFAULT 0,
  tax_rate INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  invoice_number TEXT CONSTRAINT "tax_invoice.invoice_number" CHECK (length(invoice_number) <= 20),
  red_number TEXT CONSTRAINT "tax_invoice.red_number" CHECK (length(red_number) <= 20),
  state TEXT NOT NULL,
  answer TEXT CONSTRAINT "tax_invoice.answer" CHECK (length(answer) <= 200),
  reason TEXT CONSTRAINT "tax_invoice.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "tax_invoice.adds_up" CHECK (total = net + tax AND total > 0 AND tax >= 0)
) STRICT;
CREATE TABLE related_party (
  id INTEGER NOT NULL CONSTRAINT "related_party.id" PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  unit_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER,
  label TEXT CONSTRAINT "related_party.label" CHECK (length(label) <= 120),
  party_id INTEGER NOT NULL CONSTRAINT "related_party.party_id.ref" REFERENCES party(id),
  company_id INTEGER NOT NULL CONSTRAINT "related_party.company_id.ref" REFERENCES unit(id)
) STRICT;
CREATE UNIQUE INDEX "account.name" ON account (name) WHERE retired_at IS NULL;
CREATE INDEX "login_session.expiry" ON login_session (expires_at);
CREATE INDEX "login_session.account" ON login_session (account_id);
CREATE INDEX "login_failure.age" ON login_failure (at);
CREATE UNIQUE INDEX "event.chain" ON event (node, seq);
CREATE INDEX "event.timeline" ON event (entity_id, entity, id);
CREATE INDEX "stage_log.of_document" ON stage_log (entity_id, entity);
CREATE UNIQUE INDEX "idempotency.request" ON idempotency (request_key, actor_id);
CREATE INDEX "timer.due" ON timer (due_at);
CREATE INDEX "outbox.waiting" ON outbox (due_at, id_) WHERE sent_at IS NULL;
CREATE INDEX "outbox.document" ON outbox (entity, entity_id, id_) WHERE sent_at IS NULL;
CREATE INDEX "job.open" ON job (state, id_) WHERE state IN ('waiting', 'running');
CREATE INDEX "job.own" ON job (account_id, id_);
CREATE INDEX "file.content" ON file (sha256);
CREATE INDEX "attachment.of_row" ON attachment (about_id, about_entity, id) WHERE retired_at IS NULL;
CREATE INDEX "attachment.of_file" ON attachment (file_id);
CREATE INDEX "print_log.unit_id.list" ON print_log (unit_id, id);
CREATE INDEX "print_log.form.list" ON print_log (unit_id, form, id);
CREATE INDEX "print_log.printed_by_id.list" ON print_log (unit_id, printed_by_id, id) WHERE printed_by_id IS NOT NULL;
CREATE UNIQUE INDEX "print_log.copies" ON print_log (document_id, document_entity, form, copy);
CREATE INDEX "search_key.newest" ON search_key (unit_id, key, entity_id) WHERE length(key) = 4;
CREATE UNIQUE INDEX "unit.code" ON unit (code) WHERE retired_at IS NULL;
CREATE INDEX "unit.kind.list" ON unit (kind, id);
CREATE INDEX "unit.parent_id.list" ON unit (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX "unit.of_path" ON unit (path);
CREATE INDEX "setting_value.name.list" ON setting_value (name, id);
CREATE INDEX "setting_value.for_unit_id.list" ON setting_value (for_unit_id, id);
CREATE UNIQUE INDEX "setting_value.dated" ON setting_value (name, for_unit_id, valid_from) WHERE retired_at IS NULL;
CREATE INDEX "post_duty.post_id.lines" ON post_duty (post_id, id);
CREATE INDEX "post_duty.duty.list" ON post_duty (duty, id);
CREATE UNIQUE INDEX "post_duty.once" ON post_duty (post_id, duty) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "post.code" ON post (code) WHERE retired_at IS NULL;
CREATE INDEX "employee.unit_id.list" ON employee (unit_id, id);
CREATE UNIQUE INDEX "employee.number" ON employee (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "employee.left_on.list" ON employee (unit_id, left_on, id) WHERE left_on IS NOT NULL;
CREATE INDEX "post_holding.unit_id.list" ON post_holding (unit_id, id);
CREATE INDEX "post_holding.employee_id.list" ON post_holding (unit_id, employee_id, id);
CREATE INDEX "post_holding.post_id.list" ON post_holding (unit_id, post_id, id);
CREATE INDEX "post_holding.valid_from.list" ON post_holding (unit_id, valid_from, id);
CREATE INDEX "post_holding.of_employee" ON post_holding (employee_id, post_id);
CREATE INDEX "post_holding.of_post" ON post_holding (post_id, unit_id);
CREATE INDEX "saved_view.entity.list" ON saved_view (entity, id);
CREATE UNIQUE INDEX "saved_view.named" ON saved_view (owner_id, entity, name) WHERE retired_at IS NULL;
CREATE INDEX "saved_view.shared" ON saved_view (post_id, entity) WHERE post_id IS NOT NULL AND retired_at IS NULL;
CREATE UNIQUE INDEX "approval_matter.code" ON approval_matter (code) WHERE retired_at IS NULL;
CREATE INDEX "approval_matter.code.list" ON approval_matter (code, id);
CREATE INDEX "approval_rule_step.rule_id.lines" ON approval_rule_step (rule_id, id);
CREATE INDEX "approval_rule.unit_id.list" ON approval_rule (unit_id, id);
CREATE INDEX "approval_rule.matter_id.list" ON approval_rule (unit_id, matter_id, id);
CREATE INDEX "approval_rule.amount_from.list" ON approval_rule (unit_id, amount_from, id);
CREATE INDEX "approval_rule.of_matter" ON approval_rule (matter_id, unit_id, amount_from);
CREATE INDEX "approval_step.approval_id.lines" ON approval_step (approval_id, id);
CREATE INDEX "approval.unit_id.list" ON approval (unit_id, id);
CREATE INDEX "approval.matter_id.list" ON approval (unit_id, matter_id, id);
CREATE INDEX "approval.source.list" ON approval (unit_id, source_id, id);
CREATE INDEX "approval.state.list" ON approval (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "approval.urgency.list" ON approval (unit_id, urgency, id) WHERE urgency IS NOT NULL;
CREATE INDEX "approval.asker_id.list" ON approval (unit_id, asker_id, id) WHERE asker_id IS NOT NULL;
CREATE INDEX "approval.approver_id.list" ON approval (unit_id, approver_id, id) WHERE approver_id IS NOT NULL;
CREATE INDEX "approval.for_id.list" ON approval (unit_id, for_id, id) WHERE for_id IS NOT NULL;
CREATE INDEX "approval.of_approver" ON approval (approver_id, state);
CREATE INDEX "approval.of_principal" ON approval (for_id, state);
CREATE UNIQUE INDEX "approval.one_waiting" ON approval (source_entity, source_id) WHERE state = 'waiting';
CREATE INDEX "deputy.unit_id.list" ON deputy (unit_id, id);
CREATE INDEX "deputy.employee_id.list" ON deputy (unit_id, employee_id, id);
CREATE INDEX "deputy.deputy_id.list" ON deputy (unit_id, deputy_id, id);
CREATE INDEX "deputy.of_employee" ON deputy (employee_id, valid_to);
CREATE INDEX "deputy.of_deputy" ON deputy (deputy_id, valid_to);
CREATE INDEX "party_contact.party_id.lines" ON party_contact (party_id, id);
CREATE INDEX "party.kind.list" ON party (kind, id);
CREATE INDEX "party.source.list" ON party (source, id) WHERE source IS NOT NULL;
CREATE INDEX "party.merged_into_id.list" ON party (merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX "party_consent.party_id.list" ON party_consent (party_id, id);
CREATE INDEX "credit_request.unit_id.list" ON credit_request (unit_id, id);
CREATE INDEX "credit_request.party_id.list" ON credit_request (unit_id, party_id, id);
CREATE INDEX "credit_request.state.list" ON credit_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "vehicle.plate" ON vehicle (plate) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "vehicle.vin" ON vehicle (vin) WHERE retired_at IS NULL;
CREATE INDEX "vehicle.owner_id.list" ON vehicle (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX "vehicle.merged_into_id.list" ON vehicle (merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE UNIQUE INDEX "service_interval.label" ON service_interval (label) WHERE retired_at IS NULL;
CREATE INDEX "service_interval.brand.list" ON service_interval (brand, id);
CREATE INDEX "vehicle_person.vehicle_id.list" ON vehicle_person (vehicle_id, id);
CREATE INDEX "vehicle_person.party_id.list" ON vehicle_person (party_id, id);
CREATE INDEX "odometer_reading.vehicle_id.list" ON odometer_reading (vehicle_id, id);
CREATE UNIQUE INDEX "recall_campaign.once" ON recall_campaign (number, brand, series, year_from) WHERE retired_at IS NULL;
CREATE INDEX "recall_campaign.of_car" ON recall_campaign (make_key, series_key, year_to) WHERE retired_at IS NULL;
CREATE INDEX "recall_done.vehicle_id.list" ON recall_done (vehicle_id, id);
CREATE UNIQUE INDEX "recall_done.once" ON recall_done (vehicle_id, number) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "inspection_item.code" ON inspection_item (code) WHERE retired_at IS NULL;
CREATE INDEX "inspection_item.parent.list" ON inspection_item (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX "legacy_visit.visited_on.list" ON legacy_visit (visited_on, id);
CREATE INDEX "legacy_visit.customer_ref.list" ON legacy_visit (customer_ref, id) WHERE customer_ref IS NOT NULL;
CREATE INDEX "legacy_visit.vehicle_id.list" ON legacy_visit (vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX "account_title.standard.list" ON account_title (standard, id) WHERE standard IS NOT NULL;
CREATE INDEX "account_title.code.list" ON account_title (code, id);
CREATE INDEX "account_title.kind.list" ON account_title (kind, id);
CREATE INDEX "account_title.cash_item.list" ON account_title (cash_item, id) WHERE cash_item IS NOT NULL;
CREATE UNIQUE INDEX "account_title.code_once" ON account_title (standard, code) WHERE retired_at IS NULL;
CREATE INDEX "ledger_entry.unit_id.list" ON ledger_entry (unit_id, id);
CREATE INDEX "ledger_entry.voucher_id.lines" ON ledger_entry (voucher_id, id);
CREATE INDEX "ledger_entry.account.list" ON ledger_entry (unit_id, account, id);
CREATE INDEX "ledger_entry.party_id.list" ON ledger_entry (unit_id, party_id, id) WHERE party_id IS NOT NULL;
CREATE INDEX "ledger_entry.account_book" ON ledger_entry (company_id, account, day, id);
CREATE INDEX "voucher_line.voucher_id.lines" ON voucher_line (voucher_id, id);
CREATE INDEX "voucher.unit_id.list" ON voucher (unit_id, id);
CREATE INDEX "voucher.month.list" ON voucher (unit_id, month, id);
CREATE INDEX "voucher.day.list" ON voucher (unit_id, day, id);
CREATE INDEX "voucher.state.list" ON voucher (unit_id, state, id);
CREATE INDEX "voucher.reversal_of_id.list" ON voucher (unit_id, reversal_of_id, id) WHERE reversal_of_id IS NOT NULL;
CREATE INDEX "voucher.maker_id.list" ON voucher (unit_id, maker_id, id) WHERE maker_id IS NOT NULL;
CREATE UNIQUE INDEX "voucher.book_number" ON voucher (company_id, month, seq) WHERE seq > 0;
CREATE INDEX "voucher.waiting" ON voucher (company_id, month) WHERE seq = 0;
CREATE INDEX "voucher.of_source" ON voucher (source_entity, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX "period.company_id.list" ON period (company_id, id);
CREATE INDEX "period.month.list" ON period (month, id);
CREATE INDEX "period.state.list" ON period (state, id);
CREATE UNIQUE INDEX "period.company_month" ON period (company_id, month);
CREATE INDEX "ledger_balance.of_account" ON ledger_balance (account, month);
CREATE UNIQUE INDEX "company_book.company_id" ON company_book (company_id) WHERE retired_at IS NULL;
CREATE INDEX "company_book.company_id.list" ON company_book (company_id, id);
CREATE INDEX "company_book.standard.list" ON company_book (standard, id);
CREATE INDEX "posting_rule.standard.list" ON posting_rule (standard, id);
CREATE INDEX "posting_rule.side.list" ON posting_rule (side, id);
CREATE INDEX "posting_rule.valid_from.list" ON posting_rule (valid_from, id);
CREATE UNIQUE INDEX "part.code" ON part (code) WHERE retired_at IS NULL;
CREATE INDEX "part.code.list" ON part (code, id);
CREATE INDEX "part.brand.list" ON part (brand, id) WHERE brand IS NOT NULL;
CREATE INDEX "part.class.list" ON part (class, id) WHERE class IS NOT NULL;
CREATE INDEX "part.origin.list" ON part (origin, id);
CREATE INDEX "part.oe_number.list" ON part (oe_number, id) WHERE oe_number IS NOT NULL;
CREATE UNIQUE INDEX "part.barcode" ON part (barcode) WHERE retired_at IS NULL;
CREATE INDEX "part.tracking.list" ON part (tracking, id) WHERE tracking IS NOT NULL;
CREATE INDEX "stock_balance.of_part" ON stock_balance (part_id, unit_id);
CREATE INDEX "stock_move.unit_id.list" ON stock_move (unit_id, id);
CREATE INDEX "stock_move.part_id.list" ON stock_move (unit_id, part_id, id);
CREATE INDEX "stock_move.of_day" ON stock_move (unit_id, created_at);
CREATE INDEX "stock_move.of_source" ON stock_move (source_entity, source_id, part_id);
CREATE INDEX "stock_reservation.part_id.list" ON stock_reservation (unit_id, part_id);
CREATE INDEX "stock_reservation.of_owner" ON stock_reservation (owner_entity, owner_id, part_id);
CREATE INDEX "part_number.part_id.list" ON part_number (part_id, id);
CREATE INDEX "part_number.kind.list" ON part_number (kind, id);
CREATE INDEX "part_number.number.list" ON part_number (number, id);
CREATE UNIQUE INDEX "part_number.once" ON part_number (part_id, kind, number) WHERE retired_at IS NULL;
CREATE INDEX "part_relation.part_id.list" ON part_relation (part_id, id);
CREATE INDEX "part_relation.kind.list" ON part_relation (kind, id);
CREATE INDEX "part_relation.other_id.list" ON part_relation (other_id, id);
CREATE UNIQUE INDEX "part_relation.one_newer" ON part_relation (part_id) WHERE kind = 'newer' AND retired_at IS NULL;
CREATE UNIQUE INDEX "part_relation.once" ON part_relation (part_id, other_id) WHERE retired_at IS NULL;
CREATE INDEX "part_fitment.part_id.list" ON part_fitment (part_id, id);
CREATE INDEX "part_fitment.brand.list" ON part_fitment (brand, id);
CREATE INDEX "part_fitment.series.list" ON part_fitment (series, id) WHERE series IS NOT NULL;
CREATE INDEX "part_pack.part_id.list" ON part_pack (part_id, id);
CREATE UNIQUE INDEX "part_pack.barcode" ON part_pack (barcode) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "part_pack.once" ON part_pack (part_id, unit) WHERE retired_at IS NULL;
CREATE INDEX "part_price.part_id.list" ON part_price (part_id, id);
CREATE INDEX "part_price.kind.list" ON part_price (kind, id);
CREATE INDEX "part_price.for_id.list" ON part_price (for_id, id) WHERE for_id IS NOT NULL;
CREATE INDEX "part_price.of_part" ON part_price (part_id, kind) WHERE retired_at IS NULL;
CREATE INDEX "price_floor.post_id.list" ON price_floor (post_id, id);
CREATE INDEX "price_floor.class.list" ON price_floor (class, id) WHERE class IS NOT NULL;
CREATE UNIQUE INDEX "price_floor.once" ON price_floor (label) WHERE retired_at IS NULL;
CREATE INDEX "warehouse.unit_id.list" ON warehouse (unit_id, id);
CREATE INDEX "warehouse.kind.list" ON warehouse (unit_id, kind, id);
CREATE UNIQUE INDEX "warehouse.code" ON warehouse (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "zone.unit_id.list" ON zone (unit_id, id);
CREATE INDEX "zone.warehouse_id.list" ON zone (unit_id, warehouse_id, id);
CREATE UNIQUE INDEX "zone.code" ON zone (warehouse_id, code) WHERE retired_at IS NULL;
CREATE INDEX "bin.unit_id.list" ON bin (unit_id, id);
CREATE INDEX "bin.warehouse_id.list" ON bin (unit_id, warehouse_id, id);
CREATE INDEX "bin.zone_id.list" ON bin (unit_id, zone_id, id) WHERE zone_id IS NOT NULL;
CREATE UNIQUE INDEX "bin.code" ON bin (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "part_bin.unit_id.list" ON part_bin (unit_id, id);
CREATE INDEX "part_bin.part_id.list" ON part_bin (unit_id, part_id, id);
CREATE INDEX "part_bin.bin_id.list" ON part_bin (unit_id, bin_id, id);
CREATE UNIQUE INDEX "part_bin.one_home" ON part_bin (unit_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "part_batch.part_id.list" ON part_batch (part_id, id);
CREATE INDEX "part_batch.number.list" ON part_batch (number, id);
CREATE INDEX "part_batch.expires_on.list" ON part_batch (expires_on, id) WHERE expires_on IS NOT NULL;
CREATE INDEX "part_batch.dot.list" ON part_batch (dot, id) WHERE dot IS NOT NULL;
CREATE INDEX "part_batch.supplier_id.list" ON part_batch (supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX "part_batch.state.list" ON part_batch (state, id);
CREATE UNIQUE INDEX "part_batch.once" ON part_batch (part_id, number);
CREATE INDEX "stock_lot.batch_id.list" ON stock_lot (unit_id, batch_id);
CREATE INDEX "stock_lot.bin_id.list" ON stock_lot (unit_id, bin_id);
CREATE INDEX "stock_lot.of_batch" ON stock_lot (batch_id);
CREATE INDEX "stock_lot.of_bin" ON stock_lot (bin_id);
CREATE INDEX "stock_lot_move.unit_id.list" ON stock_lot_move (unit_id, id);
CREATE INDEX "stock_lot_move.part_id.list" ON stock_lot_move (unit_id, part_id, id);
CREATE INDEX "stock_lot_move.batch_id.list" ON stock_lot_move (unit_id, batch_id, id);
CREATE INDEX "stock_lot_move.of_batch" ON stock_lot_move (batch_id, id);
CREATE INDEX "stock_lot_move.of_source" ON stock_lot_move (source_entity, source_id, part_id);
CREATE INDEX "stock_receipt_line.receipt_id.lines" ON stock_receipt_line (receipt_id, id);
CREATE INDEX "stock_receipt_line.part_id.list" ON stock_receipt_line (unit_id, part_id, id);
CREATE INDEX "stock_receipt.unit_id.list" ON stock_receipt (unit_id, id);
CREATE UNIQUE INDEX "stock_receipt.number" ON stock_receipt (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_receipt.supplier_id.list" ON stock_receipt (unit_id, supplier_id, id);
CREATE INDEX "stock_receipt.state.list" ON stock_receipt (unit_id, state, id);
CREATE INDEX "stock_adjustment_line.adjustment_id.lines" ON stock_adjustment_line (adjustment_id, id);
CREATE INDEX "stock_adjustment_line.part_id.list" ON stock_adjustment_line (unit_id, part_id, id);
CREATE INDEX "stock_adjustment.unit_id.list" ON stock_adjustment (unit_id, id);
CREATE UNIQUE INDEX "stock_adjustment.number" ON stock_adjustment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_request.unit_id.list" ON purchase_request (unit_id, id);
CREATE INDEX "purchase_request.part_id.list" ON purchase_request (unit_id, part_id, id);
CREATE INDEX "purchase_request.state.list" ON purchase_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "purchase_request.expected_at.list" ON purchase_request (unit_id, expected_at, id) WHERE expected_at IS NOT NULL;
CREATE INDEX "purchase_request.supplier_id.list" ON purchase_request (unit_id, supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX "purchase_request.of_source" ON purchase_request (source_entity, source_id);
CREATE UNIQUE INDEX "purchase_request.one_open" ON purchase_request (line_entity, line_id) WHERE state IN ('asked', 'ordered');
CREATE INDEX "stock_late_cost_line.late_cost_id.lines" ON stock_late_cost_line (late_cost_id, id);
CREATE INDEX "stock_late_cost_line.part_id.list" ON stock_late_cost_line (unit_id, part_id, id);
CREATE INDEX "stock_late_cost.unit_id.list" ON stock_late_cost (unit_id, id);
CREATE UNIQUE INDEX "stock_late_cost.number" ON stock_late_cost (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_late_cost.receipt_id.list" ON stock_late_cost (unit_id, receipt_id, id);
CREATE INDEX "stock_late_cost.kind.list" ON stock_late_cost (unit_id, kind, id);
CREATE INDEX "stock_late_cost.party_id.list" ON stock_late_cost (unit_id, party_id, id);
CREATE INDEX "stock_late_cost.state.list" ON stock_late_cost (unit_id, state, id);
CREATE INDEX "bay.unit_id.list" ON bay (unit_id, id);
CREATE INDEX "bay.trade.list" ON bay (unit_id, trade, id);
CREATE INDEX "bay.lift_check_on.list" ON bay (unit_id, lift_check_on, id) WHERE lift_check_on IS NOT NULL;
CREATE INDEX "bay.state.list" ON bay (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "bay.code" ON bay (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "bay_stoppage.unit_id.list" ON bay_stoppage (unit_id, id);
CREATE INDEX "bay_stoppage.bay_id.list" ON bay_stoppage (unit_id, bay_id, id);
CREATE INDEX "bay_stoppage.cause.list" ON bay_stoppage (unit_id, cause, id);
CREATE INDEX "bay_stoppage.from_day.list" ON bay_stoppage (unit_id, from_day, id);
CREATE INDEX "bay_stoppage.state.list" ON bay_stoppage (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "bay_stoppage.asked_by_id.list" ON bay_stoppage (unit_id, asked_by_id, id) WHERE asked_by_id IS NOT NULL;
CREATE UNIQUE INDEX "bay_stoppage.one_running" ON bay_stoppage (bay_id) WHERE state = 'running';
CREATE INDEX "bay_stoppage.to_come" ON bay_stoppage (bay_id, from_day) WHERE state IN ('planned', 'running');
CREATE INDEX "bay_stoppage.was" ON bay_stoppage (bay_id, stopped_at) WHERE stopped_at IS NOT NULL;
CREATE UNIQUE INDEX "skill.code" ON skill (code) WHERE retired_at IS NULL;
CREATE INDEX "skill.trade.list" ON skill (trade, id);
CREATE INDEX "employee_skill.unit_id.list" ON employee_skill (unit_id, id);
CREATE INDEX "employee_skill.employee_id.list" ON employee_skill (unit_id, employee_id, id);
CREATE INDEX "employee_skill.skill_id.list" ON employee_skill (unit_id, skill_id, id);
CREATE INDEX "employee_skill.valid_to.list" ON employee_skill (unit_id, valid_to, id) WHERE valid_to IS NOT NULL;
CREATE INDEX "employee_skill.of_employee" ON employee_skill (employee_id, skill_id);
CREATE INDEX "employee_skill.of_store" ON employee_skill (unit_id, skill_id);
CREATE INDEX "shift.unit_id.list" ON shift (unit_id, id);
CREATE INDEX "shift.employee_id.list" ON shift (unit_id, employee_id, id);
CREATE INDEX "shift.weekday.list" ON shift (unit_id, weekday, id);
CREATE INDEX "shift.of_store" ON shift (unit_id, weekday) WHERE retired_at IS NULL;
CREATE INDEX "shift.of_employee" ON shift (employee_id) WHERE retired_at IS NULL;
CREATE INDEX "absence.unit_id.list" ON absence (unit_id, id);
CREATE INDEX "absence.employee_id.list" ON absence (unit_id, employee_id, id);
CREATE INDEX "absence.day_from.list" ON absence (unit_id, day_from, id);
CREATE INDEX "absence.of_store" ON absence (unit_id, day_to) WHERE retired_at IS NULL;
CREATE INDEX "closed_day.unit_id.list" ON closed_day (unit_id, id);
CREATE INDEX "closed_day.day.list" ON closed_day (unit_id, day, id);
CREATE UNIQUE INDEX "closed_day.once" ON closed_day (unit_id, day) WHERE retired_at IS NULL;
CREATE INDEX "check_item.template_id.lines" ON check_item (template_id, id);
CREATE INDEX "check_template.code.list" ON check_template (code, id);
CREATE INDEX "check_template.kind.list" ON check_template (kind, id);
CREATE INDEX "check_template.post_id.list" ON check_template (post_id, id) WHERE post_id IS NOT NULL;
CREATE INDEX "check_template.state.list" ON check_template (state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "check_template.draft" ON check_template (code) WHERE state = 'draft';
CREATE UNIQUE INDEX "check_template.edition" ON check_template (code, edition) WHERE state <> 'draft';
CREATE INDEX "check_answer.sheet_id.lines" ON check_answer (sheet_id, id);
CREATE INDEX "check_sheet.unit_id.list" ON check_sheet (unit_id, id);
CREATE UNIQUE INDEX "check_sheet.number" ON check_sheet (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "check_sheet.template_id.list" ON check_sheet (unit_id, template_id, id);
CREATE INDEX "check_sheet.kind.list" ON check_sheet (unit_id, kind, id);
CREATE INDEX "check_sheet.about.list" ON check_sheet (unit_id, about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX "check_sheet.under.list" ON check_sheet (unit_id, under_id, id) WHERE under_id IS NOT NULL;
CREATE INDEX "check_sheet.person_id.list" ON check_sheet (unit_id, person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX "check_sheet.inspector_id.list" ON check_sheet (unit_id, inspector_id, id) WHERE inspector_id IS NOT NULL;
CREATE INDEX "check_sheet.day.list" ON check_sheet (unit_id, day, id);
CREATE INDEX "check_sheet.state.list" ON check_sheet (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "check_sheet.of_subject" ON check_sheet (about_id, about_entity, kind);
CREATE INDEX "nonconformity.unit_id.list" ON nonconformity (unit_id, id);
CREATE UNIQUE INDEX "nonconformity.number" ON nonconformity (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "nonconformity.kind.list" ON nonconformity (unit_id, kind, id);
CREATE INDEX "nonconformity.about.list" ON nonconformity (unit_id, about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX "nonconformity.under.list" ON nonconformity (unit_id, under_id, id) WHERE under_id IS NOT NULL;
CREATE INDEX "nonconformity.sheet_id.list" ON nonconformity (unit_id, sheet_id, id) WHERE sheet_id IS NOT NULL;
CREATE INDEX "nonconformity.part_id.list" ON nonconformity (unit_id, part_id, id) WHERE part_id IS NOT NULL;
CREATE INDEX "nonconformity.state.list" ON nonconformity (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "nonconformity.cause.list" ON nonconformity (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "nonconformity.way.list" ON nonconformity (unit_id, way, id) WHERE way IS NOT NULL;
CREATE INDEX "standard_read.unit_id.list" ON standard_read (unit_id, id);
CREATE INDEX "standard_read.template_id.list" ON standard_read (unit_id, template_id, id);
CREATE INDEX "standard_read.employee_id.list" ON standard_read (unit_id, employee_id, id);
CREATE INDEX "standard_read.once" ON standard_read (template_id, employee_id);
CREATE UNIQUE INDEX "supplier.party_id" ON supplier (party_id) WHERE retired_at IS NULL;
CREATE INDEX "supplier.party_id.list" ON supplier (party_id, id);
CREATE INDEX "supplier.state.list" ON supplier (state, id) WHERE state IS NOT NULL;
CREATE INDEX "supplier.grade.list" ON supplier (grade, id) WHERE grade IS NOT NULL;
CREATE INDEX "supplier.agreement_to.list" ON supplier (agreement_to, id) WHERE agreement_to IS NOT NULL;
CREATE INDEX "supplier_price.supplier_id.list" ON supplier_price (supplier_id, id);
CREATE INDEX "supplier_price.part_id.list" ON supplier_price (part_id, id);
CREATE INDEX "supplier_price.of_part" ON supplier_price (part_id, supplier_id, quantity_from);
CREATE INDEX "supplier_evaluation.supplier_id.list" ON supplier_evaluation (supplier_id, id);
CREATE INDEX "supplier_evaluation.grade.list" ON supplier_evaluation (grade, id) WHERE grade IS NOT NULL;
CREATE INDEX "purchase_order_line.order_id.lines" ON purchase_order_line (order_id, id);
CREATE INDEX "purchase_order_line.part_id.list" ON purchase_order_line (unit_id, part_id, id);
CREATE INDEX "purchase_order_line.request_id.list" ON purchase_order_line (unit_id, request_id, id) WHERE request_id IS NOT NULL;
CREATE UNIQUE INDEX "purchase_order_line.once" ON purchase_order_line (order_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "purchase_order.unit_id.list" ON purchase_order (unit_id, id);
CREATE UNIQUE INDEX "purchase_order.number" ON purchase_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_order.supplier_id.list" ON purchase_order (unit_id, supplier_id, id);
CREATE INDEX "purchase_order.state.list" ON purchase_order (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "purchase_order.expected_on.list" ON purchase_order (unit_id, expected_on, id);
CREATE INDEX "purchase_order.buyer_id.list" ON purchase_order (unit_id, buyer_id, id) WHERE buyer_id IS NOT NULL;
CREATE INDEX "purchase_order.of_supplier" ON purchase_order (supplier_id, expected_on);
CREATE INDEX "order_receipt.unit_id.list" ON order_receipt (unit_id, id);
CREATE INDEX "order_receipt.order_id.list" ON order_receipt (unit_id, order_id, id);
CREATE UNIQUE INDEX "order_receipt.receipt_id" ON order_receipt (unit_id, receipt_id) WHERE retired_at IS NULL;
CREATE INDEX "order_receipt.receipt_id.list" ON order_receipt (unit_id, receipt_id, id);
CREATE INDEX "quotation_part.quotation_id.lines" ON quotation_part (quotation_id, id);
CREATE INDEX "quotation_part.part_id.list" ON quotation_part (unit_id, part_id, id);
CREATE INDEX "quotation_offer.quotation_id.lines" ON quotation_offer (quotation_id, id);
CREATE INDEX "quotation_offer.supplier_id.list" ON quotation_offer (unit_id, supplier_id, id);
CREATE UNIQUE INDEX "quotation_offer.once" ON quotation_offer (quotation_id, supplier_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "quotation.unit_id.list" ON quotation (unit_id, id);
CREATE UNIQUE INDEX "quotation.number" ON quotation (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "quotation.state.list" ON quotation (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "quotation.chosen_id.list" ON quotation (unit_id, chosen_id, id) WHERE chosen_id IS NOT NULL;
CREATE INDEX "purchase_return_line.return_id.lines" ON purchase_return_line (return_id, id);
CREATE INDEX "purchase_return_line.part_id.list" ON purchase_return_line (unit_id, part_id, id);
CREATE INDEX "purchase_return.unit_id.list" ON purchase_return (unit_id, id);
CREATE UNIQUE INDEX "purchase_return.number" ON purchase_return (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_return.supplier_id.list" ON purchase_return (unit_id, supplier_id, id);
CREATE INDEX "purchase_return.order_id.list" ON purchase_return (unit_id, order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX "purchase_return.cause.list" ON purchase_return (unit_id, cause, id);
CREATE INDEX "purchase_return.state.list" ON purchase_return (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "store_order_line.order_id.lines" ON store_order_line (order_id, id);
CREATE INDEX "store_order_line.part_id.list" ON store_order_line (unit_id, part_id, id);
CREATE UNIQUE INDEX "store_order_line.once" ON store_order_line (order_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "store_order.unit_id.list" ON store_order (unit_id, id);
CREATE UNIQUE INDEX "store_order.number" ON store_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "store_order.from_id.list" ON store_order (unit_id, from_id, id);
CREATE INDEX "store_order.state.list" ON store_order (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "transfer_line.transfer_id.lines" ON transfer_line (transfer_id, id);
CREATE INDEX "transfer_line.part_id.list" ON transfer_line (unit_id, part_id, id);
CREATE UNIQUE INDEX "transfer_line.once" ON transfer_line (transfer_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "transfer.unit_id.list" ON transfer (unit_id, id);
CREATE UNIQUE INDEX "transfer.number" ON transfer (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "transfer.to_id.list" ON transfer (unit_id, to_id, id);
CREATE INDEX "transfer.state.list" ON transfer (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "arrival_line.arrival_id.lines" ON arrival_line (arrival_id, id);
CREATE INDEX "arrival_line.part_id.list" ON arrival_line (unit_id, part_id, id);
CREATE INDEX "arrival.unit_id.list" ON arrival (unit_id, id);
CREATE INDEX "arrival.from_id.list" ON arrival (unit_id, from_id, id);
CREATE INDEX "arrival.transfer_id.list" ON arrival (unit_id, transfer_id, id);
CREATE INDEX "arrival.state.list" ON arrival (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "appointment_part.appointment_id.lines" ON appointment_part (appointment_id, id);
CREATE INDEX "appointment_part.of_appointment" ON appointment_part (appointment_id);
CREATE INDEX "appointment.unit_id.list" ON appointment (unit_id, id);
CREATE UNIQUE INDEX "appointment.number" ON appointment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "appointment.state.list" ON appointment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "appointment.vehicle_id.list" ON appointment (unit_id, vehicle_id, id);
CREATE INDEX "appointment.party_id.list" ON appointment (unit_id, party_id, id);
CREATE INDEX "appointment.day.list" ON appointment (unit_id, day, id);
CREATE INDEX "appointment.starts_at.list" ON appointment (unit_id, starts_at, id);
CREATE INDEX "appointment.adviser_id.list" ON appointment (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "appointment.advised.list" ON appointment (unit_id, advised, id) WHERE advised IS NOT NULL;
CREATE INDEX "slot_capacity.unit_id.list" ON slot_capacity (unit_id, id);
CREATE INDEX "slot_capacity.weekday.list" ON slot_capacity (unit_id, weekday, id);
CREATE UNIQUE INDEX "slot_capacity.once" ON slot_capacity (unit_id, weekday, slot) WHERE retired_at IS NULL;
CREATE INDEX "slot_taken.of_slot" ON slot_taken (unit_id, day, slot, what);
CREATE INDEX "day_sheet.unit_id.list" ON day_sheet (unit_id, id);
CREATE INDEX "day_sheet.day.list" ON day_sheet (unit_id, day, id);
CREATE INDEX "day_sheet.state.list" ON day_sheet (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "day_sheet.once" ON day_sheet (unit_id, day) WHERE retired_at IS NULL;
CREATE INDEX "call_script.kind.list" ON call_script (kind, id);
CREATE INDEX "call_script.published" ON call_script (kind, edition) WHERE published_at IS NOT NULL;
CREATE INDEX "call_record.unit_id.list" ON call_record (unit_id, id);
CREATE INDEX "call_record.script_id.list" ON call_record (unit_id, script_id, id);
CREATE INDEX "call_record.of_document" ON call_record (about_entity, about_id);
CREATE INDEX "settlement_reduction.settlement_id.lines" ON settlement_reduction (settlement_id, id);
CREATE INDEX "settlement.unit_id.list" ON settlement (unit_id, id);
CREATE UNIQUE INDEX "settlement.number" ON settlement (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "settlement.party_id.list" ON settlement (unit_id, party_id, id);
CREATE INDEX "settlement.day.list" ON settlement (unit_id, day, id);
CREATE INDEX "settlement.state.list" ON settlement (unit_id, state, id);
CREATE INDEX "settlement.credit_day.list" ON settlement (unit_id, credit_day, id) WHERE credit_day IS NOT NULL;
CREATE INDEX "settlement.reversed_day.list" ON settlement (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE UNIQUE INDEX "settlement.one_living" ON settlement (source_entity, source_id, party_id) WHERE source_id IS NOT NULL AND state <> 'reversed';
CREATE INDEX "settlement.on_credit_of" ON settlement (party_id, state);
CREATE INDEX "payment.unit_id.list" ON payment (unit_id, id);
CREATE UNIQUE INDEX "payment.number" ON payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "payment.settlement_id.list" ON payment (unit_id, settlement_id, id);
CREATE INDEX "payment.method.list" ON payment (unit_id, method, id);
CREATE INDEX "payment.day.list" ON payment (unit_id, day, id);
CREATE INDEX "payment.cashier_id.list" ON payment (unit_id, cashier_id, id) WHERE cashier_id IS NOT NULL;
CREATE INDEX "payment.state.list" ON payment (unit_id, state, id);
CREATE INDEX "payment.reversed_day.list" ON payment (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE INDEX "payment.of_reference" ON payment (method, reference) WHERE reference IS NOT NULL;
CREATE INDEX "payment.of_settlement" ON payment (settlement_id, state);
CREATE INDEX "payment.of_shift" ON payment (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX "payment.reversed_in" ON payment (reversed_shift_id) WHERE reversed_shift_id IS NOT NULL;
CREATE UNIQUE INDEX "payment.one_reference" ON payment (method, reference) WHERE reference IS NOT NULL AND state = 'received' AND card_id IS NULL;
CREATE INDEX "cash_shift_line.shift_id.lines" ON cash_shift_line (shift_id, id);
CREATE INDEX "cash_shift.unit_id.list" ON cash_shift (unit_id, id);
CREATE UNIQUE INDEX "cash_shift.number" ON cash_shift (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "cash_shift.cashier_id.list" ON cash_shift (unit_id, cashier_id, id);
CREATE INDEX "cash_shift.state.list" ON cash_shift (unit_id, state, id);
CREATE UNIQUE INDEX "cash_shift.one_open" ON cash_shift (unit_id, cashier_id) WHERE state = 'open';
CREATE INDEX "held_move.unit_id.list" ON held_move (unit_id, id);
CREATE UNIQUE INDEX "held_move.number" ON held_move (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "held_move.what.list" ON held_move (unit_id, what, id);
CREATE INDEX "held_move.party_id.list" ON held_move (unit_id, party_id, id);
CREATE INDEX "held_move.source.list" ON held_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX "held_move.method.list" ON held_move (unit_id, method, id);
CREATE INDEX "held_move.day.list" ON held_move (unit_id, day, id);
CREATE INDEX "held_move.state.list" ON held_move (unit_id, state, id);
CREATE INDEX "held_move.reversed_day.list" ON held_move (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE INDEX "held_move.of_shift" ON held_move (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX "held_move.reversed_in" ON held_move (reversed_shift_id) WHERE reversed_shift_id IS NOT NULL;
CREATE INDEX "channel_line.unit_id.list" ON channel_line (unit_id, id);
CREATE INDEX "channel_line.method.list" ON channel_line (unit_id, method, id);
CREATE INDEX "channel_line.day.list" ON channel_line (unit_id, day, id);
CREATE INDEX "channel_line.payment_id.list" ON channel_line (unit_id, payment_id, id) WHERE payment_id IS NOT NULL;
CREATE INDEX "channel_line.state.list" ON channel_line (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "channel_line.payout.list" ON channel_line (unit_id, payout_id, id) WHERE payout_id IS NOT NULL;
CREATE UNIQUE INDEX "channel_line.once" ON channel_line (method, reference, amount) WHERE retired_at IS NULL;
CREATE INDEX "channel_line.of_payout" ON channel_line (payout_id) WHERE payout_id IS NOT NULL;
CREATE INDEX "channel_payout.unit_id.list" ON channel_payout (unit_id, id);
CREATE UNIQUE INDEX "channel_payout.number" ON channel_payout (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "channel_payout.method.list" ON channel_payout (unit_id, method, id);
CREATE INDEX "channel_payout.state.list" ON channel_payout (unit_id, state, id);
CREATE INDEX "allowance.unit_id.list" ON allowance (unit_id, id);
CREATE INDEX "allowance.settlement_id.list" ON allowance (unit_id, settlement_id, id);
CREATE INDEX "allowance.day.list" ON allowance (unit_id, day, id);
CREATE INDEX "allowance.of_settlement" ON allowance (settlement_id);
CREATE INDEX "account_statement_line.statement_id.lines" ON account_statement_line (statement_id, id);
CREATE INDEX "account_statement.unit_id.list" ON account_statement (unit_id, id);
CREATE UNIQUE INDEX "account_statement.number" ON account_statement (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "account_statement.party_id.list" ON account_statement (unit_id, party_id, id);
CREATE INDEX "account_statement.day.list" ON account_statement (unit_id, day, id);
CREATE INDEX "account_statement.state.list" ON account_statement (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "member_level.name" ON member_level (name) WHERE retired_at IS NULL;
CREATE INDEX "member_level.rank.list" ON member_level (rank, id);
CREATE UNIQUE INDEX "top_up_plan.name" ON top_up_plan (name) WHERE retired_at IS NULL;
CREATE INDEX "member_card.unit_id.list" ON member_card (unit_id, id);
CREATE UNIQUE INDEX "member_card.number" ON member_card (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "member_card.party_id.list" ON member_card (unit_id, party_id, id);
CREATE INDEX "member_card.company_id.list" ON member_card (unit_id, company_id, id);
CREATE INDEX "member_card.level_id.list" ON member_card (unit_id, level_id, id) WHERE level_id IS NOT NULL;
CREATE INDEX "member_card.state.list" ON member_card (unit_id, state, id);
CREATE INDEX "member_card.issued_on.list" ON member_card (unit_id, issued_on, id);
CREATE UNIQUE INDEX "member_card.one_each" ON member_card (party_id) WHERE state <> 'closed' AND retired_at IS NULL;
CREATE INDEX "member_move.unit_id.list" ON member_move (unit_id, id);
CREATE INDEX "member_move.card_id.list" ON member_move (unit_id, card_id, id);
CREATE INDEX "member_move.kind.list" ON member_move (unit_id, kind, id);
CREATE INDEX "member_move.day.list" ON member_move (unit_id, day, id);
CREATE INDEX "member_move.source.list" ON member_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX "member_move.of_card" ON member_move (card_id);
CREATE INDEX "card_top_up.unit_id.list" ON card_top_up (unit_id, id);
CREATE UNIQUE INDEX "card_top_up.number" ON card_top_up (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "card_top_up.card_id.list" ON card_top_up (unit_id, card_id, id);
CREATE INDEX "card_top_up.day.list" ON card_top_up (unit_id, day, id) WHERE day IS NOT NULL;
CREATE INDEX "count_product_item.product_id.lines" ON count_product_item (product_id, id);
CREATE UNIQUE INDEX "count_product.name" ON count_product (name) WHERE retired_at IS NULL;
CREATE INDEX "count_item.card_id.lines" ON count_item (card_id, id);
CREATE INDEX "count_card.unit_id.list" ON count_card (unit_id, id);
CREATE UNIQUE INDEX "count_card.number" ON count_card (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "count_card.product_id.list" ON count_card (unit_id, product_id, id);
CREATE INDEX "count_card.party_id.list" ON count_card (unit_id, party_id, id);
CREATE INDEX "count_card.company_id.list" ON count_card (unit_id, company_id, id);
CREATE INDEX "count_card.sold_on.list" ON count_card (unit_id, sold_on, id);
CREATE INDEX "count_card.state.list" ON count_card (unit_id, state, id);
CREATE INDEX "count_move.unit_id.list" ON count_move (unit_id, id);
CREATE INDEX "count_move.card_id.list" ON count_move (unit_id, card_id, id);
CREATE INDEX "count_move.item_id.list" ON count_move (unit_id, item_id, id);
CREATE INDEX "count_move.source.list" ON count_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX "coupon_kind.name" ON coupon_kind (name) WHERE retired_at IS NULL;
CREATE INDEX "coupon.unit_id.list" ON coupon (unit_id, id);
CREATE UNIQUE INDEX "coupon.number" ON coupon (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "coupon.kind_id.list" ON coupon (unit_id, kind_id, id);
CREATE INDEX "coupon.party_id.list" ON coupon (unit_id, party_id, id) WHERE party_id IS NOT NULL;
CREATE INDEX "coupon.state.list" ON coupon (unit_id, state, id);
CREATE INDEX "coupon.settlement_id.list" ON coupon (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "invoice_receipt.invoice_id.lines" ON invoice_receipt (invoice_id, id);
CREATE INDEX "invoice_receipt.receipt_id.list" ON invoice_receipt (unit_id, receipt_id, id);
CREATE UNIQUE INDEX "invoice_receipt.once" ON invoice_receipt (receipt_id) WHERE retired_at IS NULL;
CREATE INDEX "supplier_invoice.unit_id.list" ON supplier_invoice (unit_id, id);
CREATE UNIQUE INDEX "supplier_invoice.number" ON supplier_invoice (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "supplier_invoice.supplier_id.list" ON supplier_invoice (unit_id, supplier_id, id);
CREATE INDEX "supplier_invoice.day.list" ON supplier_invoice (unit_id, day, id);
CREATE INDEX "supplier_invoice.due_day.list" ON supplier_invoice (unit_id, due_day, id) WHERE due_day IS NOT NULL;
CREATE INDEX "supplier_invoice.state.list" ON supplier_invoice (unit_id, state, id);
CREATE UNIQUE INDEX "supplier_invoice.once" ON supplier_invoice (supplier_id, invoice_number) WHERE state <> 'reversed';
CREATE INDEX "supplier_payment_line.payment_id.lines" ON supplier_payment_line (payment_id, id);
CREATE INDEX "supplier_payment_line.invoice_id.list" ON supplier_payment_line (unit_id, invoice_id, id);
CREATE INDEX "supplier_payment.unit_id.list" ON supplier_payment (unit_id, id);
CREATE UNIQUE INDEX "supplier_payment.number" ON supplier_payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "supplier_payment.supplier_id.list" ON supplier_payment (unit_id, supplier_id, id);
CREATE INDEX "supplier_payment.state.list" ON supplier_payment (unit_id, state, id);
CREATE INDEX "supplier_payment.paid_on.list" ON supplier_payment (unit_id, paid_on, id) WHERE paid_on IS NOT NULL;
CREATE UNIQUE INDEX "labour_item.code" ON labour_item (code) WHERE retired_at IS NULL;
CREATE INDEX "labour_item.code.list" ON labour_item (code, id);
CREATE INDEX "labour_item.section.list" ON labour_item (section, id) WHERE section IS NOT NULL;
CREATE INDEX "car_band.brand.list" ON car_band (brand, id);
CREATE INDEX "car_band.band.list" ON car_band (band, id);
CREATE INDEX "hour_price.band.list" ON hour_price (band, id);
CREATE INDEX "hour_price.store_id.list" ON hour_price (store_id, id) WHERE store_id IS NOT NULL;
CREATE INDEX "labour_hours.labour_item_id.list" ON labour_hours (labour_item_id, id);
CREATE INDEX "labour_hours.band.list" ON labour_hours (band, id);
CREATE INDEX "package_item.package_id.lines" ON package_item (package_id, id);
CREATE INDEX "package_item.part_id.list" ON package_item (part_id, id) WHERE part_id IS NOT NULL;
CREATE INDEX "package_price.package_id.lines" ON package_price (package_id, id);
CREATE UNIQUE INDEX "service_package.code" ON service_package (code) WHERE retired_at IS NULL;
CREATE INDEX "service_package.code.list" ON service_package (code, id);
CREATE INDEX "ro_group.repair_order_id.lines" ON ro_group (repair_order_id, id);
CREATE INDEX "ro_option.repair_order_id.lines" ON ro_option (repair_order_id, id);
CREATE INDEX "ro_line.repair_order_id.lines" ON ro_line (repair_order_id, id);
CREATE INDEX "ro_line.of_origin" ON ro_line (origin_line_id) WHERE origin_line_id IS NOT NULL;
CREATE INDEX "ro_line.of_job" ON ro_line (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX "repair_order.unit_id.list" ON repair_order (unit_id, id);
CREATE UNIQUE INDEX "repair_order.number" ON repair_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "repair_order.vehicle_id.list" ON repair_order (unit_id, vehicle_id, id);
CREATE INDEX "repair_order.party_id.list" ON repair_order (unit_id, party_id, id);
CREATE INDEX "repair_order.business.list" ON repair_order (unit_id, business, id) WHERE business IS NOT NULL;
CREATE INDEX "repair_order.workshop.list" ON repair_order (unit_id, workshop, id) WHERE workshop IS NOT NULL;
CREATE INDEX "repair_order.parts.list" ON repair_order (unit_id, parts, id) WHERE parts IS NOT NULL;
CREATE INDEX "repair_order.promised_at.list" ON repair_order (unit_id, promised_at, id);
CREATE INDEX "repair_order.adviser_id.list" ON repair_order (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "repair_order.settlement_id.list" ON repair_order (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "repair_order.delivered_at.list" ON repair_order (unit_id, delivered_at, id) WHERE delivered_at IS NOT NULL;
CREATE INDEX "repair_order.day.list" ON repair_order (unit_id, day, id) WHERE day IS NOT NULL;
CREATE INDEX "repair_order.origin_order_id.list" ON repair_order (unit_id, origin_order_id, id) WHERE origin_order_id IS NOT NULL;
CREATE INDEX "repair_order.history" ON repair_order (vehicle_id, id);
CREATE INDEX "repair_order.board" ON repair_order (unit_id, promised_at) WHERE business IN ('received', 'estimated', 'in_work', 'settled');
CREATE INDEX "order_wish.unit_id.list" ON order_wish (unit_id, id);
CREATE INDEX "order_wish.class.list" ON order_wish (unit_id, class, id);
CREATE INDEX "order_wish.repair_order_id.list" ON order_wish (unit_id, repair_order_id, id);
CREATE INDEX "order_wish.state.list" ON order_wish (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "order_finding.unit_id.list" ON order_finding (unit_id, id);
CREATE INDEX "order_finding.level.list" ON order_finding (unit_id, level, id);
CREATE INDEX "order_finding.section.list" ON order_finding (unit_id, section, id) WHERE section IS NOT NULL;
CREATE INDEX "order_finding.repair_order_id.list" ON order_finding (unit_id, repair_order_id, id);
CREATE INDEX "order_finding.vehicle_id.list" ON order_finding (unit_id, vehicle_id, id);
CREATE INDEX "proposal.unit_id.list" ON proposal (unit_id, id);
CREATE INDEX "proposal.vehicle_id.list" ON proposal (unit_id, vehicle_id, id);
CREATE INDEX "proposal.party_id.list" ON proposal (unit_id, party_id, id);
CREATE INDEX "proposal.priority.list" ON proposal (unit_id, priority, id);
CREATE INDEX "proposal.state.list" ON proposal (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "proposal.valid_until.list" ON proposal (unit_id, valid_until, id);
CREATE INDEX "proposal.repair_order_id.list" ON proposal (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "proposal.open_of" ON proposal (vehicle_id, state) WHERE state IN ('open', 'taken');
CREATE INDEX "outside_job.unit_id.list" ON outside_job (unit_id, id);
CREATE INDEX "outside_job.repair_order_id.list" ON outside_job (unit_id, repair_order_id, id);
CREATE INDEX "outside_job.supplier_id.list" ON outside_job (unit_id, supplier_id, id);
CREATE INDEX "outside_job.state.list" ON outside_job (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "outside_job.due_at.list" ON outside_job (unit_id, due_at, id);
CREATE UNIQUE INDEX "outside_job.one_living" ON outside_job (line_id) WHERE state <> 'cancelled';
CREATE INDEX "outside_job.away" ON outside_job (repair_order_id, state) WHERE state IN ('asked', 'sent');
CREATE INDEX "told_record.unit_id.list" ON told_record (unit_id, id);
CREATE INDEX "told_record.repair_order_id.list" ON told_record (unit_id, repair_order_id, id);
CREATE INDEX "trouble_code.unit_id.list" ON trouble_code (unit_id, id);
CREATE INDEX "trouble_code.repair_order_id.list" ON trouble_code (unit_id, repair_order_id, id);
CREATE INDEX "trouble_code.vehicle_id.list" ON trouble_code (unit_id, vehicle_id, id);
CREATE UNIQUE INDEX "trouble_code.once" ON trouble_code (repair_order_id, code) WHERE retired_at IS NULL;
CREATE INDEX "plan_line.repair_plan_id.lines" ON plan_line (repair_plan_id, id);
CREATE INDEX "repair_plan.unit_id.list" ON repair_plan (unit_id, id);
CREATE INDEX "repair_plan.repair_order_id.list" ON repair_plan (unit_id, repair_order_id, id);
CREATE INDEX "repair_plan.state.list" ON repair_plan (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "repair_plan.edition" ON repair_plan (repair_order_id, edition);
CREATE UNIQUE INDEX "repair_plan.one_draft" ON repair_plan (repair_order_id) WHERE state = 'draft';
CREATE INDEX "walk_mark.walk_round_id.lines" ON walk_mark (walk_round_id, id);
CREATE INDEX "walk_check.walk_round_id.lines" ON walk_check (walk_round_id, id);
CREATE INDEX "walk_round.unit_id.list" ON walk_round (unit_id, id);
CREATE INDEX "walk_round.repair_order_id.list" ON walk_round (unit_id, repair_order_id, id);
CREATE INDEX "walk_round.state.list" ON walk_round (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "walk_round.edition" ON walk_round (repair_order_id, edition);
CREATE UNIQUE INDEX "walk_round.one_draft" ON walk_round (repair_order_id) WHERE state = 'draft';
CREATE INDEX "assignment.unit_id.list" ON assignment (unit_id, id);
CREATE INDEX "assignment.repair_order_id.list" ON assignment (unit_id, repair_order_id, id);
CREATE INDEX "assignment.technician_id.list" ON assignment (unit_id, technician_id, id);
CREATE INDEX "assignment.bay_id.list" ON assignment (unit_id, bay_id, id) WHERE bay_id IS NOT NULL;
CREATE INDEX "assignment.state.list" ON assignment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "assignment.running" ON assignment (technician_id, state) WHERE state = 'working';
CREATE INDEX "assignment.finished_on" ON assignment (unit_id, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX "assignment.of_order" ON assignment (repair_order_id, state);
CREATE INDEX "work_clock.unit_id.list" ON work_clock (unit_id, id);
CREATE INDEX "work_clock.assignment_id.list" ON work_clock (unit_id, assignment_id, id);
CREATE INDEX "work_clock.technician_id.list" ON work_clock (unit_id, technician_id, id);
CREATE INDEX "work_clock.of_day" ON work_clock (unit_id, ended);
CREATE INDEX "part_request.unit_id.list" ON part_request (unit_id, id);
CREATE INDEX "part_request.repair_order_id.list" ON part_request (unit_id, repair_order_id, id);
CREATE INDEX "part_request.assignment_id.list" ON part_request (unit_id, assignment_id, id);
CREATE INDEX "part_request.state.list" ON part_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "order_photo.unit_id.list" ON order_photo (unit_id, id);
CREATE INDEX "order_photo.repair_order_id.list" ON order_photo (unit_id, repair_order_id, id);
CREATE INDEX "order_photo.assignment_id.list" ON order_photo (unit_id, assignment_id, id) WHERE assignment_id IS NOT NULL;
CREATE INDEX "check_rule.kind.list" ON check_rule (kind, id);
CREATE INDEX "check_rule.nature.list" ON check_rule (nature, id) WHERE nature IS NOT NULL;
CREATE INDEX "check_rule.category.list" ON check_rule (category, id) WHERE category IS NOT NULL;
CREATE INDEX "inspection.unit_id.list" ON inspection (unit_id, id);
CREATE INDEX "inspection.repair_order_id.list" ON inspection (unit_id, repair_order_id, id);
CREATE INDEX "inspection.cause.list" ON inspection (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "inspection.technician_id.list" ON inspection (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "refit_rule.verdict.list" ON refit_rule (verdict, id);
CREATE INDEX "refit_check.unit_id.list" ON refit_check (unit_id, id);
CREATE INDEX "refit_check.repair_order_id.list" ON refit_check (unit_id, repair_order_id, id);
CREATE INDEX "refit_check.verdict.list" ON refit_check (unit_id, verdict, id) WHERE verdict IS NOT NULL;
CREATE INDEX "refit_check.state.list" ON refit_check (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "refit_check.due_on.list" ON refit_check (unit_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX "refit_check.once" ON refit_check (line_id) WHERE state <> 'taken_back';
CREATE INDEX "order_payer.unit_id.list" ON order_payer (unit_id, id);
CREATE INDEX "order_payer.repair_order_id.list" ON order_payer (unit_id, repair_order_id, id);
CREATE INDEX "order_payer.party_id.list" ON order_payer (unit_id, party_id, id);
CREATE UNIQUE INDEX "order_payer.once" ON order_payer (repair_order_id, party_id) WHERE retired_at IS NULL;
CREATE INDEX "stock_count_line.count_id.lines" ON stock_count_line (count_id, id);
CREATE INDEX "stock_count_line.part_id.list" ON stock_count_line (unit_id, part_id, id);
CREATE INDEX "stock_count_result.unit_id.list" ON stock_count_result (unit_id, id);
CREATE INDEX "stock_count_result.count_id.list" ON stock_count_result (unit_id, count_id, id);
CREATE UNIQUE INDEX "stock_count_result.once" ON stock_count_result (line_id);
CREATE INDEX "stock_count.unit_id.list" ON stock_count (unit_id, id);
CREATE UNIQUE INDEX "stock_count.number" ON stock_count (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_count.kind.list" ON stock_count (unit_id, kind, id);
CREATE INDEX "stock_count.state.list" ON stock_count (unit_id, state, id);
CREATE INDEX "part_level.unit_id.list" ON part_level (unit_id, id);
CREATE INDEX "part_level.part_id.list" ON part_level (unit_id, part_id, id);
CREATE UNIQUE INDEX "part_level.once" ON part_level (unit_id, part_id) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "waste_kind.code" ON waste_kind (code) WHERE retired_at IS NULL;
CREATE INDEX "waste_rule.part_id.list" ON waste_rule (part_id, id);
CREATE INDEX "waste_rule.kind_id.list" ON waste_rule (kind_id, id);
CREATE UNIQUE INDEX "waste_rule.once" ON waste_rule (part_id, kind_id) WHERE retired_at IS NULL;
CREATE INDEX "waste_entry.unit_id.list" ON waste_entry (unit_id, id);
CREATE UNIQUE INDEX "waste_entry.number" ON waste_entry (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "waste_entry.kind_id.list" ON waste_entry (unit_id, kind_id, id);
CREATE INDEX "waste_entry.arose_on.list" ON waste_entry (unit_id, arose_on, id);
CREATE INDEX "waste_transfer.unit_id.list" ON waste_transfer (unit_id, id);
CREATE UNIQUE INDEX "waste_transfer.number" ON waste_transfer (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "waste_transfer.manifest.list" ON waste_transfer (unit_id, manifest, id) WHERE manifest IS NOT NULL;
CREATE INDEX "waste_transfer.kind_id.list" ON waste_transfer (unit_id, kind_id, id);
CREATE INDEX "waste_transfer.receiver_id.list" ON waste_transfer (unit_id, receiver_id, id);
CREATE INDEX "waste_transfer.state.list" ON waste_transfer (unit_id, state, id);
CREATE INDEX "tool.unit_id.list" ON tool (unit_id, id);
CREATE INDEX "tool.kind.list" ON tool (unit_id, kind, id);
CREATE INDEX "tool.calibrated_until.list" ON tool (unit_id, calibrated_until, id) WHERE calibrated_until IS NOT NULL;
CREATE INDEX "tool.maintain_on.list" ON tool (unit_id, maintain_on, id) WHERE maintain_on IS NOT NULL;
CREATE INDEX "tool.state.list" ON tool (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "tool.holder_id.list" ON tool (unit_id, holder_id, id) WHERE holder_id IS NOT NULL;
CREATE INDEX "tool.due_on.list" ON tool (unit_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX "tool.code" ON tool (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "tool_record.unit_id.list" ON tool_record (unit_id, id);
CREATE INDEX "tool_record.tool_id.list" ON tool_record (unit_id, tool_id, id);
CREATE INDEX "old_part.unit_id.list" ON old_part (unit_id, id);
CREATE INDEX "old_part.repair_order_id.list" ON old_part (unit_id, repair_order_id, id);
CREATE INDEX "old_part.part_id.list" ON old_part (unit_id, part_id, id);
CREATE INDEX "old_part.keep_until.list" ON old_part (unit_id, keep_until, id) WHERE keep_until IS NOT NULL;
CREATE INDEX "old_part.state.list" ON old_part (unit_id, state, id);
CREATE INDEX "shop_plan.unit_id.list" ON shop_plan (unit_id, id);
CREATE UNIQUE INDEX "shop_plan.one" ON shop_plan (unit_id);
CREATE INDEX "plan_slot.unit_id.list" ON plan_slot (unit_id, id);
CREATE INDEX "plan_slot.repair_order_id.list" ON plan_slot (unit_id, repair_order_id, id);
CREATE INDEX "plan_slot.technician_id.list" ON plan_slot (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "plan_slot.bay_id.list" ON plan_slot (unit_id, bay_id, id) WHERE bay_id IS NOT NULL;
CREATE INDEX "plan_slot.state.list" ON plan_slot (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "plan_slot.planned" ON plan_slot (unit_id, starts_at) WHERE state = 'planned';
CREATE INDEX "accident_case.unit_id.list" ON accident_case (unit_id, id);
CREATE UNIQUE INDEX "accident_case.number" ON accident_case (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "accident_case.vehicle_id.list" ON accident_case (unit_id, vehicle_id, id);
CREATE INDEX "accident_case.party_id.list" ON accident_case (unit_id, party_id, id);
CREATE INDEX "accident_case.insurer_id.list" ON accident_case (unit_id, insurer_id, id);
CREATE INDEX "accident_case.state.list" ON accident_case (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "accident_case.kind.list" ON accident_case (unit_id, kind, id);
CREATE INDEX "accident_case.reported_on.list" ON accident_case (unit_id, reported_on, id);
CREATE INDEX "accident_case.repair_order_id.list" ON accident_case (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "accident_case.settlement_id.list" ON accident_case (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "accident_case.submit_by.list" ON accident_case (unit_id, submit_by, id) WHERE submit_by IS NOT NULL;
CREATE INDEX "accident_case.pay_by.list" ON accident_case (unit_id, pay_by, id) WHERE pay_by IS NOT NULL;
CREATE UNIQUE INDEX "accident_case.one_of_order" ON accident_case (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE UNIQUE INDEX "accident_case.one_report" ON accident_case (insurer_id, report_no) WHERE state <> 'withdrawn';
CREATE INDEX "accident_case.of_order" ON accident_case (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "accident_case.of_settlement" ON accident_case (settlement_id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "loss_line.assessment_id.lines" ON loss_line (assessment_id, id);
CREATE INDEX "loss_line.of_ro_line" ON loss_line (ro_line_id) WHERE ro_line_id IS NOT NULL;
CREATE INDEX "loss_assessment.unit_id.list" ON loss_assessment (unit_id, id);
CREATE UNIQUE INDEX "loss_assessment.number" ON loss_assessment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "loss_assessment.case_id.list" ON loss_assessment (unit_id, case_id, id);
CREATE INDEX "loss_assessment.supplement.list" ON loss_assessment (unit_id, supplement, id);
CREATE INDEX "loss_assessment.state.list" ON loss_assessment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "loss_assessment.one_open" ON loss_assessment (case_id) WHERE state IN ('draft', 'approval', 'sent', 'agreed');
CREATE UNIQUE INDEX "loss_assessment.edition" ON loss_assessment (case_id, edition);
CREATE INDEX "claim_paper.unit_id.list" ON claim_paper (unit_id, id);
CREATE INDEX "claim_paper.case_id.list" ON claim_paper (unit_id, case_id, id);
CREATE INDEX "claim_paper.kind.list" ON claim_paper (unit_id, kind, id);
CREATE INDEX "claim_paper.state.list" ON claim_paper (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "claim_paper.of_case" ON claim_paper (case_id, kind);
CREATE INDEX "insurer_credit.unit_id.list" ON insurer_credit (unit_id, id);
CREATE INDEX "insurer_credit.insurer_id.list" ON insurer_credit (unit_id, insurer_id, id);
CREATE UNIQUE INDEX "insurer_credit.once" ON insurer_credit (unit_id, insurer_id);
CREATE INDEX "rental_car.unit_id.list" ON rental_car (unit_id, id);
CREATE UNIQUE INDEX "rental_car.vehicle_id" ON rental_car (unit_id, vehicle_id) WHERE retired_at IS NULL;
CREATE INDEX "rental_car.vehicle_id.list" ON rental_car (unit_id, vehicle_id, id);
CREATE INDEX "rental_car.insured_until.list" ON rental_car (unit_id, insured_until, id);
CREATE INDEX "rental_day.of_rental" ON rental_day (rental_id);
CREATE INDEX "rental.unit_id.list" ON rental (unit_id, id);
CREATE UNIQUE INDEX "rental.number" ON rental (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "rental.car_id.list" ON rental (unit_id, car_id, id);
CREATE INDEX "rental.party_id.list" ON rental (unit_id, party_id, id);
CREATE INDEX "rental.state.list" ON rental (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "rental.day_from.list" ON rental (unit_id, day_from, id);
CREATE INDEX "rental.day_to.list" ON rental (unit_id, day_to, id);
CREATE INDEX "rental.repair_order_id.list" ON rental (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "rental.lateness.list" ON rental (unit_id, lateness, id) WHERE lateness IS NOT NULL;
CREATE UNIQUE INDEX "rental.one_out" ON rental (car_id) WHERE state = 'out';
CREATE INDEX "rental_charge.unit_id.list" ON rental_charge (unit_id, id);
CREATE INDEX "rental_charge.rental_id.list" ON rental_charge (unit_id, rental_id, id);
CREATE INDEX "rental_charge.state.list" ON rental_charge (unit_id, state, id);
CREATE INDEX "agency_case.unit_id.list" ON agency_case (unit_id, id);
CREATE UNIQUE INDEX "agency_case.number" ON agency_case (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "agency_case.kind.list" ON agency_case (unit_id, kind, id);
CREATE INDEX "agency_case.vehicle_id.list" ON agency_case (unit_id, vehicle_id, id);
CREATE INDEX "agency_case.party_id.list" ON agency_case (unit_id, party_id, id);
CREATE INDEX "agency_case.state.list" ON agency_case (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "agency_case.agent_id.list" ON agency_case (unit_id, agent_id, id);
CREATE INDEX "agency_case.due_at.list" ON agency_case (unit_id, due_at, id);
CREATE INDEX "agency_case.repair_order_id.list" ON agency_case (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "agency_case.settlement_id.list" ON agency_case (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "agency_paper.unit_id.list" ON agency_paper (unit_id, id);
CREATE INDEX "agency_paper.case_id.list" ON agency_paper (unit_id, case_id, id);
CREATE INDEX "agency_paper.kind.list" ON agency_paper (unit_id, kind, id);
CREATE INDEX "agency_paper.state.list" ON agency_paper (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "agency_paper.of_case" ON agency_paper (case_id, id);
CREATE INDEX "reminder.unit_id.list" ON reminder (unit_id, id);
CREATE INDEX "reminder.vehicle_id.list" ON reminder (unit_id, vehicle_id, id);
CREATE INDEX "reminder.party_id.list" ON reminder (unit_id, party_id, id);
CREATE INDEX "reminder.due_on.list" ON reminder (unit_id, due_on, id);
CREATE INDEX "reminder.call_on.list" ON reminder (unit_id, call_on, id);
CREATE INDEX "reminder.state.list" ON reminder (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "reminder.one_waiting" ON reminder (vehicle_id) WHERE state = 'waiting';
CREATE INDEX "reminder.open_of" ON reminder (vehicle_id) WHERE state IN ('waiting', 'booked');
CREATE INDEX "reminder.of_appointment" ON reminder (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX "complaint.unit_id.list" ON complaint (unit_id, id);
CREATE UNIQUE INDEX "complaint.number" ON complaint (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "complaint.kind.list" ON complaint (unit_id, kind, id);
CREATE INDEX "complaint.class.list" ON complaint (unit_id, class, id);
CREATE INDEX "complaint.party_id.list" ON complaint (unit_id, party_id, id);
CREATE INDEX "complaint.vehicle_id.list" ON complaint (unit_id, vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX "complaint.repair_order_id.list" ON complaint (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "complaint.source.list" ON complaint (unit_id, source, id);
CREATE INDEX "complaint.state.list" ON complaint (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "complaint.urgency.list" ON complaint (unit_id, urgency, id) WHERE urgency IS NOT NULL;
CREATE INDEX "complaint.due_at.list" ON complaint (unit_id, due_at, id);
CREATE INDEX "complaint.owner_id.list" ON complaint (unit_id, owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX "complaint.repeated.list" ON complaint (unit_id, repeated, id);
CREATE INDEX "complaint.day.list" ON complaint (unit_id, day, id);
CREATE INDEX "complaint.cause.list" ON complaint (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "complaint.closed_at.list" ON complaint (unit_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX "complaint.of_party" ON complaint (party_id, day);
CREATE INDEX "after_service.kind.list" ON after_service (kind, id);
CREATE INDEX "follow_up.unit_id.list" ON follow_up (unit_id, id);
CREATE INDEX "follow_up.kind.list" ON follow_up (unit_id, kind, id);
CREATE INDEX "follow_up.repair_order_id.list" ON follow_up (unit_id, repair_order_id, id);
CREATE INDEX "follow_up.party_id.list" ON follow_up (unit_id, party_id, id);
CREATE INDEX "follow_up.due_on.list" ON follow_up (unit_id, due_on, id);
CREATE INDEX "follow_up.state.list" ON follow_up (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "follow_up.dissatisfied.list" ON follow_up (unit_id, dissatisfied, id);
CREATE UNIQUE INDEX "follow_up.one_of_kind" ON follow_up (repair_order_id, kind) WHERE retired_at IS NULL;
CREATE INDEX "comeback.unit_id.list" ON comeback (unit_id, id);
CREATE INDEX "comeback.origin_order_id.list" ON comeback (unit_id, origin_order_id, id);
CREATE INDEX "comeback.repair_order_id.list" ON comeback (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "comeback.vehicle_id.list" ON comeback (unit_id, vehicle_id, id);
CREATE INDEX "comeback.party_id.list" ON comeback (unit_id, party_id, id);
CREATE INDEX "comeback.day.list" ON comeback (unit_id, day, id);
CREATE INDEX "comeback.technician_id.list" ON comeback (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "comeback.adviser_id.list" ON comeback (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "comeback.state.list" ON comeback (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "comeback.cause.list" ON comeback (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "comeback.goodwill.list" ON comeback (unit_id, goodwill, id);
CREATE UNIQUE INDEX "comeback.one_order" ON comeback (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "repair_licence.unit_id.list" ON repair_licence (unit_id, id);
CREATE INDEX "record_platform.division.list" ON record_platform (division, id);
CREATE INDEX "record_upload.unit_id.list" ON record_upload (unit_id, id);
CREATE INDEX "record_upload.repair_order_id.list" ON record_upload (unit_id, repair_order_id, id);
CREATE INDEX "record_upload.vehicle_id.list" ON record_upload (unit_id, vehicle_id, id);
CREATE INDEX "record_upload.state.list" ON record_upload (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "record_upload.settled_at.list" ON record_upload (unit_id, settled_at, id);
CREATE INDEX "record_upload.due_at.list" ON record_upload (unit_id, due_at, id);
CREATE UNIQUE INDEX "record_upload.once" ON record_upload (repair_order_id);
CREATE INDEX "record_upload.of_vehicle" ON record_upload (vehicle_id, state) WHERE state = 'incomplete';
CREATE INDEX "record_content.unit_id.list" ON record_content (unit_id, id);
CREATE INDEX "record_content.record_upload_id.list" ON record_content (unit_id, record_upload_id, id);
CREATE UNIQUE INDEX "record_content.edition" ON record_content (record_upload_id, edition);
CREATE INDEX "record_try.unit_id.list" ON record_try (unit_id, id);
CREATE INDEX "record_try.record_upload_id.list" ON record_try (unit_id, record_upload_id, id);
CREATE INDEX "customer_link.unit_id.list" ON customer_link (unit_id, id);
CREATE INDEX "customer_link.repair_order_id.list" ON customer_link (unit_id, repair_order_id, id);
CREATE INDEX "customer_link.state.list" ON customer_link (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "customer_link.code" ON customer_link (code_hash);
CREATE INDEX "customer_session.expiry" ON customer_session (expires_at);
CREATE INDEX "customer_session.link" ON customer_session (link_id);
CREATE INDEX "customer_receipt.unit_id.list" ON customer_receipt (unit_id, id);
CREATE INDEX "customer_receipt.repair_order_id.list" ON customer_receipt (unit_id, repair_order_id, id);
CREATE INDEX "online_payment.unit_id.list" ON online_payment (unit_id, id);
CREATE UNIQUE INDEX "online_payment.number" ON online_payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "online_payment.settlement_id.list" ON online_payment (unit_id, settlement_id, id);
CREATE INDEX "online_payment.state.list" ON online_payment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "online_payment.one_started" ON online_payment (settlement_id) WHERE state = 'started';
CREATE INDEX "commission_tier.rule_id.lines" ON commission_tier (rule_id, id);
CREATE UNIQUE INDEX "commission_rule.name" ON commission_rule (name) WHERE retired_at IS NULL;
CREATE INDEX "commission_rule.role.list" ON commission_rule (role, id);
CREATE INDEX "commission_rule.target.list" ON commission_rule (target, id);
CREATE INDEX "commission_rule.for_unit_id.list" ON commission_rule (for_unit_id, id) WHERE for_unit_id IS NOT NULL;
CREATE INDEX "commission_line.unit_id.list" ON commission_line (unit_id, id);
CREATE INDEX "commission_line.employee_id.list" ON commission_line (unit_id, employee_id, id);
CREATE INDEX "commission_line.month.list" ON commission_line (unit_id, month, id);
CREATE INDEX "commission_line.rule_id.list" ON commission_line (unit_id, rule_id, id);
CREATE INDEX "commission_line.repair_order_id.list" ON commission_line (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "commission_line.of_rule" ON commission_line (rule_id);
CREATE INDEX "commission_line.of_order" ON commission_line (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "commission_line.of_month" ON commission_line (unit_id, month, employee_id);
CREATE INDEX "commission_slip.month_id.lines" ON commission_slip (month_id, id);
CREATE INDEX "commission_month.unit_id.list" ON commission_month (unit_id, id);
CREATE INDEX "commission_month.month.list" ON commission_month (unit_id, month, id);
CREATE INDEX "commission_month.state.list" ON commission_month (unit_id, state, id);
CREATE UNIQUE INDEX "commission_month.once" ON commission_month (unit_id, month) WHERE state = 'locked';
CREATE UNIQUE INDEX "expense_kind.name" ON expense_kind (name) WHERE retired_at IS NULL;
CREATE INDEX "expense_line.claim_id.lines" ON expense_line (claim_id, id);
CREATE INDEX "expense_claim.unit_id.list" ON expense_claim (unit_id, id);
CREATE UNIQUE INDEX "expense_claim.number" ON expense_claim (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "expense_claim.employee_id.list" ON expense_claim (unit_id, employee_id, id) WHERE employee_id IS NOT NULL;
CREATE INDEX "expense_claim.month.list" ON expense_claim (unit_id, month, id);
CREATE INDEX "expense_claim.state.list" ON expense_claim (unit_id, state, id);
CREATE INDEX "expense_claim.promised" ON expense_claim (unit_id, month) WHERE state IN ('asked', 'agreed');
CREATE INDEX "budget.unit_id.list" ON budget (unit_id, id);
CREATE INDEX "budget.month.list" ON budget (unit_id, month, id);
CREATE INDEX "budget.side.list" ON budget (unit_id, side, id);
CREATE UNIQUE INDEX "budget.once" ON budget (unit_id, month, side) WHERE retired_at IS NULL;
CREATE INDEX "cash_plan_item.unit_id.list" ON cash_plan_item (unit_id, id);
CREATE INDEX "cash_plan_item.day.list" ON cash_plan_item (unit_id, day, id);
CREATE INDEX "tax_invoice.unit_id.list" ON tax_invoice (unit_id, id);
CREATE UNIQUE INDEX "tax_invoice.number" ON tax_invoice (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "tax_invoice.settlement_id.list" ON tax_invoice (unit_id, settlement_id, id);
CREATE INDEX "tax_invoice.state.list" ON tax_invoice (unit_id, state, id);
CREATE UNIQUE INDEX "tax_invoice.once" ON tax_invoice (settlement_id) WHERE state IN ('asked', 'issued', 'failed', 'red_asked');
CREATE UNIQUE INDEX "related_party.party_id" ON related_party (party_id) WHERE retired_at IS NULL;
CREATE INDEX "related_party.party_id.list" ON related_party (party_id, id);
CREATE INDEX "related_party.company_id.list" ON related_party (company_id, id);
-- postgresql
CREATE TABLE account (
  id BIGINT NOT NULL CONSTRAINT "account.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "account.name" CHECK (length(name) <= 40),
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "account.title" CHECK (length(title) <= 60),
  password TEXT COLLATE "C" CONSTRAINT "account.password" CHECK (length(password) <= 160),
  home_unit_id BIGINT,
  employee_id BIGINT NOT NULL DEFAULT 0,
  language TEXT COLLATE "C",
  machine BIGINT NOT NULL DEFAULT 0 CONSTRAINT "account.machine" CHECK (machine IN (0, 1)),
  demo BIGINT NOT NULL DEFAULT 0 CONSTRAINT "account.demo" CHECK (demo IN (0, 1)),
  disabled_at BIGINT
);
CREATE TABLE login_session (
  unit_id BIGINT NOT NULL DEFAULT 0,
  token_hash TEXT COLLATE "C" NOT NULL CONSTRAINT "login_session.token_hash" CHECK (length(token_hash) <= 64),
  account_id BIGINT NOT NULL,
  csrf TEXT COLLATE "C" NOT NULL CONSTRAINT "login_session.csrf" CHECK (length(csrf) <= 64),
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  work_unit_id BIGINT NOT NULL DEFAULT 0,
  token BIGINT NOT NULL DEFAULT 0 CONSTRAINT "login_session.token" CHECK (token IN (0, 1)),
  note TEXT COLLATE "C" CONSTRAINT "login_session.note" CHECK (length(note) <= 60),
  CONSTRAINT "login_session.primary" PRIMARY KEY (token_hash)
);
CREATE TABLE login_failure (
  unit_id BIGINT NOT NULL DEFAULT 0,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "login_failure.name" CHECK (length(name) <= 40),
  failures BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT,
  at BIGINT NOT NULL,
  CONSTRAINT "login_failure.primary" PRIMARY KEY (name)
);
CREATE TABLE event (
  id BIGINT NOT NULL CONSTRAINT "event.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  node BIGINT NOT NULL DEFAULT 0,
  seq BIGINT NOT NULL DEFAULT 0,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "event.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  entity_version BIGINT NOT NULL DEFAULT 0,
  command TEXT COLLATE "C" NOT NULL CONSTRAINT "event.command" CHECK (length(command) <= 60),
  actor_kind BIGINT NOT NULL DEFAULT 0,
  actor_id BIGINT NOT NULL DEFAULT 0,
  body TEXT COLLATE "C" CONSTRAINT "event.body" CHECK (length(body) <= 65536),
  hash TEXT COLLATE "C" NOT NULL CONSTRAINT "event.hash" CHECK (length(hash) <= 64)
);
CREATE TABLE event_chain (
  unit_id BIGINT NOT NULL DEFAULT 0,
  node BIGINT NOT NULL DEFAULT 0,
  seq BIGINT NOT NULL DEFAULT 0,
  hash TEXT COLLATE "C" NOT NULL CONSTRAINT "event_chain.hash" CHECK (length(hash) <= 64),
  CONSTRAINT "event_chain.primary" PRIMARY KEY (node)
);
CREATE TABLE stage_log (
  id BIGINT NOT NULL CONSTRAINT "stage_log.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_log.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  axis TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_log.axis" CHECK (length(axis) <= 40),
  state_from TEXT COLLATE "C" CONSTRAINT "stage_log.state_from" CHECK (length(state_from) <= 40),
  state_to TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_log.state_to" CHECK (length(state_to) <= 40),
  event_id BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE stage_count (
  unit_id BIGINT NOT NULL DEFAULT 0,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_count.entity" CHECK (length(entity) <= 40),
  axis TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_count.axis" CHECK (length(axis) <= 40),
  state TEXT COLLATE "C" NOT NULL CONSTRAINT "stage_count.state" CHECK (length(state) <= 40),
  n BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "stage_count.primary" PRIMARY KEY (unit_id, entity, axis, state)
);
CREATE TABLE idempotency (
  unit_id BIGINT NOT NULL DEFAULT 0,
  id_ BIGINT NOT NULL DEFAULT 0,
  actor_id BIGINT NOT NULL DEFAULT 0,
  request_key TEXT COLLATE "C" NOT NULL CONSTRAINT "idempotency.request_key" CHECK (length(request_key) <= 64),
  request_hash TEXT COLLATE "C" NOT NULL CONSTRAINT "idempotency.request_hash" CHECK (length(request_hash) <= 64),
  status BIGINT NOT NULL DEFAULT 0,
  entity_id BIGINT NOT NULL DEFAULT 0,
  entity_version BIGINT NOT NULL DEFAULT 0,
  answer TEXT COLLATE "C" CONSTRAINT "idempotency.answer" CHECK (length(answer) <= 262144),
  at BIGINT NOT NULL,
  CONSTRAINT "idempotency.primary" PRIMARY KEY (id_)
);
CREATE TABLE number_counter (
  unit_id BIGINT NOT NULL DEFAULT 0,
  series TEXT COLLATE "C" NOT NULL CONSTRAINT "number_counter.series" CHECK (length(series) <= 40),
  day BIGINT NOT NULL,
  last BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "number_counter.primary" PRIMARY KEY (series, unit_id, day)
);
CREATE TABLE timer (
  unit_id BIGINT NOT NULL DEFAULT 0,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "timer.name" CHECK (length(name) <= 60),
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "timer.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  failure TEXT COLLATE "C" CONSTRAINT "timer.failure" CHECK (length(failure) <= 200),
  CONSTRAINT "timer.primary" PRIMARY KEY (name, entity, entity_id)
);
CREATE TABLE outbox (
  unit_id BIGINT NOT NULL DEFAULT 0,
  id_ BIGINT NOT NULL DEFAULT 0,
  topic TEXT COLLATE "C" NOT NULL CONSTRAINT "outbox.topic" CHECK (length(topic) <= 60),
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "outbox.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  event_id BIGINT NOT NULL DEFAULT 0,
  command TEXT COLLATE "C" CONSTRAINT "outbox.command" CHECK (length(command) <= 60),
  body TEXT COLLATE "C" CONSTRAINT "outbox.body" CHECK (length(body) <= 65536),
  due_at BIGINT NOT NULL,
  sent_at BIGINT,
  tries BIGINT NOT NULL DEFAULT 0,
  failure TEXT COLLATE "C" CONSTRAINT "outbox.failure" CHECK (length(failure) <= 200),
  CONSTRAINT "outbox.primary" PRIMARY KEY (id_)
);
CREATE TABLE job (
  unit_id BIGINT NOT NULL DEFAULT 0,
  id_ BIGINT NOT NULL DEFAULT 0,
  kind TEXT COLLATE "C" NOT NULL CONSTRAINT "job.kind" CHECK (length(kind) <= 60),
  state TEXT COLLATE "C" NOT NULL,
  account_id BIGINT NOT NULL DEFAULT 0,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT,
  input TEXT COLLATE "C" CONSTRAINT "job.input" CHECK (length(input) <= 65536),
  result TEXT COLLATE "C" CONSTRAINT "job.result" CHECK (length(result) <= 65536),
  made_at BIGINT NOT NULL,
  CONSTRAINT "job.primary" PRIMARY KEY (id_)
);
CREATE TABLE file (
  id BIGINT NOT NULL CONSTRAINT "file.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  sha256 TEXT COLLATE "C" NOT NULL CONSTRAINT "file.sha256" CHECK (length(sha256) <= 64),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "file.name" CHECK (length(name) <= 200),
  type TEXT COLLATE "C" NOT NULL CONSTRAINT "file.type" CHECK (length(type) <= 100),
  size BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE attachment (
  id BIGINT NOT NULL CONSTRAINT "attachment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  about_entity TEXT COLLATE "C" NOT NULL,
  about_id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  caption TEXT COLLATE "C" CONSTRAINT "attachment.caption" CHECK (length(caption) <= 200),
  added_by_id BIGINT
);
CREATE TABLE file_content (
  unit_id BIGINT NOT NULL DEFAULT 0,
  sha256 TEXT COLLATE "C" NOT NULL CONSTRAINT "file_content.sha256" CHECK (length(sha256) <= 64),
  content TEXT COLLATE "C" NOT NULL CONSTRAINT "file_content.content" CHECK (length(content) <= 33554432),
  CONSTRAINT "file_content.primary" PRIMARY KEY (sha256)
);
CREATE TABLE print_log (
  id BIGINT NOT NULL CONSTRAINT "print_log.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  document_entity TEXT COLLATE "C" NOT NULL,
  document_id BIGINT NOT NULL,
  form TEXT COLLATE "C" NOT NULL CONSTRAINT "print_log.form" CHECK (length(form) <= 60),
  copy BIGINT NOT NULL DEFAULT 0,
  language TEXT COLLATE "C",
  printed_by_id BIGINT,
  printer TEXT COLLATE "C" CONSTRAINT "print_log.printer" CHECK (length(printer) <= 60),
  CONSTRAINT "print_log.counted" CHECK (copy >= 1)
);
CREATE TABLE search_key (
  unit_id BIGINT NOT NULL DEFAULT 0,
  key TEXT COLLATE "C" NOT NULL CONSTRAINT "search_key.key" CHECK (length(key) <= 120),
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "search_key.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  field TEXT COLLATE "C" NOT NULL CONSTRAINT "search_key.field" CHECK (length(field) <= 40),
  CONSTRAINT "search_key.primary" PRIMARY KEY (key, entity, entity_id, field)
);
CREATE TABLE person_key (
  unit_id BIGINT NOT NULL DEFAULT 0,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "person_key.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  key TEXT COLLATE "C" NOT NULL CONSTRAINT "person_key.key" CHECK (length(key) <= 64),
  CONSTRAINT "person_key.primary" PRIMARY KEY (entity, entity_id)
);
CREATE TABLE import_row (
  unit_id BIGINT NOT NULL DEFAULT 0,
  batch BIGINT NOT NULL DEFAULT 0,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "import_row.entity" CHECK (length(entity) <= 40),
  entity_id BIGINT NOT NULL DEFAULT 0,
  line BIGINT NOT NULL DEFAULT 0,
  at BIGINT NOT NULL,
  CONSTRAINT "import_row.primary" PRIMARY KEY (batch, entity, entity_id)
);
CREATE TABLE schema_migration (
  unit_id BIGINT NOT NULL DEFAULT 0,
  number BIGINT NOT NULL DEFAULT 0,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "schema_migration.name" CHECK (length(name) <= 120),
  at BIGINT NOT NULL,
  CONSTRAINT "schema_migration.primary" PRIMARY KEY (number)
);
CREATE TABLE unit (
  id BIGINT NOT NULL CONSTRAINT "unit.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "unit.name" CHECK (length(name) <= 60),
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "unit.code" CHECK (length(code) <= 12),
  kind TEXT COLLATE "C" NOT NULL,
  parent_id BIGINT,
  path TEXT COLLATE "C" CONSTRAINT "unit.path" CHECK (length(path) <= 300),
  duties_text TEXT COLLATE "C" CONSTRAINT "unit.duties_text" CHECK (length(duties_text) <= 400),
  address TEXT COLLATE "C" CONSTRAINT "unit.address" CHECK (length(address) <= 120),
  division TEXT COLLATE "C" CONSTRAINT "unit.division" CHECK (length(division) <= 6),
  phone TEXT COLLATE "C" CONSTRAINT "unit.phone" CHECK (length(phone) <= 20),
  credit_code TEXT COLLATE "C" CONSTRAINT "unit.credit_code" CHECK (length(credit_code) <= 18),
  bank TEXT COLLATE "C" CONSTRAINT "unit.bank" CHECK (length(bank) <= 60),
  bank_account TEXT COLLATE "C" CONSTRAINT "unit.bank_account" CHECK (length(bank_account) <= 40),
  valid_from BIGINT,
  valid_to BIGINT
);
CREATE TABLE setting_value (
  id BIGINT NOT NULL CONSTRAINT "setting_value.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "setting_value.name" CHECK (length(name) <= 60),
  label TEXT COLLATE "C" CONSTRAINT "setting_value.label" CHECK (length(label) <= 80),
  label_en TEXT COLLATE "C" CONSTRAINT "setting_value.label_en" CHECK (length(label_en) <= 80),
  for_unit_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  value BIGINT NOT NULL DEFAULT 0,
  source TEXT COLLATE "C" CONSTRAINT "setting_value.source" CHECK (length(source) <= 200)
);
CREATE TABLE post_duty (
  id BIGINT NOT NULL CONSTRAINT "post_duty.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  post_id BIGINT NOT NULL,
  duty TEXT COLLATE "C" NOT NULL CONSTRAINT "post_duty.duty" CHECK (length(duty) <= 40)
);
CREATE TABLE post (
  id BIGINT NOT NULL CONSTRAINT "post.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "post.code" CHECK (length(code) <= 40),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "post.name" CHECK (length(name) <= 60),
  name_en TEXT COLLATE "C" CONSTRAINT "post.name_en" CHECK (length(name_en) <= 60),
  headcount BIGINT NOT NULL DEFAULT 0,
  duties_text TEXT COLLATE "C" CONSTRAINT "post.duties_text" CHECK (length(duties_text) <= 2000)
);
CREATE TABLE employee (
  id BIGINT NOT NULL CONSTRAINT "employee.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" CONSTRAINT "employee.number" CHECK (length(number) <= 30),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "employee.name" CHECK (length(name) <= 60),
  phone TEXT COLLATE "C" CONSTRAINT "employee.phone" CHECK (length(phone) <= 20),
  labour_factor BIGINT NOT NULL DEFAULT 0,
  hired_on BIGINT,
  left_on BIGINT,
  account_id BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "employee.note" CHECK (length(note) <= 1000)
);
CREATE TABLE post_holding (
  id BIGINT NOT NULL CONSTRAINT "post_holding.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "post_holding.label" CHECK (length(label) <= 130),
  employee_id BIGINT NOT NULL,
  post_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE saved_view (
  id BIGINT NOT NULL CONSTRAINT "saved_view.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  owner_id BIGINT NOT NULL,
  entity TEXT COLLATE "C" NOT NULL CONSTRAINT "saved_view.entity" CHECK (length(entity) <= 40),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "saved_view.name" CHECK (length(name) <= 40),
  query TEXT COLLATE "C" CONSTRAINT "saved_view.query" CHECK (length(query) <= 600),
  post_id BIGINT
);
CREATE TABLE approval_matter (
  id BIGINT NOT NULL CONSTRAINT "approval_matter.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "approval_matter.code" CHECK (length(code) <= 40),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "approval_matter.name" CHECK (length(name) <= 60),
  name_en TEXT COLLATE "C" CONSTRAINT "approval_matter.name_en" CHECK (length(name_en) <= 60)
);
CREATE TABLE approval_rule_step (
  id BIGINT NOT NULL CONSTRAINT "approval_rule_step.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  rule_id BIGINT NOT NULL,
  place BIGINT NOT NULL DEFAULT 0,
  post_id BIGINT NOT NULL,
  hours BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE approval_rule (
  id BIGINT NOT NULL CONSTRAINT "approval_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "approval_rule.name" CHECK (length(name) <= 60),
  matter_id BIGINT NOT NULL,
  amount_from BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  CONSTRAINT "approval_rule.lasts" CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE TABLE approval_step (
  id BIGINT NOT NULL CONSTRAINT "approval_step.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  approval_id BIGINT NOT NULL,
  place BIGINT NOT NULL DEFAULT 0,
  post_id BIGINT NOT NULL,
  hours BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  decided_by_id BIGINT,
  decided_at BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "approval_step.note" CHECK (length(note) <= 200)
);
CREATE TABLE approval (
  id BIGINT NOT NULL CONSTRAINT "approval.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "approval.title" CHECK (length(title) <= 100),
  matter_id BIGINT NOT NULL,
  source_entity TEXT COLLATE "C" NOT NULL,
  source_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  urgency TEXT COLLATE "C",
  asker_id BIGINT,
  approver_id BIGINT,
  for_id BIGINT,
  place BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT,
  closed_at BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "approval.note" CHECK (length(note) <= 200),
  CONSTRAINT "approval.ends" CHECK (state = 'waiting' OR closed_at IS NOT NULL)
);
CREATE TABLE deputy (
  id BIGINT NOT NULL CONSTRAINT "deputy.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "deputy.label" CHECK (length(label) <= 130),
  employee_id BIGINT NOT NULL,
  deputy_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT NOT NULL,
  reason TEXT COLLATE "C" CONSTRAINT "deputy.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "deputy.another" CHECK (employee_id <> deputy_id)
);
CREATE TABLE party_contact (
  id BIGINT NOT NULL CONSTRAINT "party_contact.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  party_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "party_contact.name" CHECK (length(name) <= 60),
  phone TEXT COLLATE "C" CONSTRAINT "party_contact.phone" CHECK (length(phone) <= 24),
  role TEXT COLLATE "C" CONSTRAINT "party_contact.role" CHECK (length(role) <= 60)
);
CREATE TABLE party (
  id BIGINT NOT NULL CONSTRAINT "party.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "party.name" CHECK (length(name) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  phone TEXT COLLATE "C" CONSTRAINT "party.phone" CHECK (length(phone) <= 24),
  phone2 TEXT COLLATE "C" CONSTRAINT "party.phone2" CHECK (length(phone2) <= 24),
  address TEXT COLLATE "C" CONSTRAINT "party.address" CHECK (length(address) <= 120),
  id_number TEXT COLLATE "C" CONSTRAINT "party.id_number" CHECK (length(id_number) <= 20),
  tax_number TEXT COLLATE "C" CONSTRAINT "party.tax_number" CHECK (length(tax_number) <= 20),
  source TEXT COLLATE "C",
  credit BIGINT NOT NULL DEFAULT 0 CONSTRAINT "party.credit" CHECK (credit IN (0, 1)),
  credit_limit BIGINT NOT NULL DEFAULT 0,
  no_follow_up BIGINT NOT NULL DEFAULT 0 CONSTRAINT "party.no_follow_up" CHECK (no_follow_up IN (0, 1)),
  no_follow_up_reason TEXT COLLATE "C" CONSTRAINT "party.no_follow_up_reason" CHECK (length(no_follow_up_reason) <= 200),
  merged_into_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "party.note" CHECK (length(note) <= 2000)
);
CREATE TABLE party_consent (
  id BIGINT NOT NULL CONSTRAINT "party_consent.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  party_id BIGINT NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  given BIGINT NOT NULL DEFAULT 0 CONSTRAINT "party_consent.given" CHECK (given IN (0, 1)),
  text_version TEXT COLLATE "C" CONSTRAINT "party_consent.text_version" CHECK (length(text_version) <= 40)
);
CREATE TABLE credit_request (
  id BIGINT NOT NULL CONSTRAINT "credit_request.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "credit_request.title" CHECK (length(title) <= 100),
  party_id BIGINT NOT NULL,
  credit_limit BIGINT NOT NULL DEFAULT 0,
  limit_before BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  asked_by_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "credit_request.reason" CHECK (length(reason) <= 200),
  answer TEXT COLLATE "C" CONSTRAINT "credit_request.answer" CHECK (length(answer) <= 200),
  CONSTRAINT "credit_request.some" CHECK (credit_limit >= 0 AND limit_before >= 0)
);
CREATE TABLE vehicle (
  id BIGINT NOT NULL CONSTRAINT "vehicle.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  plate TEXT COLLATE "C" CONSTRAINT "vehicle.plate" CHECK (length(plate) <= 24),
  plate_kind TEXT COLLATE "C",
  vin TEXT COLLATE "C" CONSTRAINT "vehicle.vin" CHECK (length(vin) <= 17),
  vin_warning TEXT COLLATE "C" CONSTRAINT "vehicle.vin_warning" CHECK (length(vin_warning) <= 100),
  label TEXT COLLATE "C" CONSTRAINT "vehicle.label" CHECK (length(label) <= 40),
  engine_no TEXT COLLATE "C" CONSTRAINT "vehicle.engine_no" CHECK (length(engine_no) <= 30),
  brand TEXT COLLATE "C" CONSTRAINT "vehicle.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" CONSTRAINT "vehicle.series" CHECK (length(series) <= 60),
  model TEXT COLLATE "C" CONSTRAINT "vehicle.model" CHECK (length(model) <= 60),
  model_year BIGINT NOT NULL DEFAULT 0,
  energy TEXT COLLATE "C",
  class TEXT COLLATE "C",
  colour TEXT COLLATE "C" CONSTRAINT "vehicle.colour" CHECK (length(colour) <= 20),
  first_registered BIGINT,
  owner_id BIGINT,
  odometer_km BIGINT NOT NULL DEFAULT 0,
  warranty_start BIGINT,
  next_service_date BIGINT,
  next_service_km BIGINT NOT NULL DEFAULT 0,
  insurance_until BIGINT,
  inspection_until BIGINT,
  merged_into_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "vehicle.note" CHECK (length(note) <= 2000)
);
CREATE TABLE service_interval (
  id BIGINT NOT NULL CONSTRAINT "service_interval.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "service_interval.label" CHECK (length(label) <= 140),
  brand TEXT COLLATE "C" NOT NULL CONSTRAINT "service_interval.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" CONSTRAINT "service_interval.series" CHECK (length(series) <= 60),
  energy TEXT COLLATE "C",
  km BIGINT NOT NULL DEFAULT 0,
  months BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE vehicle_person (
  id BIGINT NOT NULL CONSTRAINT "vehicle_person.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "vehicle_person.label" CHECK (length(label) <= 120),
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE odometer_reading (
  id BIGINT NOT NULL CONSTRAINT "odometer_reading.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  vehicle_id BIGINT NOT NULL,
  km BIGINT NOT NULL DEFAULT 0,
  meter_changed BIGINT NOT NULL DEFAULT 0 CONSTRAINT "odometer_reading.meter_changed" CHECK (meter_changed IN (0, 1)),
  reason TEXT COLLATE "C" CONSTRAINT "odometer_reading.reason" CHECK (length(reason) <= 200),
  source_entity TEXT COLLATE "C",
  source_id BIGINT
);
CREATE TABLE recall_campaign (
  id BIGINT NOT NULL CONSTRAINT "recall_campaign.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "recall_campaign.number" CHECK (length(number) <= 20),
  source TEXT COLLATE "C" CONSTRAINT "recall_campaign.source" CHECK (length(source) <= 60),
  brand TEXT COLLATE "C" NOT NULL CONSTRAINT "recall_campaign.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" NOT NULL CONSTRAINT "recall_campaign.series" CHECK (length(series) <= 60),
  year_from BIGINT NOT NULL DEFAULT 0,
  year_to BIGINT NOT NULL DEFAULT 0,
  summary TEXT COLLATE "C" CONSTRAINT "recall_campaign.summary" CHECK (length(summary) <= 500),
  published TEXT COLLATE "C" CONSTRAINT "recall_campaign.published" CHECK (length(published) <= 4000),
  make_key TEXT COLLATE "C" CONSTRAINT "recall_campaign.make_key" CHECK (length(make_key) <= 48),
  series_key TEXT COLLATE "C" CONSTRAINT "recall_campaign.series_key" CHECK (length(series_key) <= 48)
);
CREATE TABLE recall_done (
  id BIGINT NOT NULL CONSTRAINT "recall_done.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "recall_done.number" CHECK (length(number) <= 20),
  vehicle_id BIGINT NOT NULL,
  done_on BIGINT NOT NULL,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "recall_done.note" CHECK (length(note) <= 200)
);
CREATE TABLE inspection_item (
  id BIGINT NOT NULL CONSTRAINT "inspection_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "inspection_item.code" CHECK (length(code) <= 20),
  parent TEXT COLLATE "C" CONSTRAINT "inspection_item.parent" CHECK (length(parent) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "inspection_item.name" CHECK (length(name) <= 120),
  description TEXT COLLATE "C" CONSTRAINT "inspection_item.description" CHECK (length(description) <= 200)
);
CREATE TABLE legacy_visit (
  id BIGINT NOT NULL CONSTRAINT "legacy_visit.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  reference TEXT COLLATE "C" CONSTRAINT "legacy_visit.reference" CHECK (length(reference) <= 30),
  visited_on BIGINT NOT NULL,
  invoiced_on BIGINT,
  customer_ref TEXT COLLATE "C" CONSTRAINT "legacy_visit.customer_ref" CHECK (length(customer_ref) <= 30),
  plate TEXT COLLATE "C" CONSTRAINT "legacy_visit.plate" CHECK (length(plate) <= 24),
  vin TEXT COLLATE "C" CONSTRAINT "legacy_visit.vin" CHECK (length(vin) <= 17),
  model TEXT COLLATE "C" NOT NULL CONSTRAINT "legacy_visit.model" CHECK (length(model) <= 60),
  odometer_km BIGINT NOT NULL DEFAULT 0,
  item TEXT COLLATE "C" CONSTRAINT "legacy_visit.item" CHECK (length(item) <= 120),
  month TEXT COLLATE "C" CONSTRAINT "legacy_visit.month" CHECK (length(month) <= 7),
  vehicle_id BIGINT
);
CREATE TABLE account_title (
  id BIGINT NOT NULL CONSTRAINT "account_title.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  standard TEXT COLLATE "C",
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "account_title.code" CHECK (length(code) <= 12),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "account_title.name" CHECK (length(name) <= 60),
  name_en TEXT COLLATE "C" CONSTRAINT "account_title.name_en" CHECK (length(name_en) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  document_only BIGINT NOT NULL DEFAULT 0 CONSTRAINT "account_title.document_only" CHECK (document_only IN (0, 1)),
  cash_item TEXT COLLATE "C",
  note TEXT COLLATE "C" CONSTRAINT "account_title.note" CHECK (length(note) <= 200)
);
CREATE TABLE ledger_entry (
  id BIGINT NOT NULL CONSTRAINT "ledger_entry.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  voucher_id BIGINT NOT NULL,
  company_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  month BIGINT NOT NULL DEFAULT 0,
  account TEXT COLLATE "C" NOT NULL CONSTRAINT "ledger_entry.account" CHECK (length(account) <= 12),
  side TEXT COLLATE "C" CONSTRAINT "ledger_entry.side" CHECK (length(side) <= 12),
  debit BIGINT NOT NULL DEFAULT 0,
  credit BIGINT NOT NULL DEFAULT 0,
  party_id BIGINT,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  CONSTRAINT "ledger_entry.one_side" CHECK ((debit = 0 AND credit <> 0) OR (credit = 0 AND debit <> 0))
);
CREATE TABLE voucher_line (
  id BIGINT NOT NULL CONSTRAINT "voucher_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  voucher_id BIGINT NOT NULL,
  account TEXT COLLATE "C" NOT NULL CONSTRAINT "voucher_line.account" CHECK (length(account) <= 12),
  debit BIGINT NOT NULL DEFAULT 0,
  credit BIGINT NOT NULL DEFAULT 0,
  party_id BIGINT,
  CONSTRAINT "voucher_line.one_side" CHECK ((debit = 0 AND credit <> 0) OR (credit = 0 AND debit <> 0))
);
CREATE TABLE voucher (
  id BIGINT NOT NULL CONSTRAINT "voucher.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "voucher.number" CHECK (length(number) <= 24),
  company_id BIGINT NOT NULL,
  month BIGINT NOT NULL DEFAULT 0,
  seq BIGINT NOT NULL DEFAULT 0,
  day BIGINT NOT NULL,
  summary TEXT COLLATE "C" NOT NULL CONSTRAINT "voucher.summary" CHECK (length(summary) <= 200),
  summary_en TEXT COLLATE "C" CONSTRAINT "voucher.summary_en" CHECK (length(summary_en) <= 200),
  total BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  reversal_of_id BIGINT,
  maker_id BIGINT,
  reviewer_id BIGINT,
  poster_id BIGINT,
  sent_back_reason TEXT COLLATE "C" CONSTRAINT "voucher.sent_back_reason" CHECK (length(sent_back_reason) <= 200),
  CONSTRAINT "voucher.numbered" CHECK ((seq > 0) = (state IN ('posted', 'reversed')))
);
CREATE TABLE period (
  id BIGINT NOT NULL CONSTRAINT "period.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  company_id BIGINT NOT NULL,
  month BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  closed_at BIGINT
);
CREATE TABLE ledger_book (
  unit_id BIGINT NOT NULL DEFAULT 0,
  closed_through BIGINT NOT NULL DEFAULT 0,
  standard TEXT COLLATE "C",
  CONSTRAINT "ledger_book.primary" PRIMARY KEY (unit_id)
);
CREATE TABLE voucher_counter (
  unit_id BIGINT NOT NULL DEFAULT 0,
  month BIGINT NOT NULL DEFAULT 0,
  last BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "voucher_counter.primary" PRIMARY KEY (unit_id, month)
);
CREATE TABLE ledger_balance (
  unit_id BIGINT NOT NULL DEFAULT 0,
  account TEXT COLLATE "C" NOT NULL CONSTRAINT "ledger_balance.account" CHECK (length(account) <= 12),
  month BIGINT NOT NULL DEFAULT 0,
  debit BIGINT NOT NULL DEFAULT 0,
  credit BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "ledger_balance.primary" PRIMARY KEY (unit_id, account, month)
);
CREATE TABLE company_book (
  id BIGINT NOT NULL CONSTRAINT "company_book.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "company_book.label" CHECK (length(label) <= 100),
  company_id BIGINT NOT NULL,
  standard TEXT COLLATE "C" NOT NULL,
  opened_on BIGINT
);
CREATE TABLE posting_rule (
  id BIGINT NOT NULL CONSTRAINT "posting_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "posting_rule.label" CHECK (length(label) <= 120),
  standard TEXT COLLATE "C" NOT NULL,
  side TEXT COLLATE "C" NOT NULL CONSTRAINT "posting_rule.side" CHECK (length(side) <= 12),
  account TEXT COLLATE "C" NOT NULL CONSTRAINT "posting_rule.account" CHECK (length(account) <= 12),
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  reason TEXT COLLATE "C" NOT NULL CONSTRAINT "posting_rule.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE part (
  id BIGINT NOT NULL CONSTRAINT "part.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "part.code" CHECK (length(code) <= 30),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "part.name" CHECK (length(name) <= 60),
  spec TEXT COLLATE "C" CONSTRAINT "part.spec" CHECK (length(spec) <= 60),
  brand TEXT COLLATE "C" CONSTRAINT "part.brand" CHECK (length(brand) <= 40),
  class TEXT COLLATE "C",
  origin TEXT COLLATE "C" NOT NULL,
  oe_number TEXT COLLATE "C" CONSTRAINT "part.oe_number" CHECK (length(oe_number) <= 30),
  unit TEXT COLLATE "C" NOT NULL CONSTRAINT "part.unit" CHECK (length(unit) <= 10),
  price BIGINT NOT NULL DEFAULT 0,
  barcode TEXT COLLATE "C" CONSTRAINT "part.barcode" CHECK (length(barcode) <= 30),
  minimum BIGINT NOT NULL DEFAULT 0,
  tax_code TEXT COLLATE "C" CONSTRAINT "part.tax_code" CHECK (length(tax_code) <= 19),
  vat BIGINT NOT NULL DEFAULT 0,
  tracking TEXT COLLATE "C",
  shelf_days BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "part.note" CHECK (length(note) <= 200)
);
CREATE TABLE stock_balance (
  unit_id BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  on_hand BIGINT NOT NULL DEFAULT 0,
  reserved BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  front_move_id BIGINT NOT NULL DEFAULT 0,
  front_quantity BIGINT NOT NULL DEFAULT 0,
  front_value BIGINT NOT NULL DEFAULT 0,
  tracked BIGINT NOT NULL DEFAULT 0 CONSTRAINT "stock_balance.tracked" CHECK (tracked IN (0, 1)),
  blocked BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "stock_balance.primary" PRIMARY KEY (unit_id, part_id),
  CONSTRAINT "stock_balance.free_stock" CHECK (reserved >= 0 AND reserved <= on_hand),
  CONSTRAINT "stock_balance.apart" CHECK (blocked >= 0 AND blocked <= on_hand),
  CONSTRAINT "stock_balance.worth" CHECK (value >= 0 AND (on_hand > 0 OR value = 0)),
  CONSTRAINT "stock_balance.front" CHECK (front_quantity >= 0 AND front_quantity <= on_hand AND front_value >= 0 AND front_value <= value AND (front_quantity > 0 OR front_value = 0))
);
CREATE TABLE stock_layer (
  unit_id BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  move_id BIGINT NOT NULL DEFAULT 0,
  quantity BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "stock_layer.primary" PRIMARY KEY (unit_id, part_id, move_id),
  CONSTRAINT "stock_layer.some" CHECK (quantity > 0 AND value >= 0)
);
CREATE TABLE stock_move (
  id BIGINT NOT NULL CONSTRAINT "stock_move.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  place_from TEXT COLLATE "C" NOT NULL,
  place_to TEXT COLLATE "C" NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  source_entity TEXT COLLATE "C" NOT NULL,
  source_id BIGINT NOT NULL,
  happened_on BIGINT NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "stock_move.note" CHECK (length(note) <= 400),
  CONSTRAINT "stock_move.some" CHECK (value >= 0 AND (quantity > 0 OR (quantity = 0 AND value > 0 AND (place_from = 'cost' OR place_to = 'cost')))),
  CONSTRAINT "stock_move.moves" CHECK (place_from <> place_to AND (place_from = 'bin' OR place_to = 'bin'))
);
CREATE TABLE stock_reservation (
  unit_id BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  owner_entity TEXT COLLATE "C" NOT NULL,
  owner_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "stock_reservation.primary" PRIMARY KEY (part_id, unit_id, owner_entity, owner_id),
  CONSTRAINT "stock_reservation.some" CHECK (quantity >= 0)
);
CREATE TABLE part_number (
  id BIGINT NOT NULL CONSTRAINT "part_number.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  part_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "part_number.number" CHECK (length(number) <= 40),
  brand TEXT COLLATE "C" CONSTRAINT "part_number.brand" CHECK (length(brand) <= 40)
);
CREATE TABLE part_relation (
  id BIGINT NOT NULL CONSTRAINT "part_relation.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_relation.label" CHECK (length(label) <= 140),
  part_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  other_id BIGINT NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "part_relation.note" CHECK (length(note) <= 200)
);
CREATE TABLE part_fitment (
  id BIGINT NOT NULL CONSTRAINT "part_fitment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_fitment.label" CHECK (length(label) <= 180),
  part_id BIGINT NOT NULL,
  brand TEXT COLLATE "C" NOT NULL CONSTRAINT "part_fitment.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" CONSTRAINT "part_fitment.series" CHECK (length(series) <= 60),
  year_from BIGINT NOT NULL DEFAULT 0,
  year_to BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "part_fitment.note" CHECK (length(note) <= 200)
);
CREATE TABLE part_pack (
  id BIGINT NOT NULL CONSTRAINT "part_pack.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_pack.label" CHECK (length(label) <= 80),
  part_id BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL CONSTRAINT "part_pack.unit" CHECK (length(unit) <= 10),
  holds BIGINT NOT NULL DEFAULT 0,
  barcode TEXT COLLATE "C" CONSTRAINT "part_pack.barcode" CHECK (length(barcode) <= 30)
);
CREATE TABLE part_price (
  id BIGINT NOT NULL CONSTRAINT "part_price.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_price.label" CHECK (length(label) <= 180),
  part_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  for_id BIGINT,
  price BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE price_floor (
  id BIGINT NOT NULL CONSTRAINT "price_floor.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "price_floor.label" CHECK (length(label) <= 90),
  post_id BIGINT NOT NULL,
  class TEXT COLLATE "C",
  least BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE warehouse (
  id BIGINT NOT NULL CONSTRAINT "warehouse.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "warehouse.code" CHECK (length(code) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "warehouse.name" CHECK (length(name) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "warehouse.note" CHECK (length(note) <= 200)
);
CREATE TABLE zone (
  id BIGINT NOT NULL CONSTRAINT "zone.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  warehouse_id BIGINT NOT NULL,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "zone.code" CHECK (length(code) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "zone.name" CHECK (length(name) <= 60)
);
CREATE TABLE bin (
  id BIGINT NOT NULL CONSTRAINT "bin.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "bin.code" CHECK (length(code) <= 20),
  warehouse_id BIGINT NOT NULL,
  zone_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "bin.note" CHECK (length(note) <= 200)
);
CREATE TABLE part_bin (
  id BIGINT NOT NULL CONSTRAINT "part_bin.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_bin.label" CHECK (length(label) <= 90),
  part_id BIGINT NOT NULL,
  bin_id BIGINT NOT NULL
);
CREATE TABLE part_batch (
  id BIGINT NOT NULL CONSTRAINT "part_batch.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_batch.label" CHECK (length(label) <= 90),
  part_id BIGINT NOT NULL,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "part_batch.number" CHECK (length(number) <= 40),
  produced_on BIGINT,
  expires_on BIGINT,
  dot TEXT COLLATE "C" CONSTRAINT "part_batch.dot" CHECK (length(dot) <= 4),
  supplier_id BIGINT,
  receipt_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" CONSTRAINT "part_batch.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE stock_lot (
  unit_id BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  bin_id BIGINT NOT NULL,
  on_hand BIGINT NOT NULL DEFAULT 0,
  blocked BIGINT NOT NULL DEFAULT 0 CONSTRAINT "stock_lot.blocked" CHECK (blocked IN (0, 1)),
  CONSTRAINT "stock_lot.primary" PRIMARY KEY (unit_id, part_id, batch_id, bin_id),
  CONSTRAINT "stock_lot.some" CHECK (on_hand >= 0)
);
CREATE TABLE stock_lot_move (
  id BIGINT NOT NULL CONSTRAINT "stock_lot_move.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  part_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  bin_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  source_entity TEXT COLLATE "C" NOT NULL,
  source_id BIGINT NOT NULL,
  CONSTRAINT "stock_lot_move.some" CHECK (quantity <> 0)
);
CREATE TABLE stock_receipt_line (
  id BIGINT NOT NULL CONSTRAINT "stock_receipt_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  receipt_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  batch_no TEXT COLLATE "C" CONSTRAINT "stock_receipt_line.batch_no" CHECK (length(batch_no) <= 40),
  produced_on BIGINT,
  expires_on BIGINT,
  dot TEXT COLLATE "C" CONSTRAINT "stock_receipt_line.dot" CHECK (length(dot) <= 4),
  bin_id BIGINT
);
CREATE TABLE stock_receipt (
  id BIGINT NOT NULL CONSTRAINT "stock_receipt.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "stock_receipt.number" CHECK (length(number) <= 40),
  supplier_id BIGINT NOT NULL,
  delivery_note TEXT COLLATE "C" CONSTRAINT "stock_receipt.delivery_note" CHECK (length(delivery_note) <= 40),
  total BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  received_at BIGINT,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  happened_on BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "stock_receipt.note" CHECK (length(note) <= 200)
);
CREATE TABLE stock_adjustment_line (
  id BIGINT NOT NULL CONSTRAINT "stock_adjustment_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  adjustment_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  change BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  batch_id BIGINT
);
CREATE TABLE stock_adjustment (
  id BIGINT NOT NULL CONSTRAINT "stock_adjustment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "stock_adjustment.number" CHECK (length(number) <= 40),
  reason TEXT COLLATE "C" NOT NULL CONSTRAINT "stock_adjustment.reason" CHECK (length(reason) <= 200),
  happened_on BIGINT,
  gain BIGINT NOT NULL DEFAULT 0,
  loss BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE purchase_request (
  id BIGINT NOT NULL CONSTRAINT "purchase_request.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "purchase_request.title" CHECK (length(title) <= 100),
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  expected_at BIGINT,
  supplier_id BIGINT,
  source_entity TEXT COLLATE "C" NOT NULL,
  source_id BIGINT NOT NULL,
  line_entity TEXT COLLATE "C" NOT NULL,
  line_id BIGINT NOT NULL,
  asked_by_id BIGINT,
  ordered_at BIGINT,
  arrived_at BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "purchase_request.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "purchase_request.some" CHECK (quantity > 0)
);
CREATE TABLE stock_late_cost_line (
  id BIGINT NOT NULL CONSTRAINT "stock_late_cost_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  late_cost_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  move_id BIGINT NOT NULL DEFAULT 0,
  received BIGINT NOT NULL DEFAULT 0,
  remaining BIGINT NOT NULL DEFAULT 0,
  share BIGINT NOT NULL DEFAULT 0,
  in_stock BIGINT NOT NULL DEFAULT 0,
  gone BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE stock_late_cost (
  id BIGINT NOT NULL CONSTRAINT "stock_late_cost.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "stock_late_cost.number" CHECK (length(number) <= 40),
  receipt_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  party_id BIGINT NOT NULL,
  happened_on BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  in_stock BIGINT NOT NULL DEFAULT 0,
  gone BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "stock_late_cost.note" CHECK (length(note) <= 200)
);
CREATE TABLE bay (
  id BIGINT NOT NULL CONSTRAINT "bay.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "bay.code" CHECK (length(code) <= 20),
  trade TEXT COLLATE "C" NOT NULL,
  lift BIGINT NOT NULL DEFAULT 0 CONSTRAINT "bay.lift" CHECK (lift IN (0, 1)),
  lift_check_on BIGINT,
  state TEXT COLLATE "C",
  stop_reason TEXT COLLATE "C" CONSTRAINT "bay.stop_reason" CHECK (length(stop_reason) <= 200)
);
CREATE TABLE bay_stoppage (
  id BIGINT NOT NULL CONSTRAINT "bay_stoppage.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "bay_stoppage.label" CHECK (length(label) <= 240),
  bay_id BIGINT NOT NULL,
  cause TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL CONSTRAINT "bay_stoppage.reason" CHECK (length(reason) <= 200),
  from_day BIGINT NOT NULL,
  until_day BIGINT,
  state TEXT COLLATE "C",
  asked_by_id BIGINT,
  stopped_at BIGINT,
  ended_at BIGINT,
  ended_by_id BIGINT,
  CONSTRAINT "bay_stoppage.forward" CHECK (until_day IS NULL OR until_day >= from_day),
  CONSTRAINT "bay_stoppage.ended" CHECK (ended_at IS NULL OR stopped_at IS NULL OR ended_at >= stopped_at)
);
CREATE TABLE skill (
  id BIGINT NOT NULL CONSTRAINT "skill.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "skill.code" CHECK (length(code) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "skill.name" CHECK (length(name) <= 60),
  trade TEXT COLLATE "C" NOT NULL,
  certified BIGINT NOT NULL DEFAULT 0 CONSTRAINT "skill.certified" CHECK (certified IN (0, 1))
);
CREATE TABLE employee_skill (
  id BIGINT NOT NULL CONSTRAINT "employee_skill.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "employee_skill.label" CHECK (length(label) <= 130),
  employee_id BIGINT NOT NULL,
  skill_id BIGINT NOT NULL,
  certificate TEXT COLLATE "C" CONSTRAINT "employee_skill.certificate" CHECK (length(certificate) <= 60),
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE shift (
  id BIGINT NOT NULL CONSTRAINT "shift.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "shift.label" CHECK (length(label) <= 100),
  employee_id BIGINT NOT NULL,
  weekday BIGINT NOT NULL DEFAULT 0,
  begins BIGINT NOT NULL DEFAULT 0,
  ends BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT,
  valid_to BIGINT,
  CONSTRAINT "shift.forward" CHECK (begins < ends)
);
CREATE TABLE absence (
  id BIGINT NOT NULL CONSTRAINT "absence.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "absence.label" CHECK (length(label) <= 100),
  employee_id BIGINT NOT NULL,
  day_from BIGINT NOT NULL,
  day_to BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "absence.note" CHECK (length(note) <= 200),
  CONSTRAINT "absence.forward" CHECK (day_from <= day_to)
);
CREATE TABLE closed_day (
  id BIGINT NOT NULL CONSTRAINT "closed_day.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  day BIGINT NOT NULL,
  note TEXT COLLATE "C" NOT NULL CONSTRAINT "closed_day.note" CHECK (length(note) <= 80)
);
CREATE TABLE check_item (
  id BIGINT NOT NULL CONSTRAINT "check_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  template_id BIGINT NOT NULL,
  seq BIGINT NOT NULL DEFAULT 0,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "check_item.title" CHECK (length(title) <= 120),
  title_en TEXT COLLATE "C" CONSTRAINT "check_item.title_en" CHECK (length(title_en) <= 120),
  method TEXT COLLATE "C" NOT NULL,
  must BIGINT NOT NULL DEFAULT 0 CONSTRAINT "check_item.must" CHECK (must IN (0, 1)),
  photo BIGINT NOT NULL DEFAULT 0 CONSTRAINT "check_item.photo" CHECK (photo IN (0, 1)),
  safety BIGINT NOT NULL DEFAULT 0 CONSTRAINT "check_item.safety" CHECK (safety IN (0, 1)),
  measure TEXT COLLATE "C" CONSTRAINT "check_item.measure" CHECK (length(measure) <= 12),
  low BIGINT,
  high BIGINT,
  weight BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE check_template (
  id BIGINT NOT NULL CONSTRAINT "check_template.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "check_template.code" CHECK (length(code) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "check_template.name" CHECK (length(name) <= 60),
  name_en TEXT COLLATE "C" CONSTRAINT "check_template.name_en" CHECK (length(name_en) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  post_id BIGINT,
  edition BIGINT NOT NULL DEFAULT 0,
  published_at BIGINT,
  state TEXT COLLATE "C",
  basis TEXT COLLATE "C" CONSTRAINT "check_template.basis" CHECK (length(basis) <= 200)
);
CREATE TABLE check_answer (
  id BIGINT NOT NULL CONSTRAINT "check_answer.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  sheet_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  seq BIGINT NOT NULL DEFAULT 0,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "check_answer.title" CHECK (length(title) <= 120),
  result TEXT COLLATE "C",
  reading BIGINT,
  measure TEXT COLLATE "C" CONSTRAINT "check_answer.measure" CHECK (length(measure) <= 12),
  note TEXT COLLATE "C" CONSTRAINT "check_answer.note" CHECK (length(note) <= 200),
  photo BIGINT,
  answered_by_id BIGINT,
  countersigned_by_id BIGINT
);
CREATE TABLE check_sheet (
  id BIGINT NOT NULL CONSTRAINT "check_sheet.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "check_sheet.number" CHECK (length(number) <= 40),
  template_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  about_entity TEXT COLLATE "C",
  about_id BIGINT,
  under_entity TEXT COLLATE "C",
  under_id BIGINT,
  person_id BIGINT,
  inspector_id BIGINT,
  accepted_at BIGINT,
  day BIGINT NOT NULL,
  state TEXT COLLATE "C",
  finished_at BIGINT,
  failed BIGINT NOT NULL DEFAULT 0,
  score BIGINT,
  conclusion TEXT COLLATE "C" CONSTRAINT "check_sheet.conclusion" CHECK (length(conclusion) <= 400)
);
CREATE TABLE nonconformity (
  id BIGINT NOT NULL CONSTRAINT "nonconformity.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "nonconformity.number" CHECK (length(number) <= 40),
  kind TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL CONSTRAINT "nonconformity.what" CHECK (length(what) <= 200),
  about_entity TEXT COLLATE "C",
  about_id BIGINT,
  under_entity TEXT COLLATE "C",
  under_id BIGINT,
  sheet_id BIGINT,
  part_id BIGINT,
  quantity BIGINT,
  photo BIGINT,
  found_by_id BIGINT,
  state TEXT COLLATE "C",
  place TEXT COLLATE "C" CONSTRAINT "nonconformity.place" CHECK (length(place) <= 120),
  cause TEXT COLLATE "C",
  analysis TEXT COLLATE "C" CONSTRAINT "nonconformity.analysis" CHECK (length(analysis) <= 400),
  way TEXT COLLATE "C",
  released_by_id BIGINT,
  correction TEXT COLLATE "C" CONSTRAINT "nonconformity.correction" CHECK (length(correction) <= 400),
  corrected_by_id BIGINT,
  rechecked_by_id BIGINT,
  rechecks_failed BIGINT NOT NULL DEFAULT 0,
  closed_at BIGINT
);
CREATE TABLE standard_read (
  id BIGINT NOT NULL CONSTRAINT "standard_read.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  template_id BIGINT NOT NULL,
  employee_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE supplier (
  id BIGINT NOT NULL CONSTRAINT "supplier.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "supplier.name" CHECK (length(name) <= 60),
  party_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  grade TEXT COLLATE "C",
  range TEXT COLLATE "C" CONSTRAINT "supplier.range" CHECK (length(range) <= 200),
  lead_days BIGINT NOT NULL DEFAULT 0,
  terms_days BIGINT NOT NULL DEFAULT 0,
  agreement_to BIGINT,
  agreement TEXT COLLATE "C" CONSTRAINT "supplier.agreement" CHECK (length(agreement) <= 400),
  licence_number TEXT COLLATE "C" CONSTRAINT "supplier.licence_number" CHECK (length(licence_number) <= 30),
  licence BIGINT,
  proposed_by_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "supplier.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE supplier_price (
  id BIGINT NOT NULL CONSTRAINT "supplier_price.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "supplier_price.label" CHECK (length(label) <= 100),
  supplier_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity_from BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE supplier_evaluation (
  id BIGINT NOT NULL CONSTRAINT "supplier_evaluation.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "supplier_evaluation.label" CHECK (length(label) <= 100),
  supplier_id BIGINT NOT NULL,
  day_from BIGINT NOT NULL,
  day_to BIGINT NOT NULL,
  delivery BIGINT NOT NULL DEFAULT 0,
  quality BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  service BIGINT NOT NULL DEFAULT 0,
  score BIGINT NOT NULL DEFAULT 0,
  grade TEXT COLLATE "C",
  note TEXT COLLATE "C" CONSTRAINT "supplier_evaluation.note" CHECK (length(note) <= 400),
  CONSTRAINT "supplier_evaluation.marks" CHECK (delivery BETWEEN 0 AND 100 AND quality BETWEEN 0 AND 100 AND price BETWEEN 0 AND 100 AND service BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100)
);
CREATE TABLE purchase_order_line (
  id BIGINT NOT NULL CONSTRAINT "purchase_order_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  order_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  received BIGINT NOT NULL DEFAULT 0,
  rejected BIGINT NOT NULL DEFAULT 0,
  returned BIGINT NOT NULL DEFAULT 0,
  request_id BIGINT,
  CONSTRAINT "purchase_order_line.within" CHECK (quantity > 0 AND received >= 0 AND rejected >= 0 AND returned >= 0 AND received <= quantity AND returned <= received)
);
CREATE TABLE purchase_order (
  id BIGINT NOT NULL CONSTRAINT "purchase_order.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "purchase_order.number" CHECK (length(number) <= 40),
  supplier_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  expected_on BIGINT NOT NULL,
  total BIGINT NOT NULL DEFAULT 0,
  tax_rate BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  buyer_id BIGINT,
  placed_at BIGINT,
  whole_at BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "purchase_order.note" CHECK (length(note) <= 200),
  reason TEXT COLLATE "C" CONSTRAINT "purchase_order.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "purchase_order.sums" CHECK (total >= 0 AND tax >= 0),
  CONSTRAINT "purchase_order.ends" CHECK (state <> 'received' OR whole_at IS NOT NULL)
);
CREATE TABLE order_receipt (
  id BIGINT NOT NULL CONSTRAINT "order_receipt.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "order_receipt.label" CHECK (length(label) <= 100),
  order_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  checked_by_id BIGINT
);
CREATE TABLE quotation_part (
  id BIGINT NOT NULL CONSTRAINT "quotation_part.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  quotation_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE quotation_offer (
  id BIGINT NOT NULL CONSTRAINT "quotation_offer.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  quotation_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  price BIGINT NOT NULL DEFAULT 0,
  days BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE quotation (
  id BIGINT NOT NULL CONSTRAINT "quotation.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "quotation.number" CHECK (length(number) <= 40),
  state TEXT COLLATE "C",
  answer_by BIGINT,
  chosen_id BIGINT,
  order_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "quotation.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE purchase_return_line (
  id BIGINT NOT NULL CONSTRAINT "purchase_return_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  return_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  worth BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE purchase_return (
  id BIGINT NOT NULL CONSTRAINT "purchase_return.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "purchase_return.number" CHECK (length(number) <= 40),
  supplier_id BIGINT NOT NULL,
  order_id BIGINT,
  cause TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C",
  total BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "purchase_return.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE store_order_line (
  id BIGINT NOT NULL CONSTRAINT "store_order_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  order_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE store_order (
  id BIGINT NOT NULL CONSTRAINT "store_order.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "store_order.number" CHECK (length(number) <= 40),
  from_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  wanted_on BIGINT,
  asked_by_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "store_order.note" CHECK (length(note) <= 200),
  reason TEXT COLLATE "C" CONSTRAINT "store_order.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE transfer_line (
  id BIGINT NOT NULL CONSTRAINT "transfer_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  transfer_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  asked BIGINT NOT NULL DEFAULT 0,
  sent BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE transfer (
  id BIGINT NOT NULL CONSTRAINT "transfer.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "transfer.number" CHECK (length(number) <= 40),
  to_id BIGINT NOT NULL,
  order_number TEXT COLLATE "C" CONSTRAINT "transfer.order_number" CHECK (length(order_number) <= 40),
  order_id BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  wanted_on BIGINT,
  value BIGINT NOT NULL DEFAULT 0,
  carrier TEXT COLLATE "C" CONSTRAINT "transfer.carrier" CHECK (length(carrier) <= 60),
  sent_at BIGINT,
  sent_by_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "transfer.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE arrival_line (
  id BIGINT NOT NULL CONSTRAINT "arrival_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  arrival_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  sent BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  received BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "arrival_line.note" CHECK (length(note) <= 200)
);
CREATE TABLE arrival (
  id BIGINT NOT NULL CONSTRAINT "arrival.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "arrival.number" CHECK (length(number) <= 40),
  from_id BIGINT NOT NULL,
  transfer_id BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  carrier TEXT COLLATE "C" CONSTRAINT "arrival.carrier" CHECK (length(carrier) <= 60),
  value BIGINT NOT NULL DEFAULT 0,
  received_at BIGINT,
  received_by_id BIGINT
);
CREATE TABLE appointment_part (
  id BIGINT NOT NULL CONSTRAINT "appointment_part.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  appointment_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE appointment (
  id BIGINT NOT NULL CONSTRAINT "appointment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" CONSTRAINT "appointment.number" CHECK (length(number) <= 40),
  state TEXT COLLATE "C",
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  deliverer_name TEXT COLLATE "C" CONSTRAINT "appointment.deliverer_name" CHECK (length(deliverer_name) <= 60),
  deliverer_phone TEXT COLLATE "C" CONSTRAINT "appointment.deliverer_phone" CHECK (length(deliverer_phone) <= 24),
  channel TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  slot BIGINT NOT NULL DEFAULT 0,
  starts_at BIGINT NOT NULL,
  minutes BIGINT NOT NULL DEFAULT 0,
  waiting BIGINT NOT NULL DEFAULT 0 CONSTRAINT "appointment.waiting" CHECK (waiting IN (0, 1)),
  wish TEXT COLLATE "C" CONSTRAINT "appointment.wish" CHECK (length(wish) <= 1000),
  quoted BIGINT NOT NULL DEFAULT 0,
  adviser_id BIGINT,
  advised TEXT COLLATE "C",
  advice TEXT COLLATE "C" CONSTRAINT "appointment.advice" CHECK (length(advice) <= 1000),
  advised_by_id BIGINT,
  bay_id BIGINT,
  technician_id BIGINT,
  call_due BIGINT NOT NULL DEFAULT 0 CONSTRAINT "appointment.call_due" CHECK (call_due IN (0, 1)),
  called_at BIGINT,
  arrived_at BIGINT,
  arrival TEXT COLLATE "C",
  order_entity TEXT COLLATE "C",
  order_id BIGINT,
  cancel_reason TEXT COLLATE "C" CONSTRAINT "appointment.cancel_reason" CHECK (length(cancel_reason) <= 200)
);
CREATE TABLE slot_capacity (
  id BIGINT NOT NULL CONSTRAINT "slot_capacity.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "slot_capacity.label" CHECK (length(label) <= 40),
  weekday BIGINT NOT NULL DEFAULT 0,
  slot BIGINT NOT NULL DEFAULT 0,
  minutes BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE slot_load (
  unit_id BIGINT NOT NULL DEFAULT 0,
  day BIGINT NOT NULL,
  slot BIGINT NOT NULL DEFAULT 0,
  what TEXT COLLATE "C" NOT NULL,
  of_id BIGINT NOT NULL DEFAULT 0,
  booked BIGINT NOT NULL DEFAULT 0,
  capacity BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "slot_load.primary" PRIMARY KEY (unit_id, day, slot, what, of_id),
  CONSTRAINT "slot_load.not_overbooked" CHECK (booked >= 0 AND booked <= capacity)
);
CREATE TABLE slot_taken (
  unit_id BIGINT NOT NULL DEFAULT 0,
  appointment_id BIGINT NOT NULL DEFAULT 0,
  day BIGINT NOT NULL,
  slot BIGINT NOT NULL DEFAULT 0,
  what TEXT COLLATE "C" NOT NULL,
  of_id BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "slot_taken.primary" PRIMARY KEY (appointment_id, day, slot, what, of_id),
  CONSTRAINT "slot_taken.positive" CHECK (amount > 0)
);
CREATE TABLE day_sheet (
  id BIGINT NOT NULL CONSTRAINT "day_sheet.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "day_sheet.label" CHECK (length(label) <= 40),
  day BIGINT NOT NULL,
  state TEXT COLLATE "C",
  keeper_id BIGINT,
  supervisor_id BIGINT,
  confirmed_at BIGINT
);
CREATE TABLE call_script (
  id BIGINT NOT NULL CONSTRAINT "call_script.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "call_script.name" CHECK (length(name) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  published_at BIGINT,
  steps TEXT COLLATE "C" NOT NULL CONSTRAINT "call_script.steps" CHECK (length(steps) <= 3000),
  steps_en TEXT COLLATE "C" NOT NULL CONSTRAINT "call_script.steps_en" CHECK (length(steps_en) <= 4000)
);
CREATE TABLE call_record (
  id BIGINT NOT NULL CONSTRAINT "call_record.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  about_entity TEXT COLLATE "C",
  about_id BIGINT,
  script_id BIGINT NOT NULL,
  caller_id BIGINT,
  done TEXT COLLATE "C" CONSTRAINT "call_record.done" CHECK (length(done) <= 100),
  missed BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "call_record.note" CHECK (length(note) <= 1000)
);
CREATE TABLE settlement_reduction (
  id BIGINT NOT NULL CONSTRAINT "settlement_reduction.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  settlement_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  points BIGINT NOT NULL DEFAULT 0,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  CONSTRAINT "settlement_reduction.some" CHECK (amount > 0)
);
CREATE TABLE settlement (
  id BIGINT NOT NULL CONSTRAINT "settlement.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "settlement.number" CHECK (length(number) <= 40),
  party_id BIGINT NOT NULL,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  day BIGINT NOT NULL,
  labour_total BIGINT NOT NULL DEFAULT 0,
  parts_total BIGINT NOT NULL DEFAULT 0,
  other_total BIGINT NOT NULL DEFAULT 0,
  advance BIGINT NOT NULL DEFAULT 0,
  discount BIGINT NOT NULL DEFAULT 0,
  allowed BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  tax_rate BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  paid BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "settlement.note" CHECK (length(note) <= 200),
  credit_day BIGINT,
  reverse_reason TEXT COLLATE "C" CONSTRAINT "settlement.reverse_reason" CHECK (length(reverse_reason) <= 200),
  reversed_day BIGINT,
  CONSTRAINT "settlement.adds_up" CHECK (total = labour_total + parts_total + other_total - discount - allowed),
  CONSTRAINT "settlement.amounts" CHECK (labour_total >= 0 AND parts_total >= 0 AND other_total >= 0 AND discount >= 0 AND advance >= 0 AND advance <= other_total AND total >= advance AND tax >= 0 AND tax <= total),
  CONSTRAINT "settlement.paid_within" CHECK (paid >= 0 AND paid <= total),
  CONSTRAINT "settlement.paid_state" CHECK ((state = 'paid' AND paid = total) OR (state = 'open' AND paid = 0 AND total > 0) OR (state = 'reversed' AND paid = 0) OR (state = 'part_paid' AND paid > 0 AND paid < total) OR (state = 'on_credit' AND paid < total))
);
CREATE TABLE payment (
  id BIGINT NOT NULL CONSTRAINT "payment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "payment.number" CHECK (length(number) <= 40),
  settlement_id BIGINT NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  gift BIGINT NOT NULL DEFAULT 0,
  card_entity TEXT COLLATE "C",
  card_id BIGINT,
  given BIGINT NOT NULL DEFAULT 0,
  reference TEXT COLLATE "C" CONSTRAINT "payment.reference" CHECK (length(reference) <= 64),
  day BIGINT NOT NULL,
  cashier_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  reversed_day BIGINT,
  reverse_reason TEXT COLLATE "C" CONSTRAINT "payment.reverse_reason" CHECK (length(reverse_reason) <= 200),
  shift_id BIGINT,
  reversed_shift_id BIGINT,
  CONSTRAINT "payment.some" CHECK (method <> 'credit' AND (amount > 0 OR (amount = 0 AND gift > 0))),
  CONSTRAINT "payment.enough" CHECK (given = 0 OR (given >= amount AND method = 'cash'))
);
CREATE TABLE cash_shift_line (
  id BIGINT NOT NULL CONSTRAINT "cash_shift_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  shift_id BIGINT NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  expected BIGINT NOT NULL DEFAULT 0,
  counted BIGINT NOT NULL DEFAULT 0,
  difference BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "cash_shift_line.adds_up" CHECK (difference = counted - expected)
);
CREATE TABLE cash_shift (
  id BIGINT NOT NULL CONSTRAINT "cash_shift.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "cash_shift.number" CHECK (length(number) <= 40),
  cashier_id BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  opening_float BIGINT NOT NULL DEFAULT 0,
  closed_at BIGINT,
  closed_by_id BIGINT,
  expected BIGINT NOT NULL DEFAULT 0,
  counted BIGINT NOT NULL DEFAULT 0,
  difference BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "cash_shift.note" CHECK (length(note) <= 200),
  CONSTRAINT "cash_shift.adds_up" CHECK (difference = counted - expected AND opening_float >= 0),
  CONSTRAINT "cash_shift.ends" CHECK (state <> 'closed' OR closed_at IS NOT NULL)
);
CREATE TABLE held_move (
  id BIGINT NOT NULL CONSTRAINT "held_move.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "held_move.number" CHECK (length(number) <= 40),
  what TEXT COLLATE "C" NOT NULL,
  party_id BIGINT NOT NULL,
  source_entity TEXT COLLATE "C",
  source_id BIGINT,
  method TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  reference TEXT COLLATE "C" CONSTRAINT "held_move.reference" CHECK (length(reference) <= 64),
  day BIGINT NOT NULL,
  cashier_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  reversed_day BIGINT,
  reverse_reason TEXT COLLATE "C" CONSTRAINT "held_move.reverse_reason" CHECK (length(reverse_reason) <= 200),
  shift_id BIGINT,
  reversed_shift_id BIGINT,
  CONSTRAINT "held_move.some" CHECK (amount <> 0 AND method NOT IN ('credit', 'deposit', 'overpaid', 'stored_value', 'count_card')),
  CONSTRAINT "held_move.reversal" CHECK ((state = 'reversed') = (reversed_day IS NOT NULL))
);
CREATE TABLE channel_line (
  id BIGINT NOT NULL CONSTRAINT "channel_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  method TEXT COLLATE "C" NOT NULL,
  reference TEXT COLLATE "C" NOT NULL CONSTRAINT "channel_line.reference" CHECK (length(reference) <= 64),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  fee BIGINT NOT NULL DEFAULT 0,
  payment_id BIGINT,
  state TEXT COLLATE "C",
  resolution TEXT COLLATE "C" CONSTRAINT "channel_line.resolution" CHECK (length(resolution) <= 200),
  payout_entity TEXT COLLATE "C",
  payout_id BIGINT
);
CREATE TABLE channel_payout (
  id BIGINT NOT NULL CONSTRAINT "channel_payout.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "channel_payout.number" CHECK (length(number) <= 40),
  method TEXT COLLATE "C" NOT NULL,
  day_from BIGINT NOT NULL,
  day_to BIGINT NOT NULL,
  taken BIGINT NOT NULL DEFAULT 0,
  fees BIGINT NOT NULL DEFAULT 0,
  received BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  reverse_reason TEXT COLLATE "C" CONSTRAINT "channel_payout.reverse_reason" CHECK (length(reverse_reason) <= 200),
  CONSTRAINT "channel_payout.adds_up" CHECK (received = taken - fees)
);
CREATE TABLE allowance (
  id BIGINT NOT NULL CONSTRAINT "allowance.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  settlement_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  reason TEXT COLLATE "C" CONSTRAINT "allowance.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE account_statement_line (
  id BIGINT NOT NULL CONSTRAINT "account_statement_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  statement_id BIGINT NOT NULL,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "account_statement_line.number" CHECK (length(number) <= 40),
  day BIGINT NOT NULL,
  days BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  paid BIGINT NOT NULL DEFAULT 0,
  open BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "account_statement_line.adds_up" CHECK (open = total - paid AND open > 0)
);
CREATE TABLE account_statement (
  id BIGINT NOT NULL CONSTRAINT "account_statement.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "account_statement.number" CHECK (length(number) <= 40),
  party_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  open BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  answered_by TEXT COLLATE "C" CONSTRAINT "account_statement.answered_by" CHECK (length(answered_by) <= 60),
  answered_on BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "account_statement.note" CHECK (length(note) <= 400)
);
CREATE TABLE member_level (
  id BIGINT NOT NULL CONSTRAINT "member_level.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "member_level.name" CHECK (length(name) <= 40),
  rank BIGINT NOT NULL DEFAULT 0,
  labour_off BIGINT NOT NULL DEFAULT 0,
  parts_off BIGINT NOT NULL DEFAULT 0,
  points_rate BIGINT NOT NULL DEFAULT 0,
  services TEXT COLLATE "C" CONSTRAINT "member_level.services" CHECK (length(services) <= 500)
);
CREATE TABLE top_up_plan (
  id BIGINT NOT NULL CONSTRAINT "top_up_plan.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "top_up_plan.name" CHECK (length(name) <= 60),
  pays BIGINT NOT NULL DEFAULT 0,
  gift BIGINT NOT NULL DEFAULT 0,
  first_day BIGINT NOT NULL,
  last_day BIGINT
);
CREATE TABLE member_card (
  id BIGINT NOT NULL CONSTRAINT "member_card.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "member_card.number" CHECK (length(number) <= 40),
  party_id BIGINT NOT NULL,
  company_id BIGINT NOT NULL,
  level_id BIGINT,
  unnamed BIGINT NOT NULL DEFAULT 0 CONSTRAINT "member_card.unnamed" CHECK (unnamed IN (0, 1)),
  principal BIGINT NOT NULL DEFAULT 0,
  gift BIGINT NOT NULL DEFAULT 0,
  points BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  issued_on BIGINT NOT NULL,
  close_reason TEXT COLLATE "C" CONSTRAINT "member_card.close_reason" CHECK (length(close_reason) <= 200),
  CONSTRAINT "member_card.floor" CHECK (principal >= 0 AND gift >= 0 AND points >= 0),
  CONSTRAINT "member_card.ends" CHECK (state <> 'closed' OR (principal = 0 AND gift = 0))
);
CREATE TABLE member_move (
  id BIGINT NOT NULL CONSTRAINT "member_move.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  card_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  principal BIGINT NOT NULL DEFAULT 0,
  gift BIGINT NOT NULL DEFAULT 0,
  points BIGINT NOT NULL DEFAULT 0,
  source_entity TEXT COLLATE "C",
  source_id BIGINT
);
CREATE TABLE card_top_up (
  id BIGINT NOT NULL CONSTRAINT "card_top_up.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "card_top_up.number" CHECK (length(number) <= 40),
  card_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  gift BIGINT NOT NULL DEFAULT 0,
  method TEXT COLLATE "C",
  day BIGINT
);
CREATE TABLE count_product_item (
  id BIGINT NOT NULL CONSTRAINT "count_product_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  product_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "count_product_item.name" CHECK (length(name) <= 60),
  times BIGINT NOT NULL DEFAULT 0,
  worth BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE count_product (
  id BIGINT NOT NULL CONSTRAINT "count_product.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "count_product.name" CHECK (length(name) <= 60),
  price BIGINT NOT NULL DEFAULT 0,
  valid_days BIGINT NOT NULL DEFAULT 0,
  terms TEXT COLLATE "C" CONSTRAINT "count_product.terms" CHECK (length(terms) <= 500)
);
CREATE TABLE count_item (
  id BIGINT NOT NULL CONSTRAINT "count_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  card_id BIGINT NOT NULL,
  seq BIGINT NOT NULL DEFAULT 0,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "count_item.name" CHECK (length(name) <= 60),
  times BIGINT NOT NULL DEFAULT 0,
  uses_left BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  value_left BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "count_item.floor" CHECK (uses_left >= 0 AND uses_left <= times AND value_left >= 0 AND value_left <= value),
  CONSTRAINT "count_item.empty" CHECK (uses_left > 0 OR value_left = 0)
);
CREATE TABLE count_card (
  id BIGINT NOT NULL CONSTRAINT "count_card.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "count_card.number" CHECK (length(number) <= 40),
  product_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  company_id BIGINT NOT NULL,
  price BIGINT NOT NULL DEFAULT 0,
  sold_on BIGINT NOT NULL,
  good_to BIGINT,
  state TEXT COLLATE "C" NOT NULL
);
CREATE TABLE count_move (
  id BIGINT NOT NULL CONSTRAINT "count_move.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  card_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  times BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0,
  source_entity TEXT COLLATE "C",
  source_id BIGINT
);
CREATE TABLE coupon_kind (
  id BIGINT NOT NULL CONSTRAINT "coupon_kind.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "coupon_kind.name" CHECK (length(name) <= 60),
  off BIGINT NOT NULL DEFAULT 0,
  rate_off BIGINT NOT NULL DEFAULT 0,
  most BIGINT NOT NULL DEFAULT 0,
  minimum BIGINT NOT NULL DEFAULT 0,
  first_day BIGINT NOT NULL,
  last_day BIGINT NOT NULL
);
CREATE TABLE coupon (
  id BIGINT NOT NULL CONSTRAINT "coupon.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "coupon.number" CHECK (length(number) <= 40),
  kind_id BIGINT NOT NULL,
  party_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  settlement_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "coupon.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "coupon.used" CHECK ((state = 'spent') = (settlement_id IS NOT NULL))
);
CREATE TABLE invoice_receipt (
  id BIGINT NOT NULL CONSTRAINT "invoice_receipt.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  invoice_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE supplier_invoice (
  id BIGINT NOT NULL CONSTRAINT "supplier_invoice.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "supplier_invoice.number" CHECK (length(number) <= 40),
  supplier_id BIGINT NOT NULL,
  invoice_number TEXT COLLATE "C" NOT NULL CONSTRAINT "supplier_invoice.invoice_number" CHECK (length(invoice_number) <= 40),
  day BIGINT NOT NULL,
  due_day BIGINT,
  net BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  paid BIGINT NOT NULL DEFAULT 0,
  account TEXT COLLATE "C" CONSTRAINT "supplier_invoice.account" CHECK (length(account) <= 12),
  state TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "supplier_invoice.note" CHECK (length(note) <= 200),
  reverse_reason TEXT COLLATE "C" CONSTRAINT "supplier_invoice.reverse_reason" CHECK (length(reverse_reason) <= 200),
  CONSTRAINT "supplier_invoice.adds_up" CHECK (total = net + tax AND total > 0 AND paid >= 0 AND paid <= total),
  CONSTRAINT "supplier_invoice.paid_state" CHECK ((state = 'paid' AND paid = total) OR (state = 'open' AND paid = 0) OR (state = 'part_paid' AND paid > 0 AND paid < total) OR (state = 'reversed' AND paid = 0))
);
CREATE TABLE supplier_payment_line (
  id BIGINT NOT NULL CONSTRAINT "supplier_payment_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  payment_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE supplier_payment (
  id BIGINT NOT NULL CONSTRAINT "supplier_payment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "supplier_payment.number" CHECK (length(number) <= 40),
  supplier_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  asked_by_id BIGINT,
  agreed_by_id BIGINT,
  method TEXT COLLATE "C",
  reference TEXT COLLATE "C" CONSTRAINT "supplier_payment.reference" CHECK (length(reference) <= 64),
  paid_on BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "supplier_payment.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE labour_item (
  id BIGINT NOT NULL CONSTRAINT "labour_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "labour_item.code" CHECK (length(code) <= 20),
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "labour_item.title" CHECK (length(title) <= 80),
  section TEXT COLLATE "C",
  kind TEXT COLLATE "C" NOT NULL,
  hours BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  by_band BIGINT NOT NULL DEFAULT 0 CONSTRAINT "labour_item.by_band" CHECK (by_band IN (0, 1)),
  nature TEXT COLLATE "C",
  category TEXT COLLATE "C",
  skill_id BIGINT
);
CREATE TABLE car_band (
  id BIGINT NOT NULL CONSTRAINT "car_band.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "car_band.label" CHECK (length(label) <= 140),
  brand TEXT COLLATE "C" NOT NULL CONSTRAINT "car_band.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" CONSTRAINT "car_band.series" CHECK (length(series) <= 60),
  band TEXT COLLATE "C" NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE hour_price (
  id BIGINT NOT NULL CONSTRAINT "hour_price.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "hour_price.label" CHECK (length(label) <= 180),
  band TEXT COLLATE "C" NOT NULL,
  store_id BIGINT,
  price BIGINT NOT NULL DEFAULT 0,
  floor BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE labour_hours (
  id BIGINT NOT NULL CONSTRAINT "labour_hours.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "labour_hours.label" CHECK (length(label) <= 180),
  labour_item_id BIGINT NOT NULL,
  band TEXT COLLATE "C" NOT NULL,
  hours BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE package_item (
  id BIGINT NOT NULL CONSTRAINT "package_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "package_item.label" CHECK (length(label) <= 200),
  package_id BIGINT NOT NULL,
  place TEXT COLLATE "C" CONSTRAINT "package_item.place" CHECK (length(place) <= 20),
  labour_item_id BIGINT,
  part_id BIGINT,
  quantity BIGINT,
  band TEXT COLLATE "C",
  brand TEXT COLLATE "C" CONSTRAINT "package_item.brand" CHECK (length(brand) <= 40),
  series TEXT COLLATE "C" CONSTRAINT "package_item.series" CHECK (length(series) <= 60)
);
CREATE TABLE package_price (
  id BIGINT NOT NULL CONSTRAINT "package_price.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "package_price.label" CHECK (length(label) <= 180),
  package_id BIGINT NOT NULL,
  band TEXT COLLATE "C",
  price BIGINT NOT NULL DEFAULT 0,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE service_package (
  id BIGINT NOT NULL CONSTRAINT "service_package.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "service_package.code" CHECK (length(code) <= 20),
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "service_package.title" CHECK (length(title) <= 80),
  nature TEXT COLLATE "C",
  category TEXT COLLATE "C",
  note TEXT COLLATE "C" CONSTRAINT "service_package.note" CHECK (length(note) <= 200)
);
CREATE TABLE ro_group (
  id BIGINT NOT NULL CONSTRAINT "ro_group.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  repair_order_id BIGINT NOT NULL,
  package_id BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "ro_group.title" CHECK (length(title) <= 80),
  alone BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  rule TEXT COLLATE "C" CONSTRAINT "ro_group.rule" CHECK (length(rule) <= 200),
  broken BIGINT NOT NULL DEFAULT 0 CONSTRAINT "ro_group.broken" CHECK (broken IN (0, 1)),
  CONSTRAINT "ro_group.amounts" CHECK (alone >= 0 AND price >= 0)
);
CREATE TABLE ro_option (
  id BIGINT NOT NULL CONSTRAINT "ro_option.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  repair_order_id BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "ro_option.title" CHECK (length(title) <= 80),
  recommended TEXT COLLATE "C" NOT NULL,
  chosen TEXT COLLATE "C",
  decided_at BIGINT
);
CREATE TABLE ro_line (
  id BIGINT NOT NULL CONSTRAINT "ro_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  repair_order_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "ro_line.title" CHECK (length(title) <= 80),
  part_id BIGINT,
  labour_item_id BIGINT,
  quantity BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  discount BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  approval TEXT COLLATE "C" NOT NULL,
  short_ BIGINT NOT NULL DEFAULT 0 CONSTRAINT "ro_line.short_" CHECK (short_ IN (0, 1)),
  issued BIGINT NOT NULL DEFAULT 0,
  cost BIGINT NOT NULL DEFAULT 0,
  section TEXT COLLATE "C",
  group_id BIGINT,
  spread BIGINT NOT NULL DEFAULT 0,
  option_id BIGINT,
  tier TEXT COLLATE "C",
  recommended BIGINT NOT NULL DEFAULT 0 CONSTRAINT "ro_line.recommended" CHECK (recommended IN (0, 1)),
  price_id BIGINT,
  rule TEXT COLLATE "C" CONSTRAINT "ro_line.rule" CHECK (length(rule) <= 200),
  list_amount BIGINT NOT NULL DEFAULT 0,
  floor_amount BIGINT NOT NULL DEFAULT 0,
  price_reason TEXT COLLATE "C" CONSTRAINT "ro_line.price_reason" CHECK (length(price_reason) <= 200),
  proposal_id BIGINT,
  origin_line_id BIGINT,
  free BIGINT NOT NULL DEFAULT 0 CONSTRAINT "ro_line.free" CHECK (free IN (0, 1)),
  job_id BIGINT,
  CONSTRAINT "ro_line.free_is_free" CHECK (free = 0 OR (amount = 0 AND origin_line_id IS NOT NULL)),
  CONSTRAINT "ro_line.amounts" CHECK (quantity > 0 AND amount >= 0 AND issued >= 0)
);
CREATE TABLE repair_order (
  id BIGINT NOT NULL CONSTRAINT "repair_order.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" CONSTRAINT "repair_order.number" CHECK (length(number) <= 40),
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  business TEXT COLLATE "C",
  workshop TEXT COLLATE "C",
  parts TEXT COLLATE "C",
  money TEXT COLLATE "C",
  promised_at BIGINT NOT NULL,
  total BIGINT NOT NULL DEFAULT 0,
  appointment_id BIGINT,
  adviser_id BIGINT,
  deliverer_name TEXT COLLATE "C" CONSTRAINT "repair_order.deliverer_name" CHECK (length(deliverer_name) <= 60),
  deliverer_phone TEXT COLLATE "C" CONSTRAINT "repair_order.deliverer_phone" CHECK (length(deliverer_phone) <= 24),
  nature TEXT COLLATE "C" NOT NULL,
  category TEXT COLLATE "C" NOT NULL,
  odometer_in BIGINT NOT NULL DEFAULT 0,
  odometer_out BIGINT NOT NULL DEFAULT 0,
  fuel BIGINT NOT NULL DEFAULT 0,
  wish TEXT COLLATE "C" CONSTRAINT "repair_order.wish" CHECK (length(wish) <= 1000),
  findings TEXT COLLATE "C" CONSTRAINT "repair_order.findings" CHECK (length(findings) <= 1000),
  waiting BIGINT NOT NULL DEFAULT 0 CONSTRAINT "repair_order.waiting" CHECK (waiting IN (0, 1)),
  wash BIGINT NOT NULL DEFAULT 0 CONSTRAINT "repair_order.wash" CHECK (wash IN (0, 1)),
  road_test BIGINT NOT NULL DEFAULT 0 CONSTRAINT "repair_order.road_test" CHECK (road_test IN (0, 1)),
  keep_old_parts BIGINT NOT NULL DEFAULT 0 CONSTRAINT "repair_order.keep_old_parts" CHECK (keep_old_parts IN (0, 1)),
  first_quote BIGINT NOT NULL DEFAULT 0,
  labour_total BIGINT NOT NULL DEFAULT 0,
  parts_total BIGINT NOT NULL DEFAULT 0,
  other_total BIGINT NOT NULL DEFAULT 0,
  advance BIGINT NOT NULL DEFAULT 0,
  cost BIGINT NOT NULL DEFAULT 0,
  approved_at BIGINT,
  promise_changes BIGINT NOT NULL DEFAULT 0,
  first_promised_at BIGINT,
  promise_untold BIGINT NOT NULL DEFAULT 0 CONSTRAINT "repair_order.promise_untold" CHECK (promise_untold IN (0, 1)),
  allowed BIGINT NOT NULL DEFAULT 0,
  allowed_used BIGINT NOT NULL DEFAULT 0,
  outside_cost BIGINT NOT NULL DEFAULT 0,
  rework_count BIGINT NOT NULL DEFAULT 0,
  settlement_id BIGINT,
  warranty_days BIGINT NOT NULL DEFAULT 0,
  warranty_km BIGINT NOT NULL DEFAULT 0,
  settled_at BIGINT,
  delivered_at BIGINT,
  day BIGINT,
  void_reason TEXT COLLATE "C" CONSTRAINT "repair_order.void_reason" CHECK (length(void_reason) <= 200),
  recalls TEXT COLLATE "C" CONSTRAINT "repair_order.recalls" CHECK (length(recalls) <= 200),
  origin_order_id BIGINT,
  old_parts TEXT COLLATE "C",
  explained TEXT COLLATE "C" CONSTRAINT "repair_order.explained" CHECK (length(explained) <= 400),
  papers_out BIGINT NOT NULL DEFAULT 0,
  papers_reason TEXT COLLATE "C" CONSTRAINT "repair_order.papers_reason" CHECK (length(papers_reason) <= 200),
  CONSTRAINT "repair_order.sums" CHECK (total = labour_total + parts_total + other_total AND total >= 0),
  CONSTRAINT "repair_order.papers_counted" CHECK (papers_out >= 0),
  CONSTRAINT "repair_order.advance_within" CHECK (advance >= 0 AND advance <= other_total)
);
CREATE TABLE order_wish (
  id BIGINT NOT NULL CONSTRAINT "order_wish.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  wish TEXT COLLATE "C" NOT NULL CONSTRAINT "order_wish.wish" CHECK (length(wish) <= 200),
  class TEXT COLLATE "C" NOT NULL,
  repair_order_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  line_id BIGINT,
  answer TEXT COLLATE "C" CONSTRAINT "order_wish.answer" CHECK (length(answer) <= 400),
  answered_by_id BIGINT,
  answered_at BIGINT,
  proposal_id BIGINT
);
CREATE TABLE order_finding (
  id BIGINT NOT NULL CONSTRAINT "order_finding.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "order_finding.title" CHECK (length(title) <= 120),
  level TEXT COLLATE "C" NOT NULL,
  section TEXT COLLATE "C",
  note TEXT COLLATE "C" CONSTRAINT "order_finding.note" CHECK (length(note) <= 400),
  photo BIGINT,
  repair_order_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  line_id BIGINT,
  found_by_id BIGINT
);
CREATE TABLE proposal (
  id BIGINT NOT NULL CONSTRAINT "proposal.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "proposal.title" CHECK (length(title) <= 80),
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  priority TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C",
  valid_until BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  repair_order_id BIGINT,
  taken_entity TEXT COLLATE "C",
  taken_id BIGINT,
  kind TEXT COLLATE "C" NOT NULL,
  part_id BIGINT,
  labour_item_id BIGINT,
  quantity BIGINT NOT NULL DEFAULT 0,
  price BIGINT NOT NULL DEFAULT 0,
  reason TEXT COLLATE "C" CONSTRAINT "proposal.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE outside_job (
  id BIGINT NOT NULL CONSTRAINT "outside_job.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "outside_job.title" CHECK (length(title) <= 120),
  repair_order_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  responsible_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  due_at BIGINT NOT NULL,
  asked_cost BIGINT NOT NULL DEFAULT 0,
  cost BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  returned_at BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "outside_job.note" CHECK (length(note) <= 200),
  CONSTRAINT "outside_job.cost" CHECK (asked_cost >= 0 AND cost >= 0 AND (state = 'returned' OR cost = 0))
);
CREATE TABLE told_record (
  id BIGINT NOT NULL CONSTRAINT "told_record.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  repair_order_id BIGINT NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL CONSTRAINT "told_record.what" CHECK (length(what) <= 400),
  means TEXT COLLATE "C" NOT NULL,
  told_to TEXT COLLATE "C" NOT NULL CONSTRAINT "told_record.told_to" CHECK (length(told_to) <= 60),
  told_by_id BIGINT,
  told_at BIGINT NOT NULL
);
CREATE TABLE trouble_code (
  id BIGINT NOT NULL CONSTRAINT "trouble_code.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "trouble_code.code" CHECK (length(code) <= 8),
  meaning TEXT COLLATE "C" CONSTRAINT "trouble_code.meaning" CHECK (length(meaning) <= 320),
  meaning_en TEXT COLLATE "C" CONSTRAINT "trouble_code.meaning_en" CHECK (length(meaning_en) <= 320),
  status TEXT COLLATE "C",
  repair_order_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL
);
CREATE TABLE plan_line (
  id BIGINT NOT NULL CONSTRAINT "plan_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  repair_plan_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "plan_line.title" CHECK (length(title) <= 80),
  quantity BIGINT NOT NULL DEFAULT 0,
  tier TEXT COLLATE "C",
  section TEXT COLLATE "C"
);
CREATE TABLE repair_plan (
  id BIGINT NOT NULL CONSTRAINT "repair_plan.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "repair_plan.title" CHECK (length(title) <= 60),
  repair_order_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  method TEXT COLLATE "C" NOT NULL CONSTRAINT "repair_plan.method" CHECK (length(method) <= 2000),
  hours BIGINT NOT NULL DEFAULT 0,
  made_by_id BIGINT,
  released_by_id BIGINT,
  released_at BIGINT,
  return_reason TEXT COLLATE "C" CONSTRAINT "repair_plan.return_reason" CHECK (length(return_reason) <= 200),
  CONSTRAINT "repair_plan.released_by" CHECK (state <> 'released' OR released_at IS NOT NULL)
);
CREATE TABLE walk_mark (
  id BIGINT NOT NULL CONSTRAINT "walk_mark.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  walk_round_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  x BIGINT NOT NULL DEFAULT 0,
  y BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "walk_mark.note" CHECK (length(note) <= 200),
  photo BIGINT,
  CONSTRAINT "walk_mark.on_the_drawing" CHECK (x >= 0 AND x <= 1000 AND y >= 0 AND y <= 1000)
);
CREATE TABLE walk_check (
  id BIGINT NOT NULL CONSTRAINT "walk_check.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  walk_round_id BIGINT NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  result TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" CONSTRAINT "walk_check.note" CHECK (length(note) <= 200)
);
CREATE TABLE walk_round (
  id BIGINT NOT NULL CONSTRAINT "walk_round.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "walk_round.title" CHECK (length(title) <= 60),
  repair_order_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  odometer_km BIGINT NOT NULL DEFAULT 0,
  odometer_photo BIGINT,
  fuel BIGINT NOT NULL DEFAULT 0,
  valuables TEXT COLLATE "C" CONSTRAINT "walk_round.valuables" CHECK (length(valuables) <= 500),
  tread_fl BIGINT,
  tread_fr BIGINT,
  tread_rl BIGINT,
  tread_rr BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "walk_round.note" CHECK (length(note) <= 500),
  inspector_id BIGINT,
  signed_name TEXT COLLATE "C" CONSTRAINT "walk_round.signed_name" CHECK (length(signed_name) <= 60),
  signature BIGINT,
  signed_at BIGINT,
  CONSTRAINT "walk_round.signed_by" CHECK (state <> 'signed' OR (signed_name IS NOT NULL AND signed_at IS NOT NULL))
);
CREATE TABLE assignment (
  id BIGINT NOT NULL CONSTRAINT "assignment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "assignment.title" CHECK (length(title) <= 120),
  repair_order_id BIGINT NOT NULL,
  technician_id BIGINT NOT NULL,
  bay_id BIGINT,
  hours BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  started_at BIGINT,
  worked BIGINT NOT NULL DEFAULT 0,
  stop_reason TEXT COLLATE "C",
  finished_at BIGINT
);
CREATE TABLE work_clock (
  id BIGINT NOT NULL CONSTRAINT "work_clock.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  assignment_id BIGINT NOT NULL,
  technician_id BIGINT NOT NULL,
  began BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  reason TEXT COLLATE "C",
  CONSTRAINT "work_clock.forward" CHECK (ended >= began)
);
CREATE TABLE order_forecast (
  unit_id BIGINT NOT NULL DEFAULT 0,
  repair_order_id BIGINT NOT NULL DEFAULT 0,
  expected_at BIGINT,
  CONSTRAINT "order_forecast.primary" PRIMARY KEY (repair_order_id)
);
CREATE TABLE part_request (
  id BIGINT NOT NULL CONSTRAINT "part_request.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  what TEXT COLLATE "C" NOT NULL CONSTRAINT "part_request.what" CHECK (length(what) <= 120),
  quantity BIGINT NOT NULL DEFAULT 0,
  repair_order_id BIGINT NOT NULL,
  assignment_id BIGINT NOT NULL,
  technician_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  answer TEXT COLLATE "C" CONSTRAINT "part_request.answer" CHECK (length(answer) <= 200)
);
CREATE TABLE order_photo (
  id BIGINT NOT NULL CONSTRAINT "order_photo.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  repair_order_id BIGINT NOT NULL,
  assignment_id BIGINT,
  file_id BIGINT NOT NULL,
  caption TEXT COLLATE "C" NOT NULL CONSTRAINT "order_photo.caption" CHECK (length(caption) <= 120),
  internal BIGINT NOT NULL DEFAULT 0 CONSTRAINT "order_photo.internal" CHECK (internal IN (0, 1))
);
CREATE TABLE check_rule (
  id BIGINT NOT NULL CONSTRAINT "check_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "check_rule.label" CHECK (length(label) <= 80),
  kind TEXT COLLATE "C" NOT NULL,
  nature TEXT COLLATE "C",
  category TEXT COLLATE "C",
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  basis TEXT COLLATE "C" CONSTRAINT "check_rule.basis" CHECK (length(basis) <= 200),
  CONSTRAINT "check_rule.forward" CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE TABLE inspection (
  id BIGINT NOT NULL CONSTRAINT "inspection.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  repair_order_id BIGINT NOT NULL,
  level TEXT COLLATE "C" NOT NULL,
  passed BIGINT NOT NULL DEFAULT 0 CONSTRAINT "inspection.passed" CHECK (passed IN (0, 1)),
  note TEXT COLLATE "C" CONSTRAINT "inspection.note" CHECK (length(note) <= 400),
  inspector_id BIGINT,
  cause TEXT COLLATE "C",
  technician_id BIGINT,
  sheet_id BIGINT
);
CREATE TABLE refit_rule (
  id BIGINT NOT NULL CONSTRAINT "refit_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "refit_rule.name" CHECK (length(name) <= 60),
  verdict TEXT COLLATE "C" NOT NULL,
  days BIGINT NOT NULL DEFAULT 0,
  source TEXT COLLATE "C" NOT NULL CONSTRAINT "refit_rule.source" CHECK (length(source) <= 300),
  terms TEXT COLLATE "C" CONSTRAINT "refit_rule.terms" CHECK (length(terms) <= 200),
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE refit_check (
  id BIGINT NOT NULL CONSTRAINT "refit_check.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" CONSTRAINT "refit_check.title" CHECK (length(title) <= 80),
  repair_order_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  rule_id BIGINT NOT NULL,
  verdict TEXT COLLATE "C",
  source TEXT COLLATE "C" CONSTRAINT "refit_check.source" CHECK (length(source) <= 300),
  terms TEXT COLLATE "C" CONSTRAINT "refit_check.terms" CHECK (length(terms) <= 200),
  state TEXT COLLATE "C",
  due_on BIGINT,
  register_no TEXT COLLATE "C" CONSTRAINT "refit_check.register_no" CHECK (length(register_no) <= 60),
  registered_on BIGINT
);
CREATE TABLE order_payer (
  id BIGINT NOT NULL CONSTRAINT "order_payer.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "order_payer.label" CHECK (length(label) <= 60),
  repair_order_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  labour BIGINT NOT NULL DEFAULT 0,
  parts BIGINT NOT NULL DEFAULT 0,
  other BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "order_payer.adds_up" CHECK (total = labour + parts + other AND labour >= 0 AND parts >= 0 AND other >= 0)
);
CREATE TABLE stock_count_line (
  id BIGINT NOT NULL CONSTRAINT "stock_count_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  count_id BIGINT NOT NULL,
  label TEXT COLLATE "C" CONSTRAINT "stock_count_line.label" CHECK (length(label) <= 100),
  part_id BIGINT NOT NULL,
  batch_id BIGINT,
  bin_id BIGINT,
  counted BIGINT,
  counted_at BIGINT,
  counted_by_id BIGINT
);
CREATE TABLE stock_count_result (
  id BIGINT NOT NULL CONSTRAINT "stock_count_result.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "stock_count_result.label" CHECK (length(label) <= 100),
  count_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  book BIGINT NOT NULL DEFAULT 0,
  counted BIGINT NOT NULL DEFAULT 0,
  difference BIGINT NOT NULL DEFAULT 0,
  value BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE stock_count (
  id BIGINT NOT NULL CONSTRAINT "stock_count.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "stock_count.number" CHECK (length(number) <= 40),
  kind TEXT COLLATE "C" NOT NULL,
  class TEXT COLLATE "C",
  warehouse_id BIGINT,
  parts BIGINT NOT NULL DEFAULT 0,
  done BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  wrong BIGINT NOT NULL DEFAULT 0,
  adjustment_id BIGINT,
  handed_in_by_id BIGINT,
  approved_by_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "stock_count.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE part_level (
  id BIGINT NOT NULL CONSTRAINT "part_level.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "part_level.label" CHECK (length(label) <= 100),
  part_id BIGINT NOT NULL,
  minimum BIGINT NOT NULL DEFAULT 0,
  maximum BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE waste_kind (
  id BIGINT NOT NULL CONSTRAINT "waste_kind.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_kind.code" CHECK (length(code) <= 20),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_kind.name" CHECK (length(name) <= 60),
  category TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_kind.category" CHECK (length(category) <= 10),
  hazard TEXT COLLATE "C" CONSTRAINT "waste_kind.hazard" CHECK (length(hazard) <= 60)
);
CREATE TABLE waste_rule (
  id BIGINT NOT NULL CONSTRAINT "waste_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "waste_rule.label" CHECK (length(label) <= 160),
  part_id BIGINT NOT NULL,
  kind_id BIGINT NOT NULL,
  kg BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE waste_balance (
  unit_id BIGINT NOT NULL DEFAULT 0,
  kind_id BIGINT NOT NULL,
  kg BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "waste_balance.primary" PRIMARY KEY (unit_id, kind_id),
  CONSTRAINT "waste_balance.some" CHECK (kg >= 0)
);
CREATE TABLE waste_entry (
  id BIGINT NOT NULL CONSTRAINT "waste_entry.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_entry.number" CHECK (length(number) <= 40),
  kind_id BIGINT NOT NULL,
  kg BIGINT NOT NULL DEFAULT 0,
  arose_on BIGINT NOT NULL,
  container TEXT COLLATE "C" CONSTRAINT "waste_entry.container" CHECK (length(container) <= 60),
  place TEXT COLLATE "C" CONSTRAINT "waste_entry.place" CHECK (length(place) <= 60),
  stored_by_id BIGINT,
  wrong BIGINT NOT NULL DEFAULT 0 CONSTRAINT "waste_entry.wrong" CHECK (wrong IN (0, 1)),
  reason TEXT COLLATE "C" CONSTRAINT "waste_entry.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE waste_transfer (
  id BIGINT NOT NULL CONSTRAINT "waste_transfer.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_transfer.number" CHECK (length(number) <= 40),
  manifest TEXT COLLATE "C" CONSTRAINT "waste_transfer.manifest" CHECK (length(manifest) <= 40),
  kind_id BIGINT NOT NULL,
  kg BIGINT NOT NULL DEFAULT 0,
  receiver_id BIGINT NOT NULL,
  licence TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_transfer.licence" CHECK (length(licence) <= 40),
  carrier TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_transfer.carrier" CHECK (length(carrier) <= 60),
  disposal TEXT COLLATE "C" NOT NULL CONSTRAINT "waste_transfer.disposal" CHECK (length(disposal) <= 60),
  state TEXT COLLATE "C" NOT NULL,
  gone_at BIGINT,
  handed_by_id BIGINT,
  disposed_on BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "waste_transfer.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE tool (
  id BIGINT NOT NULL CONSTRAINT "tool.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "tool.code" CHECK (length(code) <= 30),
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "tool.name" CHECK (length(name) <= 60),
  kind TEXT COLLATE "C" NOT NULL,
  bin_id BIGINT,
  calibrated BIGINT NOT NULL DEFAULT 0 CONSTRAINT "tool.calibrated" CHECK (calibrated IN (0, 1)),
  calibrated_until BIGINT,
  maintain_days BIGINT NOT NULL DEFAULT 0,
  maintain_on BIGINT,
  state TEXT COLLATE "C",
  holder_id BIGINT,
  due_on BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "tool.note" CHECK (length(note) <= 200)
);
CREATE TABLE tool_record (
  id BIGINT NOT NULL CONSTRAINT "tool_record.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  tool_id BIGINT NOT NULL,
  event TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  employee_id BIGINT,
  certificate TEXT COLLATE "C" CONSTRAINT "tool_record.certificate" CHECK (length(certificate) <= 60),
  note TEXT COLLATE "C" CONSTRAINT "tool_record.note" CHECK (length(note) <= 200)
);
CREATE TABLE old_part (
  id BIGINT NOT NULL CONSTRAINT "old_part.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "old_part.label" CHECK (length(label) <= 120),
  repair_order_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL DEFAULT 0,
  bin_id BIGINT,
  keep_until BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" CONSTRAINT "old_part.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE shop_plan (
  id BIGINT NOT NULL CONSTRAINT "shop_plan.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "shop_plan.label" CHECK (length(label) <= 60),
  edition BIGINT NOT NULL DEFAULT 0,
  planned_at BIGINT,
  cars BIGINT NOT NULL DEFAULT 0,
  late BIGINT NOT NULL DEFAULT 0,
  unplaced TEXT COLLATE "C" CONSTRAINT "shop_plan.unplaced" CHECK (length(unplaced) <= 400)
);
CREATE TABLE plan_slot (
  id BIGINT NOT NULL CONSTRAINT "plan_slot.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "plan_slot.title" CHECK (length(title) <= 40),
  repair_order_id BIGINT NOT NULL,
  assignment_id BIGINT,
  technician_id BIGINT,
  bay_id BIGINT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  work BIGINT NOT NULL DEFAULT 0,
  pinned BIGINT NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.pinned" CHECK (pinned IN (0, 1)),
  overtime BIGINT NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.overtime" CHECK (overtime IN (0, 1)),
  state TEXT COLLATE "C",
  edition BIGINT NOT NULL DEFAULT 0,
  moved_by_id BIGINT,
  moved_at BIGINT,
  was_technician_id BIGINT,
  was_bay_id BIGINT,
  was_at BIGINT,
  was_pinned BIGINT NOT NULL DEFAULT 0 CONSTRAINT "plan_slot.was_pinned" CHECK (was_pinned IN (0, 1)),
  CONSTRAINT "plan_slot.forward" CHECK (ends_at >= starts_at)
);
CREATE TABLE accident_case (
  id BIGINT NOT NULL CONSTRAINT "accident_case.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "accident_case.number" CHECK (length(number) <= 40),
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  insurer_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  policy_no TEXT COLLATE "C" CONSTRAINT "accident_case.policy_no" CHECK (length(policy_no) <= 40),
  report_no TEXT COLLATE "C" NOT NULL CONSTRAINT "accident_case.report_no" CHECK (length(report_no) <= 40),
  claim_no TEXT COLLATE "C" CONSTRAINT "accident_case.claim_no" CHECK (length(claim_no) <= 40),
  kind TEXT COLLATE "C" NOT NULL,
  accident_on BIGINT NOT NULL,
  place TEXT COLLATE "C" CONSTRAINT "accident_case.place" CHECK (length(place) <= 120),
  liability BIGINT NOT NULL DEFAULT 0,
  driver_name TEXT COLLATE "C" CONSTRAINT "accident_case.driver_name" CHECK (length(driver_name) <= 60),
  driver_phone TEXT COLLATE "C" CONSTRAINT "accident_case.driver_phone" CHECK (length(driver_phone) <= 24),
  third_plate TEXT COLLATE "C" CONSTRAINT "accident_case.third_plate" CHECK (length(third_plate) <= 24),
  third_name TEXT COLLATE "C" CONSTRAINT "accident_case.third_name" CHECK (length(third_name) <= 60),
  third_insurer TEXT COLLATE "C" CONSTRAINT "accident_case.third_insurer" CHECK (length(third_insurer) <= 60),
  reported_on BIGINT NOT NULL,
  surveyed_on BIGINT,
  surveyor TEXT COLLATE "C" CONSTRAINT "accident_case.surveyor" CHECK (length(surveyor) <= 60),
  survey TEXT COLLATE "C" CONSTRAINT "accident_case.survey" CHECK (length(survey) <= 1000),
  repair_order_id BIGINT,
  asked BIGINT NOT NULL DEFAULT 0,
  agreed BIGINT NOT NULL DEFAULT 0,
  self_pay BIGINT NOT NULL DEFAULT 0,
  due BIGINT NOT NULL DEFAULT 0,
  paid BIGINT NOT NULL DEFAULT 0,
  written_off BIGINT NOT NULL DEFAULT 0,
  settlement_id BIGINT,
  charged BIGINT NOT NULL DEFAULT 0,
  submit_by BIGINT,
  submitted_on BIGINT,
  pay_by BIGINT,
  closed_on BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "accident_case.reason" CHECK (length(reason) <= 200),
  note TEXT COLLATE "C" CONSTRAINT "accident_case.note" CHECK (length(note) <= 2000),
  CONSTRAINT "accident_case.amounts" CHECK (asked >= 0 AND agreed >= 0 AND self_pay >= 0 AND due >= 0 AND written_off >= 0 AND charged >= 0)
);
CREATE TABLE loss_line (
  id BIGINT NOT NULL CONSTRAINT "loss_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  assessment_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "loss_line.title" CHECK (length(title) <= 80),
  part_id BIGINT,
  quantity BIGINT NOT NULL DEFAULT 0,
  asked BIGINT NOT NULL DEFAULT 0,
  agreed BIGINT NOT NULL DEFAULT 0,
  difference BIGINT NOT NULL DEFAULT 0,
  decision TEXT COLLATE "C",
  ro_line_id BIGINT,
  CONSTRAINT "loss_line.amounts" CHECK (quantity > 0 AND asked >= 0 AND agreed >= 0 AND agreed <= asked AND difference >= 0)
);
CREATE TABLE loss_assessment (
  id BIGINT NOT NULL CONSTRAINT "loss_assessment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "loss_assessment.number" CHECK (length(number) <= 40),
  case_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  supplement BIGINT NOT NULL DEFAULT 0 CONSTRAINT "loss_assessment.supplement" CHECK (supplement IN (0, 1)),
  state TEXT COLLATE "C",
  asked BIGINT NOT NULL DEFAULT 0,
  agreed BIGINT NOT NULL DEFAULT 0,
  salvage BIGINT NOT NULL DEFAULT 0,
  deductible BIGINT NOT NULL DEFAULT 0,
  due BIGINT NOT NULL DEFAULT 0,
  self_pay BIGINT NOT NULL DEFAULT 0,
  sent_by BIGINT,
  approved_by BIGINT,
  assessor TEXT COLLATE "C" CONSTRAINT "loss_assessment.assessor" CHECK (length(assessor) <= 60),
  answered_on BIGINT,
  signer TEXT COLLATE "C" CONSTRAINT "loss_assessment.signer" CHECK (length(signer) <= 60),
  confirmed_at BIGINT,
  refused_by TEXT COLLATE "C",
  reason TEXT COLLATE "C" CONSTRAINT "loss_assessment.reason" CHECK (length(reason) <= 200),
  note TEXT COLLATE "C" CONSTRAINT "loss_assessment.note" CHECK (length(note) <= 200),
  CONSTRAINT "loss_assessment.shares" CHECK (agreed <= asked AND (state NOT IN ('agreed', 'confirmed') OR due = agreed - salvage - deductible))
);
CREATE TABLE claim_paper (
  id BIGINT NOT NULL CONSTRAINT "claim_paper.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  case_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" CONSTRAINT "claim_paper.title" CHECK (length(title) <= 120),
  state TEXT COLLATE "C",
  received_on BIGINT,
  file_id BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "claim_paper.note" CHECK (length(note) <= 200)
);
CREATE TABLE insurer_credit (
  id BIGINT NOT NULL CONSTRAINT "insurer_credit.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" NOT NULL CONSTRAINT "insurer_credit.label" CHECK (length(label) <= 60),
  insurer_id BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "insurer_credit.left" CHECK (amount >= 0)
);
CREATE TABLE rental_car (
  id BIGINT NOT NULL CONSTRAINT "rental_car.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "rental_car.label" CHECK (length(label) <= 40),
  vehicle_id BIGINT NOT NULL,
  day_price BIGINT NOT NULL DEFAULT 0,
  km_a_day BIGINT NOT NULL DEFAULT 0,
  km_price BIGINT NOT NULL DEFAULT 0,
  deposit BIGINT NOT NULL DEFAULT 0,
  insured_until BIGINT NOT NULL
);
CREATE TABLE rental_day (
  unit_id BIGINT NOT NULL DEFAULT 0,
  car_id BIGINT NOT NULL DEFAULT 0,
  day BIGINT NOT NULL,
  rental_id BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "rental_day.primary" PRIMARY KEY (car_id, day)
);
CREATE TABLE rental (
  id BIGINT NOT NULL CONSTRAINT "rental.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "rental.number" CHECK (length(number) <= 40),
  car_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  day_from BIGINT NOT NULL,
  day_to BIGINT NOT NULL,
  repair_order_id BIGINT,
  day_price BIGINT NOT NULL DEFAULT 0,
  deposit BIGINT NOT NULL DEFAULT 0,
  held BIGINT NOT NULL DEFAULT 0,
  lateness TEXT COLLATE "C",
  late_at BIGINT,
  driver_name TEXT COLLATE "C" CONSTRAINT "rental.driver_name" CHECK (length(driver_name) <= 60),
  licence_no TEXT COLLATE "C" CONSTRAINT "rental.licence_no" CHECK (length(licence_no) <= 30),
  licence_until BIGINT,
  km_out BIGINT NOT NULL DEFAULT 0,
  fuel_out BIGINT NOT NULL DEFAULT 0,
  damage_out TEXT COLLATE "C" CONSTRAINT "rental.damage_out" CHECK (length(damage_out) <= 1000),
  photo_out BIGINT,
  out_at BIGINT,
  km_in BIGINT NOT NULL DEFAULT 0,
  fuel_in BIGINT NOT NULL DEFAULT 0,
  damage_in TEXT COLLATE "C" CONSTRAINT "rental.damage_in" CHECK (length(damage_in) <= 1000),
  photo_in BIGINT,
  in_at BIGINT,
  settlement_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "rental.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "rental.forward" CHECK (day_to >= day_from AND held >= 0)
);
CREATE TABLE rental_charge (
  id BIGINT NOT NULL CONSTRAINT "rental_charge.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  rental_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "rental_charge.note" CHECK (length(note) <= 200),
  settlement_id BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" CONSTRAINT "rental_charge.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "rental_charge.some" CHECK (amount > 0),
  CONSTRAINT "rental_charge.unbilled" CHECK (state = 'stands' OR settlement_id IS NULL)
);
CREATE TABLE agency_case (
  id BIGINT NOT NULL CONSTRAINT "agency_case.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "agency_case.number" CHECK (length(number) <= 40),
  kind TEXT COLLATE "C" NOT NULL,
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  agent_id BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  repair_order_id BIGINT,
  with_car BIGINT NOT NULL DEFAULT 0 CONSTRAINT "agency_case.with_car" CHECK (with_car IN (0, 1)),
  fee BIGINT NOT NULL DEFAULT 0,
  advanced BIGINT NOT NULL DEFAULT 0,
  office TEXT COLLATE "C" CONSTRAINT "agency_case.office" CHECK (length(office) <= 120),
  receipt_no TEXT COLLATE "C" CONSTRAINT "agency_case.receipt_no" CHECK (length(receipt_no) <= 60),
  valid_until BIGINT,
  result TEXT COLLATE "C" CONSTRAINT "agency_case.result" CHECK (length(result) <= 300),
  proposal_id BIGINT,
  settlement_id BIGINT,
  fee_line_id BIGINT,
  advance_line_id BIGINT,
  closed_at BIGINT,
  note TEXT COLLATE "C" CONSTRAINT "agency_case.note" CHECK (length(note) <= 1000),
  CONSTRAINT "agency_case.amounts" CHECK (fee >= 0 AND advanced >= 0)
);
CREATE TABLE agency_paper (
  id BIGINT NOT NULL CONSTRAINT "agency_paper.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  case_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" CONSTRAINT "agency_paper.title" CHECK (length(title) <= 120),
  copies BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  taken_at BIGINT,
  taken_from TEXT COLLATE "C" NOT NULL CONSTRAINT "agency_paper.taken_from" CHECK (length(taken_from) <= 60),
  taken_by_id BIGINT,
  back_at BIGINT,
  back_to TEXT COLLATE "C" CONSTRAINT "agency_paper.back_to" CHECK (length(back_to) <= 60),
  signature BIGINT,
  back_by_id BIGINT,
  CONSTRAINT "agency_paper.signed_for" CHECK (state <> 'back' OR (back_to IS NOT NULL AND back_at IS NOT NULL))
);
CREATE TABLE reminder (
  id BIGINT NOT NULL CONSTRAINT "reminder.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" CONSTRAINT "reminder.title" CHECK (length(title) <= 40),
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  due_on BIGINT NOT NULL,
  why TEXT COLLATE "C",
  due_km BIGINT NOT NULL DEFAULT 0,
  km_month BIGINT NOT NULL DEFAULT 0,
  error_days BIGINT NOT NULL DEFAULT 0,
  call_on BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  refused_last TEXT COLLATE "C" CONSTRAINT "reminder.refused_last" CHECK (length(refused_last) <= 1000),
  outcome TEXT COLLATE "C",
  note TEXT COLLATE "C" CONSTRAINT "reminder.note" CHECK (length(note) <= 1000),
  messaged_at BIGINT,
  appointment_id BIGINT
);
CREATE TABLE complaint (
  id BIGINT NOT NULL CONSTRAINT "complaint.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "complaint.number" CHECK (length(number) <= 40),
  subject TEXT COLLATE "C" NOT NULL CONSTRAINT "complaint.subject" CHECK (length(subject) <= 120),
  kind TEXT COLLATE "C" NOT NULL,
  class TEXT COLLATE "C" NOT NULL,
  party_id BIGINT NOT NULL,
  vehicle_id BIGINT,
  repair_order_id BIGINT,
  follow_up_id BIGINT,
  source TEXT COLLATE "C" NOT NULL,
  story TEXT COLLATE "C" CONSTRAINT "complaint.story" CHECK (length(story) <= 2000),
  wants TEXT COLLATE "C" CONSTRAINT "complaint.wants" CHECK (length(wants) <= 200),
  state TEXT COLLATE "C",
  urgency TEXT COLLATE "C",
  due_at BIGINT NOT NULL,
  owner_id BIGINT,
  owner_post_id BIGINT,
  owner_unit_id BIGINT,
  repeated BIGINT NOT NULL DEFAULT 0 CONSTRAINT "complaint.repeated" CHECK (repeated IN (0, 1)),
  earlier_id BIGINT,
  received_by_id BIGINT,
  day BIGINT NOT NULL,
  cause TEXT COLLATE "C",
  analysis TEXT COLLATE "C" CONSTRAINT "complaint.analysis" CHECK (length(analysis) <= 1000),
  apology BIGINT NOT NULL DEFAULT 0 CONSTRAINT "complaint.apology" CHECK (apology IN (0, 1)),
  voucher BIGINT NOT NULL DEFAULT 0 CONSTRAINT "complaint.voucher" CHECK (voucher IN (0, 1)),
  free_rework BIGINT NOT NULL DEFAULT 0 CONSTRAINT "complaint.free_rework" CHECK (free_rework IN (0, 1)),
  refund BIGINT NOT NULL DEFAULT 0 CONSTRAINT "complaint.refund" CHECK (refund IN (0, 1)),
  amount BIGINT NOT NULL DEFAULT 0,
  remedy TEXT COLLATE "C" CONSTRAINT "complaint.remedy" CHECK (length(remedy) <= 400),
  answer TEXT COLLATE "C",
  answer_note TEXT COLLATE "C" CONSTRAINT "complaint.answer_note" CHECK (length(answer_note) <= 400),
  answered_at BIGINT,
  silent_tries BIGINT NOT NULL DEFAULT 0,
  late_at BIGINT,
  instruction TEXT COLLATE "C" CONSTRAINT "complaint.instruction" CHECK (length(instruction) <= 400),
  reason TEXT COLLATE "C" CONSTRAINT "complaint.reason" CHECK (length(reason) <= 200),
  reopenings BIGINT NOT NULL DEFAULT 0,
  closed_at BIGINT,
  closed_by_id BIGINT
);
CREATE TABLE after_service (
  id BIGINT NOT NULL CONSTRAINT "after_service.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "after_service.code" CHECK (length(code) <= 20),
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "after_service.title" CHECK (length(title) <= 80),
  kind TEXT COLLATE "C" NOT NULL,
  answer_hours BIGINT NOT NULL DEFAULT 0,
  limit_days BIGINT NOT NULL DEFAULT 0,
  terms TEXT COLLATE "C" CONSTRAINT "after_service.terms" CHECK (length(terms) <= 1000),
  source TEXT COLLATE "C" NOT NULL CONSTRAINT "after_service.source" CHECK (length(source) <= 200),
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE follow_up (
  id BIGINT NOT NULL CONSTRAINT "follow_up.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "follow_up.title" CHECK (length(title) <= 80),
  kind TEXT COLLATE "C" NOT NULL,
  repair_order_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  due_on BIGINT NOT NULL,
  state TEXT COLLATE "C",
  tries BIGINT NOT NULL DEFAULT 0,
  channel TEXT COLLATE "C",
  score_promise BIGINT NOT NULL DEFAULT 0,
  score_attitude BIGINT NOT NULL DEFAULT 0,
  score_quality BIGINT NOT NULL DEFAULT 0,
  score_speed BIGINT NOT NULL DEFAULT 0,
  score_price BIGINT NOT NULL DEFAULT 0,
  nps BIGINT,
  dissatisfied BIGINT NOT NULL DEFAULT 0 CONSTRAINT "follow_up.dissatisfied" CHECK (dissatisfied IN (0, 1)),
  note TEXT COLLATE "C" CONSTRAINT "follow_up.note" CHECK (length(note) <= 1000),
  reached_at BIGINT,
  CONSTRAINT "follow_up.marks" CHECK (score_promise BETWEEN 0 AND 5 AND score_attitude BETWEEN 0 AND 5 AND score_quality BETWEEN 0 AND 5 AND score_speed BETWEEN 0 AND 5 AND score_price BETWEEN 0 AND 5)
);
CREATE TABLE comeback (
  id BIGINT NOT NULL CONSTRAINT "comeback.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "comeback.title" CHECK (length(title) <= 60),
  origin_order_id BIGINT NOT NULL,
  repair_order_id BIGINT,
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  days_after BIGINT NOT NULL DEFAULT 0,
  km_after BIGINT NOT NULL DEFAULT 0,
  attempt BIGINT NOT NULL DEFAULT 0,
  technician_id BIGINT,
  adviser_id BIGINT,
  state TEXT COLLATE "C",
  cause TEXT COLLATE "C",
  cause_note TEXT COLLATE "C" CONSTRAINT "comeback.cause_note" CHECK (length(cause_note) <= 400),
  proof_until BIGINT,
  judged_by_id BIGINT,
  workshop TEXT COLLATE "C" CONSTRAINT "comeback.workshop" CHECK (length(workshop) <= 80),
  outside_cost BIGINT NOT NULL DEFAULT 0,
  goodwill BIGINT NOT NULL DEFAULT 0 CONSTRAINT "comeback.goodwill" CHECK (goodwill IN (0, 1)),
  goodwill_reason TEXT COLLATE "C" CONSTRAINT "comeback.goodwill_reason" CHECK (length(goodwill_reason) <= 200),
  goodwill_by_id BIGINT,
  CONSTRAINT "comeback.goodwill_told" CHECK ((goodwill = 1) = (goodwill_reason IS NOT NULL))
);
CREATE TABLE record_key (
  unit_id BIGINT NOT NULL DEFAULT 0,
  id_ BIGINT NOT NULL DEFAULT 0,
  public_key TEXT COLLATE "C" NOT NULL CONSTRAINT "record_key.public_key" CHECK (length(public_key) <= 64),
  secret_key TEXT COLLATE "C" NOT NULL CONSTRAINT "record_key.secret_key" CHECK (length(secret_key) <= 128),
  made_at BIGINT NOT NULL,
  CONSTRAINT "record_key.primary" PRIMARY KEY (id_)
);
CREATE TABLE repair_licence (
  id BIGINT NOT NULL CONSTRAINT "repair_licence.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "repair_licence.number" CHECK (length(number) <= 40),
  class TEXT COLLATE "C" NOT NULL,
  company_code TEXT COLLATE "C" CONSTRAINT "repair_licence.company_code" CHECK (length(company_code) <= 40),
  valid_from BIGINT NOT NULL,
  valid_to BIGINT
);
CREATE TABLE platform_secret (
  unit_id BIGINT NOT NULL DEFAULT 0,
  licence_id BIGINT NOT NULL DEFAULT 0,
  password TEXT COLLATE "C" NOT NULL CONSTRAINT "platform_secret.password" CHECK (length(password) <= 100),
  CONSTRAINT "platform_secret.primary" PRIMARY KEY (licence_id)
);
CREATE TABLE record_platform (
  id BIGINT NOT NULL CONSTRAINT "record_platform.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "record_platform.name" CHECK (length(name) <= 60),
  division TEXT COLLATE "C" NOT NULL CONSTRAINT "record_platform.division" CHECK (length(division) <= 6),
  kind TEXT COLLATE "C" NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  source TEXT COLLATE "C" CONSTRAINT "record_platform.source" CHECK (length(source) <= 200)
);
CREATE TABLE record_upload (
  id BIGINT NOT NULL CONSTRAINT "record_upload.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "record_upload.title" CHECK (length(title) <= 40),
  repair_order_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  settled_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  accepted_at BIGINT,
  missing TEXT COLLATE "C" CONSTRAINT "record_upload.missing" CHECK (length(missing) <= 600),
  missing_en TEXT COLLATE "C" CONSTRAINT "record_upload.missing_en" CHECK (length(missing_en) <= 600),
  answer TEXT COLLATE "C" CONSTRAINT "record_upload.answer" CHECK (length(answer) <= 300),
  edition BIGINT NOT NULL DEFAULT 0,
  tries BIGINT NOT NULL DEFAULT 0,
  rejections BIGINT NOT NULL DEFAULT 0,
  again_at BIGINT,
  fault TEXT COLLATE "C" CONSTRAINT "record_upload.fault" CHECK (length(fault) <= 1000),
  odometer_km BIGINT NOT NULL DEFAULT 0,
  reason TEXT COLLATE "C" CONSTRAINT "record_upload.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE record_content (
  id BIGINT NOT NULL CONSTRAINT "record_content.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  record_upload_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  content TEXT COLLATE "C" NOT NULL CONSTRAINT "record_content.content" CHECK (length(content) <= 50000),
  hash TEXT COLLATE "C" NOT NULL CONSTRAINT "record_content.hash" CHECK (length(hash) <= 64)
);
CREATE TABLE record_try (
  id BIGINT NOT NULL CONSTRAINT "record_try.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  record_upload_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0,
  outcome TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" CONSTRAINT "record_try.answer" CHECK (length(answer) <= 300)
);
CREATE TABLE platform_book (
  unit_id BIGINT NOT NULL DEFAULT 0,
  company_code TEXT COLLATE "C" NOT NULL CONSTRAINT "platform_book.company_code" CHECK (length(company_code) <= 40),
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "platform_book.code" CHECK (length(code) <= 40),
  vin TEXT COLLATE "C" NOT NULL CONSTRAINT "platform_book.vin" CHECK (length(vin) <= 17),
  hash TEXT COLLATE "C" NOT NULL CONSTRAINT "platform_book.hash" CHECK (length(hash) <= 64),
  bad TEXT COLLATE "C" CONSTRAINT "platform_book.bad" CHECK (length(bad) <= 64),
  taken BIGINT NOT NULL DEFAULT 0,
  asked BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "platform_book.primary" PRIMARY KEY (company_code, code)
);
CREATE TABLE customer_link (
  id BIGINT NOT NULL CONSTRAINT "customer_link.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_link.label" CHECK (length(label) <= 60),
  repair_order_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  state TEXT COLLATE "C",
  code_hash TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_link.code_hash" CHECK (length(code_hash) <= 64),
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  used_at BIGINT,
  made_by_id BIGINT
);
CREATE TABLE customer_session (
  unit_id BIGINT NOT NULL DEFAULT 0,
  token_hash TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_session.token_hash" CHECK (length(token_hash) <= 64),
  link_id BIGINT NOT NULL DEFAULT 0,
  csrf TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_session.csrf" CHECK (length(csrf) <= 64),
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT "customer_session.primary" PRIMARY KEY (token_hash)
);
CREATE TABLE customer_receipt (
  id BIGINT NOT NULL CONSTRAINT "customer_receipt.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  code TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_receipt.code" CHECK (length(code) <= 20),
  repair_order_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  signer TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_receipt.signer" CHECK (length(signer) <= 60),
  total BIGINT NOT NULL DEFAULT 0,
  statement TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_receipt.statement" CHECK (length(statement) <= 20000),
  signature BIGINT,
  hash TEXT COLLATE "C" NOT NULL CONSTRAINT "customer_receipt.hash" CHECK (length(hash) <= 64)
);
CREATE TABLE online_payment (
  id BIGINT NOT NULL CONSTRAINT "online_payment.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "online_payment.number" CHECK (length(number) <= 40),
  settlement_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C",
  reference TEXT COLLATE "C" CONSTRAINT "online_payment.reference" CHECK (length(reference) <= 64)
);
CREATE TABLE pay_simulator (
  unit_id BIGINT NOT NULL DEFAULT 0,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "pay_simulator.number" CHECK (length(number) <= 40),
  amount BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL CONSTRAINT "pay_simulator.state" CHECK (length(state) <= 10),
  reference TEXT COLLATE "C" CONSTRAINT "pay_simulator.reference" CHECK (length(reference) <= 64),
  CONSTRAINT "pay_simulator.primary" PRIMARY KEY (number)
);
CREATE TABLE commission_tier (
  id BIGINT NOT NULL CONSTRAINT "commission_tier.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  rule_id BIGINT NOT NULL,
  from_amount BIGINT NOT NULL DEFAULT 0,
  rate BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE commission_rule (
  id BIGINT NOT NULL CONSTRAINT "commission_rule.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "commission_rule.name" CHECK (length(name) <= 60),
  principle TEXT COLLATE "C" NOT NULL CONSTRAINT "commission_rule.principle" CHECK (length(principle) <= 200),
  role TEXT COLLATE "C" NOT NULL,
  target TEXT COLLATE "C" NOT NULL,
  labour_item_id BIGINT,
  base TEXT COLLATE "C" NOT NULL,
  rate BIGINT NOT NULL DEFAULT 0,
  each BIGINT NOT NULL DEFAULT 0,
  for_unit_id BIGINT,
  first_day BIGINT NOT NULL,
  last_day BIGINT
);
CREATE TABLE commission_line (
  id BIGINT NOT NULL CONSTRAINT "commission_line.id" PRIMARY KEY,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  employee_id BIGINT NOT NULL,
  month BIGINT NOT NULL DEFAULT 0,
  day BIGINT NOT NULL,
  rule_id BIGINT NOT NULL,
  repair_order_id BIGINT,
  line_id BIGINT,
  base BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0,
  locked_in_id BIGINT
);
CREATE TABLE commission_slip (
  id BIGINT NOT NULL CONSTRAINT "commission_slip.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  month_id BIGINT NOT NULL,
  employee_id BIGINT NOT NULL,
  orders BIGINT NOT NULL DEFAULT 0,
  amount BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE commission_month (
  id BIGINT NOT NULL CONSTRAINT "commission_month.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "commission_month.label" CHECK (length(label) <= 40),
  month BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  locked_by_id BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "commission_month.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE expense_kind (
  id BIGINT NOT NULL CONSTRAINT "expense_kind.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  name TEXT COLLATE "C" NOT NULL CONSTRAINT "expense_kind.name" CHECK (length(name) <= 40),
  side TEXT COLLATE "C" NOT NULL CONSTRAINT "expense_kind.side" CHECK (length(side) <= 12),
  most BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "expense_kind.note" CHECK (length(note) <= 200)
);
CREATE TABLE expense_line (
  id BIGINT NOT NULL CONSTRAINT "expense_line.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  claim_id BIGINT NOT NULL,
  kind_id BIGINT NOT NULL,
  side TEXT COLLATE "C" CONSTRAINT "expense_line.side" CHECK (length(side) <= 12),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "expense_line.note" CHECK (length(note) <= 200),
  CONSTRAINT "expense_line.some" CHECK (amount > 0 AND tax >= 0 AND tax < amount)
);
CREATE TABLE expense_claim (
  id BIGINT NOT NULL CONSTRAINT "expense_claim.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "expense_claim.number" CHECK (length(number) <= 40),
  employee_id BIGINT,
  purpose TEXT COLLATE "C" NOT NULL CONSTRAINT "expense_claim.purpose" CHECK (length(purpose) <= 200),
  month BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL,
  method TEXT COLLATE "C",
  paid_on BIGINT,
  reason TEXT COLLATE "C" CONSTRAINT "expense_claim.reason" CHECK (length(reason) <= 200)
);
CREATE TABLE budget (
  id BIGINT NOT NULL CONSTRAINT "budget.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "budget.label" CHECK (length(label) <= 60),
  month BIGINT NOT NULL DEFAULT 0,
  side TEXT COLLATE "C" NOT NULL CONSTRAINT "budget.side" CHECK (length(side) <= 12),
  amount BIGINT NOT NULL DEFAULT 0,
  note TEXT COLLATE "C" CONSTRAINT "budget.note" CHECK (length(note) <= 200)
);
CREATE TABLE cash_plan_item (
  id BIGINT NOT NULL CONSTRAINT "cash_plan_item.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  what TEXT COLLATE "C" NOT NULL CONSTRAINT "cash_plan_item.what" CHECK (length(what) <= 80),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE tax_invoice (
  id BIGINT NOT NULL CONSTRAINT "tax_invoice.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  number TEXT COLLATE "C" NOT NULL CONSTRAINT "tax_invoice.number" CHECK (length(number) <= 40),
  settlement_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL CONSTRAINT "tax_invoice.title" CHECK (length(title) <= 100),
  tax_number TEXT COLLATE "C" CONSTRAINT "tax_invoice.tax_number" CHECK (length(tax_number) <= 20),
  net BIGINT NOT NULL DEFAULT 0,
  tax_rate BIGINT NOT NULL DEFAULT 0,
  tax BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  invoice_number TEXT COLLATE "C" CONSTRAINT "tax_invoice.invoice_number" CHECK (length(invoice_number) <= 20),
  red_number TEXT COLLATE "C" CONSTRAINT "tax_invoice.red_number" CHECK (length(red_number) <= 20),
  state TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" CONSTRAINT "tax_invoice.answer" CHECK (length(answer) <= 200),
  reason TEXT COLLATE "C" CONSTRAINT "tax_invoice.reason" CHECK (length(reason) <= 200),
  CONSTRAINT "tax_invoice.adds_up" CHECK (total = net + tax AND total > 0 AND tax >= 0)
);
CREATE TABLE related_party (
  id BIGINT NOT NULL CONSTRAINT "related_party.id" PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  unit_id BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL DEFAULT 0,
  retired_at BIGINT,
  label TEXT COLLATE "C" CONSTRAINT "related_party.label" CHECK (length(label) <= 120),
  party_id BIGINT NOT NULL,
  company_id BIGINT NOT NULL
);
ALTER TABLE account ADD CONSTRAINT "account.home_unit_id.ref" FOREIGN KEY (home_unit_id) REFERENCES unit(id);
ALTER TABLE login_session ADD CONSTRAINT "login_session.account_id.ref" FOREIGN KEY (account_id) REFERENCES account(id);
ALTER TABLE attachment ADD CONSTRAINT "attachment.file_id.ref" FOREIGN KEY (file_id) REFERENCES file(id);
ALTER TABLE attachment ADD CONSTRAINT "attachment.added_by_id.ref" FOREIGN KEY (added_by_id) REFERENCES account(id);
ALTER TABLE print_log ADD CONSTRAINT "print_log.printed_by_id.ref" FOREIGN KEY (printed_by_id) REFERENCES account(id);
ALTER TABLE unit ADD CONSTRAINT "unit.parent_id.ref" FOREIGN KEY (parent_id) REFERENCES unit(id);
ALTER TABLE setting_value ADD CONSTRAINT "setting_value.for_unit_id.ref" FOREIGN KEY (for_unit_id) REFERENCES unit(id);
ALTER TABLE post_duty ADD CONSTRAINT "post_duty.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE post_holding ADD CONSTRAINT "post_holding.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE post_holding ADD CONSTRAINT "post_holding.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE saved_view ADD CONSTRAINT "saved_view.owner_id.ref" FOREIGN KEY (owner_id) REFERENCES account(id);
ALTER TABLE saved_view ADD CONSTRAINT "saved_view.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE approval_rule_step ADD CONSTRAINT "approval_rule_step.rule_id.ref" FOREIGN KEY (rule_id) REFERENCES approval_rule(id);
ALTER TABLE approval_rule_step ADD CONSTRAINT "approval_rule_step.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE approval_rule ADD CONSTRAINT "approval_rule.matter_id.ref" FOREIGN KEY (matter_id) REFERENCES approval_matter(id);
ALTER TABLE approval_step ADD CONSTRAINT "approval_step.approval_id.ref" FOREIGN KEY (approval_id) REFERENCES approval(id);
ALTER TABLE approval_step ADD CONSTRAINT "approval_step.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE approval_step ADD CONSTRAINT "approval_step.decided_by_id.ref" FOREIGN KEY (decided_by_id) REFERENCES employee(id);
ALTER TABLE approval ADD CONSTRAINT "approval.matter_id.ref" FOREIGN KEY (matter_id) REFERENCES approval_matter(id);
ALTER TABLE approval ADD CONSTRAINT "approval.asker_id.ref" FOREIGN KEY (asker_id) REFERENCES employee(id);
ALTER TABLE approval ADD CONSTRAINT "approval.approver_id.ref" FOREIGN KEY (approver_id) REFERENCES employee(id);
ALTER TABLE approval ADD CONSTRAINT "approval.for_id.ref" FOREIGN KEY (for_id) REFERENCES employee(id);
ALTER TABLE deputy ADD CONSTRAINT "deputy.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE deputy ADD CONSTRAINT "deputy.deputy_id.ref" FOREIGN KEY (deputy_id) REFERENCES employee(id);
ALTER TABLE party_contact ADD CONSTRAINT "party_contact.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE party ADD CONSTRAINT "party.merged_into_id.ref" FOREIGN KEY (merged_into_id) REFERENCES party(id);
ALTER TABLE party_consent ADD CONSTRAINT "party_consent.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE credit_request ADD CONSTRAINT "credit_request.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE credit_request ADD CONSTRAINT "credit_request.asked_by_id.ref" FOREIGN KEY (asked_by_id) REFERENCES employee(id);
ALTER TABLE vehicle ADD CONSTRAINT "vehicle.owner_id.ref" FOREIGN KEY (owner_id) REFERENCES party(id);
ALTER TABLE vehicle ADD CONSTRAINT "vehicle.merged_into_id.ref" FOREIGN KEY (merged_into_id) REFERENCES vehicle(id);
ALTER TABLE vehicle_person ADD CONSTRAINT "vehicle_person.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE vehicle_person ADD CONSTRAINT "vehicle_person.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE odometer_reading ADD CONSTRAINT "odometer_reading.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE recall_done ADD CONSTRAINT "recall_done.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE legacy_visit ADD CONSTRAINT "legacy_visit.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE ledger_entry ADD CONSTRAINT "ledger_entry.voucher_id.ref" FOREIGN KEY (voucher_id) REFERENCES voucher(id);
ALTER TABLE ledger_entry ADD CONSTRAINT "ledger_entry.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE ledger_entry ADD CONSTRAINT "ledger_entry.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE voucher_line ADD CONSTRAINT "voucher_line.voucher_id.ref" FOREIGN KEY (voucher_id) REFERENCES voucher(id);
ALTER TABLE voucher_line ADD CONSTRAINT "voucher_line.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE voucher ADD CONSTRAINT "voucher.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE voucher ADD CONSTRAINT "voucher.reversal_of_id.ref" FOREIGN KEY (reversal_of_id) REFERENCES voucher(id);
ALTER TABLE voucher ADD CONSTRAINT "voucher.maker_id.ref" FOREIGN KEY (maker_id) REFERENCES account(id);
ALTER TABLE voucher ADD CONSTRAINT "voucher.reviewer_id.ref" FOREIGN KEY (reviewer_id) REFERENCES account(id);
ALTER TABLE voucher ADD CONSTRAINT "voucher.poster_id.ref" FOREIGN KEY (poster_id) REFERENCES account(id);
ALTER TABLE period ADD CONSTRAINT "period.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE company_book ADD CONSTRAINT "company_book.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE stock_balance ADD CONSTRAINT "stock_balance.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_layer ADD CONSTRAINT "stock_layer.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_move ADD CONSTRAINT "stock_move.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_reservation ADD CONSTRAINT "stock_reservation.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_number ADD CONSTRAINT "part_number.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_relation ADD CONSTRAINT "part_relation.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_relation ADD CONSTRAINT "part_relation.other_id.ref" FOREIGN KEY (other_id) REFERENCES part(id);
ALTER TABLE part_fitment ADD CONSTRAINT "part_fitment.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_pack ADD CONSTRAINT "part_pack.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_price ADD CONSTRAINT "part_price.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_price ADD CONSTRAINT "part_price.for_id.ref" FOREIGN KEY (for_id) REFERENCES unit(id);
ALTER TABLE price_floor ADD CONSTRAINT "price_floor.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE zone ADD CONSTRAINT "zone.warehouse_id.ref" FOREIGN KEY (warehouse_id) REFERENCES warehouse(id);
ALTER TABLE bin ADD CONSTRAINT "bin.warehouse_id.ref" FOREIGN KEY (warehouse_id) REFERENCES warehouse(id);
ALTER TABLE bin ADD CONSTRAINT "bin.zone_id.ref" FOREIGN KEY (zone_id) REFERENCES zone(id);
ALTER TABLE part_bin ADD CONSTRAINT "part_bin.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_bin ADD CONSTRAINT "part_bin.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE part_batch ADD CONSTRAINT "part_batch.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE part_batch ADD CONSTRAINT "part_batch.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE part_batch ADD CONSTRAINT "part_batch.receipt_id.ref" FOREIGN KEY (receipt_id) REFERENCES stock_receipt(id);
ALTER TABLE stock_lot ADD CONSTRAINT "stock_lot.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_lot ADD CONSTRAINT "stock_lot.batch_id.ref" FOREIGN KEY (batch_id) REFERENCES part_batch(id);
ALTER TABLE stock_lot ADD CONSTRAINT "stock_lot.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE stock_lot_move ADD CONSTRAINT "stock_lot_move.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_lot_move ADD CONSTRAINT "stock_lot_move.batch_id.ref" FOREIGN KEY (batch_id) REFERENCES part_batch(id);
ALTER TABLE stock_lot_move ADD CONSTRAINT "stock_lot_move.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE stock_receipt_line ADD CONSTRAINT "stock_receipt_line.receipt_id.ref" FOREIGN KEY (receipt_id) REFERENCES stock_receipt(id);
ALTER TABLE stock_receipt_line ADD CONSTRAINT "stock_receipt_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_receipt_line ADD CONSTRAINT "stock_receipt_line.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE stock_receipt ADD CONSTRAINT "stock_receipt.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE stock_adjustment_line ADD CONSTRAINT "stock_adjustment_line.adjustment_id.ref" FOREIGN KEY (adjustment_id) REFERENCES stock_adjustment(id);
ALTER TABLE stock_adjustment_line ADD CONSTRAINT "stock_adjustment_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_adjustment_line ADD CONSTRAINT "stock_adjustment_line.batch_id.ref" FOREIGN KEY (batch_id) REFERENCES part_batch(id);
ALTER TABLE purchase_request ADD CONSTRAINT "purchase_request.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE purchase_request ADD CONSTRAINT "purchase_request.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE purchase_request ADD CONSTRAINT "purchase_request.asked_by_id.ref" FOREIGN KEY (asked_by_id) REFERENCES employee(id);
ALTER TABLE stock_late_cost_line ADD CONSTRAINT "stock_late_cost_line.late_cost_id.ref" FOREIGN KEY (late_cost_id) REFERENCES stock_late_cost(id);
ALTER TABLE stock_late_cost_line ADD CONSTRAINT "stock_late_cost_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_late_cost ADD CONSTRAINT "stock_late_cost.receipt_id.ref" FOREIGN KEY (receipt_id) REFERENCES stock_receipt(id);
ALTER TABLE stock_late_cost ADD CONSTRAINT "stock_late_cost.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE bay_stoppage ADD CONSTRAINT "bay_stoppage.bay_id.ref" FOREIGN KEY (bay_id) REFERENCES bay(id);
ALTER TABLE bay_stoppage ADD CONSTRAINT "bay_stoppage.asked_by_id.ref" FOREIGN KEY (asked_by_id) REFERENCES employee(id);
ALTER TABLE bay_stoppage ADD CONSTRAINT "bay_stoppage.ended_by_id.ref" FOREIGN KEY (ended_by_id) REFERENCES employee(id);
ALTER TABLE employee_skill ADD CONSTRAINT "employee_skill.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE employee_skill ADD CONSTRAINT "employee_skill.skill_id.ref" FOREIGN KEY (skill_id) REFERENCES skill(id);
ALTER TABLE shift ADD CONSTRAINT "shift.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE absence ADD CONSTRAINT "absence.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE check_item ADD CONSTRAINT "check_item.template_id.ref" FOREIGN KEY (template_id) REFERENCES check_template(id);
ALTER TABLE check_template ADD CONSTRAINT "check_template.post_id.ref" FOREIGN KEY (post_id) REFERENCES post(id);
ALTER TABLE check_answer ADD CONSTRAINT "check_answer.sheet_id.ref" FOREIGN KEY (sheet_id) REFERENCES check_sheet(id);
ALTER TABLE check_answer ADD CONSTRAINT "check_answer.item_id.ref" FOREIGN KEY (item_id) REFERENCES check_item(id);
ALTER TABLE check_answer ADD CONSTRAINT "check_answer.photo.ref" FOREIGN KEY (photo) REFERENCES file(id);
ALTER TABLE check_answer ADD CONSTRAINT "check_answer.answered_by_id.ref" FOREIGN KEY (answered_by_id) REFERENCES employee(id);
ALTER TABLE check_answer ADD CONSTRAINT "check_answer.countersigned_by_id.ref" FOREIGN KEY (countersigned_by_id) REFERENCES employee(id);
ALTER TABLE check_sheet ADD CONSTRAINT "check_sheet.template_id.ref" FOREIGN KEY (template_id) REFERENCES check_template(id);
ALTER TABLE check_sheet ADD CONSTRAINT "check_sheet.person_id.ref" FOREIGN KEY (person_id) REFERENCES employee(id);
ALTER TABLE check_sheet ADD CONSTRAINT "check_sheet.inspector_id.ref" FOREIGN KEY (inspector_id) REFERENCES employee(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.sheet_id.ref" FOREIGN KEY (sheet_id) REFERENCES check_sheet(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.photo.ref" FOREIGN KEY (photo) REFERENCES file(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.found_by_id.ref" FOREIGN KEY (found_by_id) REFERENCES employee(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.released_by_id.ref" FOREIGN KEY (released_by_id) REFERENCES employee(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.corrected_by_id.ref" FOREIGN KEY (corrected_by_id) REFERENCES employee(id);
ALTER TABLE nonconformity ADD CONSTRAINT "nonconformity.rechecked_by_id.ref" FOREIGN KEY (rechecked_by_id) REFERENCES employee(id);
ALTER TABLE standard_read ADD CONSTRAINT "standard_read.template_id.ref" FOREIGN KEY (template_id) REFERENCES check_template(id);
ALTER TABLE standard_read ADD CONSTRAINT "standard_read.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE supplier ADD CONSTRAINT "supplier.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE supplier ADD CONSTRAINT "supplier.licence.ref" FOREIGN KEY (licence) REFERENCES file(id);
ALTER TABLE supplier ADD CONSTRAINT "supplier.proposed_by_id.ref" FOREIGN KEY (proposed_by_id) REFERENCES employee(id);
ALTER TABLE supplier_price ADD CONSTRAINT "supplier_price.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES supplier(id);
ALTER TABLE supplier_price ADD CONSTRAINT "supplier_price.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE supplier_evaluation ADD CONSTRAINT "supplier_evaluation.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES supplier(id);
ALTER TABLE purchase_order_line ADD CONSTRAINT "purchase_order_line.order_id.ref" FOREIGN KEY (order_id) REFERENCES purchase_order(id);
ALTER TABLE purchase_order_line ADD CONSTRAINT "purchase_order_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE purchase_order_line ADD CONSTRAINT "purchase_order_line.request_id.ref" FOREIGN KEY (request_id) REFERENCES purchase_request(id);
ALTER TABLE purchase_order ADD CONSTRAINT "purchase_order.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES supplier(id);
ALTER TABLE purchase_order ADD CONSTRAINT "purchase_order.buyer_id.ref" FOREIGN KEY (buyer_id) REFERENCES employee(id);
ALTER TABLE order_receipt ADD CONSTRAINT "order_receipt.order_id.ref" FOREIGN KEY (order_id) REFERENCES purchase_order(id);
ALTER TABLE order_receipt ADD CONSTRAINT "order_receipt.receipt_id.ref" FOREIGN KEY (receipt_id) REFERENCES stock_receipt(id);
ALTER TABLE order_receipt ADD CONSTRAINT "order_receipt.checked_by_id.ref" FOREIGN KEY (checked_by_id) REFERENCES employee(id);
ALTER TABLE quotation_part ADD CONSTRAINT "quotation_part.quotation_id.ref" FOREIGN KEY (quotation_id) REFERENCES quotation(id);
ALTER TABLE quotation_part ADD CONSTRAINT "quotation_part.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE quotation_offer ADD CONSTRAINT "quotation_offer.quotation_id.ref" FOREIGN KEY (quotation_id) REFERENCES quotation(id);
ALTER TABLE quotation_offer ADD CONSTRAINT "quotation_offer.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES supplier(id);
ALTER TABLE quotation_offer ADD CONSTRAINT "quotation_offer.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE quotation ADD CONSTRAINT "quotation.chosen_id.ref" FOREIGN KEY (chosen_id) REFERENCES supplier(id);
ALTER TABLE quotation ADD CONSTRAINT "quotation.order_id.ref" FOREIGN KEY (order_id) REFERENCES purchase_order(id);
ALTER TABLE purchase_return_line ADD CONSTRAINT "purchase_return_line.return_id.ref" FOREIGN KEY (return_id) REFERENCES purchase_return(id);
ALTER TABLE purchase_return_line ADD CONSTRAINT "purchase_return_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE purchase_return ADD CONSTRAINT "purchase_return.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE purchase_return ADD CONSTRAINT "purchase_return.order_id.ref" FOREIGN KEY (order_id) REFERENCES purchase_order(id);
ALTER TABLE store_order_line ADD CONSTRAINT "store_order_line.order_id.ref" FOREIGN KEY (order_id) REFERENCES store_order(id);
ALTER TABLE store_order_line ADD CONSTRAINT "store_order_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE store_order ADD CONSTRAINT "store_order.from_id.ref" FOREIGN KEY (from_id) REFERENCES unit(id);
ALTER TABLE store_order ADD CONSTRAINT "store_order.asked_by_id.ref" FOREIGN KEY (asked_by_id) REFERENCES employee(id);
ALTER TABLE transfer_line ADD CONSTRAINT "transfer_line.transfer_id.ref" FOREIGN KEY (transfer_id) REFERENCES transfer(id);
ALTER TABLE transfer_line ADD CONSTRAINT "transfer_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE transfer ADD CONSTRAINT "transfer.to_id.ref" FOREIGN KEY (to_id) REFERENCES unit(id);
ALTER TABLE transfer ADD CONSTRAINT "transfer.sent_by_id.ref" FOREIGN KEY (sent_by_id) REFERENCES employee(id);
ALTER TABLE arrival_line ADD CONSTRAINT "arrival_line.arrival_id.ref" FOREIGN KEY (arrival_id) REFERENCES arrival(id);
ALTER TABLE arrival_line ADD CONSTRAINT "arrival_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE arrival ADD CONSTRAINT "arrival.from_id.ref" FOREIGN KEY (from_id) REFERENCES unit(id);
ALTER TABLE arrival ADD CONSTRAINT "arrival.received_by_id.ref" FOREIGN KEY (received_by_id) REFERENCES employee(id);
ALTER TABLE appointment_part ADD CONSTRAINT "appointment_part.appointment_id.ref" FOREIGN KEY (appointment_id) REFERENCES appointment(id);
ALTER TABLE appointment_part ADD CONSTRAINT "appointment_part.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.adviser_id.ref" FOREIGN KEY (adviser_id) REFERENCES employee(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.advised_by_id.ref" FOREIGN KEY (advised_by_id) REFERENCES employee(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.bay_id.ref" FOREIGN KEY (bay_id) REFERENCES bay(id);
ALTER TABLE appointment ADD CONSTRAINT "appointment.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE day_sheet ADD CONSTRAINT "day_sheet.keeper_id.ref" FOREIGN KEY (keeper_id) REFERENCES employee(id);
ALTER TABLE day_sheet ADD CONSTRAINT "day_sheet.supervisor_id.ref" FOREIGN KEY (supervisor_id) REFERENCES employee(id);
ALTER TABLE call_record ADD CONSTRAINT "call_record.script_id.ref" FOREIGN KEY (script_id) REFERENCES call_script(id);
ALTER TABLE call_record ADD CONSTRAINT "call_record.caller_id.ref" FOREIGN KEY (caller_id) REFERENCES employee(id);
ALTER TABLE settlement_reduction ADD CONSTRAINT "settlement_reduction.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE settlement ADD CONSTRAINT "settlement.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE payment ADD CONSTRAINT "payment.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE payment ADD CONSTRAINT "payment.cashier_id.ref" FOREIGN KEY (cashier_id) REFERENCES account(id);
ALTER TABLE payment ADD CONSTRAINT "payment.shift_id.ref" FOREIGN KEY (shift_id) REFERENCES cash_shift(id);
ALTER TABLE payment ADD CONSTRAINT "payment.reversed_shift_id.ref" FOREIGN KEY (reversed_shift_id) REFERENCES cash_shift(id);
ALTER TABLE cash_shift_line ADD CONSTRAINT "cash_shift_line.shift_id.ref" FOREIGN KEY (shift_id) REFERENCES cash_shift(id);
ALTER TABLE cash_shift ADD CONSTRAINT "cash_shift.cashier_id.ref" FOREIGN KEY (cashier_id) REFERENCES account(id);
ALTER TABLE cash_shift ADD CONSTRAINT "cash_shift.closed_by_id.ref" FOREIGN KEY (closed_by_id) REFERENCES account(id);
ALTER TABLE held_move ADD CONSTRAINT "held_move.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE held_move ADD CONSTRAINT "held_move.cashier_id.ref" FOREIGN KEY (cashier_id) REFERENCES account(id);
ALTER TABLE held_move ADD CONSTRAINT "held_move.shift_id.ref" FOREIGN KEY (shift_id) REFERENCES cash_shift(id);
ALTER TABLE held_move ADD CONSTRAINT "held_move.reversed_shift_id.ref" FOREIGN KEY (reversed_shift_id) REFERENCES cash_shift(id);
ALTER TABLE channel_line ADD CONSTRAINT "channel_line.payment_id.ref" FOREIGN KEY (payment_id) REFERENCES payment(id);
ALTER TABLE allowance ADD CONSTRAINT "allowance.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE account_statement_line ADD CONSTRAINT "account_statement_line.statement_id.ref" FOREIGN KEY (statement_id) REFERENCES account_statement(id);
ALTER TABLE account_statement ADD CONSTRAINT "account_statement.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE member_card ADD CONSTRAINT "member_card.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE member_card ADD CONSTRAINT "member_card.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE member_card ADD CONSTRAINT "member_card.level_id.ref" FOREIGN KEY (level_id) REFERENCES member_level(id);
ALTER TABLE member_move ADD CONSTRAINT "member_move.card_id.ref" FOREIGN KEY (card_id) REFERENCES member_card(id);
ALTER TABLE card_top_up ADD CONSTRAINT "card_top_up.card_id.ref" FOREIGN KEY (card_id) REFERENCES member_card(id);
ALTER TABLE count_product_item ADD CONSTRAINT "count_product_item.product_id.ref" FOREIGN KEY (product_id) REFERENCES count_product(id);
ALTER TABLE count_item ADD CONSTRAINT "count_item.card_id.ref" FOREIGN KEY (card_id) REFERENCES count_card(id);
ALTER TABLE count_card ADD CONSTRAINT "count_card.product_id.ref" FOREIGN KEY (product_id) REFERENCES count_product(id);
ALTER TABLE count_card ADD CONSTRAINT "count_card.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE count_card ADD CONSTRAINT "count_card.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
ALTER TABLE count_move ADD CONSTRAINT "count_move.card_id.ref" FOREIGN KEY (card_id) REFERENCES count_card(id);
ALTER TABLE count_move ADD CONSTRAINT "count_move.item_id.ref" FOREIGN KEY (item_id) REFERENCES count_item(id);
ALTER TABLE coupon ADD CONSTRAINT "coupon.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES coupon_kind(id);
ALTER TABLE coupon ADD CONSTRAINT "coupon.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE coupon ADD CONSTRAINT "coupon.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE invoice_receipt ADD CONSTRAINT "invoice_receipt.invoice_id.ref" FOREIGN KEY (invoice_id) REFERENCES supplier_invoice(id);
ALTER TABLE invoice_receipt ADD CONSTRAINT "invoice_receipt.receipt_id.ref" FOREIGN KEY (receipt_id) REFERENCES stock_receipt(id);
ALTER TABLE supplier_invoice ADD CONSTRAINT "supplier_invoice.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE supplier_payment_line ADD CONSTRAINT "supplier_payment_line.payment_id.ref" FOREIGN KEY (payment_id) REFERENCES supplier_payment(id);
ALTER TABLE supplier_payment_line ADD CONSTRAINT "supplier_payment_line.invoice_id.ref" FOREIGN KEY (invoice_id) REFERENCES supplier_invoice(id);
ALTER TABLE supplier_payment ADD CONSTRAINT "supplier_payment.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE supplier_payment ADD CONSTRAINT "supplier_payment.asked_by_id.ref" FOREIGN KEY (asked_by_id) REFERENCES account(id);
ALTER TABLE supplier_payment ADD CONSTRAINT "supplier_payment.agreed_by_id.ref" FOREIGN KEY (agreed_by_id) REFERENCES account(id);
ALTER TABLE labour_item ADD CONSTRAINT "labour_item.skill_id.ref" FOREIGN KEY (skill_id) REFERENCES skill(id);
ALTER TABLE hour_price ADD CONSTRAINT "hour_price.store_id.ref" FOREIGN KEY (store_id) REFERENCES unit(id);
ALTER TABLE labour_hours ADD CONSTRAINT "labour_hours.labour_item_id.ref" FOREIGN KEY (labour_item_id) REFERENCES labour_item(id);
ALTER TABLE package_item ADD CONSTRAINT "package_item.package_id.ref" FOREIGN KEY (package_id) REFERENCES service_package(id);
ALTER TABLE package_item ADD CONSTRAINT "package_item.labour_item_id.ref" FOREIGN KEY (labour_item_id) REFERENCES labour_item(id);
ALTER TABLE package_item ADD CONSTRAINT "package_item.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE package_price ADD CONSTRAINT "package_price.package_id.ref" FOREIGN KEY (package_id) REFERENCES service_package(id);
ALTER TABLE ro_group ADD CONSTRAINT "ro_group.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE ro_group ADD CONSTRAINT "ro_group.package_id.ref" FOREIGN KEY (package_id) REFERENCES service_package(id);
ALTER TABLE ro_option ADD CONSTRAINT "ro_option.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.labour_item_id.ref" FOREIGN KEY (labour_item_id) REFERENCES labour_item(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.group_id.ref" FOREIGN KEY (group_id) REFERENCES ro_group(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.option_id.ref" FOREIGN KEY (option_id) REFERENCES ro_option(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.price_id.ref" FOREIGN KEY (price_id) REFERENCES hour_price(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.proposal_id.ref" FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.origin_line_id.ref" FOREIGN KEY (origin_line_id) REFERENCES ro_line(id);
ALTER TABLE ro_line ADD CONSTRAINT "ro_line.job_id.ref" FOREIGN KEY (job_id) REFERENCES assignment(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.appointment_id.ref" FOREIGN KEY (appointment_id) REFERENCES appointment(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.adviser_id.ref" FOREIGN KEY (adviser_id) REFERENCES employee(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE repair_order ADD CONSTRAINT "repair_order.origin_order_id.ref" FOREIGN KEY (origin_order_id) REFERENCES repair_order(id);
ALTER TABLE order_wish ADD CONSTRAINT "order_wish.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE order_wish ADD CONSTRAINT "order_wish.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE order_wish ADD CONSTRAINT "order_wish.answered_by_id.ref" FOREIGN KEY (answered_by_id) REFERENCES employee(id);
ALTER TABLE order_wish ADD CONSTRAINT "order_wish.proposal_id.ref" FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE order_finding ADD CONSTRAINT "order_finding.photo.ref" FOREIGN KEY (photo) REFERENCES file(id);
ALTER TABLE order_finding ADD CONSTRAINT "order_finding.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE order_finding ADD CONSTRAINT "order_finding.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE order_finding ADD CONSTRAINT "order_finding.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE order_finding ADD CONSTRAINT "order_finding.found_by_id.ref" FOREIGN KEY (found_by_id) REFERENCES employee(id);
ALTER TABLE proposal ADD CONSTRAINT "proposal.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE proposal ADD CONSTRAINT "proposal.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE proposal ADD CONSTRAINT "proposal.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE proposal ADD CONSTRAINT "proposal.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE proposal ADD CONSTRAINT "proposal.labour_item_id.ref" FOREIGN KEY (labour_item_id) REFERENCES labour_item(id);
ALTER TABLE outside_job ADD CONSTRAINT "outside_job.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE outside_job ADD CONSTRAINT "outside_job.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE outside_job ADD CONSTRAINT "outside_job.supplier_id.ref" FOREIGN KEY (supplier_id) REFERENCES party(id);
ALTER TABLE outside_job ADD CONSTRAINT "outside_job.responsible_id.ref" FOREIGN KEY (responsible_id) REFERENCES employee(id);
ALTER TABLE told_record ADD CONSTRAINT "told_record.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE told_record ADD CONSTRAINT "told_record.told_by_id.ref" FOREIGN KEY (told_by_id) REFERENCES employee(id);
ALTER TABLE trouble_code ADD CONSTRAINT "trouble_code.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE trouble_code ADD CONSTRAINT "trouble_code.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE plan_line ADD CONSTRAINT "plan_line.repair_plan_id.ref" FOREIGN KEY (repair_plan_id) REFERENCES repair_plan(id);
ALTER TABLE plan_line ADD CONSTRAINT "plan_line.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE repair_plan ADD CONSTRAINT "repair_plan.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE repair_plan ADD CONSTRAINT "repair_plan.made_by_id.ref" FOREIGN KEY (made_by_id) REFERENCES employee(id);
ALTER TABLE repair_plan ADD CONSTRAINT "repair_plan.released_by_id.ref" FOREIGN KEY (released_by_id) REFERENCES employee(id);
ALTER TABLE walk_mark ADD CONSTRAINT "walk_mark.walk_round_id.ref" FOREIGN KEY (walk_round_id) REFERENCES walk_round(id);
ALTER TABLE walk_mark ADD CONSTRAINT "walk_mark.photo.ref" FOREIGN KEY (photo) REFERENCES file(id);
ALTER TABLE walk_check ADD CONSTRAINT "walk_check.walk_round_id.ref" FOREIGN KEY (walk_round_id) REFERENCES walk_round(id);
ALTER TABLE walk_round ADD CONSTRAINT "walk_round.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE walk_round ADD CONSTRAINT "walk_round.odometer_photo.ref" FOREIGN KEY (odometer_photo) REFERENCES file(id);
ALTER TABLE walk_round ADD CONSTRAINT "walk_round.inspector_id.ref" FOREIGN KEY (inspector_id) REFERENCES employee(id);
ALTER TABLE walk_round ADD CONSTRAINT "walk_round.signature.ref" FOREIGN KEY (signature) REFERENCES file(id);
ALTER TABLE assignment ADD CONSTRAINT "assignment.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE assignment ADD CONSTRAINT "assignment.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE assignment ADD CONSTRAINT "assignment.bay_id.ref" FOREIGN KEY (bay_id) REFERENCES bay(id);
ALTER TABLE work_clock ADD CONSTRAINT "work_clock.assignment_id.ref" FOREIGN KEY (assignment_id) REFERENCES assignment(id);
ALTER TABLE work_clock ADD CONSTRAINT "work_clock.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE part_request ADD CONSTRAINT "part_request.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE part_request ADD CONSTRAINT "part_request.assignment_id.ref" FOREIGN KEY (assignment_id) REFERENCES assignment(id);
ALTER TABLE part_request ADD CONSTRAINT "part_request.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE order_photo ADD CONSTRAINT "order_photo.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE order_photo ADD CONSTRAINT "order_photo.assignment_id.ref" FOREIGN KEY (assignment_id) REFERENCES assignment(id);
ALTER TABLE order_photo ADD CONSTRAINT "order_photo.file_id.ref" FOREIGN KEY (file_id) REFERENCES file(id);
ALTER TABLE inspection ADD CONSTRAINT "inspection.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE inspection ADD CONSTRAINT "inspection.inspector_id.ref" FOREIGN KEY (inspector_id) REFERENCES employee(id);
ALTER TABLE inspection ADD CONSTRAINT "inspection.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE inspection ADD CONSTRAINT "inspection.sheet_id.ref" FOREIGN KEY (sheet_id) REFERENCES check_sheet(id);
ALTER TABLE refit_check ADD CONSTRAINT "refit_check.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE refit_check ADD CONSTRAINT "refit_check.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE refit_check ADD CONSTRAINT "refit_check.rule_id.ref" FOREIGN KEY (rule_id) REFERENCES refit_rule(id);
ALTER TABLE order_payer ADD CONSTRAINT "order_payer.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE order_payer ADD CONSTRAINT "order_payer.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE stock_count_line ADD CONSTRAINT "stock_count_line.count_id.ref" FOREIGN KEY (count_id) REFERENCES stock_count(id);
ALTER TABLE stock_count_line ADD CONSTRAINT "stock_count_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE stock_count_line ADD CONSTRAINT "stock_count_line.batch_id.ref" FOREIGN KEY (batch_id) REFERENCES part_batch(id);
ALTER TABLE stock_count_line ADD CONSTRAINT "stock_count_line.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE stock_count_line ADD CONSTRAINT "stock_count_line.counted_by_id.ref" FOREIGN KEY (counted_by_id) REFERENCES employee(id);
ALTER TABLE stock_count_result ADD CONSTRAINT "stock_count_result.count_id.ref" FOREIGN KEY (count_id) REFERENCES stock_count(id);
ALTER TABLE stock_count_result ADD CONSTRAINT "stock_count_result.line_id.ref" FOREIGN KEY (line_id) REFERENCES stock_count_line(id);
ALTER TABLE stock_count ADD CONSTRAINT "stock_count.warehouse_id.ref" FOREIGN KEY (warehouse_id) REFERENCES warehouse(id);
ALTER TABLE stock_count ADD CONSTRAINT "stock_count.adjustment_id.ref" FOREIGN KEY (adjustment_id) REFERENCES stock_adjustment(id);
ALTER TABLE stock_count ADD CONSTRAINT "stock_count.handed_in_by_id.ref" FOREIGN KEY (handed_in_by_id) REFERENCES employee(id);
ALTER TABLE stock_count ADD CONSTRAINT "stock_count.approved_by_id.ref" FOREIGN KEY (approved_by_id) REFERENCES employee(id);
ALTER TABLE part_level ADD CONSTRAINT "part_level.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE waste_rule ADD CONSTRAINT "waste_rule.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE waste_rule ADD CONSTRAINT "waste_rule.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES waste_kind(id);
ALTER TABLE waste_balance ADD CONSTRAINT "waste_balance.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES waste_kind(id);
ALTER TABLE waste_entry ADD CONSTRAINT "waste_entry.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES waste_kind(id);
ALTER TABLE waste_entry ADD CONSTRAINT "waste_entry.stored_by_id.ref" FOREIGN KEY (stored_by_id) REFERENCES employee(id);
ALTER TABLE waste_transfer ADD CONSTRAINT "waste_transfer.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES waste_kind(id);
ALTER TABLE waste_transfer ADD CONSTRAINT "waste_transfer.receiver_id.ref" FOREIGN KEY (receiver_id) REFERENCES party(id);
ALTER TABLE waste_transfer ADD CONSTRAINT "waste_transfer.handed_by_id.ref" FOREIGN KEY (handed_by_id) REFERENCES employee(id);
ALTER TABLE tool ADD CONSTRAINT "tool.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE tool ADD CONSTRAINT "tool.holder_id.ref" FOREIGN KEY (holder_id) REFERENCES employee(id);
ALTER TABLE tool_record ADD CONSTRAINT "tool_record.tool_id.ref" FOREIGN KEY (tool_id) REFERENCES tool(id);
ALTER TABLE tool_record ADD CONSTRAINT "tool_record.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE old_part ADD CONSTRAINT "old_part.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE old_part ADD CONSTRAINT "old_part.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE old_part ADD CONSTRAINT "old_part.bin_id.ref" FOREIGN KEY (bin_id) REFERENCES bin(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.assignment_id.ref" FOREIGN KEY (assignment_id) REFERENCES assignment(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.bay_id.ref" FOREIGN KEY (bay_id) REFERENCES bay(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.moved_by_id.ref" FOREIGN KEY (moved_by_id) REFERENCES employee(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.was_technician_id.ref" FOREIGN KEY (was_technician_id) REFERENCES employee(id);
ALTER TABLE plan_slot ADD CONSTRAINT "plan_slot.was_bay_id.ref" FOREIGN KEY (was_bay_id) REFERENCES bay(id);
ALTER TABLE accident_case ADD CONSTRAINT "accident_case.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE accident_case ADD CONSTRAINT "accident_case.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE accident_case ADD CONSTRAINT "accident_case.insurer_id.ref" FOREIGN KEY (insurer_id) REFERENCES party(id);
ALTER TABLE accident_case ADD CONSTRAINT "accident_case.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE accident_case ADD CONSTRAINT "accident_case.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE loss_line ADD CONSTRAINT "loss_line.assessment_id.ref" FOREIGN KEY (assessment_id) REFERENCES loss_assessment(id);
ALTER TABLE loss_line ADD CONSTRAINT "loss_line.part_id.ref" FOREIGN KEY (part_id) REFERENCES part(id);
ALTER TABLE loss_line ADD CONSTRAINT "loss_line.ro_line_id.ref" FOREIGN KEY (ro_line_id) REFERENCES ro_line(id);
ALTER TABLE loss_assessment ADD CONSTRAINT "loss_assessment.case_id.ref" FOREIGN KEY (case_id) REFERENCES accident_case(id);
ALTER TABLE loss_assessment ADD CONSTRAINT "loss_assessment.sent_by.ref" FOREIGN KEY (sent_by) REFERENCES account(id);
ALTER TABLE loss_assessment ADD CONSTRAINT "loss_assessment.approved_by.ref" FOREIGN KEY (approved_by) REFERENCES account(id);
ALTER TABLE claim_paper ADD CONSTRAINT "claim_paper.case_id.ref" FOREIGN KEY (case_id) REFERENCES accident_case(id);
ALTER TABLE claim_paper ADD CONSTRAINT "claim_paper.file_id.ref" FOREIGN KEY (file_id) REFERENCES file(id);
ALTER TABLE insurer_credit ADD CONSTRAINT "insurer_credit.insurer_id.ref" FOREIGN KEY (insurer_id) REFERENCES party(id);
ALTER TABLE rental_car ADD CONSTRAINT "rental_car.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE rental ADD CONSTRAINT "rental.car_id.ref" FOREIGN KEY (car_id) REFERENCES rental_car(id);
ALTER TABLE rental ADD CONSTRAINT "rental.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE rental ADD CONSTRAINT "rental.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE rental ADD CONSTRAINT "rental.photo_out.ref" FOREIGN KEY (photo_out) REFERENCES file(id);
ALTER TABLE rental ADD CONSTRAINT "rental.photo_in.ref" FOREIGN KEY (photo_in) REFERENCES file(id);
ALTER TABLE rental ADD CONSTRAINT "rental.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE rental_charge ADD CONSTRAINT "rental_charge.rental_id.ref" FOREIGN KEY (rental_id) REFERENCES rental(id);
ALTER TABLE rental_charge ADD CONSTRAINT "rental_charge.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.agent_id.ref" FOREIGN KEY (agent_id) REFERENCES employee(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.proposal_id.ref" FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.fee_line_id.ref" FOREIGN KEY (fee_line_id) REFERENCES ro_line(id);
ALTER TABLE agency_case ADD CONSTRAINT "agency_case.advance_line_id.ref" FOREIGN KEY (advance_line_id) REFERENCES ro_line(id);
ALTER TABLE agency_paper ADD CONSTRAINT "agency_paper.case_id.ref" FOREIGN KEY (case_id) REFERENCES agency_case(id);
ALTER TABLE agency_paper ADD CONSTRAINT "agency_paper.taken_by_id.ref" FOREIGN KEY (taken_by_id) REFERENCES employee(id);
ALTER TABLE agency_paper ADD CONSTRAINT "agency_paper.signature.ref" FOREIGN KEY (signature) REFERENCES file(id);
ALTER TABLE agency_paper ADD CONSTRAINT "agency_paper.back_by_id.ref" FOREIGN KEY (back_by_id) REFERENCES employee(id);
ALTER TABLE reminder ADD CONSTRAINT "reminder.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE reminder ADD CONSTRAINT "reminder.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE reminder ADD CONSTRAINT "reminder.appointment_id.ref" FOREIGN KEY (appointment_id) REFERENCES appointment(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.follow_up_id.ref" FOREIGN KEY (follow_up_id) REFERENCES follow_up(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.owner_id.ref" FOREIGN KEY (owner_id) REFERENCES employee(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.owner_post_id.ref" FOREIGN KEY (owner_post_id) REFERENCES post(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.owner_unit_id.ref" FOREIGN KEY (owner_unit_id) REFERENCES unit(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.earlier_id.ref" FOREIGN KEY (earlier_id) REFERENCES complaint(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.received_by_id.ref" FOREIGN KEY (received_by_id) REFERENCES employee(id);
ALTER TABLE complaint ADD CONSTRAINT "complaint.closed_by_id.ref" FOREIGN KEY (closed_by_id) REFERENCES employee(id);
ALTER TABLE follow_up ADD CONSTRAINT "follow_up.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE follow_up ADD CONSTRAINT "follow_up.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.origin_order_id.ref" FOREIGN KEY (origin_order_id) REFERENCES repair_order(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.technician_id.ref" FOREIGN KEY (technician_id) REFERENCES employee(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.adviser_id.ref" FOREIGN KEY (adviser_id) REFERENCES employee(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.judged_by_id.ref" FOREIGN KEY (judged_by_id) REFERENCES employee(id);
ALTER TABLE comeback ADD CONSTRAINT "comeback.goodwill_by_id.ref" FOREIGN KEY (goodwill_by_id) REFERENCES employee(id);
ALTER TABLE record_upload ADD CONSTRAINT "record_upload.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE record_upload ADD CONSTRAINT "record_upload.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE record_content ADD CONSTRAINT "record_content.record_upload_id.ref" FOREIGN KEY (record_upload_id) REFERENCES record_upload(id);
ALTER TABLE record_try ADD CONSTRAINT "record_try.record_upload_id.ref" FOREIGN KEY (record_upload_id) REFERENCES record_upload(id);
ALTER TABLE customer_link ADD CONSTRAINT "customer_link.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE customer_link ADD CONSTRAINT "customer_link.vehicle_id.ref" FOREIGN KEY (vehicle_id) REFERENCES vehicle(id);
ALTER TABLE customer_link ADD CONSTRAINT "customer_link.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE customer_link ADD CONSTRAINT "customer_link.made_by_id.ref" FOREIGN KEY (made_by_id) REFERENCES employee(id);
ALTER TABLE customer_receipt ADD CONSTRAINT "customer_receipt.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE customer_receipt ADD CONSTRAINT "customer_receipt.link_id.ref" FOREIGN KEY (link_id) REFERENCES customer_link(id);
ALTER TABLE customer_receipt ADD CONSTRAINT "customer_receipt.signature.ref" FOREIGN KEY (signature) REFERENCES file(id);
ALTER TABLE online_payment ADD CONSTRAINT "online_payment.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE online_payment ADD CONSTRAINT "online_payment.link_id.ref" FOREIGN KEY (link_id) REFERENCES customer_link(id);
ALTER TABLE commission_tier ADD CONSTRAINT "commission_tier.rule_id.ref" FOREIGN KEY (rule_id) REFERENCES commission_rule(id);
ALTER TABLE commission_rule ADD CONSTRAINT "commission_rule.labour_item_id.ref" FOREIGN KEY (labour_item_id) REFERENCES labour_item(id);
ALTER TABLE commission_rule ADD CONSTRAINT "commission_rule.for_unit_id.ref" FOREIGN KEY (for_unit_id) REFERENCES unit(id);
ALTER TABLE commission_line ADD CONSTRAINT "commission_line.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE commission_line ADD CONSTRAINT "commission_line.rule_id.ref" FOREIGN KEY (rule_id) REFERENCES commission_rule(id);
ALTER TABLE commission_line ADD CONSTRAINT "commission_line.repair_order_id.ref" FOREIGN KEY (repair_order_id) REFERENCES repair_order(id);
ALTER TABLE commission_line ADD CONSTRAINT "commission_line.line_id.ref" FOREIGN KEY (line_id) REFERENCES ro_line(id);
ALTER TABLE commission_line ADD CONSTRAINT "commission_line.locked_in_id.ref" FOREIGN KEY (locked_in_id) REFERENCES commission_month(id);
ALTER TABLE commission_slip ADD CONSTRAINT "commission_slip.month_id.ref" FOREIGN KEY (month_id) REFERENCES commission_month(id);
ALTER TABLE commission_slip ADD CONSTRAINT "commission_slip.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE commission_month ADD CONSTRAINT "commission_month.locked_by_id.ref" FOREIGN KEY (locked_by_id) REFERENCES account(id);
ALTER TABLE expense_line ADD CONSTRAINT "expense_line.claim_id.ref" FOREIGN KEY (claim_id) REFERENCES expense_claim(id);
ALTER TABLE expense_line ADD CONSTRAINT "expense_line.kind_id.ref" FOREIGN KEY (kind_id) REFERENCES expense_kind(id);
ALTER TABLE expense_claim ADD CONSTRAINT "expense_claim.employee_id.ref" FOREIGN KEY (employee_id) REFERENCES employee(id);
ALTER TABLE tax_invoice ADD CONSTRAINT "tax_invoice.settlement_id.ref" FOREIGN KEY (settlement_id) REFERENCES settlement(id);
ALTER TABLE related_party ADD CONSTRAINT "related_party.party_id.ref" FOREIGN KEY (party_id) REFERENCES party(id);
ALTER TABLE related_party ADD CONSTRAINT "related_party.company_id.ref" FOREIGN KEY (company_id) REFERENCES unit(id);
CREATE UNIQUE INDEX "account.name" ON account (name) WHERE retired_at IS NULL;
CREATE INDEX "login_session.expiry" ON login_session (expires_at);
CREATE INDEX "login_session.account" ON login_session (account_id);
CREATE INDEX "login_failure.age" ON login_failure (at);
CREATE UNIQUE INDEX "event.chain" ON event (node, seq);
CREATE INDEX "event.timeline" ON event (entity_id, entity, id);
CREATE INDEX "stage_log.of_document" ON stage_log (entity_id, entity);
CREATE UNIQUE INDEX "idempotency.request" ON idempotency (request_key, actor_id);
CREATE INDEX "timer.due" ON timer (due_at);
CREATE INDEX "outbox.waiting" ON outbox (due_at, id_) WHERE sent_at IS NULL;
CREATE INDEX "outbox.document" ON outbox (entity, entity_id, id_) WHERE sent_at IS NULL;
CREATE INDEX "job.open" ON job (state, id_) WHERE state IN ('waiting', 'running');
CREATE INDEX "job.own" ON job (account_id, id_);
CREATE INDEX "file.content" ON file (sha256);
CREATE INDEX "attachment.of_row" ON attachment (about_id, about_entity, id) WHERE retired_at IS NULL;
CREATE INDEX "attachment.of_file" ON attachment (file_id);
CREATE INDEX "print_log.unit_id.list" ON print_log (unit_id, id);
CREATE INDEX "print_log.form.list" ON print_log (unit_id, form, id);
CREATE INDEX "print_log.printed_by_id.list" ON print_log (unit_id, printed_by_id, id) WHERE printed_by_id IS NOT NULL;
CREATE UNIQUE INDEX "print_log.copies" ON print_log (document_id, document_entity, form, copy);
CREATE INDEX "search_key.newest" ON search_key (unit_id, key, entity_id) WHERE length(key) = 4;
CREATE UNIQUE INDEX "unit.code" ON unit (code) WHERE retired_at IS NULL;
CREATE INDEX "unit.kind.list" ON unit (kind, id);
CREATE INDEX "unit.parent_id.list" ON unit (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX "unit.of_path" ON unit (path);
CREATE INDEX "setting_value.name.list" ON setting_value (name, id);
CREATE INDEX "setting_value.for_unit_id.list" ON setting_value (for_unit_id, id);
CREATE UNIQUE INDEX "setting_value.dated" ON setting_value (name, for_unit_id, valid_from) WHERE retired_at IS NULL;
CREATE INDEX "post_duty.post_id.lines" ON post_duty (post_id, id);
CREATE INDEX "post_duty.duty.list" ON post_duty (duty, id);
CREATE UNIQUE INDEX "post_duty.once" ON post_duty (post_id, duty) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "post.code" ON post (code) WHERE retired_at IS NULL;
CREATE INDEX "employee.unit_id.list" ON employee (unit_id, id);
CREATE UNIQUE INDEX "employee.number" ON employee (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "employee.left_on.list" ON employee (unit_id, left_on, id) WHERE left_on IS NOT NULL;
CREATE INDEX "post_holding.unit_id.list" ON post_holding (unit_id, id);
CREATE INDEX "post_holding.employee_id.list" ON post_holding (unit_id, employee_id, id);
CREATE INDEX "post_holding.post_id.list" ON post_holding (unit_id, post_id, id);
CREATE INDEX "post_holding.valid_from.list" ON post_holding (unit_id, valid_from, id);
CREATE INDEX "post_holding.of_employee" ON post_holding (employee_id, post_id);
CREATE INDEX "post_holding.of_post" ON post_holding (post_id, unit_id);
CREATE INDEX "saved_view.entity.list" ON saved_view (entity, id);
CREATE UNIQUE INDEX "saved_view.named" ON saved_view (owner_id, entity, name) WHERE retired_at IS NULL;
CREATE INDEX "saved_view.shared" ON saved_view (post_id, entity) WHERE post_id IS NOT NULL AND retired_at IS NULL;
CREATE UNIQUE INDEX "approval_matter.code" ON approval_matter (code) WHERE retired_at IS NULL;
CREATE INDEX "approval_matter.code.list" ON approval_matter (code, id);
CREATE INDEX "approval_rule_step.rule_id.lines" ON approval_rule_step (rule_id, id);
CREATE INDEX "approval_rule.unit_id.list" ON approval_rule (unit_id, id);
CREATE INDEX "approval_rule.matter_id.list" ON approval_rule (unit_id, matter_id, id);
CREATE INDEX "approval_rule.amount_from.list" ON approval_rule (unit_id, amount_from, id);
CREATE INDEX "approval_rule.of_matter" ON approval_rule (matter_id, unit_id, amount_from);
CREATE INDEX "approval_step.approval_id.lines" ON approval_step (approval_id, id);
CREATE INDEX "approval.unit_id.list" ON approval (unit_id, id);
CREATE INDEX "approval.matter_id.list" ON approval (unit_id, matter_id, id);
CREATE INDEX "approval.source.list" ON approval (unit_id, source_id, id);
CREATE INDEX "approval.state.list" ON approval (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "approval.urgency.list" ON approval (unit_id, urgency, id) WHERE urgency IS NOT NULL;
CREATE INDEX "approval.asker_id.list" ON approval (unit_id, asker_id, id) WHERE asker_id IS NOT NULL;
CREATE INDEX "approval.approver_id.list" ON approval (unit_id, approver_id, id) WHERE approver_id IS NOT NULL;
CREATE INDEX "approval.for_id.list" ON approval (unit_id, for_id, id) WHERE for_id IS NOT NULL;
CREATE INDEX "approval.of_approver" ON approval (approver_id, state);
CREATE INDEX "approval.of_principal" ON approval (for_id, state);
CREATE UNIQUE INDEX "approval.one_waiting" ON approval (source_entity, source_id) WHERE state = 'waiting';
CREATE INDEX "deputy.unit_id.list" ON deputy (unit_id, id);
CREATE INDEX "deputy.employee_id.list" ON deputy (unit_id, employee_id, id);
CREATE INDEX "deputy.deputy_id.list" ON deputy (unit_id, deputy_id, id);
CREATE INDEX "deputy.of_employee" ON deputy (employee_id, valid_to);
CREATE INDEX "deputy.of_deputy" ON deputy (deputy_id, valid_to);
CREATE INDEX "party_contact.party_id.lines" ON party_contact (party_id, id);
CREATE INDEX "party.kind.list" ON party (kind, id);
CREATE INDEX "party.source.list" ON party (source, id) WHERE source IS NOT NULL;
CREATE INDEX "party.merged_into_id.list" ON party (merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX "party_consent.party_id.list" ON party_consent (party_id, id);
CREATE INDEX "credit_request.unit_id.list" ON credit_request (unit_id, id);
CREATE INDEX "credit_request.party_id.list" ON credit_request (unit_id, party_id, id);
CREATE INDEX "credit_request.state.list" ON credit_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "vehicle.plate" ON vehicle (plate) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "vehicle.vin" ON vehicle (vin) WHERE retired_at IS NULL;
CREATE INDEX "vehicle.owner_id.list" ON vehicle (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX "vehicle.merged_into_id.list" ON vehicle (merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE UNIQUE INDEX "service_interval.label" ON service_interval (label) WHERE retired_at IS NULL;
CREATE INDEX "service_interval.brand.list" ON service_interval (brand, id);
CREATE INDEX "vehicle_person.vehicle_id.list" ON vehicle_person (vehicle_id, id);
CREATE INDEX "vehicle_person.party_id.list" ON vehicle_person (party_id, id);
CREATE INDEX "odometer_reading.vehicle_id.list" ON odometer_reading (vehicle_id, id);
CREATE UNIQUE INDEX "recall_campaign.once" ON recall_campaign (number, brand, series, year_from) WHERE retired_at IS NULL;
CREATE INDEX "recall_campaign.of_car" ON recall_campaign (make_key, series_key, year_to) WHERE retired_at IS NULL;
CREATE INDEX "recall_done.vehicle_id.list" ON recall_done (vehicle_id, id);
CREATE UNIQUE INDEX "recall_done.once" ON recall_done (vehicle_id, number) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "inspection_item.code" ON inspection_item (code) WHERE retired_at IS NULL;
CREATE INDEX "inspection_item.parent.list" ON inspection_item (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX "legacy_visit.visited_on.list" ON legacy_visit (visited_on, id);
CREATE INDEX "legacy_visit.customer_ref.list" ON legacy_visit (customer_ref, id) WHERE customer_ref IS NOT NULL;
CREATE INDEX "legacy_visit.vehicle_id.list" ON legacy_visit (vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX "account_title.standard.list" ON account_title (standard, id) WHERE standard IS NOT NULL;
CREATE INDEX "account_title.code.list" ON account_title (code, id);
CREATE INDEX "account_title.kind.list" ON account_title (kind, id);
CREATE INDEX "account_title.cash_item.list" ON account_title (cash_item, id) WHERE cash_item IS NOT NULL;
CREATE UNIQUE INDEX "account_title.code_once" ON account_title (standard, code) WHERE retired_at IS NULL;
CREATE INDEX "ledger_entry.unit_id.list" ON ledger_entry (unit_id, id);
CREATE INDEX "ledger_entry.voucher_id.lines" ON ledger_entry (voucher_id, id);
CREATE INDEX "ledger_entry.account.list" ON ledger_entry (unit_id, account, id);
CREATE INDEX "ledger_entry.party_id.list" ON ledger_entry (unit_id, party_id, id) WHERE party_id IS NOT NULL;
CREATE INDEX "ledger_entry.account_book" ON ledger_entry (company_id, account, day, id);
CREATE INDEX "voucher_line.voucher_id.lines" ON voucher_line (voucher_id, id);
CREATE INDEX "voucher.unit_id.list" ON voucher (unit_id, id);
CREATE INDEX "voucher.month.list" ON voucher (unit_id, month, id);
CREATE INDEX "voucher.day.list" ON voucher (unit_id, day, id);
CREATE INDEX "voucher.state.list" ON voucher (unit_id, state, id);
CREATE INDEX "voucher.reversal_of_id.list" ON voucher (unit_id, reversal_of_id, id) WHERE reversal_of_id IS NOT NULL;
CREATE INDEX "voucher.maker_id.list" ON voucher (unit_id, maker_id, id) WHERE maker_id IS NOT NULL;
CREATE UNIQUE INDEX "voucher.book_number" ON voucher (company_id, month, seq) WHERE seq > 0;
CREATE INDEX "voucher.waiting" ON voucher (company_id, month) WHERE seq = 0;
CREATE INDEX "voucher.of_source" ON voucher (source_entity, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX "period.company_id.list" ON period (company_id, id);
CREATE INDEX "period.month.list" ON period (month, id);
CREATE INDEX "period.state.list" ON period (state, id);
CREATE UNIQUE INDEX "period.company_month" ON period (company_id, month);
CREATE INDEX "ledger_balance.of_account" ON ledger_balance (account, month);
CREATE UNIQUE INDEX "company_book.company_id" ON company_book (company_id) WHERE retired_at IS NULL;
CREATE INDEX "company_book.company_id.list" ON company_book (company_id, id);
CREATE INDEX "company_book.standard.list" ON company_book (standard, id);
CREATE INDEX "posting_rule.standard.list" ON posting_rule (standard, id);
CREATE INDEX "posting_rule.side.list" ON posting_rule (side, id);
CREATE INDEX "posting_rule.valid_from.list" ON posting_rule (valid_from, id);
CREATE UNIQUE INDEX "part.code" ON part (code) WHERE retired_at IS NULL;
CREATE INDEX "part.code.list" ON part (code, id);
CREATE INDEX "part.brand.list" ON part (brand, id) WHERE brand IS NOT NULL;
CREATE INDEX "part.class.list" ON part (class, id) WHERE class IS NOT NULL;
CREATE INDEX "part.origin.list" ON part (origin, id);
CREATE INDEX "part.oe_number.list" ON part (oe_number, id) WHERE oe_number IS NOT NULL;
CREATE UNIQUE INDEX "part.barcode" ON part (barcode) WHERE retired_at IS NULL;
CREATE INDEX "part.tracking.list" ON part (tracking, id) WHERE tracking IS NOT NULL;
CREATE INDEX "stock_balance.of_part" ON stock_balance (part_id, unit_id);
CREATE INDEX "stock_move.unit_id.list" ON stock_move (unit_id, id);
CREATE INDEX "stock_move.part_id.list" ON stock_move (unit_id, part_id, id);
CREATE INDEX "stock_move.of_day" ON stock_move (unit_id, created_at);
CREATE INDEX "stock_move.of_source" ON stock_move (source_entity, source_id, part_id);
CREATE INDEX "stock_reservation.part_id.list" ON stock_reservation (unit_id, part_id);
CREATE INDEX "stock_reservation.of_owner" ON stock_reservation (owner_entity, owner_id, part_id);
CREATE INDEX "part_number.part_id.list" ON part_number (part_id, id);
CREATE INDEX "part_number.kind.list" ON part_number (kind, id);
CREATE INDEX "part_number.number.list" ON part_number (number, id);
CREATE UNIQUE INDEX "part_number.once" ON part_number (part_id, kind, number) WHERE retired_at IS NULL;
CREATE INDEX "part_relation.part_id.list" ON part_relation (part_id, id);
CREATE INDEX "part_relation.kind.list" ON part_relation (kind, id);
CREATE INDEX "part_relation.other_id.list" ON part_relation (other_id, id);
CREATE UNIQUE INDEX "part_relation.one_newer" ON part_relation (part_id) WHERE kind = 'newer' AND retired_at IS NULL;
CREATE UNIQUE INDEX "part_relation.once" ON part_relation (part_id, other_id) WHERE retired_at IS NULL;
CREATE INDEX "part_fitment.part_id.list" ON part_fitment (part_id, id);
CREATE INDEX "part_fitment.brand.list" ON part_fitment (brand, id);
CREATE INDEX "part_fitment.series.list" ON part_fitment (series, id) WHERE series IS NOT NULL;
CREATE INDEX "part_pack.part_id.list" ON part_pack (part_id, id);
CREATE UNIQUE INDEX "part_pack.barcode" ON part_pack (barcode) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "part_pack.once" ON part_pack (part_id, unit) WHERE retired_at IS NULL;
CREATE INDEX "part_price.part_id.list" ON part_price (part_id, id);
CREATE INDEX "part_price.kind.list" ON part_price (kind, id);
CREATE INDEX "part_price.for_id.list" ON part_price (for_id, id) WHERE for_id IS NOT NULL;
CREATE INDEX "part_price.of_part" ON part_price (part_id, kind) WHERE retired_at IS NULL;
CREATE INDEX "price_floor.post_id.list" ON price_floor (post_id, id);
CREATE INDEX "price_floor.class.list" ON price_floor (class, id) WHERE class IS NOT NULL;
CREATE UNIQUE INDEX "price_floor.once" ON price_floor (label) WHERE retired_at IS NULL;
CREATE INDEX "warehouse.unit_id.list" ON warehouse (unit_id, id);
CREATE INDEX "warehouse.kind.list" ON warehouse (unit_id, kind, id);
CREATE UNIQUE INDEX "warehouse.code" ON warehouse (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "zone.unit_id.list" ON zone (unit_id, id);
CREATE INDEX "zone.warehouse_id.list" ON zone (unit_id, warehouse_id, id);
CREATE UNIQUE INDEX "zone.code" ON zone (warehouse_id, code) WHERE retired_at IS NULL;
CREATE INDEX "bin.unit_id.list" ON bin (unit_id, id);
CREATE INDEX "bin.warehouse_id.list" ON bin (unit_id, warehouse_id, id);
CREATE INDEX "bin.zone_id.list" ON bin (unit_id, zone_id, id) WHERE zone_id IS NOT NULL;
CREATE UNIQUE INDEX "bin.code" ON bin (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "part_bin.unit_id.list" ON part_bin (unit_id, id);
CREATE INDEX "part_bin.part_id.list" ON part_bin (unit_id, part_id, id);
CREATE INDEX "part_bin.bin_id.list" ON part_bin (unit_id, bin_id, id);
CREATE UNIQUE INDEX "part_bin.one_home" ON part_bin (unit_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "part_batch.part_id.list" ON part_batch (part_id, id);
CREATE INDEX "part_batch.number.list" ON part_batch (number, id);
CREATE INDEX "part_batch.expires_on.list" ON part_batch (expires_on, id) WHERE expires_on IS NOT NULL;
CREATE INDEX "part_batch.dot.list" ON part_batch (dot, id) WHERE dot IS NOT NULL;
CREATE INDEX "part_batch.supplier_id.list" ON part_batch (supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX "part_batch.state.list" ON part_batch (state, id);
CREATE UNIQUE INDEX "part_batch.once" ON part_batch (part_id, number);
CREATE INDEX "stock_lot.batch_id.list" ON stock_lot (unit_id, batch_id);
CREATE INDEX "stock_lot.bin_id.list" ON stock_lot (unit_id, bin_id);
CREATE INDEX "stock_lot.of_batch" ON stock_lot (batch_id);
CREATE INDEX "stock_lot.of_bin" ON stock_lot (bin_id);
CREATE INDEX "stock_lot_move.unit_id.list" ON stock_lot_move (unit_id, id);
CREATE INDEX "stock_lot_move.part_id.list" ON stock_lot_move (unit_id, part_id, id);
CREATE INDEX "stock_lot_move.batch_id.list" ON stock_lot_move (unit_id, batch_id, id);
CREATE INDEX "stock_lot_move.of_batch" ON stock_lot_move (batch_id, id);
CREATE INDEX "stock_lot_move.of_source" ON stock_lot_move (source_entity, source_id, part_id);
CREATE INDEX "stock_receipt_line.receipt_id.lines" ON stock_receipt_line (receipt_id, id);
CREATE INDEX "stock_receipt_line.part_id.list" ON stock_receipt_line (unit_id, part_id, id);
CREATE INDEX "stock_receipt.unit_id.list" ON stock_receipt (unit_id, id);
CREATE UNIQUE INDEX "stock_receipt.number" ON stock_receipt (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_receipt.supplier_id.list" ON stock_receipt (unit_id, supplier_id, id);
CREATE INDEX "stock_receipt.state.list" ON stock_receipt (unit_id, state, id);
CREATE INDEX "stock_adjustment_line.adjustment_id.lines" ON stock_adjustment_line (adjustment_id, id);
CREATE INDEX "stock_adjustment_line.part_id.list" ON stock_adjustment_line (unit_id, part_id, id);
CREATE INDEX "stock_adjustment.unit_id.list" ON stock_adjustment (unit_id, id);
CREATE UNIQUE INDEX "stock_adjustment.number" ON stock_adjustment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_request.unit_id.list" ON purchase_request (unit_id, id);
CREATE INDEX "purchase_request.part_id.list" ON purchase_request (unit_id, part_id, id);
CREATE INDEX "purchase_request.state.list" ON purchase_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "purchase_request.expected_at.list" ON purchase_request (unit_id, expected_at, id) WHERE expected_at IS NOT NULL;
CREATE INDEX "purchase_request.supplier_id.list" ON purchase_request (unit_id, supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX "purchase_request.of_source" ON purchase_request (source_entity, source_id);
CREATE UNIQUE INDEX "purchase_request.one_open" ON purchase_request (line_entity, line_id) WHERE state IN ('asked', 'ordered');
CREATE INDEX "stock_late_cost_line.late_cost_id.lines" ON stock_late_cost_line (late_cost_id, id);
CREATE INDEX "stock_late_cost_line.part_id.list" ON stock_late_cost_line (unit_id, part_id, id);
CREATE INDEX "stock_late_cost.unit_id.list" ON stock_late_cost (unit_id, id);
CREATE UNIQUE INDEX "stock_late_cost.number" ON stock_late_cost (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_late_cost.receipt_id.list" ON stock_late_cost (unit_id, receipt_id, id);
CREATE INDEX "stock_late_cost.kind.list" ON stock_late_cost (unit_id, kind, id);
CREATE INDEX "stock_late_cost.party_id.list" ON stock_late_cost (unit_id, party_id, id);
CREATE INDEX "stock_late_cost.state.list" ON stock_late_cost (unit_id, state, id);
CREATE INDEX "bay.unit_id.list" ON bay (unit_id, id);
CREATE INDEX "bay.trade.list" ON bay (unit_id, trade, id);
CREATE INDEX "bay.lift_check_on.list" ON bay (unit_id, lift_check_on, id) WHERE lift_check_on IS NOT NULL;
CREATE INDEX "bay.state.list" ON bay (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "bay.code" ON bay (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "bay_stoppage.unit_id.list" ON bay_stoppage (unit_id, id);
CREATE INDEX "bay_stoppage.bay_id.list" ON bay_stoppage (unit_id, bay_id, id);
CREATE INDEX "bay_stoppage.cause.list" ON bay_stoppage (unit_id, cause, id);
CREATE INDEX "bay_stoppage.from_day.list" ON bay_stoppage (unit_id, from_day, id);
CREATE INDEX "bay_stoppage.state.list" ON bay_stoppage (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "bay_stoppage.asked_by_id.list" ON bay_stoppage (unit_id, asked_by_id, id) WHERE asked_by_id IS NOT NULL;
CREATE UNIQUE INDEX "bay_stoppage.one_running" ON bay_stoppage (bay_id) WHERE state = 'running';
CREATE INDEX "bay_stoppage.to_come" ON bay_stoppage (bay_id, from_day) WHERE state IN ('planned', 'running');
CREATE INDEX "bay_stoppage.was" ON bay_stoppage (bay_id, stopped_at) WHERE stopped_at IS NOT NULL;
CREATE UNIQUE INDEX "skill.code" ON skill (code) WHERE retired_at IS NULL;
CREATE INDEX "skill.trade.list" ON skill (trade, id);
CREATE INDEX "employee_skill.unit_id.list" ON employee_skill (unit_id, id);
CREATE INDEX "employee_skill.employee_id.list" ON employee_skill (unit_id, employee_id, id);
CREATE INDEX "employee_skill.skill_id.list" ON employee_skill (unit_id, skill_id, id);
CREATE INDEX "employee_skill.valid_to.list" ON employee_skill (unit_id, valid_to, id) WHERE valid_to IS NOT NULL;
CREATE INDEX "employee_skill.of_employee" ON employee_skill (employee_id, skill_id);
CREATE INDEX "employee_skill.of_store" ON employee_skill (unit_id, skill_id);
CREATE INDEX "shift.unit_id.list" ON shift (unit_id, id);
CREATE INDEX "shift.employee_id.list" ON shift (unit_id, employee_id, id);
CREATE INDEX "shift.weekday.list" ON shift (unit_id, weekday, id);
CREATE INDEX "shift.of_store" ON shift (unit_id, weekday) WHERE retired_at IS NULL;
CREATE INDEX "shift.of_employee" ON shift (employee_id) WHERE retired_at IS NULL;
CREATE INDEX "absence.unit_id.list" ON absence (unit_id, id);
CREATE INDEX "absence.employee_id.list" ON absence (unit_id, employee_id, id);
CREATE INDEX "absence.day_from.list" ON absence (unit_id, day_from, id);
CREATE INDEX "absence.of_store" ON absence (unit_id, day_to) WHERE retired_at IS NULL;
CREATE INDEX "closed_day.unit_id.list" ON closed_day (unit_id, id);
CREATE INDEX "closed_day.day.list" ON closed_day (unit_id, day, id);
CREATE UNIQUE INDEX "closed_day.once" ON closed_day (unit_id, day) WHERE retired_at IS NULL;
CREATE INDEX "check_item.template_id.lines" ON check_item (template_id, id);
CREATE INDEX "check_template.code.list" ON check_template (code, id);
CREATE INDEX "check_template.kind.list" ON check_template (kind, id);
CREATE INDEX "check_template.post_id.list" ON check_template (post_id, id) WHERE post_id IS NOT NULL;
CREATE INDEX "check_template.state.list" ON check_template (state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "check_template.draft" ON check_template (code) WHERE state = 'draft';
CREATE UNIQUE INDEX "check_template.edition" ON check_template (code, edition) WHERE state <> 'draft';
CREATE INDEX "check_answer.sheet_id.lines" ON check_answer (sheet_id, id);
CREATE INDEX "check_sheet.unit_id.list" ON check_sheet (unit_id, id);
CREATE UNIQUE INDEX "check_sheet.number" ON check_sheet (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "check_sheet.template_id.list" ON check_sheet (unit_id, template_id, id);
CREATE INDEX "check_sheet.kind.list" ON check_sheet (unit_id, kind, id);
CREATE INDEX "check_sheet.about.list" ON check_sheet (unit_id, about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX "check_sheet.under.list" ON check_sheet (unit_id, under_id, id) WHERE under_id IS NOT NULL;
CREATE INDEX "check_sheet.person_id.list" ON check_sheet (unit_id, person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX "check_sheet.inspector_id.list" ON check_sheet (unit_id, inspector_id, id) WHERE inspector_id IS NOT NULL;
CREATE INDEX "check_sheet.day.list" ON check_sheet (unit_id, day, id);
CREATE INDEX "check_sheet.state.list" ON check_sheet (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "check_sheet.of_subject" ON check_sheet (about_id, about_entity, kind);
CREATE INDEX "nonconformity.unit_id.list" ON nonconformity (unit_id, id);
CREATE UNIQUE INDEX "nonconformity.number" ON nonconformity (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "nonconformity.kind.list" ON nonconformity (unit_id, kind, id);
CREATE INDEX "nonconformity.about.list" ON nonconformity (unit_id, about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX "nonconformity.under.list" ON nonconformity (unit_id, under_id, id) WHERE under_id IS NOT NULL;
CREATE INDEX "nonconformity.sheet_id.list" ON nonconformity (unit_id, sheet_id, id) WHERE sheet_id IS NOT NULL;
CREATE INDEX "nonconformity.part_id.list" ON nonconformity (unit_id, part_id, id) WHERE part_id IS NOT NULL;
CREATE INDEX "nonconformity.state.list" ON nonconformity (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "nonconformity.cause.list" ON nonconformity (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "nonconformity.way.list" ON nonconformity (unit_id, way, id) WHERE way IS NOT NULL;
CREATE INDEX "standard_read.unit_id.list" ON standard_read (unit_id, id);
CREATE INDEX "standard_read.template_id.list" ON standard_read (unit_id, template_id, id);
CREATE INDEX "standard_read.employee_id.list" ON standard_read (unit_id, employee_id, id);
CREATE INDEX "standard_read.once" ON standard_read (template_id, employee_id);
CREATE UNIQUE INDEX "supplier.party_id" ON supplier (party_id) WHERE retired_at IS NULL;
CREATE INDEX "supplier.party_id.list" ON supplier (party_id, id);
CREATE INDEX "supplier.state.list" ON supplier (state, id) WHERE state IS NOT NULL;
CREATE INDEX "supplier.grade.list" ON supplier (grade, id) WHERE grade IS NOT NULL;
CREATE INDEX "supplier.agreement_to.list" ON supplier (agreement_to, id) WHERE agreement_to IS NOT NULL;
CREATE INDEX "supplier_price.supplier_id.list" ON supplier_price (supplier_id, id);
CREATE INDEX "supplier_price.part_id.list" ON supplier_price (part_id, id);
CREATE INDEX "supplier_price.of_part" ON supplier_price (part_id, supplier_id, quantity_from);
CREATE INDEX "supplier_evaluation.supplier_id.list" ON supplier_evaluation (supplier_id, id);
CREATE INDEX "supplier_evaluation.grade.list" ON supplier_evaluation (grade, id) WHERE grade IS NOT NULL;
CREATE INDEX "purchase_order_line.order_id.lines" ON purchase_order_line (order_id, id);
CREATE INDEX "purchase_order_line.part_id.list" ON purchase_order_line (unit_id, part_id, id);
CREATE INDEX "purchase_order_line.request_id.list" ON purchase_order_line (unit_id, request_id, id) WHERE request_id IS NOT NULL;
CREATE UNIQUE INDEX "purchase_order_line.once" ON purchase_order_line (order_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "purchase_order.unit_id.list" ON purchase_order (unit_id, id);
CREATE UNIQUE INDEX "purchase_order.number" ON purchase_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_order.supplier_id.list" ON purchase_order (unit_id, supplier_id, id);
CREATE INDEX "purchase_order.state.list" ON purchase_order (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "purchase_order.expected_on.list" ON purchase_order (unit_id, expected_on, id);
CREATE INDEX "purchase_order.buyer_id.list" ON purchase_order (unit_id, buyer_id, id) WHERE buyer_id IS NOT NULL;
CREATE INDEX "purchase_order.of_supplier" ON purchase_order (supplier_id, expected_on);
CREATE INDEX "order_receipt.unit_id.list" ON order_receipt (unit_id, id);
CREATE INDEX "order_receipt.order_id.list" ON order_receipt (unit_id, order_id, id);
CREATE UNIQUE INDEX "order_receipt.receipt_id" ON order_receipt (unit_id, receipt_id) WHERE retired_at IS NULL;
CREATE INDEX "order_receipt.receipt_id.list" ON order_receipt (unit_id, receipt_id, id);
CREATE INDEX "quotation_part.quotation_id.lines" ON quotation_part (quotation_id, id);
CREATE INDEX "quotation_part.part_id.list" ON quotation_part (unit_id, part_id, id);
CREATE INDEX "quotation_offer.quotation_id.lines" ON quotation_offer (quotation_id, id);
CREATE INDEX "quotation_offer.supplier_id.list" ON quotation_offer (unit_id, supplier_id, id);
CREATE UNIQUE INDEX "quotation_offer.once" ON quotation_offer (quotation_id, supplier_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "quotation.unit_id.list" ON quotation (unit_id, id);
CREATE UNIQUE INDEX "quotation.number" ON quotation (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "quotation.state.list" ON quotation (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "quotation.chosen_id.list" ON quotation (unit_id, chosen_id, id) WHERE chosen_id IS NOT NULL;
CREATE INDEX "purchase_return_line.return_id.lines" ON purchase_return_line (return_id, id);
CREATE INDEX "purchase_return_line.part_id.list" ON purchase_return_line (unit_id, part_id, id);
CREATE INDEX "purchase_return.unit_id.list" ON purchase_return (unit_id, id);
CREATE UNIQUE INDEX "purchase_return.number" ON purchase_return (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "purchase_return.supplier_id.list" ON purchase_return (unit_id, supplier_id, id);
CREATE INDEX "purchase_return.order_id.list" ON purchase_return (unit_id, order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX "purchase_return.cause.list" ON purchase_return (unit_id, cause, id);
CREATE INDEX "purchase_return.state.list" ON purchase_return (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "store_order_line.order_id.lines" ON store_order_line (order_id, id);
CREATE INDEX "store_order_line.part_id.list" ON store_order_line (unit_id, part_id, id);
CREATE UNIQUE INDEX "store_order_line.once" ON store_order_line (order_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "store_order.unit_id.list" ON store_order (unit_id, id);
CREATE UNIQUE INDEX "store_order.number" ON store_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "store_order.from_id.list" ON store_order (unit_id, from_id, id);
CREATE INDEX "store_order.state.list" ON store_order (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "transfer_line.transfer_id.lines" ON transfer_line (transfer_id, id);
CREATE INDEX "transfer_line.part_id.list" ON transfer_line (unit_id, part_id, id);
CREATE UNIQUE INDEX "transfer_line.once" ON transfer_line (transfer_id, part_id) WHERE retired_at IS NULL;
CREATE INDEX "transfer.unit_id.list" ON transfer (unit_id, id);
CREATE UNIQUE INDEX "transfer.number" ON transfer (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "transfer.to_id.list" ON transfer (unit_id, to_id, id);
CREATE INDEX "transfer.state.list" ON transfer (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "arrival_line.arrival_id.lines" ON arrival_line (arrival_id, id);
CREATE INDEX "arrival_line.part_id.list" ON arrival_line (unit_id, part_id, id);
CREATE INDEX "arrival.unit_id.list" ON arrival (unit_id, id);
CREATE INDEX "arrival.from_id.list" ON arrival (unit_id, from_id, id);
CREATE INDEX "arrival.transfer_id.list" ON arrival (unit_id, transfer_id, id);
CREATE INDEX "arrival.state.list" ON arrival (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "appointment_part.appointment_id.lines" ON appointment_part (appointment_id, id);
CREATE INDEX "appointment_part.of_appointment" ON appointment_part (appointment_id);
CREATE INDEX "appointment.unit_id.list" ON appointment (unit_id, id);
CREATE UNIQUE INDEX "appointment.number" ON appointment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "appointment.state.list" ON appointment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "appointment.vehicle_id.list" ON appointment (unit_id, vehicle_id, id);
CREATE INDEX "appointment.party_id.list" ON appointment (unit_id, party_id, id);
CREATE INDEX "appointment.day.list" ON appointment (unit_id, day, id);
CREATE INDEX "appointment.starts_at.list" ON appointment (unit_id, starts_at, id);
CREATE INDEX "appointment.adviser_id.list" ON appointment (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "appointment.advised.list" ON appointment (unit_id, advised, id) WHERE advised IS NOT NULL;
CREATE INDEX "slot_capacity.unit_id.list" ON slot_capacity (unit_id, id);
CREATE INDEX "slot_capacity.weekday.list" ON slot_capacity (unit_id, weekday, id);
CREATE UNIQUE INDEX "slot_capacity.once" ON slot_capacity (unit_id, weekday, slot) WHERE retired_at IS NULL;
CREATE INDEX "slot_taken.of_slot" ON slot_taken (unit_id, day, slot, what);
CREATE INDEX "day_sheet.unit_id.list" ON day_sheet (unit_id, id);
CREATE INDEX "day_sheet.day.list" ON day_sheet (unit_id, day, id);
CREATE INDEX "day_sheet.state.list" ON day_sheet (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "day_sheet.once" ON day_sheet (unit_id, day) WHERE retired_at IS NULL;
CREATE INDEX "call_script.kind.list" ON call_script (kind, id);
CREATE INDEX "call_script.published" ON call_script (kind, edition) WHERE published_at IS NOT NULL;
CREATE INDEX "call_record.unit_id.list" ON call_record (unit_id, id);
CREATE INDEX "call_record.script_id.list" ON call_record (unit_id, script_id, id);
CREATE INDEX "call_record.of_document" ON call_record (about_entity, about_id);
CREATE INDEX "settlement_reduction.settlement_id.lines" ON settlement_reduction (settlement_id, id);
CREATE INDEX "settlement.unit_id.list" ON settlement (unit_id, id);
CREATE UNIQUE INDEX "settlement.number" ON settlement (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "settlement.party_id.list" ON settlement (unit_id, party_id, id);
CREATE INDEX "settlement.day.list" ON settlement (unit_id, day, id);
CREATE INDEX "settlement.state.list" ON settlement (unit_id, state, id);
CREATE INDEX "settlement.credit_day.list" ON settlement (unit_id, credit_day, id) WHERE credit_day IS NOT NULL;
CREATE INDEX "settlement.reversed_day.list" ON settlement (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE UNIQUE INDEX "settlement.one_living" ON settlement (source_entity, source_id, party_id) WHERE source_id IS NOT NULL AND state <> 'reversed';
CREATE INDEX "settlement.on_credit_of" ON settlement (party_id, state);
CREATE INDEX "payment.unit_id.list" ON payment (unit_id, id);
CREATE UNIQUE INDEX "payment.number" ON payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "payment.settlement_id.list" ON payment (unit_id, settlement_id, id);
CREATE INDEX "payment.method.list" ON payment (unit_id, method, id);
CREATE INDEX "payment.day.list" ON payment (unit_id, day, id);
CREATE INDEX "payment.cashier_id.list" ON payment (unit_id, cashier_id, id) WHERE cashier_id IS NOT NULL;
CREATE INDEX "payment.state.list" ON payment (unit_id, state, id);
CREATE INDEX "payment.reversed_day.list" ON payment (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE INDEX "payment.of_reference" ON payment (method, reference) WHERE reference IS NOT NULL;
CREATE INDEX "payment.of_settlement" ON payment (settlement_id, state);
CREATE INDEX "payment.of_shift" ON payment (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX "payment.reversed_in" ON payment (reversed_shift_id) WHERE reversed_shift_id IS NOT NULL;
CREATE UNIQUE INDEX "payment.one_reference" ON payment (method, reference) WHERE reference IS NOT NULL AND state = 'received' AND card_id IS NULL;
CREATE INDEX "cash_shift_line.shift_id.lines" ON cash_shift_line (shift_id, id);
CREATE INDEX "cash_shift.unit_id.list" ON cash_shift (unit_id, id);
CREATE UNIQUE INDEX "cash_shift.number" ON cash_shift (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "cash_shift.cashier_id.list" ON cash_shift (unit_id, cashier_id, id);
CREATE INDEX "cash_shift.state.list" ON cash_shift (unit_id, state, id);
CREATE UNIQUE INDEX "cash_shift.one_open" ON cash_shift (unit_id, cashier_id) WHERE state = 'open';
CREATE INDEX "held_move.unit_id.list" ON held_move (unit_id, id);
CREATE UNIQUE INDEX "held_move.number" ON held_move (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "held_move.what.list" ON held_move (unit_id, what, id);
CREATE INDEX "held_move.party_id.list" ON held_move (unit_id, party_id, id);
CREATE INDEX "held_move.source.list" ON held_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX "held_move.method.list" ON held_move (unit_id, method, id);
CREATE INDEX "held_move.day.list" ON held_move (unit_id, day, id);
CREATE INDEX "held_move.state.list" ON held_move (unit_id, state, id);
CREATE INDEX "held_move.reversed_day.list" ON held_move (unit_id, reversed_day, id) WHERE reversed_day IS NOT NULL;
CREATE INDEX "held_move.of_shift" ON held_move (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX "held_move.reversed_in" ON held_move (reversed_shift_id) WHERE reversed_shift_id IS NOT NULL;
CREATE INDEX "channel_line.unit_id.list" ON channel_line (unit_id, id);
CREATE INDEX "channel_line.method.list" ON channel_line (unit_id, method, id);
CREATE INDEX "channel_line.day.list" ON channel_line (unit_id, day, id);
CREATE INDEX "channel_line.payment_id.list" ON channel_line (unit_id, payment_id, id) WHERE payment_id IS NOT NULL;
CREATE INDEX "channel_line.state.list" ON channel_line (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "channel_line.payout.list" ON channel_line (unit_id, payout_id, id) WHERE payout_id IS NOT NULL;
CREATE UNIQUE INDEX "channel_line.once" ON channel_line (method, reference, amount) WHERE retired_at IS NULL;
CREATE INDEX "channel_line.of_payout" ON channel_line (payout_id) WHERE payout_id IS NOT NULL;
CREATE INDEX "channel_payout.unit_id.list" ON channel_payout (unit_id, id);
CREATE UNIQUE INDEX "channel_payout.number" ON channel_payout (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "channel_payout.method.list" ON channel_payout (unit_id, method, id);
CREATE INDEX "channel_payout.state.list" ON channel_payout (unit_id, state, id);
CREATE INDEX "allowance.unit_id.list" ON allowance (unit_id, id);
CREATE INDEX "allowance.settlement_id.list" ON allowance (unit_id, settlement_id, id);
CREATE INDEX "allowance.day.list" ON allowance (unit_id, day, id);
CREATE INDEX "allowance.of_settlement" ON allowance (settlement_id);
CREATE INDEX "account_statement_line.statement_id.lines" ON account_statement_line (statement_id, id);
CREATE INDEX "account_statement.unit_id.list" ON account_statement (unit_id, id);
CREATE UNIQUE INDEX "account_statement.number" ON account_statement (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "account_statement.party_id.list" ON account_statement (unit_id, party_id, id);
CREATE INDEX "account_statement.day.list" ON account_statement (unit_id, day, id);
CREATE INDEX "account_statement.state.list" ON account_statement (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "member_level.name" ON member_level (name) WHERE retired_at IS NULL;
CREATE INDEX "member_level.rank.list" ON member_level (rank, id);
CREATE UNIQUE INDEX "top_up_plan.name" ON top_up_plan (name) WHERE retired_at IS NULL;
CREATE INDEX "member_card.unit_id.list" ON member_card (unit_id, id);
CREATE UNIQUE INDEX "member_card.number" ON member_card (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "member_card.party_id.list" ON member_card (unit_id, party_id, id);
CREATE INDEX "member_card.company_id.list" ON member_card (unit_id, company_id, id);
CREATE INDEX "member_card.level_id.list" ON member_card (unit_id, level_id, id) WHERE level_id IS NOT NULL;
CREATE INDEX "member_card.state.list" ON member_card (unit_id, state, id);
CREATE INDEX "member_card.issued_on.list" ON member_card (unit_id, issued_on, id);
CREATE UNIQUE INDEX "member_card.one_each" ON member_card (party_id) WHERE state <> 'closed' AND retired_at IS NULL;
CREATE INDEX "member_move.unit_id.list" ON member_move (unit_id, id);
CREATE INDEX "member_move.card_id.list" ON member_move (unit_id, card_id, id);
CREATE INDEX "member_move.kind.list" ON member_move (unit_id, kind, id);
CREATE INDEX "member_move.day.list" ON member_move (unit_id, day, id);
CREATE INDEX "member_move.source.list" ON member_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX "member_move.of_card" ON member_move (card_id);
CREATE INDEX "card_top_up.unit_id.list" ON card_top_up (unit_id, id);
CREATE UNIQUE INDEX "card_top_up.number" ON card_top_up (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "card_top_up.card_id.list" ON card_top_up (unit_id, card_id, id);
CREATE INDEX "card_top_up.day.list" ON card_top_up (unit_id, day, id) WHERE day IS NOT NULL;
CREATE INDEX "count_product_item.product_id.lines" ON count_product_item (product_id, id);
CREATE UNIQUE INDEX "count_product.name" ON count_product (name) WHERE retired_at IS NULL;
CREATE INDEX "count_item.card_id.lines" ON count_item (card_id, id);
CREATE INDEX "count_card.unit_id.list" ON count_card (unit_id, id);
CREATE UNIQUE INDEX "count_card.number" ON count_card (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "count_card.product_id.list" ON count_card (unit_id, product_id, id);
CREATE INDEX "count_card.party_id.list" ON count_card (unit_id, party_id, id);
CREATE INDEX "count_card.company_id.list" ON count_card (unit_id, company_id, id);
CREATE INDEX "count_card.sold_on.list" ON count_card (unit_id, sold_on, id);
CREATE INDEX "count_card.state.list" ON count_card (unit_id, state, id);
CREATE INDEX "count_move.unit_id.list" ON count_move (unit_id, id);
CREATE INDEX "count_move.card_id.list" ON count_move (unit_id, card_id, id);
CREATE INDEX "count_move.item_id.list" ON count_move (unit_id, item_id, id);
CREATE INDEX "count_move.source.list" ON count_move (unit_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX "coupon_kind.name" ON coupon_kind (name) WHERE retired_at IS NULL;
CREATE INDEX "coupon.unit_id.list" ON coupon (unit_id, id);
CREATE UNIQUE INDEX "coupon.number" ON coupon (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "coupon.kind_id.list" ON coupon (unit_id, kind_id, id);
CREATE INDEX "coupon.party_id.list" ON coupon (unit_id, party_id, id) WHERE party_id IS NOT NULL;
CREATE INDEX "coupon.state.list" ON coupon (unit_id, state, id);
CREATE INDEX "coupon.settlement_id.list" ON coupon (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "invoice_receipt.invoice_id.lines" ON invoice_receipt (invoice_id, id);
CREATE INDEX "invoice_receipt.receipt_id.list" ON invoice_receipt (unit_id, receipt_id, id);
CREATE UNIQUE INDEX "invoice_receipt.once" ON invoice_receipt (receipt_id) WHERE retired_at IS NULL;
CREATE INDEX "supplier_invoice.unit_id.list" ON supplier_invoice (unit_id, id);
CREATE UNIQUE INDEX "supplier_invoice.number" ON supplier_invoice (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "supplier_invoice.supplier_id.list" ON supplier_invoice (unit_id, supplier_id, id);
CREATE INDEX "supplier_invoice.day.list" ON supplier_invoice (unit_id, day, id);
CREATE INDEX "supplier_invoice.due_day.list" ON supplier_invoice (unit_id, due_day, id) WHERE due_day IS NOT NULL;
CREATE INDEX "supplier_invoice.state.list" ON supplier_invoice (unit_id, state, id);
CREATE UNIQUE INDEX "supplier_invoice.once" ON supplier_invoice (supplier_id, invoice_number) WHERE state <> 'reversed';
CREATE INDEX "supplier_payment_line.payment_id.lines" ON supplier_payment_line (payment_id, id);
CREATE INDEX "supplier_payment_line.invoice_id.list" ON supplier_payment_line (unit_id, invoice_id, id);
CREATE INDEX "supplier_payment.unit_id.list" ON supplier_payment (unit_id, id);
CREATE UNIQUE INDEX "supplier_payment.number" ON supplier_payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "supplier_payment.supplier_id.list" ON supplier_payment (unit_id, supplier_id, id);
CREATE INDEX "supplier_payment.state.list" ON supplier_payment (unit_id, state, id);
CREATE INDEX "supplier_payment.paid_on.list" ON supplier_payment (unit_id, paid_on, id) WHERE paid_on IS NOT NULL;
CREATE UNIQUE INDEX "labour_item.code" ON labour_item (code) WHERE retired_at IS NULL;
CREATE INDEX "labour_item.code.list" ON labour_item (code, id);
CREATE INDEX "labour_item.section.list" ON labour_item (section, id) WHERE section IS NOT NULL;
CREATE INDEX "car_band.brand.list" ON car_band (brand, id);
CREATE INDEX "car_band.band.list" ON car_band (band, id);
CREATE INDEX "hour_price.band.list" ON hour_price (band, id);
CREATE INDEX "hour_price.store_id.list" ON hour_price (store_id, id) WHERE store_id IS NOT NULL;
CREATE INDEX "labour_hours.labour_item_id.list" ON labour_hours (labour_item_id, id);
CREATE INDEX "labour_hours.band.list" ON labour_hours (band, id);
CREATE INDEX "package_item.package_id.lines" ON package_item (package_id, id);
CREATE INDEX "package_item.part_id.list" ON package_item (part_id, id) WHERE part_id IS NOT NULL;
CREATE INDEX "package_price.package_id.lines" ON package_price (package_id, id);
CREATE UNIQUE INDEX "service_package.code" ON service_package (code) WHERE retired_at IS NULL;
CREATE INDEX "service_package.code.list" ON service_package (code, id);
CREATE INDEX "ro_group.repair_order_id.lines" ON ro_group (repair_order_id, id);
CREATE INDEX "ro_option.repair_order_id.lines" ON ro_option (repair_order_id, id);
CREATE INDEX "ro_line.repair_order_id.lines" ON ro_line (repair_order_id, id);
CREATE INDEX "ro_line.of_origin" ON ro_line (origin_line_id) WHERE origin_line_id IS NOT NULL;
CREATE INDEX "ro_line.of_job" ON ro_line (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX "repair_order.unit_id.list" ON repair_order (unit_id, id);
CREATE UNIQUE INDEX "repair_order.number" ON repair_order (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "repair_order.vehicle_id.list" ON repair_order (unit_id, vehicle_id, id);
CREATE INDEX "repair_order.party_id.list" ON repair_order (unit_id, party_id, id);
CREATE INDEX "repair_order.business.list" ON repair_order (unit_id, business, id) WHERE business IS NOT NULL;
CREATE INDEX "repair_order.workshop.list" ON repair_order (unit_id, workshop, id) WHERE workshop IS NOT NULL;
CREATE INDEX "repair_order.parts.list" ON repair_order (unit_id, parts, id) WHERE parts IS NOT NULL;
CREATE INDEX "repair_order.promised_at.list" ON repair_order (unit_id, promised_at, id);
CREATE INDEX "repair_order.adviser_id.list" ON repair_order (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "repair_order.settlement_id.list" ON repair_order (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "repair_order.delivered_at.list" ON repair_order (unit_id, delivered_at, id) WHERE delivered_at IS NOT NULL;
CREATE INDEX "repair_order.day.list" ON repair_order (unit_id, day, id) WHERE day IS NOT NULL;
CREATE INDEX "repair_order.origin_order_id.list" ON repair_order (unit_id, origin_order_id, id) WHERE origin_order_id IS NOT NULL;
CREATE INDEX "repair_order.history" ON repair_order (vehicle_id, id);
CREATE INDEX "repair_order.board" ON repair_order (unit_id, promised_at) WHERE business IN ('received', 'estimated', 'in_work', 'settled');
CREATE INDEX "order_wish.unit_id.list" ON order_wish (unit_id, id);
CREATE INDEX "order_wish.class.list" ON order_wish (unit_id, class, id);
CREATE INDEX "order_wish.repair_order_id.list" ON order_wish (unit_id, repair_order_id, id);
CREATE INDEX "order_wish.state.list" ON order_wish (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "order_finding.unit_id.list" ON order_finding (unit_id, id);
CREATE INDEX "order_finding.level.list" ON order_finding (unit_id, level, id);
CREATE INDEX "order_finding.section.list" ON order_finding (unit_id, section, id) WHERE section IS NOT NULL;
CREATE INDEX "order_finding.repair_order_id.list" ON order_finding (unit_id, repair_order_id, id);
CREATE INDEX "order_finding.vehicle_id.list" ON order_finding (unit_id, vehicle_id, id);
CREATE INDEX "proposal.unit_id.list" ON proposal (unit_id, id);
CREATE INDEX "proposal.vehicle_id.list" ON proposal (unit_id, vehicle_id, id);
CREATE INDEX "proposal.party_id.list" ON proposal (unit_id, party_id, id);
CREATE INDEX "proposal.priority.list" ON proposal (unit_id, priority, id);
CREATE INDEX "proposal.state.list" ON proposal (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "proposal.valid_until.list" ON proposal (unit_id, valid_until, id);
CREATE INDEX "proposal.repair_order_id.list" ON proposal (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "proposal.open_of" ON proposal (vehicle_id, state) WHERE state IN ('open', 'taken');
CREATE INDEX "outside_job.unit_id.list" ON outside_job (unit_id, id);
CREATE INDEX "outside_job.repair_order_id.list" ON outside_job (unit_id, repair_order_id, id);
CREATE INDEX "outside_job.supplier_id.list" ON outside_job (unit_id, supplier_id, id);
CREATE INDEX "outside_job.state.list" ON outside_job (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "outside_job.due_at.list" ON outside_job (unit_id, due_at, id);
CREATE UNIQUE INDEX "outside_job.one_living" ON outside_job (line_id) WHERE state <> 'cancelled';
CREATE INDEX "outside_job.away" ON outside_job (repair_order_id, state) WHERE state IN ('asked', 'sent');
CREATE INDEX "told_record.unit_id.list" ON told_record (unit_id, id);
CREATE INDEX "told_record.repair_order_id.list" ON told_record (unit_id, repair_order_id, id);
CREATE INDEX "trouble_code.unit_id.list" ON trouble_code (unit_id, id);
CREATE INDEX "trouble_code.repair_order_id.list" ON trouble_code (unit_id, repair_order_id, id);
CREATE INDEX "trouble_code.vehicle_id.list" ON trouble_code (unit_id, vehicle_id, id);
CREATE UNIQUE INDEX "trouble_code.once" ON trouble_code (repair_order_id, code) WHERE retired_at IS NULL;
CREATE INDEX "plan_line.repair_plan_id.lines" ON plan_line (repair_plan_id, id);
CREATE INDEX "repair_plan.unit_id.list" ON repair_plan (unit_id, id);
CREATE INDEX "repair_plan.repair_order_id.list" ON repair_plan (unit_id, repair_order_id, id);
CREATE INDEX "repair_plan.state.list" ON repair_plan (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "repair_plan.edition" ON repair_plan (repair_order_id, edition);
CREATE UNIQUE INDEX "repair_plan.one_draft" ON repair_plan (repair_order_id) WHERE state = 'draft';
CREATE INDEX "walk_mark.walk_round_id.lines" ON walk_mark (walk_round_id, id);
CREATE INDEX "walk_check.walk_round_id.lines" ON walk_check (walk_round_id, id);
CREATE INDEX "walk_round.unit_id.list" ON walk_round (unit_id, id);
CREATE INDEX "walk_round.repair_order_id.list" ON walk_round (unit_id, repair_order_id, id);
CREATE INDEX "walk_round.state.list" ON walk_round (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "walk_round.edition" ON walk_round (repair_order_id, edition);
CREATE UNIQUE INDEX "walk_round.one_draft" ON walk_round (repair_order_id) WHERE state = 'draft';
CREATE INDEX "assignment.unit_id.list" ON assignment (unit_id, id);
CREATE INDEX "assignment.repair_order_id.list" ON assignment (unit_id, repair_order_id, id);
CREATE INDEX "assignment.technician_id.list" ON assignment (unit_id, technician_id, id);
CREATE INDEX "assignment.bay_id.list" ON assignment (unit_id, bay_id, id) WHERE bay_id IS NOT NULL;
CREATE INDEX "assignment.state.list" ON assignment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "assignment.running" ON assignment (technician_id, state) WHERE state = 'working';
CREATE INDEX "assignment.finished_on" ON assignment (unit_id, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX "assignment.of_order" ON assignment (repair_order_id, state);
CREATE INDEX "work_clock.unit_id.list" ON work_clock (unit_id, id);
CREATE INDEX "work_clock.assignment_id.list" ON work_clock (unit_id, assignment_id, id);
CREATE INDEX "work_clock.technician_id.list" ON work_clock (unit_id, technician_id, id);
CREATE INDEX "work_clock.of_day" ON work_clock (unit_id, ended);
CREATE INDEX "part_request.unit_id.list" ON part_request (unit_id, id);
CREATE INDEX "part_request.repair_order_id.list" ON part_request (unit_id, repair_order_id, id);
CREATE INDEX "part_request.assignment_id.list" ON part_request (unit_id, assignment_id, id);
CREATE INDEX "part_request.state.list" ON part_request (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "order_photo.unit_id.list" ON order_photo (unit_id, id);
CREATE INDEX "order_photo.repair_order_id.list" ON order_photo (unit_id, repair_order_id, id);
CREATE INDEX "order_photo.assignment_id.list" ON order_photo (unit_id, assignment_id, id) WHERE assignment_id IS NOT NULL;
CREATE INDEX "check_rule.kind.list" ON check_rule (kind, id);
CREATE INDEX "check_rule.nature.list" ON check_rule (nature, id) WHERE nature IS NOT NULL;
CREATE INDEX "check_rule.category.list" ON check_rule (category, id) WHERE category IS NOT NULL;
CREATE INDEX "inspection.unit_id.list" ON inspection (unit_id, id);
CREATE INDEX "inspection.repair_order_id.list" ON inspection (unit_id, repair_order_id, id);
CREATE INDEX "inspection.cause.list" ON inspection (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "inspection.technician_id.list" ON inspection (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "refit_rule.verdict.list" ON refit_rule (verdict, id);
CREATE INDEX "refit_check.unit_id.list" ON refit_check (unit_id, id);
CREATE INDEX "refit_check.repair_order_id.list" ON refit_check (unit_id, repair_order_id, id);
CREATE INDEX "refit_check.verdict.list" ON refit_check (unit_id, verdict, id) WHERE verdict IS NOT NULL;
CREATE INDEX "refit_check.state.list" ON refit_check (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "refit_check.due_on.list" ON refit_check (unit_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX "refit_check.once" ON refit_check (line_id) WHERE state <> 'taken_back';
CREATE INDEX "order_payer.unit_id.list" ON order_payer (unit_id, id);
CREATE INDEX "order_payer.repair_order_id.list" ON order_payer (unit_id, repair_order_id, id);
CREATE INDEX "order_payer.party_id.list" ON order_payer (unit_id, party_id, id);
CREATE UNIQUE INDEX "order_payer.once" ON order_payer (repair_order_id, party_id) WHERE retired_at IS NULL;
CREATE INDEX "stock_count_line.count_id.lines" ON stock_count_line (count_id, id);
CREATE INDEX "stock_count_line.part_id.list" ON stock_count_line (unit_id, part_id, id);
CREATE INDEX "stock_count_result.unit_id.list" ON stock_count_result (unit_id, id);
CREATE INDEX "stock_count_result.count_id.list" ON stock_count_result (unit_id, count_id, id);
CREATE UNIQUE INDEX "stock_count_result.once" ON stock_count_result (line_id);
CREATE INDEX "stock_count.unit_id.list" ON stock_count (unit_id, id);
CREATE UNIQUE INDEX "stock_count.number" ON stock_count (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "stock_count.kind.list" ON stock_count (unit_id, kind, id);
CREATE INDEX "stock_count.state.list" ON stock_count (unit_id, state, id);
CREATE INDEX "part_level.unit_id.list" ON part_level (unit_id, id);
CREATE INDEX "part_level.part_id.list" ON part_level (unit_id, part_id, id);
CREATE UNIQUE INDEX "part_level.once" ON part_level (unit_id, part_id) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "waste_kind.code" ON waste_kind (code) WHERE retired_at IS NULL;
CREATE INDEX "waste_rule.part_id.list" ON waste_rule (part_id, id);
CREATE INDEX "waste_rule.kind_id.list" ON waste_rule (kind_id, id);
CREATE UNIQUE INDEX "waste_rule.once" ON waste_rule (part_id, kind_id) WHERE retired_at IS NULL;
CREATE INDEX "waste_entry.unit_id.list" ON waste_entry (unit_id, id);
CREATE UNIQUE INDEX "waste_entry.number" ON waste_entry (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "waste_entry.kind_id.list" ON waste_entry (unit_id, kind_id, id);
CREATE INDEX "waste_entry.arose_on.list" ON waste_entry (unit_id, arose_on, id);
CREATE INDEX "waste_transfer.unit_id.list" ON waste_transfer (unit_id, id);
CREATE UNIQUE INDEX "waste_transfer.number" ON waste_transfer (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "waste_transfer.manifest.list" ON waste_transfer (unit_id, manifest, id) WHERE manifest IS NOT NULL;
CREATE INDEX "waste_transfer.kind_id.list" ON waste_transfer (unit_id, kind_id, id);
CREATE INDEX "waste_transfer.receiver_id.list" ON waste_transfer (unit_id, receiver_id, id);
CREATE INDEX "waste_transfer.state.list" ON waste_transfer (unit_id, state, id);
CREATE INDEX "tool.unit_id.list" ON tool (unit_id, id);
CREATE INDEX "tool.kind.list" ON tool (unit_id, kind, id);
CREATE INDEX "tool.calibrated_until.list" ON tool (unit_id, calibrated_until, id) WHERE calibrated_until IS NOT NULL;
CREATE INDEX "tool.maintain_on.list" ON tool (unit_id, maintain_on, id) WHERE maintain_on IS NOT NULL;
CREATE INDEX "tool.state.list" ON tool (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "tool.holder_id.list" ON tool (unit_id, holder_id, id) WHERE holder_id IS NOT NULL;
CREATE INDEX "tool.due_on.list" ON tool (unit_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX "tool.code" ON tool (unit_id, code) WHERE retired_at IS NULL;
CREATE INDEX "tool_record.unit_id.list" ON tool_record (unit_id, id);
CREATE INDEX "tool_record.tool_id.list" ON tool_record (unit_id, tool_id, id);
CREATE INDEX "old_part.unit_id.list" ON old_part (unit_id, id);
CREATE INDEX "old_part.repair_order_id.list" ON old_part (unit_id, repair_order_id, id);
CREATE INDEX "old_part.part_id.list" ON old_part (unit_id, part_id, id);
CREATE INDEX "old_part.keep_until.list" ON old_part (unit_id, keep_until, id) WHERE keep_until IS NOT NULL;
CREATE INDEX "old_part.state.list" ON old_part (unit_id, state, id);
CREATE INDEX "shop_plan.unit_id.list" ON shop_plan (unit_id, id);
CREATE UNIQUE INDEX "shop_plan.one" ON shop_plan (unit_id);
CREATE INDEX "plan_slot.unit_id.list" ON plan_slot (unit_id, id);
CREATE INDEX "plan_slot.repair_order_id.list" ON plan_slot (unit_id, repair_order_id, id);
CREATE INDEX "plan_slot.technician_id.list" ON plan_slot (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "plan_slot.bay_id.list" ON plan_slot (unit_id, bay_id, id) WHERE bay_id IS NOT NULL;
CREATE INDEX "plan_slot.state.list" ON plan_slot (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "plan_slot.planned" ON plan_slot (unit_id, starts_at) WHERE state = 'planned';
CREATE INDEX "accident_case.unit_id.list" ON accident_case (unit_id, id);
CREATE UNIQUE INDEX "accident_case.number" ON accident_case (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "accident_case.vehicle_id.list" ON accident_case (unit_id, vehicle_id, id);
CREATE INDEX "accident_case.party_id.list" ON accident_case (unit_id, party_id, id);
CREATE INDEX "accident_case.insurer_id.list" ON accident_case (unit_id, insurer_id, id);
CREATE INDEX "accident_case.state.list" ON accident_case (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "accident_case.kind.list" ON accident_case (unit_id, kind, id);
CREATE INDEX "accident_case.reported_on.list" ON accident_case (unit_id, reported_on, id);
CREATE INDEX "accident_case.repair_order_id.list" ON accident_case (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "accident_case.settlement_id.list" ON accident_case (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "accident_case.submit_by.list" ON accident_case (unit_id, submit_by, id) WHERE submit_by IS NOT NULL;
CREATE INDEX "accident_case.pay_by.list" ON accident_case (unit_id, pay_by, id) WHERE pay_by IS NOT NULL;
CREATE UNIQUE INDEX "accident_case.one_of_order" ON accident_case (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE UNIQUE INDEX "accident_case.one_report" ON accident_case (insurer_id, report_no) WHERE state <> 'withdrawn';
CREATE INDEX "accident_case.of_order" ON accident_case (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "accident_case.of_settlement" ON accident_case (settlement_id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "loss_line.assessment_id.lines" ON loss_line (assessment_id, id);
CREATE INDEX "loss_line.of_ro_line" ON loss_line (ro_line_id) WHERE ro_line_id IS NOT NULL;
CREATE INDEX "loss_assessment.unit_id.list" ON loss_assessment (unit_id, id);
CREATE UNIQUE INDEX "loss_assessment.number" ON loss_assessment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "loss_assessment.case_id.list" ON loss_assessment (unit_id, case_id, id);
CREATE INDEX "loss_assessment.supplement.list" ON loss_assessment (unit_id, supplement, id);
CREATE INDEX "loss_assessment.state.list" ON loss_assessment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "loss_assessment.one_open" ON loss_assessment (case_id) WHERE state IN ('draft', 'approval', 'sent', 'agreed');
CREATE UNIQUE INDEX "loss_assessment.edition" ON loss_assessment (case_id, edition);
CREATE INDEX "claim_paper.unit_id.list" ON claim_paper (unit_id, id);
CREATE INDEX "claim_paper.case_id.list" ON claim_paper (unit_id, case_id, id);
CREATE INDEX "claim_paper.kind.list" ON claim_paper (unit_id, kind, id);
CREATE INDEX "claim_paper.state.list" ON claim_paper (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "claim_paper.of_case" ON claim_paper (case_id, kind);
CREATE INDEX "insurer_credit.unit_id.list" ON insurer_credit (unit_id, id);
CREATE INDEX "insurer_credit.insurer_id.list" ON insurer_credit (unit_id, insurer_id, id);
CREATE UNIQUE INDEX "insurer_credit.once" ON insurer_credit (unit_id, insurer_id);
CREATE INDEX "rental_car.unit_id.list" ON rental_car (unit_id, id);
CREATE UNIQUE INDEX "rental_car.vehicle_id" ON rental_car (unit_id, vehicle_id) WHERE retired_at IS NULL;
CREATE INDEX "rental_car.vehicle_id.list" ON rental_car (unit_id, vehicle_id, id);
CREATE INDEX "rental_car.insured_until.list" ON rental_car (unit_id, insured_until, id);
CREATE INDEX "rental_day.of_rental" ON rental_day (rental_id);
CREATE INDEX "rental.unit_id.list" ON rental (unit_id, id);
CREATE UNIQUE INDEX "rental.number" ON rental (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "rental.car_id.list" ON rental (unit_id, car_id, id);
CREATE INDEX "rental.party_id.list" ON rental (unit_id, party_id, id);
CREATE INDEX "rental.state.list" ON rental (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "rental.day_from.list" ON rental (unit_id, day_from, id);
CREATE INDEX "rental.day_to.list" ON rental (unit_id, day_to, id);
CREATE INDEX "rental.repair_order_id.list" ON rental (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "rental.lateness.list" ON rental (unit_id, lateness, id) WHERE lateness IS NOT NULL;
CREATE UNIQUE INDEX "rental.one_out" ON rental (car_id) WHERE state = 'out';
CREATE INDEX "rental_charge.unit_id.list" ON rental_charge (unit_id, id);
CREATE INDEX "rental_charge.rental_id.list" ON rental_charge (unit_id, rental_id, id);
CREATE INDEX "rental_charge.state.list" ON rental_charge (unit_id, state, id);
CREATE INDEX "agency_case.unit_id.list" ON agency_case (unit_id, id);
CREATE UNIQUE INDEX "agency_case.number" ON agency_case (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "agency_case.kind.list" ON agency_case (unit_id, kind, id);
CREATE INDEX "agency_case.vehicle_id.list" ON agency_case (unit_id, vehicle_id, id);
CREATE INDEX "agency_case.party_id.list" ON agency_case (unit_id, party_id, id);
CREATE INDEX "agency_case.state.list" ON agency_case (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "agency_case.agent_id.list" ON agency_case (unit_id, agent_id, id);
CREATE INDEX "agency_case.due_at.list" ON agency_case (unit_id, due_at, id);
CREATE INDEX "agency_case.repair_order_id.list" ON agency_case (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "agency_case.settlement_id.list" ON agency_case (unit_id, settlement_id, id) WHERE settlement_id IS NOT NULL;
CREATE INDEX "agency_paper.unit_id.list" ON agency_paper (unit_id, id);
CREATE INDEX "agency_paper.case_id.list" ON agency_paper (unit_id, case_id, id);
CREATE INDEX "agency_paper.kind.list" ON agency_paper (unit_id, kind, id);
CREATE INDEX "agency_paper.state.list" ON agency_paper (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "agency_paper.of_case" ON agency_paper (case_id, id);
CREATE INDEX "reminder.unit_id.list" ON reminder (unit_id, id);
CREATE INDEX "reminder.vehicle_id.list" ON reminder (unit_id, vehicle_id, id);
CREATE INDEX "reminder.party_id.list" ON reminder (unit_id, party_id, id);
CREATE INDEX "reminder.due_on.list" ON reminder (unit_id, due_on, id);
CREATE INDEX "reminder.call_on.list" ON reminder (unit_id, call_on, id);
CREATE INDEX "reminder.state.list" ON reminder (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "reminder.one_waiting" ON reminder (vehicle_id) WHERE state = 'waiting';
CREATE INDEX "reminder.open_of" ON reminder (vehicle_id) WHERE state IN ('waiting', 'booked');
CREATE INDEX "reminder.of_appointment" ON reminder (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX "complaint.unit_id.list" ON complaint (unit_id, id);
CREATE UNIQUE INDEX "complaint.number" ON complaint (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "complaint.kind.list" ON complaint (unit_id, kind, id);
CREATE INDEX "complaint.class.list" ON complaint (unit_id, class, id);
CREATE INDEX "complaint.party_id.list" ON complaint (unit_id, party_id, id);
CREATE INDEX "complaint.vehicle_id.list" ON complaint (unit_id, vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX "complaint.repair_order_id.list" ON complaint (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "complaint.source.list" ON complaint (unit_id, source, id);
CREATE INDEX "complaint.state.list" ON complaint (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "complaint.urgency.list" ON complaint (unit_id, urgency, id) WHERE urgency IS NOT NULL;
CREATE INDEX "complaint.due_at.list" ON complaint (unit_id, due_at, id);
CREATE INDEX "complaint.owner_id.list" ON complaint (unit_id, owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX "complaint.repeated.list" ON complaint (unit_id, repeated, id);
CREATE INDEX "complaint.day.list" ON complaint (unit_id, day, id);
CREATE INDEX "complaint.cause.list" ON complaint (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "complaint.closed_at.list" ON complaint (unit_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX "complaint.of_party" ON complaint (party_id, day);
CREATE INDEX "after_service.kind.list" ON after_service (kind, id);
CREATE INDEX "follow_up.unit_id.list" ON follow_up (unit_id, id);
CREATE INDEX "follow_up.kind.list" ON follow_up (unit_id, kind, id);
CREATE INDEX "follow_up.repair_order_id.list" ON follow_up (unit_id, repair_order_id, id);
CREATE INDEX "follow_up.party_id.list" ON follow_up (unit_id, party_id, id);
CREATE INDEX "follow_up.due_on.list" ON follow_up (unit_id, due_on, id);
CREATE INDEX "follow_up.state.list" ON follow_up (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "follow_up.dissatisfied.list" ON follow_up (unit_id, dissatisfied, id);
CREATE UNIQUE INDEX "follow_up.one_of_kind" ON follow_up (repair_order_id, kind) WHERE retired_at IS NULL;
CREATE INDEX "comeback.unit_id.list" ON comeback (unit_id, id);
CREATE INDEX "comeback.origin_order_id.list" ON comeback (unit_id, origin_order_id, id);
CREATE INDEX "comeback.repair_order_id.list" ON comeback (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "comeback.vehicle_id.list" ON comeback (unit_id, vehicle_id, id);
CREATE INDEX "comeback.party_id.list" ON comeback (unit_id, party_id, id);
CREATE INDEX "comeback.day.list" ON comeback (unit_id, day, id);
CREATE INDEX "comeback.technician_id.list" ON comeback (unit_id, technician_id, id) WHERE technician_id IS NOT NULL;
CREATE INDEX "comeback.adviser_id.list" ON comeback (unit_id, adviser_id, id) WHERE adviser_id IS NOT NULL;
CREATE INDEX "comeback.state.list" ON comeback (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "comeback.cause.list" ON comeback (unit_id, cause, id) WHERE cause IS NOT NULL;
CREATE INDEX "comeback.goodwill.list" ON comeback (unit_id, goodwill, id);
CREATE UNIQUE INDEX "comeback.one_order" ON comeback (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "repair_licence.unit_id.list" ON repair_licence (unit_id, id);
CREATE INDEX "record_platform.division.list" ON record_platform (division, id);
CREATE INDEX "record_upload.unit_id.list" ON record_upload (unit_id, id);
CREATE INDEX "record_upload.repair_order_id.list" ON record_upload (unit_id, repair_order_id, id);
CREATE INDEX "record_upload.vehicle_id.list" ON record_upload (unit_id, vehicle_id, id);
CREATE INDEX "record_upload.state.list" ON record_upload (unit_id, state, id) WHERE state IS NOT NULL;
CREATE INDEX "record_upload.settled_at.list" ON record_upload (unit_id, settled_at, id);
CREATE INDEX "record_upload.due_at.list" ON record_upload (unit_id, due_at, id);
CREATE UNIQUE INDEX "record_upload.once" ON record_upload (repair_order_id);
CREATE INDEX "record_upload.of_vehicle" ON record_upload (vehicle_id, state) WHERE state = 'incomplete';
CREATE INDEX "record_content.unit_id.list" ON record_content (unit_id, id);
CREATE INDEX "record_content.record_upload_id.list" ON record_content (unit_id, record_upload_id, id);
CREATE UNIQUE INDEX "record_content.edition" ON record_content (record_upload_id, edition);
CREATE INDEX "record_try.unit_id.list" ON record_try (unit_id, id);
CREATE INDEX "record_try.record_upload_id.list" ON record_try (unit_id, record_upload_id, id);
CREATE INDEX "customer_link.unit_id.list" ON customer_link (unit_id, id);
CREATE INDEX "customer_link.repair_order_id.list" ON customer_link (unit_id, repair_order_id, id);
CREATE INDEX "customer_link.state.list" ON customer_link (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "customer_link.code" ON customer_link (code_hash);
CREATE INDEX "customer_session.expiry" ON customer_session (expires_at);
CREATE INDEX "customer_session.link" ON customer_session (link_id);
CREATE INDEX "customer_receipt.unit_id.list" ON customer_receipt (unit_id, id);
CREATE INDEX "customer_receipt.repair_order_id.list" ON customer_receipt (unit_id, repair_order_id, id);
CREATE INDEX "online_payment.unit_id.list" ON online_payment (unit_id, id);
CREATE UNIQUE INDEX "online_payment.number" ON online_payment (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "online_payment.settlement_id.list" ON online_payment (unit_id, settlement_id, id);
CREATE INDEX "online_payment.state.list" ON online_payment (unit_id, state, id) WHERE state IS NOT NULL;
CREATE UNIQUE INDEX "online_payment.one_started" ON online_payment (settlement_id) WHERE state = 'started';
CREATE INDEX "commission_tier.rule_id.lines" ON commission_tier (rule_id, id);
CREATE UNIQUE INDEX "commission_rule.name" ON commission_rule (name) WHERE retired_at IS NULL;
CREATE INDEX "commission_rule.role.list" ON commission_rule (role, id);
CREATE INDEX "commission_rule.target.list" ON commission_rule (target, id);
CREATE INDEX "commission_rule.for_unit_id.list" ON commission_rule (for_unit_id, id) WHERE for_unit_id IS NOT NULL;
CREATE INDEX "commission_line.unit_id.list" ON commission_line (unit_id, id);
CREATE INDEX "commission_line.employee_id.list" ON commission_line (unit_id, employee_id, id);
CREATE INDEX "commission_line.month.list" ON commission_line (unit_id, month, id);
CREATE INDEX "commission_line.rule_id.list" ON commission_line (unit_id, rule_id, id);
CREATE INDEX "commission_line.repair_order_id.list" ON commission_line (unit_id, repair_order_id, id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "commission_line.of_rule" ON commission_line (rule_id);
CREATE INDEX "commission_line.of_order" ON commission_line (repair_order_id) WHERE repair_order_id IS NOT NULL;
CREATE INDEX "commission_line.of_month" ON commission_line (unit_id, month, employee_id);
CREATE INDEX "commission_slip.month_id.lines" ON commission_slip (month_id, id);
CREATE INDEX "commission_month.unit_id.list" ON commission_month (unit_id, id);
CREATE INDEX "commission_month.month.list" ON commission_month (unit_id, month, id);
CREATE INDEX "commission_month.state.list" ON commission_month (unit_id, state, id);
CREATE UNIQUE INDEX "commission_month.once" ON commission_month (unit_id, month) WHERE state = 'locked';
CREATE UNIQUE INDEX "expense_kind.name" ON expense_kind (name) WHERE retired_at IS NULL;
CREATE INDEX "expense_line.claim_id.lines" ON expense_line (claim_id, id);
CREATE INDEX "expense_claim.unit_id.list" ON expense_claim (unit_id, id);
CREATE UNIQUE INDEX "expense_claim.number" ON expense_claim (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "expense_claim.employee_id.list" ON expense_claim (unit_id, employee_id, id) WHERE employee_id IS NOT NULL;
CREATE INDEX "expense_claim.month.list" ON expense_claim (unit_id, month, id);
CREATE INDEX "expense_claim.state.list" ON expense_claim (unit_id, state, id);
CREATE INDEX "expense_claim.promised" ON expense_claim (unit_id, month) WHERE state IN ('asked', 'agreed');
CREATE INDEX "budget.unit_id.list" ON budget (unit_id, id);
CREATE INDEX "budget.month.list" ON budget (unit_id, month, id);
CREATE INDEX "budget.side.list" ON budget (unit_id, side, id);
CREATE UNIQUE INDEX "budget.once" ON budget (unit_id, month, side) WHERE retired_at IS NULL;
CREATE INDEX "cash_plan_item.unit_id.list" ON cash_plan_item (unit_id, id);
CREATE INDEX "cash_plan_item.day.list" ON cash_plan_item (unit_id, day, id);
CREATE INDEX "tax_invoice.unit_id.list" ON tax_invoice (unit_id, id);
CREATE UNIQUE INDEX "tax_invoice.number" ON tax_invoice (unit_id, number) WHERE retired_at IS NULL;
CREATE INDEX "tax_invoice.settlement_id.list" ON tax_invoice (unit_id, settlement_id, id);
CREATE INDEX "tax_invoice.state.list" ON tax_invoice (unit_id, state, id);
CREATE UNIQUE INDEX "tax_invoice.once" ON tax_invoice (settlement_id) WHERE state IN ('asked', 'issued', 'failed', 'red_asked');
CREATE UNIQUE INDEX "related_party.party_id" ON related_party (party_id) WHERE retired_at IS NULL;
CREATE INDEX "related_party.party_id.list" ON related_party (party_id, id);
CREATE INDEX "related_party.company_id.list" ON related_party (company_id, id);
