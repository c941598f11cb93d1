using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Entries under new addresses are still those of their articles, and an entry with odd words is still an entry.</summary>
public sealed class EntryFlowTests(TestDatabases databases)
{
    private const string Missing = "寻人启事：陈小舟放学后走失";
    private const string MissingText = "陈小舟，男，8岁，身高一米二八，11月22日下午在任城区运河小学门口走失。身穿黄色羽绒服。联系人：陈先生 0537-555-0142。";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_change_that_waits_for_its_second_look_is_told_although_all_addresses_change_in_between()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (source, cancel) = (rig.Source("/feed"), TestContext.Current.CancellationToken);
        ArticleDraft Of(string added) => new() { Id = "post-3", Title = FlowSite.Title(3), Url = FlowSite.Host + "/n/3.html", ContentText = FlowSite.Text(3) + added };
        const string Added = "当天值守的人手增加了一倍，夜里也有人接听电话。";
        await rig.AppendAsync(source, Of(""));
        await rig.AppendAsync(source, Of(Added));
        Assert.Single(await rig.LogAsync());

        await rig.InScopeAsync(async s => await s.GetRequiredService<ArticleStore>().AppendAsync(
            source, await RenamedArticles.FindAsync(s.GetRequiredService<ArticlesDb>(), source.Id, [new() { Title = FlowSite.Title(3), Url = FlowSite.Host + "/cn/3" }], cancel), cancel));
        Assert.EndsWith("/cn/3", (await rig.LatestAsync()).Single().Url, StringComparison.Ordinal);
        Assert.Single(await rig.LogAsync());
        await rig.AppendAsync(source, Of(Added) with { Url = FlowSite.Host + "/cn/3" });

        Assert.Equal([RevisionKind.New, RevisionKind.Corrected], (await rig.LogAsync()).Select(r => r.Revision.Kind));
    }

    [Theory]
    [InlineData("/n/{1}.html?ts=1763{0}&sid=a{0}9f3c")]
    [InlineData("/n/{1}.html?_=1763{0}")]
    [InlineData("/cn/show/{1}")]
    public async Task An_end_that_an_entry_under_another_address_reports_is_heard_and_can_be_taken_back(string form)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Category urgent = new() { Id = "urgent", Name = new("紧急", "Urgent"), Priority = Priority.Urgent, Match = new() { Title = ["寻人"] } };
        rig.Catalogue = rig.Catalogue with { Categories = [urgent] };
        var (poll, title) = (100_001, Missing);
        string Link(object n) => string.Format(CultureInfo.InvariantCulture, form.StartsWith("/cn", StringComparison.Ordinal) && poll < 100_004 ? "/n/{1}.html" : form, poll, n);
        rig.Origin.Map("/it", http => Answers.Text(FlowSite.List(Enumerable.Range(0, 5)).Replace("<ul class=d1>", $"<ul class=d1><li><span>2026-11-23</span><a href=\"/n/p.html\">{title}</a></li>", StringComparison.Ordinal)
            .Replace("/n/p.html", Link("p"), StringComparison.Ordinal).Replace("/n/0.html", Link(0), StringComparison.Ordinal).Replace("/n/1.html", Link(1), StringComparison.Ordinal)
            .Replace("/n/2.html", Link(2), StringComparison.Ordinal).Replace("/n/3.html", Link(3), StringComparison.Ordinal).Replace("/n/4.html", Link(4), StringComparison.Ordinal))(http));
        rig.Follow(rig.Source("/it", kind: SourceKind.List));
        async Task PollAsync(int times)
        {
            for (var i = 0; i < times; i++, poll++)
            {
                foreach (var n in Enumerable.Range(0, 5))
                    rig.Origin.Map(Link(n), FlowSite.Page(n));
                rig.Origin.Map(Link("p"), Answers.Text($"<html><head><meta charset=utf-8><title>{Missing}</title></head><body><h1>{Missing}</h1><div class=info>时间：2026-11-23 08:00 来源：某日报</div><div class=content><p>{MissingText}</p></div></body></html>"));
                await rig.PollAsync(TimeSpan.FromMinutes(20));
            }
        }

        await PollAsync(6);
        Assert.Equal(Priority.Urgent, (await SoughtAsync(rig)).Priority);
        title = "【已找到】" + Missing;
        await PollAsync(2);
        Assert.Equal(AlertEnd.Found, (await SoughtAsync(rig)).EndedAs);
        title = Missing;
        await PollAsync(4);
        Assert.Equal((false, Priority.Urgent), ((await SoughtAsync(rig)).HasEnded, (await SoughtAsync(rig)).Priority));
        Assert.Equal(2, (await FlowSite.ToldAsync(rig)).Count);
    }

    [Theory]
    [InlineData("敬请期待")]
    [InlineData("没有消息")]
    [InlineData("Coming soon")]
    [InlineData("No results")]
    public async Task An_article_whose_title_says_that_there_is_nothing_is_told_as_any_other(string title)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => FlowSite.Entry(n))));
        rig.Follow(rig.Source("/feed") with { Content = SourceContent.Summary });
        await FlowSite.PollsAsync(rig, 3, Hour);
        rig.Origin.Map("/feed", Feeds.Rss([new Entry(title, FlowSite.Host + "/n/film.html", Text: "本周五晚放映新片。"), .. Enumerable.Range(1, 7).Reverse().Select(n => FlowSite.Entry(n))]));
        await FlowSite.PollsAsync(rig, 2, Hour);

        Assert.Equal([$"New {title}"], await FlowSite.ToldAsync(rig));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://portal.example/")]
    [InlineData("http://portal.example/feed.xml")]
    public void A_note_without_a_page_of_its_own_is_no_entry(string? url) => Assert.Single(ItemNormaliser.Normalise(new ParsedFeed
    {
        Kind = DocumentKind.Feed, Format = new(FormatFamily.Rss), Encoding = "utf-8", Confidence = 1, HomePageUrl = "http://portal.example", FeedUrl = "http://portal.example/feed.xml",
        Items = [new ParsedItem { Title = "敬请期待", Url = url }, new ParsedItem { Title = FlowSite.Title(1), Url = "http://portal.example/n/1.html" }],
    }).Items);

    private static async Task<Article> SoughtAsync(ArticlesRig rig) =>
        (await rig.LatestAsync()).Single(a => a.Title.Contains("陈小舟", StringComparison.Ordinal));
}
