CREATE TABLE "own_drafts" (
	"account_id" bigint NOT NULL,
	"conversation_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"mode" text NOT NULL,
	"message" text NOT NULL,
	"version" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "own_drafts_account_id_conversation_id_user_id_mode_pk" PRIMARY KEY("account_id","conversation_id","user_id","mode")
);

--> statement-breakpoint
ALTER TABLE "own_drafts" ADD CONSTRAINT "own_drafts_conversation" FOREIGN KEY ("account_id","conversation_id") REFERENCES "public"."conversations"("account_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "own_drafts" ADD CONSTRAINT "own_drafts_member" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."account_users"("account_id","user_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "own_drafts_user" ON "own_drafts" USING btree ("account_id","user_id");
