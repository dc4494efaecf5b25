DROP INDEX `knowledge_documents_content`;--> statement-breakpoint
ALTER TABLE `knowledge_documents` ADD `circle` text DEFAULT 'member:' NOT NULL;--> statement-breakpoint
-- What was read before documents had readers of their own is for those who may see the run that read it.
UPDATE `knowledge_documents` SET `circle` = coalesce((
  SELECT CASE `visibility` WHEN 'server' THEN 'server' WHEN 'channel' THEN 'channel:' || `channel` ELSE 'member:' || `user` END
  FROM `workflows` WHERE `workflows`.`id` = `knowledge_documents`.`workflow`
), 'member:');--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_documents_content` ON `knowledge_documents` (`tenant`,`circle`,`url`,`content_hash`);
