CREATE TABLE `server_settings` (
	`server` text PRIMARY KEY NOT NULL,
	`depth` text,
	`is_private` integer NOT NULL,
	`language` text,
	`cost_line` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `watched_channels` (
	`server` text NOT NULL,
	`channel` text NOT NULL,
	`mode` text NOT NULL,
	PRIMARY KEY(`server`, `channel`)
);
