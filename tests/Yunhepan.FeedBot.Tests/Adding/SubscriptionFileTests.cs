using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A file of subscriptions is compared with what is here and followed with one tap; a hostile one does no harm.</summary>
public sealed class SubscriptionFileTests
{
    [Fact]
    public async Task A_file_says_what_is_known_new_and_refused_and_one_tap_follows_all_within_the_quota()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:SourcesPerChat", "3"), ("Chat:RefusedHosts:0", "bad.example")]);
        var person = await rig.PersonAsync();
        var file = Opml([
            "http://127.0.0.1:9/feed", rig.MapFeed("/1.xml", "甲", "甲的消息"), rig.MapFeed("/2.xml", "乙", "乙的消息"), rig.Origin.Url("/2.xml/"),
            rig.MapFeed("/3.xml", "丙", "丙的消息"), rig.MapFeed("/4.xml", "丁", "丁的消息"), "http://10.0.0.1/feed", "ftp://a.example/x", "https://www.bad.example/rss",
            "https://user:secret@a.example/rss"]);

        await person.SendFileAsync("我的.opml", file);
        var card = await person.SeeAsync("文件里有 9 个订阅源");
        foreach (var line in new[] { "1 个这里已经有", "4 个是新的", "4 个不能用", "这个网址不能添加", "没有可以读的网址" })
            Assert.Contains(line, card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", card.Json, StringComparison.Ordinal);
        Assert.Empty(rig.Origin.Requests);
        var action = Person.ActionOf(card, "全部关注（5）");
        var done = await person.PressAsync(card, "全部关注（5）", "已关注其中 4 个");

        Assert.Contains("1 个没有加", done.Text, StringComparison.Ordinal);
        Assert.Equal(4, (await SubscriptionsAsync(rig)).Count);
        Assert.Contains(await SubscriptionsAsync(rig), w => w is { TopicKind: TopicKind.Source, TopicId: "portal" });
        await person.PressActionAsync(done, action);
        await person.SeeAsync("已过期");
        await rig.PollAsync();
        Assert.NotEmpty(rig.Origin.RequestsTo("/1.xml"));
    }

    [Fact]
    public async Task In_the_mode_Ask_a_file_is_one_card_for_the_operators_and_one_answer_for_the_asker()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:AddSources", "Ask")]);
        var (chief, person) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        await person.SendFileAsync("a.opml", Opml([rig.MapFeed("/1.xml", "甲", "甲的消息"), rig.MapFeed("/2.xml", "乙", "乙的消息"), rig.MapFeed("/3.xml", "丙", "丙的消息")]));
        await person.PressAsync(await person.SeeAsync("3 个是新的"), "全部申请关注（3）", "已向运营者申请 3 个");

        var card = await chief.SeeAsync("一次关注 3 个新来源");
        Assert.Contains(rig.Origin.Url("/2.xml"), card.Json, StringComparison.Ordinal);
        await chief.PressAsync(card, "同意", "已同意 3 个来源");

        await person.SeeAsync("同意了您申请的 3 个来源");
        Assert.Equal(3, await rig.InAsync<AlertsDb, int>(db => db.AddedSources.CountAsync(s => s.State == AddedSourceState.Approved, AddingRig.Cancel)));
        await chief.SayAsync("/approve", "没有等待审批的来源");
    }

    [Fact]
    public async Task A_file_says_what_it_holds_beyond_what_is_kept_and_what_states_no_address()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var outlines = string.Concat(Enumerable.Range(0, 203).Select(n => $"<outline text='n{n}' xmlUrl='https://a{n}.example/feed'/>"));

        await person.SendFileAsync("a.opml", Encoding.UTF8.GetBytes($"<opml><body>{outlines}<outline text='空的'/><outline/></body></opml>"));

        var card = await person.SeeAsync("203 个是新的");
        Assert.Contains("后面还有 3 个没有看", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 个不能用", card.Text, StringComparison.Ordinal);
        Assert.Contains("空的：没有可以读的网址", card.Text, StringComparison.Ordinal);
        Assert.Contains("全部关注（200）", card.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exported_file_holds_what_is_followed_and_comes_back_as_known()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await person.PressAsync(await person.SayAsync(rig.MapFeed("/1.xml", "甲 & 乙 <丙>", "甲的消息"), "找到了"), "关注", "已关注");
        await person.SayAsync("/follow 新闻", "已关注");

        var said = await person.SayAsync("/opml", "您关注的 2 个主题");
        Assert.Contains("chat/subscriptions.opml", said.Json, StringComparison.Ordinal);
        var (status, file) = await person.GetAsync("/chat/subscriptions.opml");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(rig.Origin.Url("/1.xml"), file, StringComparison.Ordinal);
        Assert.Contains("https://feeds.example/feeds/category/news.rss", file, StringComparison.Ordinal);
        await person.SendFileAsync("subscriptions.opml", Encoding.UTF8.GetBytes(file));
        Assert.Contains("1 个这里已经有", (await person.SeeAsync("文件里有")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PublicSurface.AskAsync(rig, "/chat/subscriptions.opml")).Status);
    }

    [Fact]
    public async Task A_pasted_list_is_read_like_a_file_and_a_file_that_is_none_is_said_to_be_none()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();

        await person.SayAsync("<opml version=\"2.0\"><body><outline text=\"甲\" xmlUrl=\"https://a.example/1.xml\"/></body></opml>", "1 个是新的");
        await person.SendFileAsync("notes.xml", "<html><body>没有订阅</body></html>"u8.ToArray());
        await person.SeeAsync("这不是订阅列表");
        await person.SendFileAsync("empty.opml", "<opml><body/></opml>"u8.ToArray());
        await person.SeeAsync("这不是订阅列表");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_file_reaches_nothing_and_adds_nothing(string name, byte[] file)
    {
        await using var inside = await ScriptedOrigin.StartAsync();
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:SourcesPerChat", "3")]);
        var person = await rig.PersonAsync();
        inside.Map("/secret", Answers.Text("secret"));
        var text = Encoding.UTF8.GetString(file).Replace("INSIDE", inside.BaseUrl, StringComparison.Ordinal);

        var status = await person.SendFileAsync(name, Encoding.UTF8.GetBytes(text));

        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.RequestEntityTooLarge, status.ToString());
        if (status == HttpStatusCode.OK)
            await person.SeeAsync("");
        Assert.Empty(inside.Requests);
        Assert.Equal(0, await rig.InAsync<AlertsDb, int>(db => db.AddedSources.CountAsync(AddingRig.Cancel)));
        Assert.InRange(await rig.InAsync<AlertsDb, int>(async db => (await db.SourceImports.AsNoTracking().ToListAsync(AddingRig.Cancel)).Sum(i => i.Urls.Count)), 0, 200);
        Assert.DoesNotContain("root:", string.Concat(person.Shown.Select(e => e.Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_outlines_are_read_in_part_and_named_as_such()
    {
        await using var rig = await AddingRig.StartAsync();
        var read = rig.Host.Services.GetRequiredService<ReadSubscriptionFile>();

        var found = await read(Opml([.. Enumerable.Range(0, 100_000).Select(i => $"https://a{i}.example/rss")]), AddingRig.Cancel);

        Assert.Equal(1_000, found!.New.Count);
        Assert.InRange(found.Unread, 1, 100_000);
    }

    public static TheoryData<string, byte[]> Hostile() => new()
    {
        { "entities.opml", Encoding.UTF8.GetBytes(
            "<!DOCTYPE opml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>"
            + "<opml><body><outline text=\"&d;\" xmlUrl=\"http://10.0.0.1/&d;\"/></body></opml>") },
        { "outside.opml", Encoding.UTF8.GetBytes(
            "<!DOCTYPE opml [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY h SYSTEM \"INSIDE/secret\"><!ENTITY % p SYSTEM \"INSIDE/secret\">%p;]>"
            + "<opml><body><outline text=\"&f;&h;\" xmlUrl=\"INSIDE/secret\"/></body></opml>") },
        { "large.opml", Opml([.. Enumerable.Range(0, 120_000).Select(i => $"http://10.{i % 250}.1.1/a-path-that-makes-it-long/{i}/feed.xml")]) },
        { "deep.opml", Encoding.UTF8.GetBytes("<opml><body>" + string.Concat(Enumerable.Repeat("<outline text=\"a\">", 20_000)) + "<outline xmlUrl=\"http://10.0.0.1/\"/>") },
        { "private.opml", Opml([.. HostileAddresses.Generate(2_000, 80).Select(a => System.Security.SecurityElement.Escape(a.Replace("\0", "", StringComparison.Ordinal)) ?? "")
            .Select(a => new string([.. a.Where(c => !char.IsSurrogate(c))]))]) },
        { "binary.opml", [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 31))] },
    };

    private static byte[] Opml(string[] urls) => Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>t</title></head><body>{string.Concat(urls.Select((u, i) => $"<outline type=\"rss\" text=\"源{i}\" xmlUrl=\"{u}\"/>"))}</body></opml>");

    private static Task<List<Subscription>> SubscriptionsAsync(AddingRig rig) =>
        rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.AsNoTracking().ToListAsync(AddingRig.Cancel));
}
