using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChangedWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FullText",
                table: "subscribers");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChangedAt",
                table: "subscriptions",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "subscriptions");

            migrationBuilder.AddColumn<bool>(
                name: "FullText",
                table: "subscribers",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }
    }
}
