ALTER TABLE "messages" ADD COLUMN "echo_id" text;
--> statement-breakpoint
CREATE INDEX "messages_echo_id" ON "messages" USING btree ("account_id","conversation_id","echo_id") WHERE echo_id is not null;
