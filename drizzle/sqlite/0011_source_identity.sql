DROP INDEX `knowledge_documents_content`;--> statement-breakpoint
ALTER TABLE `knowledge_documents` ADD `address` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `knowledge_documents` ADD `sketch` blob;--> statement-breakpoint
-- Plain addresses are mostly their own normal form; a source that was read at another is still known by its text.
UPDATE `knowledge_documents` SET `address` = `url`;--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_documents_content` ON `knowledge_documents` (`tenant`,`circle`,`address`,`content_hash`);