CREATE TABLE `time_zone_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`time_zone` text NOT NULL,
	`previous_time_zone` text NOT NULL,
	`by` text NOT NULL,
	`role` text NOT NULL,
	`at_ms` integer NOT NULL
);
