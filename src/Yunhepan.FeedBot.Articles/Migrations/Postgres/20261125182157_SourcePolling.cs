using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SourcePolling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_source_states_NextCheckAt",
                table: "source_states");

            migrationBuilder.AddColumn<string>(
                name: "AdoptedUrl",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Baseline",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "source_states",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<int>(
                name: "LastItems",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "MovedTimes",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "MovedTo",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewHomes",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextPageAt",
                table: "source_states",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NextReason",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProbedAt",
                table: "source_states",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PushedUntil",
                table: "source_states",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rhythm",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SkipDays",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SkipHours",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SuspectPolls",
                table: "source_states",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SuspectSince",
                table: "source_states",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Suspicion",
                table: "source_states",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TimeToLiveSeconds",
                table: "source_states",
                type: "integer",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_source_states_DueAt",
                table: "source_states",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_source_states_LeaseUntil",
                table: "source_states",
                column: "LeaseUntil");

            migrationBuilder.CreateIndex(
                name: "IX_push_leases_NextAskAt",
                table: "push_leases",
                column: "NextAskAt");

            migrationBuilder.CreateIndex(
                name: "IX_push_leases_Token",
                table: "push_leases",
                column: "Token",
                unique: true);

            // What was there before is due as it was, and its pages then too.
            migrationBuilder.Sql("UPDATE source_states SET \"DueAt\" = \"NextCheckAt\", \"NextPageAt\" = \"NextCheckAt\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "push_leases");

            migrationBuilder.DropIndex(
                name: "IX_source_states_DueAt",
                table: "source_states");

            migrationBuilder.DropIndex(
                name: "IX_source_states_LeaseUntil",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "AdoptedUrl",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "Baseline",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "LastItems",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "MovedTimes",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "MovedTo",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "NewHomes",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "NextPageAt",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "NextReason",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "ProbedAt",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "PushedUntil",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "Rhythm",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "SkipDays",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "SkipHours",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "SuspectPolls",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "SuspectSince",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "Suspicion",
                table: "source_states");

            migrationBuilder.DropColumn(
                name: "TimeToLiveSeconds",
                table: "source_states");

            migrationBuilder.CreateIndex(
                name: "IX_source_states_NextCheckAt",
                table: "source_states",
                column: "NextCheckAt");
        }
    }
}
