using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Publishing.Migrations.Sqlite
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

            // SQLite alters no column. What EF Core does instead, building the table anew, runs outside of a transaction.
            migrationBuilder.Sql("ALTER TABLE hub_subscriptions RENAME COLUMN \"NextAttemptAt\" TO \"DueBefore\";");
            migrationBuilder.Sql("ALTER TABLE hub_subscriptions ADD COLUMN \"NextAttemptAt\" INTEGER NULL;");
            migrationBuilder.Sql("UPDATE hub_subscriptions SET \"NextAttemptAt\" = \"DueBefore\";");
            migrationBuilder.Sql("ALTER TABLE hub_subscriptions DROP COLUMN \"DueBefore\";");

            migrationBuilder.AddColumn<string>(
                name: "Host",
                table: "hub_subscriptions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Host",
                table: "hub_requests",
                type: "TEXT",
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
            {
                migrationBuilder.Sql($"UPDATE {table} SET Host = lower(substr(Callback, instr(Callback, '://') + 3));");
                migrationBuilder.Sql($"UPDATE {table} SET Host = substr(Host, 1, instr(Host || '/', '/') - 1);");
                migrationBuilder.Sql($"UPDATE {table} SET Host = substr(Host, 1, instr(Host || '?', '?') - 1);");
            }
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

            migrationBuilder.AlterColumn<long>(
                name: "NextAttemptAt",
                table: "hub_subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_hub_requests_NextAttemptAt",
                table: "hub_requests",
                column: "NextAttemptAt");
        }
    }
}
