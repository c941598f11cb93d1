using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Cli;

/// <c>take-down ARTICLE --reason TEXT</c>, <c>restore ARTICLE</c>, and <c>takedowns</c>, which prints their trail.
internal static class TakedownCommands
{
    internal static readonly Option<string?> Note = new(
        "--note") { Description = "For the operator alone: never shown to readers.", HelpName = "TEXT" };
    internal static readonly Option<string> By = new(
        "--by") { Description = "Who decides, for the trail.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    private static readonly Argument<string> Article = ServiceOptions.Article("ARTICLE");

    private static readonly Option<string> Reason = new(
        "--reason") { Description = "Why, as readers see it on its page, in feeds and in messages.", HelpName = "TEXT", Required = true };
    private static readonly Option<string?> RestoreReason = new("--reason") { Description = "Why, for the trail.", HelpName = "TEXT" };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most lines to print.", DefaultValueFactory = _ => 100 };

    public static Command TakeDown()
    {
        var command = new Command(
            "take-down",
            """
            Takes an article down: sent messages are struck through, feeds report that it is gone, its page shows the reason, and it is
            not published again, whatever address, id or title its source gives it. The articles of other portals about the same story
            are listed, because each needs its own decision. The service may be running.
            """)
        {
            Article, Reason, Note, By, ServiceOptions.Json, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Reason) is { } reason && (string.IsNullOrWhiteSpace(reason) || reason.Length > TakedownDesk.LongestReason))
                result.AddError($"--reason takes 1 to {TakedownDesk.LongestReason} characters: readers see them");
            if (result.GetValue(Note) is { Length: > TakedownDesk.LongestReason })
                result.AddError($"--note takes at most {TakedownDesk.LongestReason} characters");
        });
        command.SetAction(
            (parsed, ct) =>
                StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, parsed.GetValue(ServiceOptions.Feeds)!, async services =>
        {
            var named = parsed.GetValue(Article)!;
            var meant = await StoredArticles.NamedAsync(services, named, ct);
            if (meant.Count > 1)
                return await AskWhichAsync(
                    named, meant.Select(
                        a => $"{a.Id}  {a.PublicId}  {a.SourceId}  \"{a.Title}\"{(a.IsTakenDown ? "  taken down already" : "")}"));
            var article = meant[0];
            var order = new TakedownOrder(parsed.GetValue(By)!, parsed.GetValue(Reason)!.Trim(), parsed.GetValue(Note));
            var outcome = await services.GetRequiredService<TakedownDesk>().TakeDownAsync(article.PublicId, order, ct);
            return await ReportAsync(
                article, outcome, services.GetRequiredService<CurrentTopics>().Tree, parsed.GetValue(ServiceOptions.Json));
        }, ct));
        return command;
    }

    public static Command Restore()
    {
        var command = new Command(
            "restore",
            "Undoes a take-down: the article is shown again as it was before, on its page, in feeds, and in messages that were struck "
            + "through. A deleted picture message is not restored.")
        {
            Article, RestoreReason, Note, By, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.SetAction(
            (parsed, ct) =>
                StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, parsed.GetValue(ServiceOptions.Feeds)!, async services =>
        {
            var (named, desk) = (parsed.GetValue(Article)!, services.GetRequiredService<TakedownDesk>());
            var meant = (await desk.FindAsync(named, ct)).DistinctBy(t => t.PublicId).ToList();
            if (meant.Count == 0)
                return await CliErrors.FailAsync($"no article that was taken down is known as {named}");
            if (meant.Count > 1)
                return await AskWhichAsync(named, meant.Select(t => $"{t.PublicId}  {t.SourceId}  \"{t.Title}\""));
            var takedown = meant[0];
            await desk.RestoreAsync(
                takedown.PublicId,
                new TakedownOrder(parsed.GetValue(By)!, parsed.GetValue(RestoreReason)?.Trim() ?? "", parsed.GetValue(Note)), ct);
            var isStored = await services.GetRequiredService<ArticleReader>().FindFollowedAsync(takedown.PublicId, ct) is not null;
            await Console.Out.WriteLineAsync(
                $"Restored: \"{takedown.Title}\"{(
                    isStored ? "" : "; it is no longer stored and returns when its source shows it again")}");
            return ExitCodes.Done;
        }, ct));
        return command;
    }

    public static Command Trail()
    {
        var command = ReportCommand.Create(
            "takedowns", "Prints the trail of take-downs, restores and rejected complaints: when, by whom and why, newest first.",
            (parsed, services, ct) => TrailAsync(services.GetRequiredService<TakedownDesk>(), parsed.GetValue(Limit), ct));
        command.Add(Limit);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> TrailAsync(
        TakedownDesk desk, int count, [EnumeratorCancellation] CancellationToken ct)
    {
        var trail = await desk.TrailAsync(count, ct);
        if (trail.Count == 0)
            yield return new($"Nothing has been taken down or restored, and no complaint rejected.");
        foreach (var act in trail)
            yield return TakedownText.Line(act);
    }

    /// <summary>Prints the result of a take-down and the other articles of the story.</summary>
    internal static async Task<int> ReportAsync(Article article, TakedownOutcome outcome, TopicTree tree, bool json)
    {
        if (outcome is TakedownOutcome.Already { Since: var since })
            return await CliErrors.FailAsync(
                $"\"{article.Title}\" is taken down already{(since is { } at ? $", since {Times.Write(at)}" : "")}");
        var elsewhere = ((TakedownOutcome.Done)outcome).Elsewhere;
        return await ReportPrinter.PrintAsync(TakedownText.Lines(article, elsewhere, tree).ToAsyncEnumerable(), json, Console.Out);
    }

    /// <summary>Asks which article is meant; nothing is changed before that is clear.</summary>
    private static async Task<int> AskWhichAsync(string named, IEnumerable<string> lines)
    {
        await CliErrors.FailAsync($"several articles are known as {named}, and nothing was done; give the number or the id of one:");
        foreach (var line in lines)
            await Console.Error.WriteLineAsync("  " + line);
        return ExitCodes.Misused;
    }
}
