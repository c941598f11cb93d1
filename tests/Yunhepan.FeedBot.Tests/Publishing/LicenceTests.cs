using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A source that licenses only an excerpt is never shown in full, anywhere.</summary>
public sealed class LicenceTests
{
    private const string End = "末尾的这句话只有原站能读到";

    private static readonly string Whole = string.Concat(Enumerable.Range(1, 40).Select(n => $"步道第{n}段铺好了木板。")) + End + "。";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TopicTree Licensed(SourceLicence licence, bool isListed = true)
    {
        var tree = Sample.Taxonomy();
        // A resting source has no page, but its articles are there.
        return new TopicTree(tree.Site, tree.Nodes.Where(n => isListed || n.Kind != TopicKind.Source))
        {
            Licences = new Dictionary<string, SourceLicence> { ["jnnews.tv"] = licence },
        };
    }

    private static Article LongArticle(string? summary = null, string? text = null)
    {
        var article = Sample.Article(1);
        article.ContentText = text ?? Whole;
        article.ContentHtml = $"<p>{article.ContentText}</p>";
        article.Summary = summary;
        return article;
    }

    [Theory]
    [InlineData("/feeds/all.rss")]
    [InlineData("/feeds/all.atom")]
    [InlineData("/feeds/all.json")]
    [InlineData("/feeds/all.json?before=2")]
    [InlineData("/feeds/source/jnnews.tv.json")]
    [InlineData("/article/{0}")]
    [InlineData("/")]
    [InlineData("/category/news")]
    public async Task An_excerpt_is_all_that_any_feed_or_page_shows(string path)
    {
        foreach (var (summary, text) in ((string?, string?)[])[(null, null), (Whole, null), (null, "步道铺好了。" + End), ("步道铺好了。" + End, "步道铺好了。" + End)])
        {
            await using var app = await PublishingApp.StartAsync();
            app.Taxonomy = Licensed(new SourceLicence(LicensedText.Excerpt, new LocalisedName("署名 4.0", "CC BY 4.0"), "https://licence.example/by/4.0"));
            var article = LongArticle(summary, text);
            await app.StoreAsync(article);
            await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, _ => { }, new ArticleChange(ChangedField.Text, "…" + End, "…" + End));

            var shown = await app.Client.GetStringAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, article.PublicId), Cancellation);

            Assert.Contains("第1号消息", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(End, shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/search?q=%E6%9C%AB%E5%B0%BE%E7%9A%84%E8%BF%99%E5%8F%A5%E8%AF%9D")]
    [InlineData("/feeds/search.rss?q=%E6%9C%AB%E5%B0%BE%E7%9A%84%E8%BF%99%E5%8F%A5%E8%AF%9D")]
    [InlineData("/feeds/search.json?q=%E6%9C%AB%E5%B0%BE%E7%9A%84%E8%BF%99%E5%8F%A5%E8%AF%9D")]
    public async Task A_search_for_what_is_beyond_the_excerpt_finds_the_article_and_shows_no_more_of_it(string path)
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = Licensed(new SourceLicence(LicensedText.Excerpt, null, null));
        await SearchPageTests.StoreAsync(app, LongArticle());

        var shown = await app.Client.GetStringAsync(path, Cancellation);

        Assert.Contains("第1号消息", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("只有原站能读到", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/all.rss", "许可：<a href=\"https://licence.example/by/4.0\">署名 4.0</a>", "<dc:rights>署名 4.0</dc:rights>")]
    [InlineData("/feeds/all.atom", "rel=\"license\"", "<rights type=\"text\">署名 4.0</rights>")]
    [InlineData("/feeds/all.json", "\"licence\":{{\"text\":\"full\",\"notice\":\"署名 4.0\",\"url\":\"https://licence.example/by/4.0\"}}", "\"rights\":\"署名 4.0\"")]
    [InlineData("/article/{0}?lang=zh", "许可：<a href=\"https://licence.example/by/4.0\"", "署名 4.0")]
    public async Task A_full_licence_shows_the_text_with_its_notice_and_link(string path, string first, string second)
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = Licensed(new SourceLicence(LicensedText.Full, new LocalisedName("署名 4.0", "CC BY 4.0"), "https://licence.example/by/4.0"));
        var article = LongArticle();
        await app.StoreAsync(article);

        var shown = await app.Client.GetStringAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, article.PublicId), Cancellation);

        Assert.Contains(End, shown, StringComparison.Ordinal);
        Assert.Contains(first.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal), shown, StringComparison.Ordinal);
        Assert.Contains(second, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resting_source_keeps_its_licence_and_one_that_is_no_more_keeps_what_it_was_read_under()
    {
        var article = LongArticle();
        Assert.False(ShownText.From(article, Licensed(new SourceLicence(LicensedText.Excerpt, null, null), isListed: false)).IsWhole);
        article.IsExcerptOnly = true;
        Assert.False(ShownText.From(article, Sample.Taxonomy()).IsWhole);
        Assert.True(ShownText.From(article, Licensed(new SourceLicence(LicensedText.Full, null, null))).IsWhole);
    }
}
