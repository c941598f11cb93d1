using System.Net;
using System.Text.Json;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Tests take-downs on the command line while the service runs.</summary>
[Collection(WholeAppTests.Name)]
public sealed class TakedownCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_operator_takes_an_article_down_after_a_complaint_and_restores_it_while_the_service_runs()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chat = (await rig.FollowersAsync(1))[0];
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");
        rig.Portal.Publish(1);
        await process.UntilAsync(() => Task.FromResult(WholeAppRig.TimesSent(chat, 3) == 1), "the message");
        using var feed = JsonDocument.Parse(await process.GetAsync("/feeds/all.json"));
        var id = feed.RootElement.GetProperty("items").EnumerateArray()
            .Single(i => i.GetProperty("title").GetString() == TodaysPortal.Title(3)).GetProperty("id").GetString()!;
        var page = "/article/" + id["urn:uuid:".Length..];

        Assert.Equal(2, (await rig.CommandAsync("take-down", id, "--data", rig.DataFolder)).ExitCode);
        using (var sent = await process.PostAsync(page + "/complaint", new FormUrlEncodedContent([new("text", "照片里的人是我"), new("contact", "me@example.org")])))
            Assert.True(sent.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK);
        var complaints = await rig.CommandAsync("complaints", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.StartsWith("complaint 1  due ", complaints.Out, StringComparison.Ordinal);
        Assert.Contains("from me@example.org: 照片里的人是我", complaints.Out, StringComparison.Ordinal);
        var closed = await rig.CommandAsync("complaints", "close", "1", "--take-down", "--reason", "应当事人要求", "--note", "身份已核对", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.Equal((0, ""), (closed.ExitCode, string.Join('\n', closed.Error)));
        Assert.Contains($"Taken down: \"{TodaysPortal.Title(3)}\"", closed.Out, StringComparison.Ordinal);

        await process.UntilAsync(() => Task.FromResult(chat.BotMessages.Any(m => m.Text.Contains("本站已撤下这篇文章（应当事人要求）", StringComparison.Ordinal))), "the struck message");
        await process.UntilAsync(async () =>
        {
            using var gone = await process.AskAsync(page);
            var html = await gone.Content.ReadAsStringAsync(Cancel);
            return gone.StatusCode == HttpStatusCode.Gone && html.Contains("应当事人要求", StringComparison.Ordinal) && !html.Contains("身份已核对", StringComparison.Ordinal);
        }, "the page that says why");
        await process.UntilAsync(async () => (await process.GetAsync("/feeds/all.atom")).Contains($"<at:deleted-entry ref=\"{id}\"", StringComparison.Ordinal), "the tombstone");
        Assert.Contains("taken down already", (await rig.CommandAsync("take-down", id, "--reason", "x", "--data", rig.DataFolder, "--feeds", rig.FeedsFile)).TheOneLine, StringComparison.Ordinal);

        var restored = await rig.CommandAsync("restore", rig.Origin.Url(TodaysPortal.PathOf(3)), "--by", "主编", "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.Equal((0, ""), (restored.ExitCode, string.Join('\n', restored.Error)));
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 3, "the article in the feed again");
        var trail = (await rig.CommandAsync("takedowns", "--data", rig.DataFolder, "--feeds", rig.FeedsFile)).Out.Split('\n');
        Assert.Contains("主编  restored", trail[0], StringComparison.Ordinal);
        Assert.Contains("complaint 1  reason: 应当事人要求  note: 身份已核对", trail[1], StringComparison.Ordinal);
    }
}
