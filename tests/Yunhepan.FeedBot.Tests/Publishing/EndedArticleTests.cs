using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Nobody who opens a list, a feed or a page is asked to look for a person who was found.</summary>
public sealed class EndedArticleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<PublishingApp> StartAsync(AlertEnd how)
    {
        var app = await PublishingApp.StartAsync();
        var sought = Sample.Article(1, "alerts/missing", "急寻北关走失女孩");
        await app.StoreAsync(sought, Sample.Article(2));
        await app.ChangeAsync(sought.PublicId, RevisionKind.Corrected, a => (a.EndedAt, a.ModifiedAt, a.EndedAs) = (app.Time.GetUtcNow().AddMinutes(5), app.Time.GetUtcNow().AddMinutes(5), how));
        return app;
    }

    [Theory]
    [InlineData("/?lang=zh", AlertEnd.Found, "class=\"over\">已找到<")]
    [InlineData("/category/alerts/missing?lang=zh", AlertEnd.Lifted, "class=\"over\">已解除<")]
    [InlineData("/category/alerts/missing?lang=en", AlertEnd.SearchOver, "class=\"over\">Search over<")]
    public async Task Lists_say_before_the_title_that_it_is_over(string path, AlertEnd how, string said)
    {
        await using var app = await StartAsync(how);

        var page = await app.Client.GetStringAsync(path, Cancellation);

        var list = page[page.IndexOf("<ol class=\"articles\">", StringComparison.Ordinal)..];
        Assert.Equal(2, list[..list.IndexOf("走失女孩", StringComparison.Ordinal)].Split(said).Length);
        Assert.Equal(2, list.Split(said).Length);
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task Feeds_say_it_in_title_and_content_and_date_the_entry_anew(string format)
    {
        await using var app = await StartAsync(AlertEnd.Found);

        var feed = System.Net.WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/feeds/category/alerts/missing.{format}", Cancellation));

        Assert.Contains("✅ 已找到 · 急寻北关走失女孩", feed, StringComparison.Ordinal);
        Assert.Contains("<strong>✅ 已找到</strong>", feed.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        var updated = System.Text.RegularExpressions.Regex.Match(
            feed, "(?<=<entry>.*?<updated>|\"date_modified\": ?\")[^<\"]+", System.Text.RegularExpressions.RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Value;
        // RSS has no date of change.
        if (format != "rss")
            Assert.True(DateTimeOffset.Parse(updated, System.Globalization.CultureInfo.InvariantCulture) >= app.Time.GetUtcNow().AddMinutes(5), updated);
        if (format == "json")
            Assert.Contains("\"ended\":\"found\"", feed.Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AlertEnd.SearchOver, "searchOver")]
    [InlineData(AlertEnd.Found, "found")]
    public async Task The_json_feed_names_the_end_as_webhooks_do(AlertEnd how, string name)
    {
        await using var app = await StartAsync(how);

        using var feed = System.Text.Json.JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/category/alerts/missing.json", Cancellation));

        Assert.Equal(name, feed.RootElement.GetProperty("items")[0].GetProperty("_feedbot").GetProperty("ended").GetString());
    }

    [Fact]
    public async Task The_box_beside_another_article_says_it_too_and_a_title_without_personal_data_says_it_once()
    {
        await using var app = await StartAsync(AlertEnd.Found);
        var (other, forgotten) = (Sample.Article(3, "alerts/missing", "另一条寻人"), Sample.Article(4, "alerts/missing", "寻人信息（已找到）"));
        await app.StoreAsync(other, forgotten);
        await app.ChangeAsync(forgotten.PublicId, RevisionKind.Corrected, a => (a.EndedAt, a.EndedAs, a.ForgottenAt) =
            (app.Time.GetUtcNow().AddMinutes(5), AlertEnd.Found, app.Time.GetUtcNow().AddMinutes(6)));

        var beside = await app.Client.GetStringAsync($"/article/{other.PublicId}?lang=zh", Cancellation);
        var list = await app.Client.GetStringAsync("/category/alerts/missing?lang=zh", Cancellation);

        Assert.Contains("class=\"over\">已找到<", beside[beside.IndexOf("id=\"more\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(2, list.Split("class=\"over\"").Length);
    }

    [Fact]
    public async Task What_has_not_ended_says_nothing_of_an_end()
    {
        await using var app = await StartAsync(AlertEnd.Found);

        Assert.DoesNotContain("已找到", await app.Client.GetStringAsync("/feeds/category/news.rss", Cancellation), StringComparison.Ordinal);
    }
}
