DROP TABLE `alert_deliveries`;--> statement-breakpoint
DROP TABLE `notices`;--> statement-breakpoint
DROP INDEX `alerts_due`;--> statement-breakpoint
ALTER TABLE `alerts` DROP COLUMN `state`;--> statement-breakpoint
ALTER TABLE `alerts` DROP COLUMN `attempts`;--> statement-breakpoint
ALTER TABLE `alerts` DROP COLUMN `due_at_ms`;--> statement-breakpoint
ALTER TABLE `alerts` DROP COLUMN `delivered_at_ms`;