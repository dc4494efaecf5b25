CREATE TABLE "alerts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"period" text NOT NULL,
	"period_start_ms" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"threshold_percent" bigint NOT NULL,
	"spent_nano_usd" bigint NOT NULL,
	"limit_nano_usd" bigint NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"parcel" bigint
);
--> statement-breakpoint
CREATE TABLE "audit_trail" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"account" text NOT NULL,
	"period" text NOT NULL,
	"start_ms" bigint NOT NULL,
	"spent_nano_usd" bigint NOT NULL,
	"held_nano_usd" bigint NOT NULL,
	CONSTRAINT "balances_account_period_start_ms_pk" PRIMARY KEY("account","period","start_ms")
) WITH (fillfactor = 40);
--> statement-breakpoint
CREATE TABLE "book_lock" (
	"only" boolean PRIMARY KEY NOT NULL,
	"limit_changes" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_changes" (
	"revision" bigserial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"period" text NOT NULL,
	"limit_nano_usd" bigint,
	"mode" text NOT NULL,
	"previous_limit_nano_usd" bigint,
	"by" text NOT NULL,
	"role" text NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"sequence" bigserial NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"corrects" text,
	"hold_id" text,
	"booked_at_ms" bigint NOT NULL,
	"held_at_ms" bigint NOT NULL,
	"tenant" text NOT NULL,
	"user" text NOT NULL,
	"workflow" text NOT NULL,
	"task" text NOT NULL,
	"depth" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"operation" text NOT NULL,
	"price_version" text NOT NULL,
	"scopes" text NOT NULL,
	"amount_nano_usd" bigint NOT NULL,
	"provenance" text NOT NULL,
	"calls" bigint NOT NULL,
	"failed_calls" bigint NOT NULL,
	"free_requests" bigint NOT NULL,
	"usage" text NOT NULL,
	"overage" boolean NOT NULL,
	"cautions" text NOT NULL,
	CONSTRAINT "entries_tenant_id_held_at_ms_pk" PRIMARY KEY("tenant","id","held_at_ms")
) PARTITION BY RANGE ("held_at_ms");
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text NOT NULL,
	"state" text NOT NULL,
	"process" text NOT NULL,
	"amount_nano_usd" bigint NOT NULL,
	"requested_nano_usd" bigint NOT NULL,
	"held_at_ms" bigint NOT NULL,
	"expires_at_ms" bigint NOT NULL,
	"ended_at_ms" bigint,
	"tenant" text NOT NULL,
	"user" text NOT NULL,
	"workflow" text NOT NULL,
	"task" text NOT NULL,
	"depth" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"operation" text NOT NULL,
	"price_version" text NOT NULL,
	"scopes" text NOT NULL,
	CONSTRAINT "holds_tenant_id_held_at_ms_pk" PRIMARY KEY("tenant","id","held_at_ms")
) PARTITION BY RANGE ("held_at_ms");
--> statement-breakpoint
CREATE TABLE "milestones" (
	"dollars" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"namespace" text NOT NULL,
	"pid" bigint NOT NULL,
	"birth" text NOT NULL,
	"heartbeat_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_calls" (
	"hold_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "time_zone_changes" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"time_zone" text NOT NULL,
	"previous_time_zone" text NOT NULL,
	"by" text NOT NULL,
	"role" text NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "time_zones" (
	"subject" text PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_rollups" (
	"tenant" text NOT NULL,
	"grain" text NOT NULL,
	"start_ms" bigint NOT NULL,
	"task" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"operation" text NOT NULL,
	"depth" text NOT NULL,
	"amount_nano_usd" bigint NOT NULL,
	"estimated_nano_usd" bigint NOT NULL,
	"unresolved_nano_usd" bigint NOT NULL,
	"calls" bigint NOT NULL,
	"failed_calls" bigint NOT NULL,
	"free_requests" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	CONSTRAINT "usage_rollups_tenant_grain_start_ms_task_provider_model_operation_depth_pk" PRIMARY KEY("tenant","grain","start_ms","task","provider","model","operation","depth")
) WITH (fillfactor = 70);
--> statement-breakpoint
CREATE TABLE "user_rollups" (
	"tenant" text NOT NULL,
	"grain" text NOT NULL,
	"start_ms" bigint NOT NULL,
	"user" text NOT NULL,
	"amount_nano_usd" bigint NOT NULL,
	"estimated_nano_usd" bigint NOT NULL,
	"unresolved_nano_usd" bigint NOT NULL,
	"calls" bigint NOT NULL,
	"failed_calls" bigint NOT NULL,
	"free_requests" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	CONSTRAINT "user_rollups_tenant_grain_start_ms_user_pk" PRIMARY KEY("tenant","grain","start_ms","user")
) WITH (fillfactor = 70);
--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once" ON "alerts" USING btree ("subject","period","period_start_ms","revision","threshold_percent");--> statement-breakpoint
CREATE TABLE "entries_of_other_months" PARTITION OF "entries" DEFAULT;
--> statement-breakpoint
CREATE TABLE "holds_of_other_months" PARTITION OF "holds" DEFAULT;
--> statement-breakpoint
CREATE INDEX "alerts_new" ON "alerts" USING btree ("id") WHERE parcel is null;--> statement-breakpoint
CREATE INDEX "alerts_parcel" ON "alerts" USING btree ("parcel") WHERE parcel is not null;--> statement-breakpoint
CREATE INDEX "budget_changes_subject" ON "budget_changes" USING btree ("subject","period","role","revision");--> statement-breakpoint
CREATE INDEX "entries_id" ON "entries" USING btree ("id");--> statement-breakpoint
CREATE INDEX "entries_corrects" ON "entries" USING btree ("corrects") WHERE corrects is not null;--> statement-breakpoint
CREATE INDEX "entries_held_at" ON "entries" USING btree ("held_at_ms");--> statement-breakpoint
CREATE INDEX "entries_tenant" ON "entries" USING btree ("tenant","held_at_ms");--> statement-breakpoint
CREATE INDEX "entries_user" ON "entries" USING btree ("user","held_at_ms") WHERE "user" <> '';--> statement-breakpoint
CREATE INDEX "entries_workflow" ON "entries" USING btree ("workflow") WHERE workflow <> '';--> statement-breakpoint
CREATE INDEX "entries_overage" ON "entries" USING btree ("provider","model") WHERE overage;--> statement-breakpoint
CREATE INDEX "entries_unresolved" ON "entries" USING btree ("held_at_ms") WHERE provenance = 'unresolved' and kind <> 'reversal';--> statement-breakpoint
CREATE INDEX "entries_output" ON "entries" USING btree ("provider","model","operation","task","sequence") WHERE kind = 'charge';--> statement-breakpoint
CREATE INDEX "entries_cautioned" ON "entries" USING btree ("booked_at_ms") WHERE cautions <> '[]';--> statement-breakpoint
CREATE INDEX "holds_id" ON "holds" USING btree ("id");--> statement-breakpoint
CREATE INDEX "holds_pending" ON "holds" USING btree ("expires_at_ms") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "usage_rollups_start" ON "usage_rollups" USING btree ("grain","start_ms");--> statement-breakpoint
CREATE INDEX "usage_rollups_cost" ON "usage_rollups" USING btree ("provider","model") WHERE amount_nano_usd > 0;--> statement-breakpoint
CREATE INDEX "user_rollups_start" ON "user_rollups" USING btree ("grain","start_ms");
--> statement-breakpoint
INSERT INTO "book_lock" ("only", "limit_changes") VALUES (true, 0);
