using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>A new user's way from /start to the first alert of a page that nobody had listed, at Telegram, with the real process.</summary>
[Collection(WholeAppTests.Name)]
public sealed class AddedSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_two_typed_messages_the_first_alert_of_a_GBK_list_page_without_a_feed_arrives()
    {
        await using var rig = await StartAsync("Open");
        rig.WriteFeeds();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        await rig.Telegram.WaitForPollAsync(FeedBotProcess.Patience, Cancel);
        var reader = rig.Telegram.CreatePrivateChat("读者");

        reader.SendCommand("start");
        await reader.WaitForTextAsync("网址发给我", FeedBotProcess.Patience, Cancel);
        reader.SendText(rig.Origin.Url("/news/"));
        var card = await reader.WaitForTextAsync("找到了", FeedBotProcess.Patience, Cancel);
        Assert.Contains(TodaysPortal.Title(2), card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.BotMessages, m => m.Text.Contains("正在看", StringComparison.Ordinal));
        reader.Press("＋ 关注");
        await reader.WaitForTextAsync("已关注", FeedBotProcess.Patience, Cancel);
        await process.UntilAsync(() => Task.FromResult(rig.Origin.RequestsTo(TodaysPortal.PathOf(1)).Count > 0), "the silent first poll");
        rig.Portal.Publish(1);
        await reader.WaitForTextAsync(TodaysPortal.Title(3), FeedBotProcess.Patience, Cancel);

        Assert.Equal((1, 0), (WholeAppRig.TimesSent(reader, 3), (await process.TitlesAsync()).Count));
    }

    [Fact]
    public async Task In_the_mode_Ask_the_operator_needs_one_tap_buttons_outlive_a_restart_and_what_is_published_can_be_exported()
    {
        await using var rig = await StartAsync("Ask");
        var (chief, reader) = (rig.Telegram.CreatePrivateChat("值班"), rig.Telegram.CreatePrivateChat("读者"));
        File.WriteAllText(rig.FeedsFile, $$"""
            { "categories": [ { "id": "news", "name": { "zh": "新闻", "en": "News" } } ], "sources": [ ], "operators": [ "telegram:{{chief.Id}}" ] }
            """);
        rig.Portal.Publish(2);
        var process = await rig.RunAsync();
        await rig.Telegram.WaitForPollAsync(FeedBotProcess.Patience, Cancel);
        chief.SendCommand("start");
        await chief.WaitForTextAsync("欢迎", FeedBotProcess.Patience, Cancel);
        reader.SendCommand("start");
        await reader.WaitForTextAsync("欢迎", FeedBotProcess.Patience, Cancel);
        // A forwarded message shows words where its link is.
        reader.SendContent(JsonSerializer.Serialize(new
        {
            text = "新闻频道改版了",
            entities = new[] { new { type = "text_link", offset = 0, length = 4, url = rig.Origin.Url("/news/") } },
        }));
        await reader.WaitForTextAsync("找到了", FeedBotProcess.Patience, Cancel);

        await process.KillAsync();
        await process.DisposeAsync();
        process = await rig.RunAsync();
        reader.Press("＋ 申请关注");
        await reader.WaitForTextAsync("已向运营者申请", FeedBotProcess.Patience, Cancel);
        await chief.WaitForTextAsync("有人想关注一个新来源", FeedBotProcess.Patience, Cancel);
        Assert.Empty(rig.Origin.RequestsTo(TodaysPortal.PathOf(1)));
        await process.KillAsync();
        await process.DisposeAsync();
        await using var last = await rig.RunAsync();
        chief.Press("公开到分类…");
        await chief.WaitForTextAsync("公开到哪个分类", FeedBotProcess.Patience, Cancel);
        chief.Press("新闻", chief.BotMessages[^1].MessageId);
        await reader.WaitForTextAsync("运营者同意并公开了", FeedBotProcess.Patience, Cancel);
        await last.UntilAsync(async () => (await last.TitlesAsync()).Count == 2, "the first poll of the published source");

        var export = await rig.CommandAsync("export", "feeds", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        using var feeds = JsonDocument.Parse(export.Out);
        var source = Assert.Single(feeds.RootElement.GetProperty("sources").EnumerateArray());
        Assert.Equal((rig.Origin.Url("/news/"), "news"), (source.GetProperty("url").GetString(), source.GetProperty("category").GetString()));
        Assert.StartsWith("added-", source.GetProperty("id").GetString(), StringComparison.Ordinal);
        // The file that it prints is one that the service takes.
        await File.WriteAllTextAsync(rig.FeedsFile, export.Out, Cancel);
        Assert.Equal(export.Out, (await rig.CommandAsync("export", "feeds", "--data", rig.DataFolder, "--feeds", rig.FeedsFile)).Out);
    }

    [Fact]
    public async Task A_file_of_subscriptions_is_read_and_followed_with_one_tap_after_a_restart_and_given_back()
    {
        await using var rig = await StartAsync("Open");
        rig.WriteFeeds();
        rig.Portal.Publish(1);
        var process = await rig.RunAsync();
        await rig.Telegram.WaitForPollAsync(FeedBotProcess.Patience, Cancel);
        var reader = rig.Telegram.CreatePrivateChat("读者");
        reader.SendCommand("start");
        await reader.WaitForTextAsync("网址发给我", FeedBotProcess.Patience, Cancel);
        reader.SendDocument("list.opml", Encoding.UTF8.GetBytes(
            $"<opml><body><outline text=\"门户\" xmlUrl=\"{rig.Origin.Url("/news/")}\"/><outline text=\"内网\" xmlUrl=\"http://10.1.1.1/\"/></body></opml>"), "text/x-opml");
        var card = await reader.WaitForTextAsync("1 个是新的", FeedBotProcess.Patience, Cancel);
        Assert.Contains("1 个不能用", card.Text, StringComparison.Ordinal);
        reader.SendDocument("huge.opml", new byte[600 * 1024]);
        await reader.WaitForTextAsync("太大", FeedBotProcess.Patience, Cancel);

        await process.KillAsync();
        await process.DisposeAsync();
        await using var last = await rig.RunAsync();
        reader.Press("＋ 全部关注（1）");
        await reader.WaitForTextAsync("已关注其中 1 个", FeedBotProcess.Patience, Cancel);
        reader.SendCommand("opml");
        var given = await reader.WaitForTextAsync("您关注的 1 个主题", FeedBotProcess.Patience, Cancel);

        Assert.Equal("subscriptions.opml", given.Document);
        Assert.Contains(rig.Origin.Url("/news/"), Encoding.UTF8.GetString(reader.Download(given)), StringComparison.Ordinal);

        // All that is stored about the chat is a file too, with a button below it, and is erased on a second word.
        reader.SendCommand("mydata");
        var data = await reader.WaitForTextAsync("关于这个聊天的全部数据", FeedBotProcess.Patience, Cancel);
        using var file = JsonDocument.Parse(reader.Download(data));
        Assert.Equal("telegram", file.RootElement.GetProperty("chat").GetProperty("platform").GetString());
        Assert.Equal(1, file.RootElement.GetProperty("subscriptions").GetArrayLength());
        reader.Press("🗑 全部删除…");
        await reader.WaitForTextAsync("找不回来", FeedBotProcess.Patience, Cancel);
        reader.Press("🗑 确定删除");
        await reader.WaitForTextAsync("已全部删除", FeedBotProcess.Patience, Cancel);
        reader.SendCommand("list");
        await reader.WaitForTextAsync("还没有关注", FeedBotProcess.Patience, Cancel);
    }

    [Fact]
    public async Task A_move_is_told_once_whatever_restarts_and_kills_lie_between_and_its_button_works_after_them()
    {
        await using var rig = await StartAsync("Open");
        rig.WriteFeeds();
        var feed = Answers.Text(
            "<rss version=\"2.0\"><channel><title>渡口消息</title><link>http://ferry.example/</link><description>x</description><item><title>渡口恢复通航</title>"
            + "<guid isPermaLink=\"false\">1</guid><description>渡口今天恢复通航，首班船八点开出，请旅客提前十分钟到码头候船。</description></item></channel></rss>", "application/rss+xml");
        rig.Origin.Map("/rss", feed);
        rig.Origin.Map("/new", feed);
        var process = await rig.RunAsync();
        await rig.Telegram.WaitForPollAsync(FeedBotProcess.Patience, Cancel);
        var reader = rig.Telegram.CreatePrivateChat("读者");
        reader.SendText(rig.Origin.Url("/rss"));
        await reader.WaitForTextAsync("找到了", FeedBotProcess.Patience, Cancel);
        reader.Press("＋ 关注");
        await reader.WaitForTextAsync("已关注", FeedBotProcess.Patience, Cancel);
        await process.UntilAsync(() => Task.FromResult(rig.Origin.RequestsTo("/rss").Count > 2), "the first poll");
        rig.Origin.Map("/rss", Answers.Redirect("/new", 301));
        await process.UntilAsync(() => Task.FromResult(rig.Origin.RequestsTo("/new").Count > 4), "polls at the new address");

        await process.KillAsync();
        await process.DisposeAsync();
        process = await rig.RunAsync();
        await reader.WaitForTextAsync("搬到了新网址", FeedBotProcess.Patience, Cancel);
        await process.KillAsync();
        await process.DisposeAsync();
        await using var last = await rig.RunAsync();
        reader.Press("以后就用新网址");
        await reader.WaitForTextAsync("已换成新网址", FeedBotProcess.Patience, Cancel);

        Assert.Single(reader.Messages, m => m.History.Select(h => h.Text).Append(m.Text).Any(t => t.Contains("搬到了新网址", StringComparison.Ordinal)));
    }

    private static async Task<WholeAppRig> StartAsync(string policy)
    {
        var rig = await WholeAppRig.StartAsync();
        rig.Environment["Chat__AddSources"] = policy;
        rig.Environment["Chat__SourcesEvery"] = "00:00:01";
        rig.Environment["Fetching__PrivateHostsForChats__0"] = "127.0.0.1";
        return rig;
    }
}
