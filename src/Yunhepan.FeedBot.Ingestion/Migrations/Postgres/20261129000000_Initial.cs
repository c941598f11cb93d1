using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Ingestion.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "listed_pages",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false),
                    ListedItem = table.Column<string>(type: "text", nullable: false),
                    ListedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Silent = table.Column<bool>(type: "boolean", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Settled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listed_pages", x => new { x.SourceId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "page_revisits",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    SourceId = table.Column<string>(type: "text", nullable: false),
                    NextAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Looks = table.Column<int>(type: "integer", nullable: false),
                    TimesMissing = table.Column<int>(type: "integer", nullable: false),
                    AwaitsReturn = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_revisits", x => x.ArticleId);
                });

            migrationBuilder.CreateTable(
                name: "poll_watch",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BlindUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_watch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "push_leases",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "text", nullable: false),
                    Token = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: false),
                    Hub = table.Column<string>(type: "text", nullable: false),
                    Topic = table.Column<string>(type: "text", nullable: false),
                    ActiveUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextAskAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastPushAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastError = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_push_leases", x => x.SourceId);
                });

            migrationBuilder.CreateTable(
                name: "source_states",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "text", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false),
                    ETag = table.Column<string>(type: "text", nullable: true),
                    LastModified = table.Column<string>(type: "text", nullable: true),
                    BodyHash = table.Column<string>(type: "text", nullable: true),
                    NextCheckAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    NextReason = table.Column<int>(type: "integer", nullable: false),
                    NextPageAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastCheckAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstSuccessAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastSuccessAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastNewArticleAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastError = table.Column<string>(type: "text", nullable: true),
                    FailingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FailingAs = table.Column<int>(type: "integer", nullable: true),
                    Title = table.Column<string>(type: "text", nullable: true),
                    HomePageUrl = table.Column<string>(type: "text", nullable: true),
                    LastItems = table.Column<int>(type: "integer", nullable: false),
                    AdoptedUrl = table.Column<string>(type: "text", nullable: true),
                    MovedTo = table.Column<string>(type: "text", nullable: true),
                    MovedTimes = table.Column<int>(type: "integer", nullable: false),
                    AdoptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OldAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FeedUrl = table.Column<string>(type: "text", nullable: true),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    ReadFrom = table.Column<string>(type: "text", nullable: true),
                    Listed = table.Column<string>(type: "text", nullable: true),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    TimeToLiveSeconds = table.Column<int>(type: "integer", nullable: true),
                    SkipHours = table.Column<int>(type: "integer", nullable: false),
                    SkipDays = table.Column<int>(type: "integer", nullable: false),
                    Rhythm = table.Column<string>(type: "text", nullable: true),
                    Baseline = table.Column<string>(type: "text", nullable: true),
                    Suspicion = table.Column<string>(type: "text", nullable: true),
                    Suspected = table.Column<int>(type: "integer", nullable: true),
                    SuspectSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PageSuspicion = table.Column<string>(type: "text", nullable: true),
                    SuspectPage = table.Column<string>(type: "text", nullable: true),
                    PageSuspectAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SuspectPolls = table.Column<int>(type: "integer", nullable: false),
                    NewHomes = table.Column<string>(type: "text", nullable: false),
                    ProbedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PushedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DayStart = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NewInDay = table.Column<int>(type: "integer", nullable: false),
                    LeftOut = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_states", x => x.SourceId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_listed_pages_SourceId_Settled_NextAttemptAt",
                table: "listed_pages",
                columns: new[] { "SourceId", "Settled", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_page_revisits_SourceId_NextAt",
                table: "page_revisits",
                columns: new[] { "SourceId", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_push_leases_NextAskAt",
                table: "push_leases",
                column: "NextAskAt");

            migrationBuilder.CreateIndex(
                name: "IX_push_leases_Token",
                table: "push_leases",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_source_states_DueAt",
                table: "source_states",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_source_states_LeaseUntil",
                table: "source_states",
                column: "LeaseUntil");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "listed_pages");

            migrationBuilder.DropTable(
                name: "page_revisits");

            migrationBuilder.DropTable(
                name: "poll_watch");

            migrationBuilder.DropTable(
                name: "push_leases");

            migrationBuilder.DropTable(
                name: "source_states");
        }
    }
}
