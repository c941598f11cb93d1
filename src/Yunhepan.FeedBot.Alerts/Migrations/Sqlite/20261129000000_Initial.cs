using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "added_sources",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    IsNamed = table.Column<bool>(type: "INTEGER", nullable: false),
                    CategoryId = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Newest = table.Column<string>(type: "TEXT", nullable: false),
                    ImportId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_added_sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    StoryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Topics = table.Column<string>(type: "TEXT", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentToErasedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.Revision);
                });

            migrationBuilder.CreateTable(
                name: "chat_transfers",
                columns: table => new
                {
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chat_transfers", x => x.TokenHash);
                });

            migrationBuilder.CreateTable(
                name: "deferred",
                columns: table => new
                {
                    AlertRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Hold = table.Column<int>(type: "INTEGER", nullable: false),
                    IsGathered = table.Column<bool>(type: "INTEGER", nullable: false, computedColumnSql: "\"Hold\" BETWEEN 4 AND 7", stored: true),
                    Topic = table.Column<string>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DoubtfulRevision = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deferred", x => new { x.AlertRevision, x.SubscriberId });
                });

            migrationBuilder.CreateTable(
                name: "fan_outs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AlertRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Cursor = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fan_outs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "filters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Include = table.Column<string>(type: "TEXT", nullable: false),
                    Exclude = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "formats",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_formats", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lanes",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Beat = table.Column<long>(type: "INTEGER", nullable: false),
                    ParkedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lanes", x => new { x.Platform, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "left_sources",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Silent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Include = table.Column<string>(type: "TEXT", nullable: false),
                    Exclude = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    FormatId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_left_sources", x => new { x.SubscriberId, x.SourceId });
                });

            migrationBuilder.CreateTable(
                name: "log_cursors",
                columns: table => new
                {
                    Reader = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_cursors", x => x.Reader);
                });

            migrationBuilder.CreateTable(
                name: "managed_chats",
                columns: table => new
                {
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_managed_chats", x => new { x.PersonId, x.ChatId });
                });

            migrationBuilder.CreateTable(
                name: "merged_chats",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Into = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merged_chats", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "open_questions",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Command = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_questions", x => x.SubscriberId);
                });

            migrationBuilder.CreateTable(
                name: "push_devices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    Endpoint = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    AfterEntry = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsQuick = table.Column<bool>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_push_devices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "push_keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    PrivateKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_push_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "question_blocks",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    DeskId = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_blocks", x => new { x.SubscriberId, x.DeskId });
                });

            migrationBuilder.CreateTable(
                name: "question_deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    IsToDesk = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "question_posts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WrittenIn = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_posts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    PublisherId = table.Column<string>(type: "TEXT", nullable: true),
                    DeskId = table.Column<string>(type: "TEXT", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    IsUrgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WaitsSince = table.Column<long>(type: "INTEGER", nullable: true),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HandedUpAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstAnswerAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AskerAgrees = table.Column<bool>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    AlertRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    ArticleRevision = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Topic = table.Column<string>(type: "TEXT", nullable: true),
                    FormatId = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Held = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.AlertRevision, x.SubscriberId });
                });

            migrationBuilder.CreateTable(
                name: "received_updates",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_received_updates", x => new { x.Platform, x.Account, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "source_imports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Known = table.Column<string>(type: "TEXT", nullable: false),
                    Urls = table.Column<string>(type: "TEXT", nullable: false),
                    Titles = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscribers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    ThreadId = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    LanguageIsChosen = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: true),
                    QuietFrom = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    QuietTo = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    UrgentInQuiet = table.Column<bool>(type: "INTEGER", nullable: false),
                    DigestAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    DigestOn = table.Column<int>(type: "INTEGER", nullable: true),
                    Silent = table.Column<bool>(type: "INTEGER", nullable: false),
                    PausedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    MaxPerHour = table.Column<int>(type: "INTEGER", nullable: true),
                    RestsUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    TimesUnreachable = table.Column<int>(type: "INTEGER", nullable: false),
                    FormatId = table.Column<long>(type: "INTEGER", nullable: true),
                    FeedToken = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscribers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    TopicKind = table.Column<int>(type: "INTEGER", nullable: false),
                    TopicId = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Silent = table.Column<bool>(type: "INTEGER", nullable: false),
                    FilterId = table.Column<long>(type: "INTEGER", nullable: true),
                    FormatId = table.Column<long>(type: "INTEGER", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Written = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => new { x.SubscriberId, x.TopicKind, x.TopicId });
                });

            migrationBuilder.CreateTable(
                name: "switched_off_patterns",
                columns: table => new
                {
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_switched_off_patterns", x => x.Text);
                });

            migrationBuilder.CreateTable(
                name: "told_sources",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Trouble = table.Column<int>(type: "INTEGER", nullable: true),
                    MovedTo = table.Column<string>(type: "TEXT", nullable: true),
                    SayingAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_sources", x => new { x.SubscriberId, x.SourceId });
                });

            migrationBuilder.CreateTable(
                name: "transcript",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PushVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Side = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transcript", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "transcript_chats",
                columns: table => new
                {
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PushVersion = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transcript_chats", x => x.ChatId);
                });

            migrationBuilder.CreateTable(
                name: "undo_steps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_undo_steps", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "words",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_words", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_absences_SubscriberId",
                table: "absences",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_added_sources_Key",
                table: "added_sources",
                column: "Key",
                unique: true,
                filter: "\"State\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_added_sources_SourceId",
                table: "added_sources",
                column: "SourceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_added_sources_SubscriberId_State",
                table: "added_sources",
                columns: new[] { "SubscriberId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_ArticleId",
                table: "alerts",
                column: "ArticleId");

            migrationBuilder.CreateIndex(
                name: "IX_alerts_CreatedAt",
                table: "alerts",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_alerts_StoryId",
                table: "alerts",
                column: "StoryId");

            migrationBuilder.CreateIndex(
                name: "IX_chat_transfers_ChatId",
                table: "chat_transfers",
                column: "ChatId");

            migrationBuilder.CreateIndex(
                name: "IX_deferred_Platform_Account_IsGathered_DueAt",
                table: "deferred",
                columns: new[] { "Platform", "Account", "IsGathered", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deferred_Platform_Account_IsGathered_Priority_DueAt",
                table: "deferred",
                columns: new[] { "Platform", "Account", "IsGathered", "Priority", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deferred_SubscriberId_Priority_AlertRevision",
                table: "deferred",
                columns: new[] { "SubscriberId", "Priority", "AlertRevision" });

            migrationBuilder.CreateIndex(
                name: "IX_fan_outs_AlertRevision_Platform_Account",
                table: "fan_outs",
                columns: new[] { "AlertRevision", "Platform", "Account" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_fan_outs_Platform_Account_State_Priority_Id",
                table: "fan_outs",
                columns: new[] { "Platform", "Account", "State", "Priority", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_filters_Key",
                table: "filters",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_formats_Key",
                table: "formats",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_managed_chats_ChatId",
                table: "managed_chats",
                column: "ChatId");

            migrationBuilder.CreateIndex(
                name: "IX_merged_chats_Into",
                table: "merged_chats",
                column: "Into");

            migrationBuilder.CreateIndex(
                name: "IX_push_devices_ChatId",
                table: "push_devices",
                column: "ChatId");

            migrationBuilder.CreateIndex(
                name: "IX_push_devices_Endpoint",
                table: "push_devices",
                column: "Endpoint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_push_devices_IsQuick_NextAt",
                table: "push_devices",
                columns: new[] { "IsQuick", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_question_deliveries_DueAt",
                table: "question_deliveries",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_question_deliveries_QuestionId",
                table: "question_deliveries",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_question_deliveries_SubscriberId_MessageId",
                table: "question_deliveries",
                columns: new[] { "SubscriberId", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_question_posts_QuestionId",
                table: "question_posts",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_question_posts_WrittenIn",
                table: "question_posts",
                column: "WrittenIn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_questions_ChangedAt",
                table: "questions",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_questions_DeskId_AskedAt",
                table: "questions",
                columns: new[] { "DeskId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_questions_PublisherId_PublishedAt",
                table: "questions",
                columns: new[] { "PublisherId", "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_questions_SubscriberId_AskedAt",
                table: "questions",
                columns: new[] { "SubscriberId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_questions_WaitsSince",
                table: "questions",
                column: "WaitsSince",
                filter: "\"WaitsSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_ArticleId_SubscriberId",
                table: "receipts",
                columns: new[] { "ArticleId", "SubscriberId" },
                unique: true,
                filter: "\"Kind\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_FormatId",
                table: "receipts",
                column: "FormatId",
                filter: "\"FormatId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_Outcome_SentAt",
                table: "receipts",
                columns: new[] { "Outcome", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_SentAt",
                table: "receipts",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_SubscriberId_SentAt",
                table: "receipts",
                columns: new[] { "SubscriberId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_received_updates_At",
                table: "received_updates",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_received_updates_Platform_Account",
                table: "received_updates",
                columns: new[] { "Platform", "Account" },
                filter: "\"Text\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_source_imports_SubscriberId",
                table: "source_imports",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_FeedToken",
                table: "subscribers",
                column: "FeedToken",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_Platform_Account_ChatId_ThreadId",
                table: "subscribers",
                columns: new[] { "Platform", "Account", "ChatId", "ThreadId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_TopicKind_TopicId_SubscriberId",
                table: "subscriptions",
                columns: new[] { "TopicKind", "TopicId", "SubscriberId" });

            migrationBuilder.CreateIndex(
                name: "IX_transcript_ChatId_Version",
                table: "transcript",
                columns: new[] { "ChatId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_undo_steps_SubscriberId_Id",
                table: "undo_steps",
                columns: new[] { "SubscriberId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_words_Text",
                table: "words",
                column: "Text",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "added_sources");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "chat_transfers");

            migrationBuilder.DropTable(
                name: "deferred");

            migrationBuilder.DropTable(
                name: "fan_outs");

            migrationBuilder.DropTable(
                name: "filters");

            migrationBuilder.DropTable(
                name: "formats");

            migrationBuilder.DropTable(
                name: "lanes");

            migrationBuilder.DropTable(
                name: "left_sources");

            migrationBuilder.DropTable(
                name: "log_cursors");

            migrationBuilder.DropTable(
                name: "managed_chats");

            migrationBuilder.DropTable(
                name: "merged_chats");

            migrationBuilder.DropTable(
                name: "open_questions");

            migrationBuilder.DropTable(
                name: "push_devices");

            migrationBuilder.DropTable(
                name: "push_keys");

            migrationBuilder.DropTable(
                name: "question_blocks");

            migrationBuilder.DropTable(
                name: "question_deliveries");

            migrationBuilder.DropTable(
                name: "question_posts");

            migrationBuilder.DropTable(
                name: "questions");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "received_updates");

            migrationBuilder.DropTable(
                name: "source_imports");

            migrationBuilder.DropTable(
                name: "subscribers");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "switched_off_patterns");

            migrationBuilder.DropTable(
                name: "told_sources");

            migrationBuilder.DropTable(
                name: "transcript");

            migrationBuilder.DropTable(
                name: "transcript_chats");

            migrationBuilder.DropTable(
                name: "undo_steps");

            migrationBuilder.DropTable(
                name: "words");
        }
    }
}
