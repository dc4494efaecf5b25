CREATE TABLE `alerts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`period` text NOT NULL,
	`period_start_ms` integer NOT NULL,
	`revision` integer NOT NULL,
	`threshold_percent` integer NOT NULL,
	`spent_nano_usd` integer NOT NULL,
	`limit_nano_usd` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at_ms` integer NOT NULL,
	`delivered_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_once` ON `alerts` (`subject`,`period`,`period_start_ms`,`revision`,`threshold_percent`);--> statement-breakpoint
CREATE INDEX `alerts_due` ON `alerts` (`due_at_ms`) WHERE state <> 'delivered';--> statement-breakpoint
CREATE TABLE `audit_trail` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at_ms` integer NOT NULL,
	`by` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `balances` (
	`account` text NOT NULL,
	`period` text NOT NULL,
	`start_ms` integer NOT NULL,
	`spent_nano_usd` integer NOT NULL,
	`held_nano_usd` integer NOT NULL,
	PRIMARY KEY(`account`, `period`, `start_ms`)
);
--> statement-breakpoint
CREATE TABLE `budget_changes` (
	`revision` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`period` text NOT NULL,
	`limit_nano_usd` integer,
	`mode` text NOT NULL,
	`previous_limit_nano_usd` integer,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `budget_changes_subject` ON `budget_changes` (`subject`,`period`,`revision`);--> statement-breakpoint
CREATE TABLE `entries` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`corrects` text,
	`hold_id` text,
	`booked_at_ms` integer NOT NULL,
	`held_at_ms` integer NOT NULL,
	`tenant` text NOT NULL,
	`user` text NOT NULL,
	`workflow` text NOT NULL,
	`task` text NOT NULL,
	`depth` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`operation` text NOT NULL,
	`price_version` text NOT NULL,
	`scopes` text NOT NULL,
	`amount_nano_usd` integer NOT NULL,
	`provenance` text NOT NULL,
	`calls` integer NOT NULL,
	`failed_calls` integer NOT NULL,
	`free_requests` integer NOT NULL,
	`usage` text NOT NULL,
	`overage` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_id` ON `entries` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_corrects` ON `entries` (`corrects`,`kind`) WHERE corrects is not null;--> statement-breakpoint
CREATE INDEX `entries_hold` ON `entries` (`hold_id`) WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX `entries_held_at` ON `entries` (`held_at_ms`);--> statement-breakpoint
CREATE INDEX `entries_tenant` ON `entries` (`tenant`,`held_at_ms`);--> statement-breakpoint
CREATE INDEX `entries_user` ON `entries` (`user`,`held_at_ms`) WHERE user <> '';--> statement-breakpoint
CREATE INDEX `entries_workflow` ON `entries` (`workflow`) WHERE workflow <> '';--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`process` text NOT NULL,
	`amount_nano_usd` integer NOT NULL,
	`requested_nano_usd` integer NOT NULL,
	`held_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`tenant` text NOT NULL,
	`user` text NOT NULL,
	`workflow` text NOT NULL,
	`task` text NOT NULL,
	`depth` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`operation` text NOT NULL,
	`price_version` text NOT NULL,
	`scopes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `holds_pending` ON `holds` (`expires_at_ms`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `milestones` (
	`dollars` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `processes` (
	`id` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`pid` integer NOT NULL,
	`birth` text NOT NULL,
	`heartbeat_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `time_zones` (
	`subject` text PRIMARY KEY NOT NULL,
	`time_zone` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `usage_rollups` (
	`grain` text NOT NULL,
	`start_ms` integer NOT NULL,
	`tenant` text NOT NULL,
	`task` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`operation` text NOT NULL,
	`depth` text NOT NULL,
	`amount_nano_usd` integer NOT NULL,
	`estimated_nano_usd` integer NOT NULL,
	`unresolved_nano_usd` integer NOT NULL,
	`calls` integer NOT NULL,
	`failed_calls` integer NOT NULL,
	`free_requests` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`cache_read_tokens` integer NOT NULL,
	`cache_write_tokens` integer NOT NULL,
	`reasoning_tokens` integer NOT NULL,
	PRIMARY KEY(`grain`, `tenant`, `start_ms`, `task`, `provider`, `model`, `operation`, `depth`)
);
--> statement-breakpoint
CREATE INDEX `usage_rollups_start` ON `usage_rollups` (`grain`,`start_ms`);--> statement-breakpoint
CREATE TABLE `user_rollups` (
	`grain` text NOT NULL,
	`start_ms` integer NOT NULL,
	`tenant` text NOT NULL,
	`user` text NOT NULL,
	`amount_nano_usd` integer NOT NULL,
	`estimated_nano_usd` integer NOT NULL,
	`unresolved_nano_usd` integer NOT NULL,
	`calls` integer NOT NULL,
	`failed_calls` integer NOT NULL,
	`free_requests` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`cache_read_tokens` integer NOT NULL,
	`cache_write_tokens` integer NOT NULL,
	`reasoning_tokens` integer NOT NULL,
	PRIMARY KEY(`grain`, `tenant`, `start_ms`, `user`)
);
--> statement-breakpoint
CREATE INDEX `user_rollups_start` ON `user_rollups` (`grain`,`start_ms`);