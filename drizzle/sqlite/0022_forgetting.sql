CREATE TABLE `left_servers` (
	`tenant` text PRIMARY KEY NOT NULL,
	`left_at_ms` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `workflows` ADD `cancel_asked_at_ms` integer;--> statement-breakpoint
ALTER TABLE `workflows` ADD `forgotten_at_ms` integer;--> statement-breakpoint
CREATE INDEX `workflows_based_on` ON `workflows` (`based_on`) WHERE based_on is not null;--> statement-breakpoint
CREATE INDEX `knowledge_documents_workflow` ON `knowledge_documents` (`workflow`);