using System.Net;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests what readers of pages and feeds see of a taken-down article.</summary>
public sealed class TakedownPageTests
{
    private const string Reason = "应当事人<要求>撤下";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<(PublishingApp App, Article Article)> StartAsync()
    {
        var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        article.Summary = "摘要里也有步道";
        article.ImageUrl = "http://www.portal.example/face.jpg";
        await app.StoreAsync(article, Sample.Article(2));
        await app.ChangeAsync(article.PublicId, RevisionKind.Withdrawn, a => (a.WithdrawnAt, a.WithdrawnReason, a.IsTakenDown) = (app.Time.GetUtcNow(), Reason, true));
        return (app, article);
    }

    [Theory]
    [InlineData("zh", "本站已撤下这篇文章")]
    [InlineData("en", "We have taken this article down")]
    public async Task Its_page_is_gone_and_shows_the_reason_and_nothing_of_the_article(string language, string heading)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        using var response = await app.GetAsync($"/article/{article.PublicId}?lang={language}");
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains($"<h1>{heading}</h1><p>应当事人&lt;要求&gt;撤下</p>", html, StringComparison.Ordinal);
        foreach (var word in (string[])[article.Title, "步道", "face.jpg", "运河晚报", article.Url!])
            Assert.DoesNotContain(word, html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "本站已撤下这篇文章")]
    [InlineData("en", "We have taken this article down")]
    public async Task Its_complaint_form_is_gone_for_the_same_reason_and_does_not_blame_the_source(string language, string heading)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        using var response = await app.GetAsync($"/article/{article.PublicId}/complaint?lang={language}");
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains($"<h1>{heading}</h1><p>应当事人&lt;要求&gt;撤下</p>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "来源已撤回这篇文章")]
    [InlineData("en", "Its source has withdrawn this article")]
    public async Task The_complaint_form_of_an_article_that_its_source_withdrew_says_so(string language, string heading)
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        (article.WithdrawnAt, article.WithdrawnReason) = (app.Time.GetUtcNow(), "gone from its feed");
        await app.StoreAsync(article);

        using var response = await app.GetAsync($"/article/{article.PublicId}/complaint?lang={language}");
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains($"<h1>{heading}</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("gone from its feed", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/all.atom", "<at:deleted-entry ref=\"urn:uuid:{0}\"", "应当事人&#x3C;要求")]
    [InlineData("/feeds/category/news.atom", "<at:deleted-entry ref=\"urn:uuid:{0}\"", "应当事人&#x3C;要求")]
    [InlineData("/feeds/all.json", "\"retracted\":[{{\"id\":\"urn:uuid:{0}\"", "\"reason\":\"应当事人<要求>撤下\"")]
    [InlineData("/feeds/all.rss", null, null)]
    public async Task Feeds_say_that_it_is_gone_and_why(string path, string? tombstone, string? reason)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        var feed = await app.Client.GetStringAsync(path, Cancellation);

        Assert.DoesNotContain("第1号消息", feed, StringComparison.Ordinal);
        Assert.Contains("第2号消息", feed, StringComparison.Ordinal);
        if (tombstone is not null)
            Assert.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, tombstone, article.PublicId), feed, StringComparison.Ordinal);
        if (reason is not null)
            Assert.Contains(reason, feed, StringComparison.Ordinal);
    }
}
