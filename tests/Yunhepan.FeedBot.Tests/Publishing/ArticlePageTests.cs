using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>The page of an article states everything once, in its reader's language.</summary>
public sealed partial class ArticlePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MainElement();

    [Theory]
    [InlineData("en", "Source: ", "Via: ", "Read the original")]
    [InlineData("zh", "来源：", "转载：", "阅读原文")]
    public async Task Source_and_original_are_named_once_in_the_language_of_the_page(string language, string source, string via, string read)
    {
        var main = await MainAsync(Sample.Article(1), language);

        foreach (var words in (string[])[source, via, read, "运河晚报", language == "en" ? "Jining News" : "济宁新闻网"])
            Assert.Equal(1, Regex.Count(main, Regex.Escape(words), RegexOptions.None, TimeSpan.FromSeconds(10)));
        foreach (var words in language == "en" ? (string[])["来源：", "转载：", "阅读原文", "济宁新闻网"] : ["Source:", "Via:", "Read the original"])
            Assert.DoesNotContain(words, main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task What_a_source_published_first_is_not_passed_on_by_itself(string language)
    {
        var article = Sample.Article(1);
        article.OriginName = "济宁新闻网";

        var main = await MainAsync(article, language);

        Assert.DoesNotContain("Via: ", main, StringComparison.Ordinal);
        Assert.DoesNotContain("转载：", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_known_by_its_name_in_any_language()
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = new TopicTree(app.Taxonomy.Site, [.. app.Taxonomy.Nodes.Select(node => node.Id == "jnnews.tv" ? node with { Name = node.Name with { Es = "Noticias de Jining" } } : node)]);
        var article = Sample.Article(1);
        article.OriginName = "Noticias de Jining";
        await app.StoreAsync(article);

        var main = MainElement().Match(await app.Client.GetStringAsync($"/article/{article.PublicId}?lang=zh", Cancellation)).Value;
        Assert.DoesNotContain("转载：", main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Licence: ", "CC BY 4.0")]
    [InlineData("zh", "许可：", "署名 4.0")]
    public async Task The_licence_stands_on_the_page_in_its_language(string language, string label, string notice)
    {
        var main = await MainAsync(Sample.Article(1), language, new SourceLicence(LicensedText.Full, new LocalisedName("署名 4.0", "CC BY 4.0"), "https://licence.example/by/4.0"));

        Assert.Contains($"{label}<a href=\"https://licence.example/by/4.0\"", main, StringComparison.Ordinal);
        Assert.Contains($">{notice}</a>", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_publisher_is_linked_where_it_is_known()
    {
        var article = Sample.Article(1);
        article.OriginUrl = "http://evening.example/1.html";

        Assert.Contains("Source: <a href=\"http://evening.example/1.html\"", await MainAsync(article, "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u3000\u3000渡口今天开放。")]
    [InlineData("&nbsp;&nbsp;&nbsp;&nbsp;渡口今天开放。")]
    [InlineData("\u00a0 \u2003渡口今天开放。")]
    [InlineData("&emsp;&#12288;渡口今天开放。")]
    public async Task Paragraphs_begin_at_the_margin_however_the_portal_indents_them(string paragraph)
    {
        var article = Sample.Article(1);
        article.ContentHtml = $"<p>{paragraph}</p><p>船　票 两元。</p>";

        var main = await MainAsync(article, "zh");

        Assert.Contains("<p>渡口今天开放。</p>", main, StringComparison.Ordinal);
        Assert.Contains("<p>船　票 两元。</p>", main, StringComparison.Ordinal);
    }

    private static async Task<string> MainAsync(Article article, string language, SourceLicence? licence = null)
    {
        await using var app = await PublishingApp.StartAsync();
        if (licence is not null)
            app.Taxonomy = new TopicTree(app.Taxonomy.Site, app.Taxonomy.Nodes) { Licences = new Dictionary<string, SourceLicence> { ["jnnews.tv"] = licence } };
        await app.StoreAsync(article);
        return MainElement().Match(await app.Client.GetStringAsync($"/article/{article.PublicId}?lang={language}", Cancellation)).Value;
    }
}
