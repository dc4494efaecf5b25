CREATE TABLE `checkpoints` (
	`workflow` text NOT NULL,
	`task` text NOT NULL,
	`step` text NOT NULL,
	`output` text NOT NULL,
	PRIMARY KEY(`workflow`, `task`, `step`),
	FOREIGN KEY (`workflow`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`process` text NOT NULL,
	`location` text NOT NULL,
	`depth` text NOT NULL,
	`tenant` text NOT NULL,
	`user` text NOT NULL,
	`max_cost_nano_usd` integer,
	`allow_local` integer NOT NULL,
	`reply_to` text,
	`created_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`cost_nano_usd` integer,
	`title` text,
	`refusal` text,
	`failure` text
);
--> statement-breakpoint
CREATE INDEX `workflows_unfinished` ON `workflows` (`created_at_ms`) WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX `workflows_state` ON `workflows` (`state`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `workflows_depth` ON `workflows` (`depth`,`state`,`ended_at_ms`);--> statement-breakpoint
CREATE INDEX `workflows_user` ON `workflows` (`user`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `workflows_tenant` ON `workflows` (`tenant`,`created_at_ms`);