CREATE TABLE `outside_events` (
	`reporter` text NOT NULL,
	`id` text NOT NULL,
	`content_hash` text NOT NULL,
	`kept_at_ms` integer NOT NULL,
	PRIMARY KEY(`reporter`, `id`)
);
