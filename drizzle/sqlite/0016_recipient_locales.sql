CREATE TABLE `recipient_locales` (
	`user` text PRIMARY KEY NOT NULL,
	`locale` text NOT NULL
);
