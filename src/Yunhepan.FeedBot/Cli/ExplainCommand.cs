using System.CommandLine;
using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>explain A [B]</c>: how a stored article came to be what it is; why two are the same article or story, or not.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var first = new Argument<string>(
            "ARTICLE") { Description = "Its number, its id as in the feeds, the address of its page here, or its address on its own "
                + "site." };
        var second = new Argument<string?>("OTHER") { Description = "Another article, to compare with.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "explain",
            "Says how a stored article is identified, filed and told elsewhere, with its history; or why two are the same, or not.")
        {
            first, second, ServiceOptions.Data,
        };
        command.SetAction((parsed, ct) => StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, async services =>
        {
            var explanations = services.GetRequiredService<ArticleExplanations>();
            var articles = await explanations.FindAsync(parsed.GetValue(first)!, ct);
            if (articles.Count == 0)
                return await CliErrors.FailAsync($"No article is stored under {parsed.GetValue(first)}");
            if (parsed.GetValue(second) is not { } name)
            {
                if (articles.Count > 1)
                    await Console.Out.WriteLineAsync($"{articles.Count} articles have this address:\n");
                await Console.Out.WriteAsync(string.Join('\n', await TextsAsync(explanations, articles, ct)));
                return ExitCodes.Done;
            }

            var others = await explanations.FindAsync(name, ct);
            if (others.Count == 0)
                return await CliErrors.FailAsync($"No article is stored under {name}");
            var pairs = articles.SelectMany(_ => others, (a, b) => (First: a, Second: b))
                .Where(p => p.First.Id != p.Second.Id || articles.Count * others.Count == 1);
            await Console.Out.WriteAsync(string.Join('\n', pairs.Select(p => Text(ArticleExplanations.Explain(p.First, p.Second)))));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(
        ArticleExplanations explanations, IReadOnlyList<Article> articles, CancellationToken ct)
    {
        List<string> texts = [];
        foreach (var article in articles)
            texts.Add(Text(await explanations.ExplainAsync(article, ct)));
        return texts;
    }

    internal static string Text(ArticleExplanation explained)
    {
        var article = explained.Article;
        var text = new StringBuilder().AppendLine(article.Title)
            .AppendLine(CultureInfo.InvariantCulture, $"  number {article.Id}  {article.PublicId}  {article.Url}");
        text.AppendLine("Known by");
        foreach (var identity in explained.Identities)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {identity}");
        text.AppendLine("Dated");
        foreach (var line in DateText.Lines(article))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
        text.AppendLine("Filed under");
        foreach (var category in article.Categories)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {category.CategoryId}  ({category.Reason})");
        foreach (var region in article.Regions)
            text.AppendLine(CultureInfo.InvariantCulture, $"  region {region.RegionId}  ({region.Reason})");
        foreach (var publisher in article.Publishers)
            text.AppendLine(CultureInfo.InvariantCulture, $"  publisher {publisher.PublisherId}  ({publisher.Reason})");
        text.AppendLine("Told by");
        foreach (var member in explained.Story)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {member.SourceId}{(member.IsRepost ? "" : ", which leads")}  {member.PublicId}  {member.Url}");
        if (article.WithdrawnAt is { } withdrawn)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(article.IsTakenDown ? "Taken down" : "Withdrawn")} {Times.Write(withdrawn)}: {article.WithdrawnReason}");
        text.AppendLine("History");
        foreach (var revision in explained.Revisions)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {revision.Number}  {Times.Write(revision.At)}  {Word(revision.Kind)}");
            foreach (var change in revision.Changes)
                text.AppendLine(CultureInfo.InvariantCulture, $"      {change.Field}: {change.Before} → {change.After}");
            if (explained.Versions.FirstOrDefault(v => v.ReplacedBy == revision.Number) is { } version)
                text.AppendLine(
                    CultureInfo.InvariantCulture, $"      before: {version.Title} ({version.ContentText.Length} characters kept)");
        }

        return text.ToString();
    }

    internal static string Text(PairExplanation pair) => string.Create(CultureInfo.InvariantCulture, $"""
        {pair.First.PublicId}  {pair.First.SourceId}  {pair.First.Title}
        {pair.Second.PublicId}  {pair.Second.SourceId}  {pair.Second.Title}
        The same article: {(pair.Identity.Same ? "yes" : "no")}: {pair.Identity.Reason}
        The same story:   {(pair.Story.Same ? "yes" : "no")}: {pair.Story.Reason}
        Stored as one story: {(pair.InOneStory ? "yes" : "no")}

        """);

    private static string Word(RevisionKind kind) => kind switch
    {
        RevisionKind.New => "new",
        RevisionKind.Corrected => "corrected",
        RevisionKind.Withdrawn => "withdrawn",
        _ => "its story changed",
    };
}

/// <summary>The stored articles for a command, beside a running service too.</summary>
internal static class StoredArticles
{
    public static Task<int> UseAsync(string dataFolder, Func<IServiceProvider, Task<int>> action) =>
        UseAsync(new FeedBotSettings { DataFolder = dataFolder, Quiet = true }, action);

    /// <summary>With feeds.json as it is now, for what goes by it.</summary>
    public static Task<int> UseAsync(
        string dataFolder, string feedsFile, Func<IServiceProvider, Task<int>> action, CancellationToken cancellationToken) => UseAsync(
        new FeedBotSettings { DataFolder = dataFolder, FeedsFile = feedsFile, Quiet = true },
        async services =>
        {
            await services.GetRequiredService<CatalogueWatch>().LoadAsync(cancellationToken);
            return await action(services);
        });

    /// <summary>A command that reads makes no database: one that is not there is said to be none.</summary>
    public static async Task<int> UseAsync(FeedBotSettings settings, Func<IServiceProvider, Task<int>> action)
    {
        await using var app = FeedBotHost.Build(settings);
        var location = app.Services.GetRequiredService<DatabaseLocation>();
        if (location is DatabaseLocation.SqliteFile file && !File.Exists(file.Path))
            return await CliErrors.FailAsync($"database {file.Path} does not exist; has the service run there? (--data)");
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return await action(scope.ServiceProvider);
        }
        catch (System.Data.Common.DbException e)
        {
            throw new DatabaseException(
                $"database {(location is DatabaseLocation.SqliteFile { Path: var path } ? path : location)} {CliErrors.Said(e)}", e);
        }
    }
}
