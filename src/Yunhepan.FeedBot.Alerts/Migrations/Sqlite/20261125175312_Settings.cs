using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Settings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FilterId",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Mode",
                table: "subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Silent",
                table: "subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Written",
                table: "subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "DigestAt",
                table: "subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DigestOn",
                table: "subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "FullText",
                table: "subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "MaxPerHour",
                table: "subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PausedUntil",
                table: "subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "QuietFrom",
                table: "subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "QuietTo",
                table: "subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RestsUntil",
                table: "subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Silent",
                table: "subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TimesUnreachable",
                table: "subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "UrgentInQuiet",
                table: "subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "receipts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Held",
                table: "receipts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeldAt",
                table: "receipts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Topic",
                table: "receipts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Hold",
                table: "deferred",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Topic",
                table: "deferred",
                type: "TEXT",
                nullable: true);

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
                name: "IX_receipts_Outcome_SentAt",
                table: "receipts",
                columns: new[] { "Outcome", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_filters_Key",
                table: "filters",
                column: "Key",
                unique: true);

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
                name: "filters");

            migrationBuilder.DropTable(
                name: "lanes");

            migrationBuilder.DropTable(
                name: "words");

            migrationBuilder.DropIndex(
                name: "IX_receipts_Outcome_SentAt",
                table: "receipts");

            migrationBuilder.DropColumn(
                name: "FilterId",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "Mode",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "Silent",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "Written",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "DigestAt",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "DigestOn",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "FullText",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "MaxPerHour",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "PausedUntil",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "QuietFrom",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "QuietTo",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "RestsUntil",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "Silent",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "TimeZone",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "TimesUnreachable",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "UrgentInQuiet",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "receipts");

            migrationBuilder.DropColumn(
                name: "Held",
                table: "receipts");

            migrationBuilder.DropColumn(
                name: "HeldAt",
                table: "receipts");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "receipts");

            migrationBuilder.DropColumn(
                name: "Hold",
                table: "deferred");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "deferred");
        }
    }
}
