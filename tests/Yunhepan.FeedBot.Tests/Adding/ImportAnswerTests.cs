using System.Text;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>What is said about a file of subscriptions is so for the one who hears it.</summary>
public sealed class ImportAnswerTests
{
    private static readonly (string, string) Ask = ("Chat:AddSources", "Ask");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_for_an_operator_is_told_as_waiting(bool isFollowed)
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, first, second) = (await rig.PersonAsync(), await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var url = rig.MapFeed("/1.xml", "甲", "甲的消息");
        await first.PressAsync(await first.SayAsync(url, "找到了"), "申请关注", "已向运营者申请");

        var person = isFollowed ? first : second;
        await person.SendFileAsync("a.opml", Opml(url));
        var done = await person.PressAsync(await person.SeeAsync("1 个这里已经有"), "关注", "申请 1 个");

        Assert.DoesNotContain("已关注", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_follower_hears_of_the_sources_that_are_theirs()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, person, other) = (await rig.PersonAsync(), await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var shared = rig.MapFeed("/2.xml", "乙", "乙的消息");
        await person.SendFileAsync("a.opml", Opml(rig.MapFeed("/1.xml", "甲", "甲的消息"), shared, rig.MapFeed("/3.xml", "丙", "丙的消息")));
        await person.PressAsync(await person.SeeAsync("3 个是新的"), "全部申请关注（3）", "已向运营者申请 3 个");
        await other.SayAsync(shared, "正等运营者同意");

        await chief.PressAsync(await chief.SeeAsync("一次关注 3 个新来源"), "同意", "已同意 3 个来源");

        await person.SeeAsync("同意了您申请的 3 个来源");
        Assert.DoesNotContain("3 个", (await other.SeeAsync("运营者同意了")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Chat:SourcesInAll", "这里添加的来源已经满了")]
    [InlineData("Alerts:MaxSubscriptionsPerChat", "关注的主题太多")]
    [InlineData("Chat:SourcesPerChat", "一个聊天最多添加 1 个来源")]
    public async Task What_was_left_out_is_told_with_its_own_reason(string limit, string reason)
    {
        await using var rig = await AddingRig.StartAsync(settings: [(limit, "1")]);
        var person = await rig.PersonAsync();
        await person.SendFileAsync("a.opml", Opml(rig.MapFeed("/1.xml", "甲", "甲的消息"), rig.MapFeed("/2.xml", "乙", "乙的消息")));

        var done = await person.PressAsync(await person.SeeAsync("2 个是新的"), "全部关注（2）", "已关注其中 1 个");

        Assert.Contains(reason, done.Text, StringComparison.Ordinal);
        Assert.Contains("1 个没", done.Text, StringComparison.Ordinal);
        Assert.Equal(limit == "Chat:SourcesPerChat", done.Text.Contains("一个聊天最多", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_english_card_has_english_marks_and_a_pasted_list_is_no_word_of_its_reader()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await rig.InAsync<AlertsDb, int>(db => db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, "en"), AddingRig.Cancel));

        var card = await person.SayAsync(Encoding.UTF8.GetString(Opml("ftp://a.example/x", "https://a.example/1.xml")), "no address that can be read");

        Assert.DoesNotContain('：', card.Text);
        Assert.DoesNotContain('　', card.Text);
        Assert.Equal(["en"], await rig.InAsync<AlertsDb, List<string>>(db => db.Subscribers.Select(s => s.Language).ToListAsync(AddingRig.Cancel)));
    }

    private static byte[] Opml(params string[] urls) => Encoding.UTF8.GetBytes(
        $"<opml version=\"2.0\"><body>{string.Concat(urls.Select((u, i) => $"<outline type=\"rss\" text=\"源{i}\" xmlUrl=\"{u}\"/>"))}</body></opml>");
}
