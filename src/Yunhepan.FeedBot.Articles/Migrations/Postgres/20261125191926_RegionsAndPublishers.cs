using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yunhepan.FeedBot.Articles.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RegionsAndPublishers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "article_publishers",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    PublisherId = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_publishers", x => new { x.ArticleId, x.PublisherId });
                    table.ForeignKey(
                        name: "FK_article_publishers_articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "article_regions",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    RegionId = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_regions", x => new { x.ArticleId, x.RegionId });
                    table.ForeignKey(
                        name: "FK_article_regions_articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_article_publishers_PublisherId_ArticleId",
                table: "article_publishers",
                columns: new[] { "PublisherId", "ArticleId" });

            migrationBuilder.CreateIndex(
                name: "IX_article_regions_RegionId_ArticleId",
                table: "article_regions",
                columns: new[] { "RegionId", "ArticleId" });

            migrationBuilder.Sql("""INSERT INTO article_regions ("ArticleId", "RegionId", "Reason") SELECT "Id", "RegionId", 'source' FROM articles WHERE "RegionId" IS NOT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "article_publishers");

            migrationBuilder.DropTable(
                name: "article_regions");
        }
    }
}
