CREATE TABLE "checkpoints" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"task" text NOT NULL,
	"step" text NOT NULL,
	"version" bigint NOT NULL,
	"output" text NOT NULL,
	CONSTRAINT "checkpoints_tenant_workflow_task_step_pk" PRIMARY KEY("tenant","workflow","task","step")
);
--> statement-breakpoint
CREATE TABLE "left_servers" (
	"tenant" text PRIMARY KEY NOT NULL,
	"left_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"sequence" bigserial NOT NULL,
	"state" text NOT NULL,
	"process" text NOT NULL,
	"claim" bigint NOT NULL,
	"location" text NOT NULL,
	"location_identity" text NOT NULL,
	"attachment" text,
	"depth" text NOT NULL,
	"user" text NOT NULL,
	"visibility" text NOT NULL,
	"channel" text NOT NULL,
	"max_cost_nano_usd" bigint,
	"language" text,
	"based_on" text,
	"reply_to" text,
	"created_at_ms" bigint NOT NULL,
	"ended_at_ms" bigint,
	"cost_nano_usd" bigint,
	"title" text,
	"refusal" text,
	"failure" text,
	"cancel_asked_at_ms" bigint,
	"forgotten_at_ms" bigint,
	CONSTRAINT "workflows_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "conversation" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "source_kind" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "attempt" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "served_model" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "conversation" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "source_kind" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "attempt" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "checkpoints_workflow" ON "checkpoints" USING btree ("workflow");--> statement-breakpoint
CREATE INDEX "workflows_id" ON "workflows" USING btree ("id");--> statement-breakpoint
CREATE INDEX "workflows_unfinished" ON "workflows" USING btree ("created_at_ms") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "workflows_state" ON "workflows" USING btree ("state","created_at_ms");--> statement-breakpoint
CREATE INDEX "workflows_depth" ON "workflows" USING btree ("depth","state","ended_at_ms");--> statement-breakpoint
CREATE INDEX "workflows_user" ON "workflows" USING btree ("user","created_at_ms");--> statement-breakpoint
CREATE INDEX "workflows_tenant" ON "workflows" USING btree ("tenant","created_at_ms");--> statement-breakpoint
CREATE INDEX "workflows_based_on" ON "workflows" USING btree ("based_on") WHERE based_on is not null;