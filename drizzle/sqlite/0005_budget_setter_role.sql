DROP INDEX `budget_changes_subject`;--> statement-breakpoint
ALTER TABLE `budget_changes` ADD `role` text DEFAULT 'owner' NOT NULL;--> statement-breakpoint
-- Until here the changes of managers were marked in the name of who made them.
UPDATE `budget_changes` SET `role` = 'manager' WHERE substr(`by`, 1, 8) = 'manager_';--> statement-breakpoint
CREATE INDEX `budget_changes_subject` ON `budget_changes` (`subject`,`period`,`role`,`revision`);
