using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ArticleKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: its key is all it holds, so the key is the table.
            migrationBuilder.Sql(
                """
                CREATE TABLE article_keys (
                    "Hash" INTEGER NOT NULL,
                    "ArticleId" INTEGER NOT NULL,
                    CONSTRAINT "PK_article_keys" PRIMARY KEY ("Hash", "ArticleId")) WITHOUT ROWID
                """);

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
