CREATE TABLE "kept_prices" (
	"id" bigint PRIMARY KEY NOT NULL,
	"content" text NOT NULL
);
