DROP INDEX "usage_rollups_cost";--> statement-breakpoint
ALTER TABLE "usage_rollups" ADD COLUMN "has_cost" boolean GENERATED ALWAYS AS (amount_nano_usd > 0) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "usage_rollups_cost" ON "usage_rollups" USING btree ("provider","model") WHERE has_cost;