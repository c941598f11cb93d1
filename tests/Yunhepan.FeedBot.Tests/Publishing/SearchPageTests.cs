using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>The search page states the number of matches and marks them.</summary>
public sealed class SearchPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "zh", "<p>1 篇</p>")]
    [InlineData(30, "zh", "<p>30 篇</p>")]
    [InlineData(31, "zh", "<p>共 31 篇，这里是最新的 30 篇</p>")]
    [InlineData(75, "en", "<p>75 articles; these are the newest 30</p>")]
    public async Task The_number_of_hits_is_exact(int count, string language, string said)
    {
        await using var app = await PublishingApp.StartAsync();
        await StoreAsync(app, [.. Enumerable.Range(1, count).Select(i => Sample.Article(i)), Sample.Article(900, title: "别的事情")]);
        var withdrawn = Sample.Article(901);
        withdrawn.WithdrawnAt = app.Time.GetUtcNow();
        await StoreAsync(app, withdrawn);

        Assert.Contains(said, await app.Client.GetStringAsync($"/search?q=%E8%BF%90%E6%B2%B3&lang={language}", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Categories_are_offered_below_the_one_they_belong_to()
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = new TopicTree(Sample.Taxonomy().Site,
        [
            Sample.Node(TopicKind.Category, "alerts", "警示", "Alerts"),
            Sample.Node(TopicKind.Category, "news", "新闻", "News"),
            Sample.Node(TopicKind.Category, "alerts/missing", "寻人", "Missing people", "alerts"),
            Sample.Node(TopicKind.Category, "alerts/wanted", "通缉", "Wanted", "alerts"),
        ]);

        var page = await app.Client.GetStringAsync("/search?lang=zh", Cancellation);

        Assert.Equal(
            ["alerts", "alerts/missing", "alerts/wanted", "news"],
            System.Text.RegularExpressions.Regex.Matches(page, "(?<=<option value=\")[^\"]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => m.Value));
    }

    [Fact]
    public async Task Hits_are_marked_in_titles_and_texts_and_nothing_else_is_let_through()
    {
        await using var app = await PublishingApp.StartAsync();
        var hidden = Sample.Article(2, title: "城区 & 施工通知");
        hidden.ContentText = string.Concat(Enumerable.Repeat("前面还有许多别的话。", 30)) + "明日起停水两天，请居民提前储水。";
        await StoreAsync(app, Sample.Article(1, title: "Water supply：停水通知 & ＷＡＴＥＲ"), hidden);

        var chinese = await app.Client.GetStringAsync("/search?q=%E5%81%9C%E6%B0%B4&lang=zh", Cancellation);
        Assert.Contains("Water supply：<mark>停水</mark>通知 &amp; ＷＡＴＥＲ", chinese, StringComparison.Ordinal);
        Assert.Contains("城区 &amp; 施工通知", chinese, StringComparison.Ordinal);
        Assert.Contains("明日起<mark>停水</mark>两天", chinese, StringComparison.Ordinal);

        var english = await app.Client.GetStringAsync("/search?q=water%20-nothing&lang=zh", Cancellation);
        Assert.Contains("<mark>Water</mark> supply：停水通知 &amp; <mark>ＷＡＴＥＲ</mark>", english, StringComparison.Ordinal);
        Assert.DoesNotContain("<mark>", await app.Client.GetStringAsync("/category/news", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("停水", "今日停水，明日停水", "停水 停水")]
    [InlineData("\"停水 通知\"", "停水通知", "停水 通知")]
    [InlineData("cat", "Cat concatenates CAT", "Cat CAT")]
    [InlineData("-停水 通知", "停水通知", "通知")]
    [InlineData("c++ 2026", "C in 2026", "C 2026")]
    [InlineData("停水 停水通知", "停水通知", "停水通知")]
    [InlineData("😀", "好😀好", "😀")]
    [InlineData("***", "***", "")]
    public void Hits_are_what_was_asked_for_each_once(string typed, string text, string marked) =>
        Assert.Equal(marked, string.Join(' ', SearchHits.Parse(typed).In(text).Select(h => text.Substring(h.Start, h.Length))));

    [Fact]
    public async Task A_page_says_when_exactly()
    {
        await using var app = await PublishingApp.StartAsync();
        var fresh = Sample.Article(1);
        fresh.PublishedAt = app.Time.GetUtcNow().AddHours(-3);
        var day = Sample.Article(2);
        day.PublishedHasTime = false;
        await app.StoreAsync(fresh, day, Sample.Article(3));

        var html = await app.Client.GetStringAsync("/category/news?lang=zh", Cancellation);

        Assert.Contains(">2026-11-23 17:00</time> <span class=\"ago\">3 小时前</span>", html, StringComparison.Ordinal);
        Assert.Contains(">2026-11-20</time>", html, StringComparison.Ordinal);
        Assert.Contains(">2026-11-20 08:03</time>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_to_the_bot_is_the_one_that_the_platform_gave()
    {
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton<ITopicLinks, Bot>());
        Assert.Contains("href=\"https://t.me/canal_bot?start=x\"", await app.Client.GetStringAsync("/category/news", Cancellation), StringComparison.Ordinal);

        await using var stated = await PublishingApp.StartAsync(o => o.TelegramBotUrl = "https://t.me/other_bot", services: s => s.AddSingleton<ITopicLinks, Bot>());
        Assert.Contains("href=\"https://t.me/other_bot?start=x\"", await stated.Client.GetStringAsync("/category/news", Cancellation), StringComparison.Ordinal);
    }

    // The articles are stored together with their index rows.
    internal static async Task StoreAsync(PublishingApp app, params Article[] articles)
    {
        await app.StoreAsync(articles);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ArticlesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        await db.WriteIndexAsync([.. articles.Select(a => new IndexEntry(a.Id, [.. SearchText.Words($"{a.Title}\n{a.ContentText}")], [], []))], Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private sealed class Bot : ITopicLinks
    {
        public string BotUrl => "https://t.me/canal_bot";

        public string StartParameter(TopicKind kind, string id) => "x";
    }
}
