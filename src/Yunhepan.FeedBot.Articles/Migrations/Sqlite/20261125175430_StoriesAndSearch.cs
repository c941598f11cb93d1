using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StoriesAndSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "IndexVersion",
                table: "articles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsRepost",
                table: "articles",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "StoryId",
                table: "articles",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnReason",
                table: "articles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "article_versions",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacedBy = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    ContentText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_versions", x => new { x.ArticleId, x.ReplacedBy });
                    table.ForeignKey(
                        name: "FK_article_versions_articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // By hand: its key is all it holds, so the key is the table.
            migrationBuilder.Sql(
                """
                CREATE TABLE story_fingerprints (
                    "Hash" INTEGER NOT NULL,
                    "ArticleId" INTEGER NOT NULL,
                    CONSTRAINT "PK_story_fingerprints" PRIMARY KEY ("Hash", "ArticleId")) WITHOUT ROWID
                """);

            // Words come folded and split, with spaces between them; every other letter belongs to a word ("ascii").
            migrationBuilder.Sql("CREATE VIRTUAL TABLE article_search USING fts5(words, content='', contentless_delete=1, tokenize='ascii')");

            // An article stands alone until it is found to tell another's story.
            migrationBuilder.Sql("""UPDATE articles SET "StoryId" = "PublicId" """);

            migrationBuilder.CreateIndex(
                name: "IX_articles_IndexVersion",
                table: "articles",
                column: "IndexVersion",
                filter: "\"IndexVersion\" < 1");

            migrationBuilder.CreateIndex(
                name: "IX_articles_StoryId",
                table: "articles",
                column: "StoryId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE article_search");

            migrationBuilder.DropTable(
                name: "article_versions");

            migrationBuilder.DropTable(
                name: "story_fingerprints");

            migrationBuilder.DropIndex(
                name: "IX_articles_IndexVersion",
                table: "articles");

            migrationBuilder.DropIndex(
                name: "IX_articles_StoryId",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "IndexVersion",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "IsRepost",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "StoryId",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "WithdrawnReason",
                table: "articles");
        }
    }
}
