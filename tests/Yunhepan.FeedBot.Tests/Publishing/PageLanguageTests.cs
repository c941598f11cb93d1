using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Tests.Catalogue;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>The pages and feeds speak Japanese and Spanish too.</summary>
public sealed class PageLanguageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "ja-JP,ja;q=0.9,en;q=0.8", "ja", "カテゴリー")]
    [InlineData("/", "es-MX,es;q=0.9", "es", "Categorías")]
    [InlineData("/", "fr, es-419;q=0.3, zh;q=0.2", "es", "Categorías")]
    [InlineData("/?lang=es", "ja", "es", "Categorías")]
    [InlineData("/", "zh-TW,zh;q=0.9", "zh-Hant", "閱讀器")]
    [InlineData("/privacy?lang=zh-Hant", "en", "zh-Hant", "傳送 /mydata")]
    [InlineData("/?lang=zh", "zh-HK", "zh-CN", "阅读器")]
    [InlineData("/privacy?lang=ja", "en", "ja", "プライバシー")]
    [InlineData("/search?q=water&lang=es", "en", "es", "No se ha encontrado nada")]
    [InlineData("/category/nowhere?lang=ja", "en", "ja", "ページがありません")]
    public async Task A_page_speaks_the_language_of_its_visitor(string path, string accepted, string language, string said)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(path, ("Accept-Language", accepted));
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains(said, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_leads_to_itself_in_each_other_language()
    {
        await using var app = await PublishingApp.StartAsync();
        var html = await app.Client.GetStringAsync("/category/health?lang=es", Cancellation);

        foreach (var (code, tag, name) in new[] { ("zh", "zh-CN", "简体中文"), ("zh-Hant", "zh-Hant", "繁體中文"), ("en", "en", "English"), ("ja", "ja", "日本語") })
        {
            Assert.Contains($"<a class=\"language\" href=\"/category/health?lang={code}\" lang=\"{tag}\" hreflang=\"{code}\">{name}</a>", html, StringComparison.Ordinal);
            Assert.Contains($"hreflang=\"{code}\" href=\"http", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("href=\"/category/health?lang=es\" lang", html, StringComparison.Ordinal);
        Assert.Contains("content=\"es_ES\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_has_its_own_name_in_a_language_and_else_the_english_one()
    {
        await using var app = await PublishingApp.StartAsync();
        var nodes = app.Taxonomy.Nodes.Select(node => node.Id == "health" ? node with { Name = new LocalisedName("健康", "Health") { Es = "Salud" } } : node);
        app.Taxonomy = new TopicTree(app.Taxonomy.Site, [.. nodes]);

        Assert.Contains("<h1>Salud", await app.Client.GetStringAsync("/category/health?lang=es", Cancellation), StringComparison.Ordinal);
        Assert.Contains("<h1>Health", await app.Client.GetStringAsync("/category/health?lang=ja", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "すべての配信元：最新の記事", "著作権は著者")]
    [InlineData("zh-TW", "全部來源：最新文章，註明原始出處。", "版權歸原作者和原發布方所有。")]
    [InlineData("es", "Todas las fuentes: los últimos artículos", "Los derechos pertenecen")]
    [InlineData("fr", "All sources: the latest articles", "Rights remain")]
    public async Task A_feed_speaks_the_language_of_its_site(string language, string description, string rights)
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = Sample.Taxonomy(app.Taxonomy.Site.BaseUrl, language);

        var feed = await app.Client.GetStringAsync("/feeds/all.rss", Cancellation);

        Assert.Contains(description, feed, StringComparison.Ordinal);
        Assert.Contains(rights, feed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "身柄確保")]
    [InlineData("es-MX", "Bajo custodia")]
    [InlineData("de", "In custody")]
    public void An_end_has_its_name_in_every_language_and_the_english_one_elsewhere(string language, string name) =>
        Assert.Equal(name, EndLabel.Name(AlertEnd.Caught, language));

    [Theory]
    [InlineData("""{ "zh": "健康", "ja": "健康情報", "es": "Salud" }""", "健康", "健康", "健康", "健康情報", "Salud")]
    [InlineData("""{ "zh": "网络", "zh-Hant": "網絡", "en": "Net" }""", "网络", "網絡", "Net", "Net", "Net")]
    [InlineData("""{ "zh": "网络" }""", "网络", "网络", "网络", "网络", "网络")]
    [InlineData("""{ "en": "Health" }""", "Health", "Health", "Health", "Health", "Health")]
    [InlineData("""{ "es": "Salud" }""", "Salud", "Salud", "Salud", "Salud", "Salud")]
    public void A_name_in_feeds_json_may_have_every_language(string written, string zh, string hant, string en, string ja, string es)
    {
        var json = $$"""{ "categories": [ { "id": "health", "name": {{written}} } ] }""";

        var valid = Assert.IsType<CatalogueResult.Valid>(CatalogueReaderTests.Reader().Read(Encoding.UTF8.GetBytes(json)));
        var name = valid.Catalogue.Categories.Single().Name;
        Assert.Equal([zh, hant, en, ja, es], LanguageTag.All.Select(name.For));
    }
}
