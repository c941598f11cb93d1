using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// If an article's address leads to another article, that one corrects nothing, and the list decides whether the article ended.
/// </summary>
public sealed class LedElsewhereTests(TestDatabases databases)
{
    /// <summary>Where the page of article 5 of 8 leads.</summary>
    [Theory]
    [InlineData("/n/3.html", 301)]
    [InlineData("/n/3.html", 302)]
    // Never listed, so not known.
    [InlineData("/n/older.html", 301)]
    // One of the same form.
    [InlineData("/n/4.html", 301)]
    public async Task A_page_that_leads_to_another_article_corrects_nothing_while_its_list_has_it(string to, int status)
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/n/5.html", Answers.Redirect(to, status));
        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(8, (await rig.LogAsync()).Count);
        Assert.Contains(await rig.LatestAsync(), a => a.Title == Title(5) && a.ContentText == Text(5));
        Assert.Contains("/n/5.html", (await rig.StateAsync()).PageSuspicion, StringComparison.Ordinal);
    }

    /// <summary>Content systems redirect deleted articles; together with the list this is a withdrawal.</summary>
    [Theory]
    [InlineData("/n/3.html")]
    [InlineData("/")]
    public async Task A_redirected_article_is_withdrawn_when_its_list_drops_it(string to)
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/n/5.html", Answers.Redirect(to, 301));
        rig.Origin.Map("/news/", Answers.Text(List(8, 7, 6, 4, 3, 2, 1)));
        for (var i = 0; i < 8; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(31));

        var last = (await rig.LogAsync())[^1];
        Assert.Equal((RevisionKind.Withdrawn, Title(5)), (last.Revision.Kind, last.Article.Title));
        Assert.Equal(9, (await rig.LogAsync()).Count);
    }

    /// <summary>An article that left the end of a list was not withdrawn, wherever its address leads.</summary>
    [Fact]
    public async Task An_old_article_that_redirects_to_another_is_not_withdrawn()
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/n/1.html", Answers.Redirect("/n/3.html", 301));
        rig.Origin.Map("/news/", Answers.Text(List(8, 7, 6, 5, 4, 3, 2)));
        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(8, (await rig.LogAsync()).Count);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/news/")]
    [InlineData("/n/")]
    public async Task Two_pages_that_lead_to_the_front_page_or_the_list_are_not_withdrawn_while_the_list_has_both(string to)
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/n/", Answers.Text(List(8, 7, 6)));
        rig.Origin.Map("/n/5.html", Answers.Redirect(to, 301));
        rig.Origin.Map("/n/6.html", Answers.Redirect(to, 301));
        for (var i = 0; i < 40; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(61));

        Assert.Equal(8, (await rig.LogAsync()).Count);
    }

    /// <summary>A move of the page itself, with or without a correction, is not a withdrawal.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_article_that_moved_is_corrected_where_it_is(bool corrected)
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/n/5.html", Answers.Redirect("/moved/5.html", 301));
        rig.Origin.Map("/moved/5.html", Answers.Text(Page(Title(5) + (corrected ? "（三人受伤）" : ""), corrected ? Text(5).Replace("已经到场", "已经撤离", StringComparison.Ordinal) : Text(5))));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(corrected ? [RevisionKind.Corrected] : [], (await rig.LogAsync()).Skip(8).Select(r => r.Revision.Kind));
    }

    private async Task<ArticlesRig> StartAsync(int articles)
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, [.. Enumerable.Range(0, 60).Select(n => ($"Refreshing:LookAgainAfter:{n}", "00:30:00"))]);
        foreach (var n in Enumerable.Range(1, articles))
            rig.Origin.Map($"/n/{n}.html", Answers.Text(Page(Title(n), Text(n))));
        rig.Origin.Map("/n/older.html", Answers.Text(Page("河东小学举办读书分享会", Text(99))));
        rig.Origin.Map("/news/", Answers.Text(List([.. Enumerable.Range(1, articles).Reverse()])));
        rig.Origin.Map("/", Answers.Text(List(8, 7, 6)));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        Assert.Equal(articles, (await rig.LogAsync()).Count);
        return rig;
    }

    private static string Title(int n) => $"城区第{n}号换热站{(n % 3) switch { 0 => "完成检修", 1 => "今天停运", _ => "更换管线" }}";

    private static string Text(int n) => Feeds.Long($"第{n}号换热站由{n * 7}户居民共用");

    private static string Page(string title, string text) =>
        $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>时间：2026-11-23 08:00 来源：某日报</div><div class=content><p>{text}</p></div></body></html>";

    private static string List(params int[] numbers) => "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1>"
        + string.Concat(numbers.Select(n => $"<li><span>2026-11-{n + 10:00}</span><a href=/n/{n}.html>{Title(n)}</a></li>")) + "</ul></body></html>";
}
