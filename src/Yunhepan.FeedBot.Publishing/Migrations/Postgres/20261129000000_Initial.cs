using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Yunhepan.FeedBot.Publishing.Migrations.Postgres
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subscribes = table.Column<bool>(type: "boolean", nullable: false),
                    Topic = table.Column<string>(type: "text", nullable: false),
                    Callback = table.Column<string>(type: "text", nullable: false),
                    Host = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: true),
                    LeaseSeconds = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hub_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hub_subscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Topic = table.Column<string>(type: "text", nullable: false),
                    Callback = table.Column<string>(type: "text", nullable: false),
                    Host = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: true),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeliveredTag = table.Column<string>(type: "text", nullable: false),
                    NextAttemptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hub_subscriptions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_Host_Id",
                table: "hub_requests",
                columns: new[] { "Host", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_NextAttemptAt_Failures_Host",
                table: "hub_requests",
                columns: new[] { "NextAttemptAt", "Failures", "Host" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_ExpiresAt",
                table: "hub_subscriptions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Host",
                table: "hub_subscriptions",
                column: "Host");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_NextAttemptAt_Failures_Host",
                table: "hub_subscriptions",
                columns: new[] { "NextAttemptAt", "Failures", "Host" });

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
