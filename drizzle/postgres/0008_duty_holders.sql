CREATE TABLE "duty_holders" (
	"duty" text PRIMARY KEY NOT NULL,
	"process" text NOT NULL
);
