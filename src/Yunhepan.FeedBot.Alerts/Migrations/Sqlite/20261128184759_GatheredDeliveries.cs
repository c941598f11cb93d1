using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GatheredDeliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_deferred_Platform_Account_DueAt",
                table: "deferred");

            migrationBuilder.AddColumn<bool>(
                name: "IsGathered",
                table: "deferred",
                type: "INTEGER",
                nullable: false,
                computedColumnSql: "\"Hold\" BETWEEN 4 AND 7",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "IX_deferred_Platform_Account_IsGathered_DueAt",
                table: "deferred",
                columns: new[] { "Platform", "Account", "IsGathered", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deferred_Platform_Account_IsGathered_Priority_DueAt",
                table: "deferred",
                columns: new[] { "Platform", "Account", "IsGathered", "Priority", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_deferred_Platform_Account_IsGathered_DueAt",
                table: "deferred");

            migrationBuilder.DropIndex(
                name: "IX_deferred_Platform_Account_IsGathered_Priority_DueAt",
                table: "deferred");

            migrationBuilder.DropColumn(
                name: "IsGathered",
                table: "deferred");

            migrationBuilder.CreateIndex(
                name: "IX_deferred_Platform_Account_DueAt",
                table: "deferred",
                columns: new[] { "Platform", "Account", "DueAt" });
        }
    }
}
