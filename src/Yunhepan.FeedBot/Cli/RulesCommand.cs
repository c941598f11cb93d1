using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Cli;

/// <c>rules replay</c>: shows what the rules of a feeds.json would change among the stored articles, before it takes effect.
internal static class RulesCommand
{
    private const int Examples = 5;

    public static Command Create()
    {
        var days = CheckedOptions.Number("--days", 1, 36_500, 30, "Articles stored within this number of days.");
        var replay = new Command(
            "replay", "Files the stored articles by the rules of --feeds and prints what would change; writes nothing.")
        {
            ServiceOptions.Feeds, ServiceOptions.Data, days, ServiceOptions.Json,
        };
        replay.SetAction(async (parsed, ct) =>
        {
            if (await CatalogueFromFile.ReadAsync(parsed.GetValue(ServiceOptions.Feeds)!, ct) is not { } catalogue)
                return ExitCodes.Failed;
            return await StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, async services =>
            {
                var since = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-parsed.GetValue(days));
                var (changed, looked) = await services.GetRequiredService<RulesReplayer>().PlayAsync(catalogue, since, ct);
                await Console.Out.WriteLineAsync(
                    parsed.GetValue(ServiceOptions.Json) ? JsonSerializer.Serialize(changed, JsonOutput.Options) : Text(changed, looked));
                return ExitCodes.Done;
            });
        });
        return new Command("rules", "Tries the rules that file articles under categories, regions and publishers.") { replay };
    }

    private static string Text(IReadOnlyList<RefiledArticle> changed, int looked)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{changed.Count} of {looked} articles would be filed differently.");
        var moves = changed
            .SelectMany(
                a => a.Added.Select(t => (Sign: '+', Topic: t, a.Title)).Concat(a.Removed.Select(t => (Sign: '-', Topic: t, a.Title))))
            .GroupBy(m => (m.Topic.Kind, m.Topic.Id, m.Sign))
            .OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Id, StringComparer.Ordinal).ThenBy(g => g.Key.Sign);
        foreach (var move in moves)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{move.Key.Sign}{move.Count()} {KindOf(move.Key.Kind)}{move.Key.Id}");
            foreach (var (_, topic, title) in move.Take(Examples))
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"    {title}  ({topic.Reason})");
        }

        return text.ToString();
    }

    private static string KindOf(TopicKind kind) => kind == TopicKind.Category ? "" : kind == TopicKind.Region ? "region " : "publisher ";
}
