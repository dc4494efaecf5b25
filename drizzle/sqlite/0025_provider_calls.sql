CREATE TABLE `provider_calls` (
	`hold_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
