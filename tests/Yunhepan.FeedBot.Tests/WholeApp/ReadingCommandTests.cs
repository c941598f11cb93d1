using System.Text;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Tests commands that read a service's data where no service has run, and their output for scripts.</summary>
[Collection(WholeAppTests.Name)]
public sealed class ReadingCommandTests
{
    private const string Feeds = """{"sources":[{"url":"http://portal.example/"}]}""";

    private static readonly string[][] Commands =
    [
        ["audit"], ["questions"], ["dead-letters"], ["trace", "1"], ["accept", "portal.example"], ["explain", "1"], ["complaints"], ["complaints", "close", "1", "--reject"],
        ["takedowns"], ["take-down", "1", "--reason", "x"], ["restore", "1"], ["rules", "replay"], ["check", "--health"], ["db", "backup", "copy.db"],
    ];

    [Fact]
    public void Every_command_that_reads_a_database_is_tested_here()
    {
        var all = FeedBotCommandLine.Create().Subcommands.SelectMany(c => c.Subcommands.Prepend(c)).Where(c => c.Options.Any(o => o.Name == "--data")).Select(c => c.Name).ToHashSet();

        // An export reads names from a database if there is one, and does without.
        Assert.Equal(all.Except(["run", "demo", "migrate", "opml", "feeds"]).Order(), Commands.Select(c => c.Last(word => all.Contains(word))).Distinct().Order());
    }

    [Fact]
    public async Task Without_a_database_each_says_so_in_a_line_and_makes_none()
    {
        using var folder = new TestFolder();
        folder.Write("feeds.json", Feeds);
        await Parallel.ForEachAsync(Commands, TestContext.Current.CancellationToken, async (command, _) =>
        {
            var end = await FeedBotProcess.RunToEndAsync(folder.Path, [.. command, "--data", "data"]);
            Assert.Equal((1, ""), (end.ExitCode, end.Out));
            Assert.Contains("feedbot.db does not exist", end.TheOneLine, StringComparison.OrdinalIgnoreCase);
        });
        Assert.False(Directory.Exists(folder.PathOf("data")), "a folder was made");
    }

    [Theory]
    [InlineData("", "has no tables yet")]
    [InlineData("This is no database, but a note that somebody put here, long enough to be taken for the header of one, with the name of one.", "not a database")]
    public async Task A_file_that_is_not_a_feedbot_database_is_reported(string content, string words)
    {
        using var folder = new TestFolder();
        folder.Write("feeds.json", Feeds);
        Directory.CreateDirectory(folder.PathOf("data"));
        folder.Write("data/feedbot.db", content);
        await Parallel.ForEachAsync((string[][])[["audit"], ["dead-letters"], ["check", "--health"]], TestContext.Current.CancellationToken, async (command, _) =>
        {
            var line = (await FeedBotProcess.RunToEndAsync(folder.Path, [.. command, "--data", "data"])).TheOneLine;
            Assert.Contains(words, line, StringComparison.Ordinal);
            Assert.Contains("feedbot.db", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_setting_with_a_value_it_does_not_take_is_one_line_for_every_command()
    {
        using var folder = new TestFolder();
        folder.Write("feeds.json", Feeds);
        await Parallel.ForEachAsync((string[][])[["run", "--urls", "http://127.0.0.1:0"], ["audit"], ["check", "--offline"], ["inspect", "http://127.0.0.1:9/"]], TestContext.Current.CancellationToken, async (command, _) =>
        {
            var end = await FeedBotProcess.RunToEndAsync(folder.Path, command, [("Fetching__Timeout", "30s")]);
            Assert.Contains("hh:mm:ss", end.TheOneLine, StringComparison.Ordinal);
            Assert.Contains("Fetching:Timeout", end.TheOneLine, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_file_of_subscriptions_is_plain_text_that_ends_its_last_line()
    {
        using var folder = new TestFolder();
        folder.Write("feeds.json", Feeds);

        // As a shell writes it into a file: the bytes themselves.
        var bytes = await BytesAsync(folder.Path);
        Assert.Equal((byte)'<', bytes[0]);
        Assert.EndsWith("</opml>\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(string folder)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "feedbot.dll"), "export", "opml"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
