ALTER TABLE `entries` ADD `conversation` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `entries` ADD `source_kind` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `entries` ADD `attempt` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `entries` ADD `served_model` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `conversation` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `source_kind` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `attempt` integer DEFAULT 1 NOT NULL;