using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Postgres
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsRepost",
                table: "articles",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "StoryId",
                table: "articles",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnReason",
                table: "articles",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "article_versions",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    ReplacedBy = table.Column<long>(type: "bigint", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    ContentText = table.Column<string>(type: "text", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "story_fingerprints",
                columns: table => new
                {
                    Hash = table.Column<int>(type: "integer", nullable: false),
                    ArticleId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_story_fingerprints", x => new { x.Hash, x.ArticleId });
                });

            migrationBuilder.Sql(
                """
                CREATE TABLE article_search ("ArticleId" bigint NOT NULL PRIMARY KEY, "Words" tsvector NOT NULL);
                CREATE INDEX "IX_article_search_Words" ON article_search USING gin ("Words");
                """);

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
