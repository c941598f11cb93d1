using System.Text.Json;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>feeds.json is changed, broken and repaired while the service runs.</summary>
[Collection(WholeAppTests.Name)]
public sealed class CatalogueFaultTests
{
    [Fact]
    public async Task A_file_broken_while_running_leaves_the_old_one_in_force_until_it_is_repaired()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the first articles");
        Assert.Equal("ok", await StatusAsync(process));

        var good = File.ReadAllText(rig.FeedsFile);
        File.WriteAllText(rig.FeedsFile, good.Replace("\"every\"", "\"evry\"", StringComparison.Ordinal));
        await process.WaitForLineAsync(line => line.Contains("feeds.json(7,", StringComparison.Ordinal) && line.Contains("evry", StringComparison.Ordinal), "the fault");
        Assert.Equal("degraded", await StatusAsync(process));
        Assert.Contains("evry", await process.GetAsync("/readyz"), StringComparison.Ordinal);
        rig.Portal.Publish(1);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 3, "an article by the old file");

        rig.Origin.Map("/feed", Answers.Text(
            $"<rss version=\"2.0\"><channel><title>新</title><link>http://portal.example/</link><item><title>{TodaysPortal.Title(50)}</title>"
            + $"<guid isPermaLink=\"false\">50</guid><description>{string.Concat(Enumerable.Repeat("市场今天恢复营业，居民买菜不必再绕远路。", 20))}</description></item></channel></rss>",
            "application/rss+xml; charset=utf-8"));
        rig.WriteFeeds(("portal", "/news/"), ("added", "/feed"));
        await process.UntilAsync(async () => (await process.TitlesAsync()).Contains(TodaysPortal.Title(50)), "the source that was added");
        Assert.Equal("ok", await StatusAsync(process));
    }

    private static async Task<string?> StatusAsync(FeedBotProcess process)
    {
        using var json = JsonDocument.Parse(await process.GetAsync("/readyz"));
        return json.RootElement.GetProperty("status").GetString();
    }
}
