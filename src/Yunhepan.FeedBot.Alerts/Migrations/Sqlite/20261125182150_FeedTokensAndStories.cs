using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FeedTokensAndStories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FeedToken",
                table: "subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "StoryId",
                table: "alerts",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_FeedToken",
                table: "subscribers",
                column: "FeedToken",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_alerts_StoryId",
                table: "alerts",
                column: "StoryId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_subscribers_FeedToken",
                table: "subscribers");

            migrationBuilder.DropIndex(
                name: "IX_alerts_StoryId",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "FeedToken",
                table: "subscribers");

            migrationBuilder.DropColumn(
                name: "StoryId",
                table: "alerts");
        }
    }
}
