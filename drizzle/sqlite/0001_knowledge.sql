CREATE TABLE `knowledge_documents` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`tenant` text NOT NULL,
	`workflow` text NOT NULL,
	`url` text NOT NULL,
	`content_hash` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`language` text NOT NULL,
	`remembered_at_ms` integer NOT NULL,
	`claims` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_documents_id` ON `knowledge_documents` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_documents_content` ON `knowledge_documents` (`tenant`,`url`,`content_hash`);--> statement-breakpoint
CREATE TABLE `knowledge_entities` (
	`document` integer NOT NULL,
	`key` text NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`mentions` integer NOT NULL,
	PRIMARY KEY(`document`, `key`),
	FOREIGN KEY (`document`) REFERENCES `knowledge_documents`(`sequence`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `knowledge_entities_key` ON `knowledge_entities` (`tenant`,`key`,`document`);--> statement-breakpoint
CREATE TABLE `knowledge_passages` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`text` text NOT NULL,
	`start_offset` integer NOT NULL,
	`end_offset` integer NOT NULL,
	FOREIGN KEY (`document`) REFERENCES `knowledge_documents`(`sequence`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_passages_place` ON `knowledge_passages` (`document`,`ordinal`);--> statement-breakpoint
CREATE TABLE `knowledge_vectors` (
	`document` integer PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`model` text NOT NULL,
	`dimensions` integer NOT NULL,
	`values` blob NOT NULL,
	FOREIGN KEY (`document`) REFERENCES `knowledge_documents`(`sequence`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `knowledge_vectors_space` ON `knowledge_vectors` (`tenant`,`model`,`dimensions`);