using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Ingestion.Health;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Tables tell times by the clocks of the site, and commands say what to do next.</summary>
public sealed class OperatorWordsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 28, 17, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-29T01:30:00+08:00")]
    [InlineData("America/New_York", "2026-11-28T12:30:00-05:00")]
    [InlineData("UTC", "2026-11-28T17:30:00+00:00")]
    public void Check_tells_times_in_the_zone_of_the_site_and_names_it(string zone, string time)
    {
        var clocks = TimeZoneInfo.FindSystemTimeZoneById(zone);

        var tried = CheckTable.Format([new CheckRow("hall") { Found = 1, Newest = At }], clocks);
        var known = HealthTable.Format([new SourceHealth("hall", "http://hall.example/", SourceCondition.Good) { LastSuccessAt = At }], clocks);

        foreach (var table in (string[])[tried, known])
        {
            Assert.Contains(time, table, StringComparison.Ordinal);
            Assert.EndsWith($"Times are those of {zone}, the time zone of the site.", table, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 0, "1 source, 0 categories, 0 targets")]
    [InlineData(2, 1, "2 sources, 0 categories, 1 target")]
    public void Check_counts_targets_too(int sources, int targets, string counts) => Assert.Equal(counts, CheckCommand.CountsOf(new SourceCatalogue
    {
        Site = new Site(),
        Sources = [.. Enumerable.Range(0, sources).Select(n => new Source { Id = $"s{n}", Url = "http://a.example/", Name = LocalisedName.Same("a") })],
        Targets = [.. Enumerable.Range(0, targets).Select(n => new Target { Id = $"t{n}", Kind = TargetKind.Webhook, Url = "http://a.example/", Follow = new FollowedTopics() })],
    }));

    [Fact]
    public async Task A_run_in_an_empty_folder_says_in_one_message_what_to_do_next()
    {
        var message = ServiceRun.NoFeedsFile("./feeds.json");

        foreach (var words in (string[])["no file ./feeds.json", "feedbot demo", "feedbot import", "feedbot discover", "--feeds", "feedbot check", "feedbot run"])
            Assert.Contains(words, message, StringComparison.Ordinal);
        // What it shows as the smallest file is one.
        var example = message.Split('\n').Single(l => l.Contains("\"sources\"", StringComparison.Ordinal)).Trim();
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "feeds.json"), example, TestContext.Current.CancellationToken);
        Assert.NotNull(await CatalogueFromFile.ReadAsync(Path.Combine(folder.FullName, "feeds.json"), TestContext.Current.CancellationToken));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Each_command_argument_and_option_says_in_a_sentence_what_it_is()
    {
        foreach (var command in FeedBotCommandLine.Create().Subcommands.SelectMany(c => c.Subcommands.Prepend(c)))
        {
            var all = command.Options.Select(o => (o.Name, o.Description)).Concat(command.Arguments.Select(a => (a.Name, a.Description)))
                .Append((command.Name, command.Description));
            foreach (var (name, description) in all)
            {
                Assert.False(string.IsNullOrWhiteSpace(description), $"{command.Name} {name} says nothing of itself");
                Assert.EndsWith(".", description!.Trim(), StringComparison.Ordinal);
            }
        }
    }
}
