ALTER TABLE `entries` ADD `cautions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `entries_overage` ON `entries` (`provider`,`model`) WHERE overage = 1;--> statement-breakpoint
CREATE INDEX `entries_cautioned` ON `entries` (`booked_at_ms`) WHERE cautions <> '[]';--> statement-breakpoint
CREATE INDEX `usage_rollups_cost` ON `usage_rollups` (`provider`,`model`) WHERE amount_nano_usd > 0;