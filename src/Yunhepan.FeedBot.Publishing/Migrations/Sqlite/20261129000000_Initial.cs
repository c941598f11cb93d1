using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Publishing.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hub_requests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Subscribes = table.Column<bool>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Callback = table.Column<string>(type: "TEXT", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    Network = table.Column<string>(type: "TEXT", nullable: false),
                    Client = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: true),
                    LeaseSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hub_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hub_subscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Callback = table.Column<string>(type: "TEXT", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    Network = table.Column<string>(type: "TEXT", nullable: false),
                    Client = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeliveredTag = table.Column<string>(type: "TEXT", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hub_subscriptions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_Client",
                table: "hub_requests",
                column: "Client");

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_Domain_Id",
                table: "hub_requests",
                columns: new[] { "Domain", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_Network",
                table: "hub_requests",
                column: "Network");

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_NextAttemptAt_Failures_Domain_Network_Client",
                table: "hub_requests",
                columns: new[] { "NextAttemptAt", "Failures", "Domain", "Network", "Client" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Client",
                table: "hub_subscriptions",
                column: "Client");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Domain",
                table: "hub_subscriptions",
                column: "Domain");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_ExpiresAt",
                table: "hub_subscriptions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Network",
                table: "hub_subscriptions",
                column: "Network");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_NextAttemptAt_Failures_Domain_Network_Client",
                table: "hub_subscriptions",
                columns: new[] { "NextAttemptAt", "Failures", "Domain", "Network", "Client" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Topic_Callback",
                table: "hub_subscriptions",
                columns: new[] { "Topic", "Callback" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hub_requests");

            migrationBuilder.DropTable(
                name: "hub_subscriptions");
        }
    }
}
