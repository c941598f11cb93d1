using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The first command of the README, as a newcomer runs it.</summary>
[Collection(WholeAppTests.Name)]
public sealed partial class DemoProcessTests
{
    [Fact]
    public async Task The_demo_serves_at_once_follows_its_portal_within_seconds_and_leaves_nothing_behind()
    {
        using var folder = new TestFolder();
        // A private feed has an address only if the port is known at the start, as it is for a newcomer.
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PostgresServer.FreePort()}");
        await using var demo = FeedBotProcess.Start(folder.Path, ["demo", "--urls", address], [("TMPDIR", folder.Path), ("Telegram__Token", "not one")]);
        var home = await demo.WaitForLineAsync(line => line.Contains("Home", StringComparison.Ordinal), "Home");
        demo.UseAddress(home[home.IndexOf("http", StringComparison.Ordinal)..]);
        Assert.DoesNotContain(demo.Out, line => line.Contains("warn", StringComparison.Ordinal));
        await demo.UntilAsync(async () => (await demo.TitlesAsync()).Count >= 30, "the articles of the sample portal");
        Assert.Contains("济南评出", await demo.GetAsync("/feeds/all.rss?n=200"), StringComparison.Ordinal);
        Assert.Contains("/feeds/all.rss", await demo.GetAsync("/"), StringComparison.Ordinal);
        Assert.Contains("<html", await demo.GetAsync("/chat"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<feed", await demo.GetAsync("/feeds/category/alerts.atom"), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(folder.Path, "feedbot-demo-*"));
        Assert.Contains("<rss", await demo.GetAsync(await PrivateFeedAsync(demo, address)), StringComparison.Ordinal);

        var seen = demo.Out.Count;
        var published = await NextPublishedAsync(demo, seen);
        await demo.UntilAsync(async () => (await demo.TitlesAsync()).Any(published.Contains), $"in the feed: {published}");

        var end = await demo.InterruptAsync();
        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "feedbot-demo-*"));
    }

    private static async Task<string> PrivateFeedAsync(FeedBotProcess demo, string address)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(FeedBotProcess.Patience);
        await demo.PostAsync("/chat/session", JsonContent.Create(new { }));
        await demo.PostAsync("/chat/messages", JsonContent.Create(new { text = "/feed" }));
        using var answers = new StreamReader(await demo.OpenAsync("/chat/events"));
        while (await answers.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(address + "/feeds/my/", StringComparison.Ordinal) is >= 0 and var at && PrivateFeed.Match(line, at) is { Success: true } match)
                return match.Value;
        }

        throw new InvalidOperationException("The stream ended without the address of the private feed.");
    }

    [GeneratedRegex("/feeds/my/[A-Za-z0-9_-]{24}[.]rss", RegexOptions.None, 1000)]
    private static partial Regex PrivateFeed { get; }

    private static async Task<string> NextPublishedAsync(FeedBotProcess demo, int after)
    {
        string? found = null;
        await demo.UntilAsync(
            () => Task.FromResult((found = demo.Out.Skip(after).FirstOrDefault(line => line.StartsWith("  published ", StringComparison.Ordinal))) is not null),
            string.Create(CultureInfo.InvariantCulture, $"a publication after line {after}"));
        return found!;
    }
}
