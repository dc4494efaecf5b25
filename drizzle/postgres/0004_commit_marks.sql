CREATE TABLE "commit_marks" (
	"session" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"marked_at_ms" bigint NOT NULL
);
