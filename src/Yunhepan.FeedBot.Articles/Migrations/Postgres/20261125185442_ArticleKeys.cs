using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ArticleKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "article_keys",
                columns: table => new
                {
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    ArticleId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_keys", x => new { x.Hash, x.ArticleId });
                });

            // Keys belong to the index entry: what has one without them gets another.
            migrationBuilder.Sql("""UPDATE articles SET "IndexVersion" = 0 WHERE "IndexVersion" <> 0""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "article_keys");
        }
    }
}
