using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// Items listed side by side in one document are different articles; items that only look different do not alert again.
/// </summary>
public sealed class SideBySideTests(TestDatabases databases)
{
    private const string Warning = "高温红色预警";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly string Words = Feeds.Long("市气象台继续发布高温红色预警信号");

    /// <summary>The ways in which yesterday's warning may be listed next to today's.</summary>
    public static TheoryData<string, double, int> Reissues() => new()
    {
        { "feed", 20, 2 },
        { "feed", 23.6, 2 },
        { "feed", 0.5, 2 },
        { "feed without guids", 20, 2 },
        { "feed of teasers", 20, 2 },
        { "list", 20, 2 },
        { "list", 3, 2 },
        // A double post is one.
        { "feed", 0, 1 },
        { "list", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Reissues))]
    public async Task The_same_notice_given_again_beside_the_first_is_news_and_a_double_post_is_not(string kind, double hours, int expected)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        (int Number, string Title, string Text, DateTimeOffset At)[] others =
            [.. Enumerable.Range(1, 4).Select(n => (n, $"城区第{n}条道路恢复通车", Feeds.Long($"第{n}条道路"), Now.AddDays(-2).AddHours(n)))];
        var first = (Number: 8, Title: Warning, Text: Words, At: Now.AddHours(-hours - 0.2));
        var second = first with { Number = 9, At = Now.AddHours(-0.2) };
        Show(rig, kind, [first, .. others]);
        rig.Follow(rig.Source("/it"));
        await rig.PollAsync();
        await rig.PollAsync();

        Show(rig, kind, [second, first, .. others]);
        for (var i = 0; i < 3; i++)
            await rig.PollAsync();

        var told = (await rig.LatestAsync()).Where(a => a.Title == Warning).ToList();
        Assert.Equal(expected, told.Count);
        Assert.Equal(expected - 1, (await rig.LogAsync()).Count(r => r.Revision.Alerting));
        Assert.Contains(told, a => a.Url!.EndsWith("/8.html", StringComparison.Ordinal) || expected == 1);
    }

    [Fact]
    public async Task A_warning_given_again_after_the_source_moved_its_addresses_is_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry At(string path, int n, DateTimeOffset at) => new(n == 0 ? Warning : $"城区第{n}条道路恢复通车", $"http://portal.example/{path}/{n}.html", Text: n == 0 ? Words : Feeds.Long($"第{n}条道路"), At: at);
        var old = Enumerable.Range(0, 6).Select(n => At("old", n, Now.AddDays(-1).AddMinutes(n))).ToList();
        var moved = Enumerable.Range(0, 6).Select(n => At("new", n, Now.AddDays(-1).AddMinutes(n))).ToList();
        rig.Origin.Map("/it", Feeds.Rss(old), Feeds.Rss(moved), Feeds.Rss([At("new/b", 0, Now.AddHours(20)), .. moved]));
        rig.Follow(rig.Source("/it"));
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Equal(6, (await rig.LogAsync()).Count);
        await rig.PollAsync(TimeSpan.FromHours(21));

        Assert.Equal(Warning, Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting).Article.Title);
    }

    /// <summary>Makes a feed whose guids count the entries from the top.</summary>
    [Theory]
    [InlineData("{0}", SourceContent.Summary)]
    [InlineData("{0}", SourceContent.Full)]
    [InlineData("item{0}", SourceContent.Full)]
    [InlineData("tag:portal.example,2026:entry-{0}", SourceContent.Full)]
    public async Task Guids_that_count_places_swallow_nothing_and_tell_nothing_twice(string form, SourceContent content)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        // Titles as alike as notices of one form are, and texts that lead to pages.
        RequestDelegate Feed(int newest) => Feeds.Rss(Enumerable.Range(0, 5).Select(place => new Entry(
            Title(newest - place), rig.Origin.Url($"/n/{newest - place}.html"), string.Format(null, form, place + 1),
            $"第{newest - place}条道路昨天恢复通车。", Now.AddHours(newest - 20))));
        foreach (var n in Enumerable.Range(1, 9))
            rig.Origin.Map($"/n/{n}.html", Answers.Text(Page(Title(n), Feeds.Long($"第{n}条道路"), Now.AddHours(n - 20))));
        rig.Origin.Map("/it", Feed(5), Feed(7), Feed(8), Feed(9));
        rig.Follow(rig.Source("/it") with { Content = content });
        for (var i = 0; i < 7; i++)
            await rig.PollAsync();

        var log = await rig.LogAsync();
        Assert.Equal(Enumerable.Range(1, 9).Select(n => (Title(n), RevisionKind.New, n > 5)), log.Select(r => (r.Article.Title, r.Revision.Kind, r.Revision.Alerting)));
        static string Title(int n) => $"城区第{n}条道路完成改造恢复通车";
    }

    /// <summary>The titles under which a portal republishes an article.</summary>
    [Theory]
    [InlineData("【转载】{0}", false)]
    [InlineData("【图】{0}", false)]
    [InlineData("{0}（组图）", false)]
    [InlineData("刚刚，河西发布重要消息", false)]
    [InlineData("【转载】{0}", true)]
    [InlineData("快讯：{0}", true)]
    public async Task The_very_text_of_a_known_article_under_another_title_and_address_is_not_told_by_its_title(string title, bool takenDown)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        const string About = "河西一家面馆被投诉后厨脏乱";
        (int Number, string Title, string Text, DateTimeOffset At)[] known =
            [(8, About, Feeds.Long("河西的面馆"), Now.AddHours(-1)), .. Enumerable.Range(1, 4).Select(n => (n, $"城区第{n}条道路恢复通车", Feeds.Long($"第{n}条道路"), Now.AddDays(-2).AddHours(n)))];
        Show(rig, "list", known);
        rig.Catalogue = rig.Catalogue with { Categories = [new Category { Id = "c", Name = new LocalisedName("播报", "Alerts"), Priority = Priority.Urgent }] };
        rig.Follow(rig.Source("/it", category: "c"));
        await rig.PollAsync();
        if (takenDown)
        {
            var article = (await rig.LatestAsync()).Single(a => a.Title == About);
            await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TakeDownAsync(article.PublicId, new TakedownOrder("小吴", "撤下", null), TestContext.Current.CancellationToken));
            known = known[1..];
        }

        var before = (await rig.LogAsync()).Count;
        Show(rig, "list", [(9, string.Format(null, title, About), Feeds.Long("河西的面馆"), Now), .. known]);
        for (var i = 0; i < 8; i++)
            await rig.PollAsync(TimeSpan.FromHours(i < 5 ? 1 : 25));

        Assert.Equal(before, (await rig.LogAsync()).Count);
    }

    [Fact]
    public async Task The_next_notice_of_one_form_over_the_same_text_is_taken_in_full()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var first = (Number: 8, Title: "11月22日高温红色预警", Text: Words, At: Now.AddDays(-1));
        (int Number, string Title, string Text, DateTimeOffset At)[] others =
            [.. Enumerable.Range(1, 3).Select(n => (n, $"城区第{n}条道路恢复通车", Feeds.Long($"第{n}条道路"), Now.AddDays(-2).AddHours(n)))];
        Show(rig, "list", [first, .. others]);
        rig.Follow(rig.Source("/it"));
        await rig.PollAsync();
        Show(rig, "list", [(9, "11月23日高温红色预警", Words, Now), first, .. others]);
        await rig.PollAsync();

        var told = Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting).Article;
        Assert.Equal(("11月23日高温红色预警", true), (told.Title, told.ContentText.Contains("市气象台", StringComparison.Ordinal)));
    }

    private static void Show(ArticlesRig rig, string kind, IReadOnlyList<(int Number, string Title, string Text, DateTimeOffset At)> items)
    {
        foreach (var item in items)
            rig.Origin.Map($"/n/{item.Number}.html", Answers.Text(Page(item.Title, item.Text, item.At)));
        rig.Origin.Map("/it", kind == "list"
            ? Answers.Text("<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1>"
                + string.Concat(items.Select(i => $"<li><span>{i.At.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}</span><a href=/n/{i.Number}.html>{i.Title}</a></li>")) + "</ul></body></html>")
            : Feeds.Rss(items.Select(i => new Entry(
                i.Title, rig.Origin.Url($"/n/{i.Number}.html"), kind == "feed" ? $"tag:{i.Number}" : null,
                kind == "feed of teasers" ? i.Text[..40] : i.Text, i.At))));
    }

    private static string Page(string title, string text, DateTimeOffset at) =>
        $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>时间：{at.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm} 来源：某日报</div><div class=content><p>{text}</p></div></body></html>";
}
