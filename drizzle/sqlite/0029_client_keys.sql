CREATE TABLE `client_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`subject` text NOT NULL,
	`hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`revoked_at_ms` integer
);
