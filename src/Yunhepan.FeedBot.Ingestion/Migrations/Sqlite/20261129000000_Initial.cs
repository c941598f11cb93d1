using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Ingestion.Migrations.Sqlite
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
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    ListedItem = table.Column<string>(type: "TEXT", nullable: false),
                    ListedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Silent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Settled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listed_pages", x => new { x.SourceId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "page_revisits",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Looks = table.Column<int>(type: "INTEGER", nullable: false),
                    TimesMissing = table.Column<int>(type: "INTEGER", nullable: false),
                    AwaitsReturn = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_revisits", x => x.ArticleId);
                });

            migrationBuilder.CreateTable(
                name: "poll_watch",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BlindUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_watch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "push_leases",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false),
                    Hub = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    ActiveUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    NextAskAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastPushAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_push_leases", x => x.SourceId);
                });

            migrationBuilder.CreateTable(
                name: "source_states",
                columns: table => new
                {
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    BodyHash = table.Column<string>(type: "TEXT", nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextReason = table.Column<int>(type: "INTEGER", nullable: false),
                    NextPageAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LastCheckAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastNewArticleAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    FailingAs = table.Column<int>(type: "INTEGER", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    HomePageUrl = table.Column<string>(type: "TEXT", nullable: true),
                    LastItems = table.Column<int>(type: "INTEGER", nullable: false),
                    AdoptedUrl = table.Column<string>(type: "TEXT", nullable: true),
                    MovedTo = table.Column<string>(type: "TEXT", nullable: true),
                    MovedTimes = table.Column<int>(type: "INTEGER", nullable: false),
                    AdoptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OldAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FeedUrl = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ReadFrom = table.Column<string>(type: "TEXT", nullable: true),
                    Listed = table.Column<string>(type: "TEXT", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TimeToLiveSeconds = table.Column<int>(type: "INTEGER", nullable: true),
                    SkipHours = table.Column<int>(type: "INTEGER", nullable: false),
                    SkipDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", nullable: true),
                    Baseline = table.Column<string>(type: "TEXT", nullable: true),
                    Suspicion = table.Column<string>(type: "TEXT", nullable: true),
                    Suspected = table.Column<int>(type: "INTEGER", nullable: true),
                    SuspectSince = table.Column<long>(type: "INTEGER", nullable: true),
                    PageSuspicion = table.Column<string>(type: "TEXT", nullable: true),
                    SuspectPage = table.Column<string>(type: "TEXT", nullable: true),
                    PageSuspectAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SuspectPolls = table.Column<int>(type: "INTEGER", nullable: false),
                    NewHomes = table.Column<string>(type: "TEXT", nullable: false),
                    ProbedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PushedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    DayStart = table.Column<long>(type: "INTEGER", nullable: true),
                    NewInDay = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false)
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
