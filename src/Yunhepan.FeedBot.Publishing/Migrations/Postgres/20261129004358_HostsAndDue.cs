using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Publishing.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HostsAndDue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_hub_requests_NextAttemptAt",
                table: "hub_requests");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "NextAttemptAt",
                table: "hub_subscriptions",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone");

            migrationBuilder.AddColumn<string>(
                name: "Host",
                table: "hub_subscriptions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Host",
                table: "hub_requests",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_Host",
                table: "hub_subscriptions",
                column: "Host");

            migrationBuilder.CreateIndex(
                name: "IX_hub_subscriptions_NextAttemptAt_Failures_Host",
                table: "hub_subscriptions",
                columns: new[] { "NextAttemptAt", "Failures", "Host" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_Host_Id",
                table: "hub_requests",
                columns: new[] { "Host", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_NextAttemptAt_Failures_Host",
                table: "hub_requests",
                columns: new[] { "NextAttemptAt", "Failures", "Host" });

            // Callbacks have neither credentials nor a fragment: the host ends at a path or at a query.
            foreach (var table in new[] { "hub_subscriptions", "hub_requests" })
                migrationBuilder.Sql($"""UPDATE {table} SET "Host" = lower(split_part(split_part(split_part("Callback", '://', 2), '/', 1), '?', 1));""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_hub_subscriptions_Host",
                table: "hub_subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_hub_subscriptions_NextAttemptAt_Failures_Host",
                table: "hub_subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_hub_requests_Host_Id",
                table: "hub_requests");

            migrationBuilder.DropIndex(
                name: "IX_hub_requests_NextAttemptAt_Failures_Host",
                table: "hub_requests");

            migrationBuilder.DropColumn(
                name: "Host",
                table: "hub_subscriptions");

            migrationBuilder.DropColumn(
                name: "Host",
                table: "hub_requests");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "NextAttemptAt",
                table: "hub_subscriptions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)),
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_NextAttemptAt",
                table: "hub_requests",
                column: "NextAttemptAt");
        }
    }
}
