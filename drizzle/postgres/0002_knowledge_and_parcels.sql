CREATE TABLE "client_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigserial NOT NULL,
	"hash" text NOT NULL,
	"subject" text NOT NULL,
	"name" text,
	"created_at_ms" bigint NOT NULL,
	"revoked_at_ms" bigint
);
--> statement-breakpoint
CREATE TABLE "outside_events" (
	"reporter" text NOT NULL,
	"id" text NOT NULL,
	"content_hash" text NOT NULL,
	"kept_at_ms" bigint NOT NULL,
	CONSTRAINT "outside_events_reporter_id_pk" PRIMARY KEY("reporter","id")
);
--> statement-breakpoint
CREATE TABLE "knowledge_documents" (
	"tenant" text NOT NULL,
	"sequence" bigserial NOT NULL,
	"id" text NOT NULL,
	"circle" text NOT NULL,
	"workflow" text NOT NULL,
	"url" text NOT NULL,
	"address" text NOT NULL,
	"content_hash" text NOT NULL,
	"sketch" "bytea" NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"remembered_at_ms" bigint NOT NULL,
	"claims" text NOT NULL,
	CONSTRAINT "knowledge_documents_tenant_sequence_pk" PRIMARY KEY("tenant","sequence")
);
--> statement-breakpoint
CREATE TABLE "knowledge_entities" (
	"tenant" text NOT NULL,
	"document" bigint NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"mentions" bigint NOT NULL,
	CONSTRAINT "knowledge_entities_tenant_document_key_pk" PRIMARY KEY("tenant","document","key")
);
--> statement-breakpoint
CREATE TABLE "knowledge_passages" (
	"tenant" text NOT NULL,
	"document" bigint NOT NULL,
	"ordinal" bigint NOT NULL,
	"text" text NOT NULL,
	"start_offset" bigint NOT NULL,
	"end_offset" bigint NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "knowledge_passages_tenant_document_ordinal_pk" PRIMARY KEY("tenant","document","ordinal")
);
--> statement-breakpoint
CREATE TABLE "knowledge_vectors" (
	"tenant" text NOT NULL,
	"document" bigint NOT NULL,
	"model" text NOT NULL,
	"dimensions" bigint NOT NULL,
	"values" "bytea" NOT NULL,
	CONSTRAINT "knowledge_vectors_tenant_document_pk" PRIMARY KEY("tenant","document")
);
--> statement-breakpoint
CREATE TABLE "parcel_deliveries" (
	"parcel" bigint NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint NOT NULL,
	"due_at_ms" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "parcel_deliveries_parcel_channel_pk" PRIMARY KEY("parcel","channel")
);
--> statement-breakpoint
CREATE TABLE "parcels" (
	"tenant" text NOT NULL,
	"id" bigserial NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"nonce" text NOT NULL,
	"workflow" text NOT NULL,
	"notice" text,
	"state" text NOT NULL,
	"process" text NOT NULL,
	"attempts" bigint NOT NULL,
	"due_at_ms" bigint NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"ended_at_ms" bigint,
	CONSTRAINT "parcels_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "recipient_locales" (
	"user" text PRIMARY KEY NOT NULL,
	"locale" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_settings" (
	"server" text PRIMARY KEY NOT NULL,
	"depth" text,
	"is_private" boolean NOT NULL,
	"language" text,
	"cost_line" text NOT NULL,
	"memory_days" bigint
);
--> statement-breakpoint
CREATE TABLE "watched_channels" (
	"server" text NOT NULL,
	"channel" text NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "watched_channels_server_channel_pk" PRIMARY KEY("server","channel")
);
--> statement-breakpoint
ALTER TABLE "knowledge_entities" ADD CONSTRAINT "knowledge_entities_document" FOREIGN KEY ("tenant","document") REFERENCES "public"."knowledge_documents"("tenant","sequence") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_passages" ADD CONSTRAINT "knowledge_passages_document" FOREIGN KEY ("tenant","document") REFERENCES "public"."knowledge_documents"("tenant","sequence") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_vectors" ADD CONSTRAINT "knowledge_vectors_document" FOREIGN KEY ("tenant","document") REFERENCES "public"."knowledge_documents"("tenant","sequence") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_documents_id" ON "knowledge_documents" USING btree ("tenant","id");--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_documents_content" ON "knowledge_documents" USING btree ("tenant","circle","address","content_hash");--> statement-breakpoint
CREATE INDEX "knowledge_documents_by_id" ON "knowledge_documents" USING btree ("id");--> statement-breakpoint
CREATE INDEX "knowledge_documents_sequence" ON "knowledge_documents" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "knowledge_documents_workflow" ON "knowledge_documents" USING btree ("workflow");--> statement-breakpoint
CREATE INDEX "knowledge_documents_remembered" ON "knowledge_documents" USING btree ("remembered_at_ms");--> statement-breakpoint
CREATE INDEX "knowledge_entities_key" ON "knowledge_entities" USING btree ("tenant","key","document");--> statement-breakpoint
CREATE INDEX "knowledge_passages_words" ON "knowledge_passages" USING gin ("words");--> statement-breakpoint
CREATE INDEX "knowledge_vectors_space" ON "knowledge_vectors" USING btree ("tenant","model","dimensions","document");--> statement-breakpoint
CREATE UNIQUE INDEX "parcels_once" ON "parcels" USING btree ("tenant","key");--> statement-breakpoint
CREATE INDEX "parcels_id" ON "parcels" USING btree ("id");--> statement-breakpoint
CREATE INDEX "parcels_due" ON "parcels" USING btree ("due_at_ms") WHERE state in ('waiting', 'claimed');--> statement-breakpoint
CREATE INDEX "parcels_claimed" ON "parcels" USING btree ("process") WHERE state = 'claimed';--> statement-breakpoint
CREATE INDEX "parcels_kept" ON "parcels" USING btree ("workflow") WHERE state = 'kept';--> statement-breakpoint
CREATE INDEX "parcels_workflow" ON "parcels" USING btree ("workflow") WHERE workflow <> '';