-- The index of words over knowledge_passages; rowid is the passage's sequence.
-- It is contentless: the text already stands in knowledge_passages, and what is indexed is not that text but a form of
-- it (runs of Chinese, Japanese and Korean cut into pairs of characters, which unicode61 would take for one word).
-- An external-content index would have to be told that very form again to forget a row, and be corrupt for ever
-- if a later version made it otherwise; contentless_delete needs the rowid alone. Merges drop what was deleted.
CREATE VIRTUAL TABLE `knowledge_words` USING fts5(
	tenant, title, summary, body,
	content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
);
--> statement-breakpoint
-- Cascades fire it too, so that no word outlives its passage.
CREATE TRIGGER `knowledge_passages_forget` AFTER DELETE ON `knowledge_passages` BEGIN
	DELETE FROM `knowledge_words` WHERE rowid = old.`sequence`;
END;
