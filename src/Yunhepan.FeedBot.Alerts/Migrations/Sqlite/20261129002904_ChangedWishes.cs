using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Alerts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChangedWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As EF Core drops a column, by building the table anew, it would run outside of a transaction.
            migrationBuilder.Sql("ALTER TABLE subscribers DROP COLUMN \"FullText\";");

            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "subscriptions",
                type: "INTEGER",
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }
    }
}
