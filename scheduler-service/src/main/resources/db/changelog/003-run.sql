--liquibase formatted sql

--changeset scheduler:run
-- slot: the due time of a scheduled run, else the run's own id: two replicas cannot queue the same due time.
CREATE TABLE scheduler.run (
  run_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_id NVARCHAR(36) NOT NULL,
  sync_id INT NOT NULL,
  slot NVARCHAR(40) NOT NULL,
  trigger_kind NVARCHAR(20) NOT NULL,
  mode NVARCHAR(20) NOT NULL,
  state NVARCHAR(30) NOT NULL,
  definition NVARCHAR(MAX) NOT NULL,
  requested_by NVARCHAR(200) NOT NULL,
  parent_run_id NVARCHAR(36) NULL,
  first_run BIT NOT NULL,
  due_at DATETIMEOFFSET(6) NOT NULL,
  queued_at DATETIMEOFFSET(6) NOT NULL,
  starts_at DATETIMEOFFSET(6) NOT NULL,
  started_at DATETIMEOFFSET(6) NULL,
  computed_at DATETIMEOFFSET(6) NULL,
  progress_at DATETIMEOFFSET(6) NULL,
  finished_at DATETIMEOFFSET(6) NULL,
  held_at DATETIMEOFFSET(6) NULL,
  held_until DATETIMEOFFSET(6) NULL,
  decision_no INT NOT NULL,
  decision NVARCHAR(20) NULL,
  decided_by NVARCHAR(200) NULL,
  decided_at DATETIMEOFFSET(6) NULL,
  ending_state NVARCHAR(30) NULL,
  ending_reason NVARCHAR(100) NULL,
  ending_detail NVARCHAR(1000) NULL,
  reason NVARCHAR(100) NULL,
  detail NVARCHAR(1000) NULL,
  skipped_count INT NOT NULL,
  skipped_by_run_no BIGINT NULL,
  members BIGINT NULL,
  qualified BIGINT NULL,
  without_address BIGINT NULL,
  without_none BIGINT NULL,
  without_inactive BIGINT NULL,
  without_season BIGINT NULL,
  without_type BIGINT NULL,
  without_purpose BIGINT NULL,
  without_not_primary BIGINT NULL,
  without_permission BIGINT NULL,
  without_invalid BIGINT NULL,
  baseline_before BIGINT NULL,
  added BIGINT NULL,
  changed BIGINT NULL,
  unchanged BIGINT NULL,
  refused_before BIGINT NULL,
  removed BIGINT NULL,
  left_list BIGINT NULL,
  kept_without_address BIGINT NULL,
  planned_tag BIGINT NULL,
  planned_update BIGINT NULL,
  planned_untag BIGINT NULL,
  not_published_tag BIGINT NULL,
  not_published_update BIGINT NULL,
  not_published_untag BIGINT NULL,
  kept_shared BIGINT NULL,
  tag_done BIGINT NOT NULL,
  tag_already BIGINT NOT NULL,
  tag_rejected BIGINT NOT NULL,
  tag_failed BIGINT NOT NULL,
  tag_unknown BIGINT NOT NULL,
  tag_cancelled BIGINT NOT NULL,
  update_done BIGINT NOT NULL,
  update_already BIGINT NOT NULL,
  update_rejected BIGINT NOT NULL,
  update_failed BIGINT NOT NULL,
  update_unknown BIGINT NOT NULL,
  update_cancelled BIGINT NOT NULL,
  untag_done BIGINT NOT NULL,
  untag_already BIGINT NOT NULL,
  untag_rejected BIGINT NOT NULL,
  untag_failed BIGINT NOT NULL,
  untag_unknown BIGINT NOT NULL,
  untag_cancelled BIGINT NOT NULL,
  CONSTRAINT uq_scheduler_run_id UNIQUE (run_id),
  CONSTRAINT uq_scheduler_run_slot UNIQUE (sync_id, slot)
);
CREATE INDEX ix_scheduler_run_state ON scheduler.run (state, starts_at);
CREATE INDEX ix_scheduler_run_sync ON scheduler.run (sync_id, run_no);
CREATE INDEX ix_scheduler_run_state_no ON scheduler.run (state, run_no);
CREATE INDEX ix_scheduler_run_queued ON scheduler.run (queued_at, run_no);
CREATE INDEX ix_scheduler_run_finished ON scheduler.run (finished_at, run_no);
CREATE INDEX ix_scheduler_run_skipped_by ON scheduler.run (skipped_by_run_no);

--changeset scheduler:settlement
CREATE TABLE scheduler.received_settlement (
  run_no BIGINT NOT NULL,
  settlement_no INT NOT NULL,
  received_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT pk_scheduler_received_settlement PRIMARY KEY (run_no, settlement_no)
);
CREATE TABLE scheduler.settled_change (
  run_no BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  address_no INT NOT NULL,
  operation NVARCHAR(10) NOT NULL,
  outcome NVARCHAR(10) NOT NULL,
  problem BIT NOT NULL,
  reason NVARCHAR(400) NULL,
  constituent_no INT NULL,
  CONSTRAINT pk_scheduler_settled_change PRIMARY KEY (run_no, sequence, address_no)
);
CREATE INDEX ix_scheduler_settled_problem ON scheduler.settled_change (run_no, problem, sequence, address_no);

--changeset scheduler:early
-- Events of runs that are not known or not started here yet.
CREATE TABLE scheduler.early (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_id NVARCHAR(36) NOT NULL,
  event_id NVARCHAR(200) NOT NULL,
  topic NVARCHAR(100) NOT NULL,
  payload NVARCHAR(MAX) NOT NULL,
  received_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT uq_scheduler_early_event UNIQUE (event_id)
);
CREATE INDEX ix_scheduler_early_run ON scheduler.early (run_id, id);
CREATE INDEX ix_scheduler_early_received ON scheduler.early (received_at);

--changeset scheduler:run-stalled
-- When it was last told that nothing moves.
ALTER TABLE scheduler.run ADD stalled_at DATETIMEOFFSET(6) NULL;
