CREATE TABLE `muted_topics` (
	`topic` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_schedules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`rhythm` text NOT NULL,
	`channel` text NOT NULL,
	`locale` text NOT NULL,
	`by` text NOT NULL,
	`due_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_schedules_place` ON `report_schedules` (`subject`,`channel`);--> statement-breakpoint
CREATE INDEX `report_schedules_due` ON `report_schedules` (`due_at_ms`);